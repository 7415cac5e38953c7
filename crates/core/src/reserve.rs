//! Reserves: emission that nobody was there to earn, released slowly so that no first-comer takes it.
//!
//! An hour releases `min(⌊reserve / 8760⌋, that hour's pool)`; the floor keeps the rest reserved.

use crate::{
    error::{CoreError, Result},
    units::ONE_IO,
};

/// The reserve's divisor: the hours of a year.
pub const RELEASE_DIVISOR: u64 = 8_760;
/// The most hours one call releases.
pub const MAX_RELEASE_HOURS: u64 = 720;

/// A wallet gets its leaf once it has earned this much, IO base units.
pub const LEAF_THRESHOLD: u64 = ONE_IO;

/// What one hour releases, IO base units: rounds down, for the reserve.
pub const fn release_hour(reserve: u64, pool: u64) -> u64 {
    let part = reserve / RELEASE_DIVISOR;
    if part < pool { part } else { pool }
}

/// What `hours` consecutive hours release, IO base units, when no hour's pool binds.
///
/// `least_pool` is the smallest pool of those hours. The reserve only falls, so its first hour's
/// release is the largest: if that fits the smallest pool, every hour's does, and no pool but the
/// smallest has to be computed.
///
/// # Errors
/// `TooManyHours` above 720; `PoolBinds` when the first release exceeds `least_pool`: then call
/// [`release_hour`] for each hour with its own pool.
pub const fn release_hours(reserve: u64, hours: u64, least_pool: u64) -> Result<u64> {
    if hours > MAX_RELEASE_HOURS {
        return Err(CoreError::TooManyHours);
    }
    if hours != 0 && reserve / RELEASE_DIVISOR > least_pool {
        return Err(CoreError::PoolBinds);
    }
    let mut left = reserve;
    let mut hour = 0;
    while hour < hours {
        // A part of `left` is never more than `left`.
        left = left.wrapping_sub(left / RELEASE_DIVISOR);
        hour = hour.wrapping_add(1);
    }
    Ok(reserve.wrapping_sub(left))
}

/// What the reserve releases over `hours` whose pools sum to `pools`, IO base units; at most 720 hours
/// release, and what the others would have stays reserved.
///
/// Exact where no pool binds, however the hours are cut into spans. A pool binds only while the
/// reserve exceeds a year's emission; each hour's is then taken as the mean, rounded down for the
/// reserve: within 720 hours of the schedule no pool is further than 1% from it.
pub fn release_span(reserve: u64, hours: u64, pools: u64) -> u64 {
    let pool = pools.checked_div(hours).unwrap_or(0);
    let span = if hours < MAX_RELEASE_HOURS {
        hours
    } else {
        MAX_RELEASE_HOURS
    };
    if let Ok(released) = release_hours(reserve, span, pool) {
        return released;
    }
    let mut left = reserve;
    for _ in 0..span {
        // A release is at most a part of what is left.
        left = left.wrapping_sub(release_hour(left, pool));
    }
    reserve.wrapping_sub(left)
}

/// The GPU suppliers' books at the last sealed settlement. What had been emitted to them by the end
/// of its epoch and is not in its tree is their reserve: nothing else has to be kept, and a voided
/// settlement restores the reserve with the books before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SupplierBooks {
    /// Epoch of the settlement; 0 before the first.
    pub epoch: u64,
    /// Emitted to GPU suppliers by the end of `epoch`, IO base units.
    pub emitted: u64,
    /// Sum of the settlement's tree: lifetime rewards of everybody, IO base units.
    pub allocated: u64,
}

/// What the next settlement may allocate, IO base units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allowance {
    /// The pools of the hours since the last settlement.
    pub pool: u64,
    /// What the reserve releases over these hours.
    pub released: u64,
    /// What stays reserved whatever the settlement allocates.
    pub reserved: u64,
}

impl SupplierBooks {
    /// Emitted and allocated to nobody, IO base units.
    ///
    /// # Errors
    /// `PaidAboveOwed` for more allocated than emitted: impossible unless there is a bug.
    pub fn reserve(&self) -> Result<u64> {
        self.emitted
            .checked_sub(self.allocated)
            .ok_or(CoreError::PaidAboveOwed)
    }

    /// What a settlement of `epoch` may allocate, when `emitted` IO base units went to GPU suppliers by
    /// its end. Hours that missed their settlement are in the pool of this one; their part of the
    /// reserve is released with them, hour by hour.
    ///
    /// # Errors
    /// `CumulativeFell` for an epoch or an emission before the last settlement's, `PaidAboveOwed`.
    pub fn allowance(&self, epoch: u64, emitted: u64) -> Result<Allowance> {
        let hours = epoch
            .checked_sub(self.epoch)
            .ok_or(CoreError::CumulativeFell)?;
        let pool = emitted
            .checked_sub(self.emitted)
            .ok_or(CoreError::CumulativeFell)?;
        let reserve = self.reserve()?;
        let released = release_span(reserve, hours, pool);
        Ok(Allowance {
            pool,
            released,
            // A release is a part of the reserve.
            reserved: reserve.wrapping_sub(released),
        })
    }

    /// The most that the tree of a settlement of `epoch` may sum to: what was allocated, the pool, the
    /// release, and less than [`LEAF_THRESHOLD`] for each of the `new_leaves` it has more than the last
    /// one. Never above `emitted`.
    ///
    /// A wallet earns before it has a leaf, outside the tree, until it has earned the threshold. To
    /// whoever sees only the tree that looks like reserve, and the settlement in which many wallets
    /// reach their leaves at once gives all of it out: it must not be refused. The reserve that operators
    /// release from is without what such wallets have earned, so their release is not above this one: a
    /// larger reserve never releases less.
    ///
    /// # Errors
    /// As [`SupplierBooks::allowance`].
    pub fn cap(&self, epoch: u64, emitted: u64, new_leaves: u32) -> Result<u64> {
        let reserved = self.allowance(epoch, emitted)?.reserved;
        // 32 bits times 27 bits.
        let backlog = u64::from(new_leaves).wrapping_mul(LEAF_THRESHOLD);
        // emitted = allocated + reserve + pool, so this is allocated + pool + released + backlog.
        Ok(emitted.wrapping_sub(reserved.saturating_sub(backlog)))
    }
}

#[cfg(test)]
mod tests;
