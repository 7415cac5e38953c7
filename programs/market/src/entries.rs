//! What is entered into a round, and who gives way in a full one.
use crate::errors::MarketError;
use anchor_lang::{address_eq, prelude::*};
use io_core::matching::{MOST_DEVICES, MOST_JOBS};
use io_round::{DeviceEntry, JobEntry, Round};

/// # Errors
/// `WrongRoundTime` unless entries count at `now_ts`.
pub fn require_open(round: &Round, now_ts: i64) -> Result<()> {
    require!(
        now_ts >= round.opens_ts.get() && now_ts < round.closes_ts.get(),
        MarketError::WrongRoundTime
    );
    Ok(())
}

/// Enters a device at its place. Into a full round it comes by displacing the one with the least
/// stake, which must be less: `displaced` is then its address.
///
/// # Errors
/// `AlreadyEntered`, `RoundFull`.
#[inline(always)]
pub fn add_device(round: &mut Round, entry: &DeviceEntry, displaced: &mut Address) -> Result<()> {
    let mut len = usize::from(round.devices_len);
    let mut least = 0;
    for at in 0..len {
        let other = &round.devices[at];
        require!(
            !address_eq(&other.device, &entry.device),
            MarketError::AlreadyEntered
        );
        if other.stake.get() < round.devices[least].stake.get() {
            least = at;
        }
    }
    if len >= MOST_DEVICES {
        let other = &round.devices[least];
        require!(
            entry.stake.get() > other.stake.get(),
            MarketError::RoundFull
        );
        *displaced = other.device;
        round.devices.copy_within(least.wrapping_add(1)..len, least);
        len = len.wrapping_sub(1);
    }
    let index = entry.index.get();
    let mut at = len;
    while at > 0 && round.devices[at.wrapping_sub(1)].index.get() > index {
        at = at.wrapping_sub(1);
    }
    round.devices.copy_within(at..len, at.wrapping_add(1));
    round.devices[at] = *entry;
    round.devices_len = len.wrapping_add(1) as u8;
    invariant(round)
}

/// Enters a job, or brings up to date what is known of one that is in. A full round it enters like a
/// device.
///
/// One job a renter, since stake gives priority once: the one that the renter names itself, or else the
/// one that still wants most GPU-hours. So whoever enters a renter's small job does not keep its large one out;
/// and a renter whose large job finds no devices names a smaller one.
///
/// # Errors
/// `AlreadyEntered` for another job of a renter that does not go before; `RoundFull`.
#[inline(always)]
pub fn add_job(round: &mut Round, entry: &JobEntry, displaced: &mut Address) -> Result<()> {
    let mut entry = *entry;
    let len = usize::from(round.jobs_len);
    let mut at = len;
    let mut least = 0;
    for (number, other) in round.jobs.iter().take(len).enumerate() {
        if address_eq(&other.renter, &entry.renter) {
            if address_eq(&other.job, &entry.job) {
                entry.named |= other.named;
            } else {
                require!(goes_before(&entry, other), MarketError::AlreadyEntered);
                *displaced = other.job;
            }
            at = number;
        }
        if other.stake.get() < round.jobs[least].stake.get() {
            least = number;
        }
    }
    if at >= MOST_JOBS {
        let other = &round.jobs[least];
        require!(
            entry.stake.get() > other.stake.get(),
            MarketError::RoundFull
        );
        *displaced = other.job;
        at = least;
    } else if at == len {
        round.jobs_len = len.wrapping_add(1) as u8;
    }
    round.jobs[at] = entry;
    invariant(round)
}

/// Whether a renter's job takes the place of another of the same renter.
fn goes_before(entry: &JobEntry, other: &JobEntry) -> bool {
    let named = entry.named == 1;
    named || (other.named == 0 && gpu_hours(entry) > gpu_hours(other))
}

/// What a job still wants: 48 bits at most.
fn gpu_hours(entry: &JobEntry) -> u64 {
    u64::from(entry.gpus.get()).wrapping_mul(u64::from(entry.hours.get()))
}

/// What ends every instruction that changes a round: its times follow each other, and devices lie in the
/// order by which they are drawn.
///
/// # Errors
/// `InvariantBroken`: impossible unless there is a bug.
#[inline(never)]
pub fn invariant(round: &Round) -> Result<()> {
    let devices = round.devices.get(..usize::from(round.devices_len));
    let ordered = devices.is_some_and(|devices| {
        devices
            .windows(2)
            .all(|pair| pair[0].index.get() < pair[1].index.get())
    });
    require!(
        ordered
            && usize::from(round.jobs_len) <= MOST_JOBS
            && round.opens_ts.get() < round.closes_ts.get()
            && round.closes_ts.get() < round.ends_ts.get(),
        MarketError::InvariantBroken
    );
    Ok(())
}

#[cfg(test)]
#[path = "entries_tests.rs"]
mod tests;
