//! The quorum price of a feed, the guards around it, and its moving average (`ema`).
//!
//! Prices are USD × 10⁸. All weights are bonded stake, IO base units.

use crate::{
    error::{CoreError, Result},
    fixed::{Rounding, mul_wide},
    quorum::exceeds_two_thirds,
    units::BPS,
};

pub mod ema;
pub use ema::ema_update;

/// The most quotes of a feed: one per operator.
pub const MAX_QUOTES: usize = 32;

/// One operator's fresh value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// USD × 10⁸; 0 means "no value" and does not count.
    pub price: u64,
    /// The operator's bonded stake; 0 does not count.
    pub weight: u64,
}

/// What the fresh quotes agree on, USD × 10⁸.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aggregate {
    /// Stake-weighted lower median: the smallest price with at least half the weight at or below it.
    pub lower: u64,
    /// Upper median: the largest price with at least half the weight at or above it.
    pub upper: u64,
    /// Half the distance between the thirds, rounded up.
    pub confidence: u64,
}

/// The aggregate of the fresh `quotes`, or none unless they hold more than 2/3 of `total_weight`.
/// Sorts `quotes` by price in place (at most 32, no allocation, little code).
///
/// The confidence is how far apart the thirds are: the smallest price with at least a third of *all*
/// the weight at or below it, and the largest with at least a third of it at or above. Not quartiles,
/// and not of the fresh weight: one of four equal operators is a quarter, and one of three fresh ones a
/// third, so it could alone put a quartile wherever it likes and stop every mint by the margin. A
/// coalition below a third of all weight can put neither third outside what the others quoted, nor a
/// median, as the fresh quotes weigh twice as much. More than two thirds are fresh, so the lower third
/// is never above the lower median, nor the upper one below the upper. The confidence is subtracted or
/// added as a safety margin, so it rounds up.
///
/// # Errors
/// `TooManyQuotes` above 32; `WeightAboveTotal` when the quotes weigh more than the total;
/// `Overflow` for a total above 2⁶², which is 57 times the supply.
pub fn quorum_price(quotes: &mut [Quote], total_weight: u64) -> Result<Option<Aggregate>> {
    if quotes.len() > MAX_QUOTES {
        return Err(CoreError::TooManyQuotes);
    }
    if total_weight > 1 << 62 {
        return Err(CoreError::Overflow);
    }
    let mut fresh = 0u64;
    for quote in quotes.iter_mut() {
        if quote.price == 0 {
            // Without weight it moves no threshold.
            quote.weight = 0;
        }
        fresh = fresh.checked_add(quote.weight).ok_or(CoreError::Overflow)?;
    }
    if fresh > total_weight {
        return Err(CoreError::WeightAboveTotal);
    }
    if !exceeds_two_thirds(fresh, total_weight) {
        return Ok(None);
    }
    sort_by_price(quotes);
    // `below` is the weight up to and with the current quote, at most 2⁶². The weight at or above a
    // quote is fresh − (below before it). Of equal prices the first reaches a "below" threshold last
    // and the last an "above" threshold last, which names the same price: ties do not matter.
    let mut below = 0u64;
    let (mut low_third, mut lower, mut upper, mut high_third) = (0, 0, 0, 0);
    for quote in quotes.iter().filter(|q| q.weight != 0) {
        let above = fresh.wrapping_sub(below);
        below = below.wrapping_add(quote.weight);
        if low_third == 0 && below.wrapping_mul(3) >= total_weight {
            low_third = quote.price;
        }
        if lower == 0 && below.wrapping_mul(2) >= fresh {
            lower = quote.price;
        }
        if above.wrapping_mul(2) >= fresh {
            upper = quote.price;
        }
        if above.wrapping_mul(3) >= total_weight {
            high_third = quote.price;
        }
    }
    let confidence = high_third.saturating_sub(low_third).div_ceil(2);
    Ok(Some(Aggregate {
        lower,
        upper,
        confidence,
    }))
}

/// A Shell sort: a quote far from its place moves there in steps of 13 and 4 before the ones.
/// Equal prices may change places.
fn sort_by_price(quotes: &mut [Quote]) {
    for gap in [13, 4, 1] {
        sort_apart(quotes, gap);
    }
}

/// Sorts the quotes that lie `gap` apart. A function of its own, or its loop is written out for
/// every gap, a kilobyte on chain.
#[inline(never)]
fn sort_apart(quotes: &mut [Quote], gap: usize) {
    for end in gap..quotes.len() {
        let held = quotes[end];
        let mut at = end;
        while let Some(left) = at.checked_sub(gap) {
            if quotes[left].price <= held.price {
                break;
            }
            quotes[at] = quotes[left];
            at = left;
        }
        quotes[at] = held;
    }
}

/// The price of a mint: `min(lower median, EMA) − 2·confidence`, USD × 10⁸. Low, for the holders of
/// IOSD: who burns IO gets the least that the quotes allow.
///
/// # Errors
/// `PriceNotPositive` when the margin leaves nothing.
pub const fn mint_price(lower: u64, ema: u64, confidence: u64) -> Result<u64> {
    let base = if lower < ema { lower } else { ema };
    match base.saturating_sub(confidence.saturating_mul(2)) {
        0 => Err(CoreError::PriceNotPositive),
        price => Ok(price),
    }
}

/// The price of a redemption: `max(upper median, EMA) + 2·confidence`, plus `spread_bps`, USD × 10⁸.
/// High, for the holders of IO: who redeems gets the least IO that the quotes allow. The spread
/// rounds up for the same reason.
///
/// # Errors
/// `PriceNotPositive` for a zero price, `BpsOutOfRange`, `Overflow`.
pub fn redemption_price(upper: u64, ema: u64, confidence: u64, spread_bps: u16) -> Result<u64> {
    let base = upper.max(ema);
    if base == 0 {
        return Err(CoreError::PriceNotPositive);
    }
    let margin = confidence.checked_mul(2).ok_or(CoreError::Overflow)?;
    let base = base.checked_add(margin).ok_or(CoreError::Overflow)?;
    let spread = crate::fixed::bps_of(base, spread_bps, Rounding::Up)?;
    base.checked_add(spread).ok_or(CoreError::Overflow)
}

/// Whether `spot` is within `max_bps` of `ema` (inclusive): `|spot − ema|·10⁴ ≤ ema·max_bps`, exactly.
pub const fn deviation_ok(spot: u64, ema: u64, max_bps: u16) -> bool {
    let (distance_high, distance_low) = mul_wide(spot.abs_diff(ema), BPS);
    let (limit_high, limit_low) = mul_wide(ema, max_bps as u64);
    distance_high < limit_high || (distance_high == limit_high && distance_low <= limit_low)
}

#[cfg(test)]
mod tests;
