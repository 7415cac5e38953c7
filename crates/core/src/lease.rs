//! What a lease deposits, pays and refunds.
//!
//! Rates are token base units per GPU-hour. A lease pays `⌊seconds·rate·gpus / 3600⌋` in all, so the
//! unearned part of an hour stays the renter's.

use crate::{
    error::{CoreError, Result},
    fixed::{Rounding, mul_div_u64},
    units::HOUR_S,
};

/// A first hour attested below this goes against the supplier's guarantee: 55 minutes.
pub const FIRST_HOUR_MIN_S: u32 = 3_300;

/// The price of `gpus` for `hours` at `rate`: what the renter deposits, fees not included. Exact.
///
/// # Errors
/// `EmptyLease` for no GPUs or hours, `Overflow`.
pub fn deposit(rate: u64, gpus: u16, hours: u32) -> Result<u64> {
    if gpus == 0 || hours == 0 {
        return Err(CoreError::EmptyLease);
    }
    rate.checked_mul(u64::from(gpus))
        .and_then(|per_hour| per_hour.checked_mul(u64::from(hours)))
        .ok_or(CoreError::Overflow)
}

/// What `cumulative_s` attested seconds have earned in all: `⌊cumulative_s·rate·gpus / 3600⌋`,
/// rounded down for the renter.
///
/// # Errors
/// `Overflow`.
pub fn payable(cumulative_s: u64, rate: u64, gpus: u16) -> Result<u64> {
    let per_hour = rate
        .checked_mul(u64::from(gpus))
        .ok_or(CoreError::Overflow)?;
    mul_div_u64(cumulative_s, per_hour, HOUR_S, Rounding::Down)
}

/// Attested seconds that count: never more than the clock allows, `min(now, end) − start`.
pub fn clamp_seconds(attested_s: u64, now_ts: i64, start_ts: i64, end_ts: i64) -> u64 {
    attested_s.min(clock_seconds(now_ts, start_ts, end_ts))
}

/// Seconds of the lease that have passed: `min(now, end) − start`, 0 before the start.
pub fn clock_seconds(now_ts: i64, start_ts: i64, end_ts: i64) -> u64 {
    let until = now_ts.min(end_ts);
    // A span from a negative start may exceed an i64; saturating keeps it an upper bound.
    u64::try_from(until.saturating_sub(start_ts)).unwrap_or(0)
}

/// Whether the guarantee goes to the renter for the first hour.
pub const fn first_hour_missed(first_hour_s: u32) -> bool {
    first_hour_s < FIRST_HOUR_MIN_S
}

/// Seconds that attestation by whole minutes may miss: the begun minute at either end of a lease.
pub const UNSEEN_S: u64 = 120;

/// What a renter who cancels pays for, and whose the guarantee is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancellation {
    /// Seconds to pay for, in all.
    pub seconds: u64,
    /// The supplier did not serve: the guarantee is the renter's.
    pub guarantee_to_renter: bool,
}

/// A renter's cancellation after `elapsed_s` of the lease, `attested_s` of them attested (clamped).
///
/// Served for at least 11/12 of the time so far, the supplier is paid an hour at least: the one
/// exception to the clock. Otherwise only what was attested. A lease lasts an hour or more, so an
/// hour never exceeds the deposit.
///
/// The begun minutes at both ends ([`UNSEEN_S`]) are not asked for. Without that, whoever rents and
/// cancels half a minute later would take the guarantee of a supplier that nobody could have heard.
pub fn cancellation(attested_s: u64, elapsed_s: u64) -> Cancellation {
    let seen = elapsed_s.saturating_sub(UNSEEN_S);
    // attested·12 ≥ seen·11 over integers is attested ≥ seen − ⌊seen/12⌋: no overflow.
    let served = attested_s >= seen.saturating_sub(seen / 12);
    Cancellation {
        seconds: if served {
            attested_s.max(HOUR_S)
        } else {
            attested_s
        },
        guarantee_to_renter: !served,
    }
}

#[cfg(test)]
mod tests;
