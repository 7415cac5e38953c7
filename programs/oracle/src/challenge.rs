//! What `disputes` may have done to a settlement, and until when.
use crate::{
    errors::OracleError,
    state::{EpochRecord, EpochStatus, Operators, Oracle},
};
use anchor_lang::prelude::*;
use io_runtime::{clock::Now, SolSha256};

/// While a challenge is open, a settlement is final at the earliest this part of an epoch after the
/// opening: 10 minutes of an hour.
const DELAY_DIVISOR: u32 = 6;
/// The challenger gets this part of what a won challenge slashes, rounded down; the rest is burned. Who
/// challenges itself therefore loses three quarters at least.
const REWARD_DIVISOR: u64 = 4;

impl EpochRecord {
    /// Checks that a challenge of this settlement may go on: its time is not over, and no other has
    /// disproved it. The guardian may have voided it, or a challenge of an earlier one: that is no
    /// pardon for those who voted for it.
    ///
    /// # Errors
    /// `NotSealed`, `RootFinal`, `RootDisproved`.
    pub fn require_contestable(&self, now: Now) -> Result<()> {
        require!(
            self.status == EpochStatus::Sealed as u8 || self.status == EpochStatus::Void as u8,
            OracleError::NotSealed
        );
        require!(self.disproved == 0, OracleError::RootDisproved);
        require!(!self.is_window_over(now), OracleError::RootFinal);
        Ok(())
    }

    /// Checks that a verdict in this settlement may be disproved: as [`Self::require_contestable`], whether or not the
    /// settlement itself is.
    ///
    /// # Errors
    /// `NotSealed`, `RootFinal`.
    pub fn require_undecided(&self, now: Now) -> Result<()> {
        require!(
            self.status == EpochStatus::Sealed as u8 || self.status == EpochStatus::Void as u8,
            OracleError::NotSealed
        );
        require!(!self.is_window_over(now), OracleError::RootFinal);
        Ok(())
    }

    /// Holds the settlement up for a challenge opened at `now`.
    pub fn hold_up(&mut self, now: Now, epoch_length_s: u32) {
        let delay_s = epoch_length_s / DELAY_DIVISOR;
        let until = now
            .ts
            .saturating_add(delay_s.into())
            .min(self.latest_final_ts.get())
            .max(self.final_ts.get());
        self.final_ts = until.into();
        let until_slot = now
            .slot
            .saturating_add(delay_s.into())
            .min(self.latest_final_slot.get())
            .max(self.final_slot.get());
        self.final_slot = until_slot.into();
    }
}

/// The seats whose vote the record's settlement is, a bit each.
pub fn voters(record: &EpochRecord) -> u32 {
    let digest = record.settlement.digest::<SolSha256>();
    let votes = record.votes.iter().take(record.operator_count.into());
    votes.zip(0u32..).fold(0, |seats, (vote, seat)| {
        seats | u32::from(*vote == digest).wrapping_shl(seat)
    })
}

/// Takes the whole bond of every operator in `seats`, a bit each: those who voted for a settlement, or listed a verdict, that
/// was proved wrong. Returns the sum, IO base units.
///
/// The whole bond: an honest operator rebuilds a settlement before it votes, and verifies a proof before it lists it, and
/// none that it does has a fault that can be proved, so there is nothing to be lenient with; and the bonds deter a false
/// one only as far as they can be lost. A slashed operator keeps its seat without weight: bonding again is its choice,
/// removing it the authority's. An unbonding one is slashed like any other.
///
/// # Errors
/// `Overflow`.
pub fn slash_seats(oracle: &mut Oracle, operators: &mut Operators, seats: u32) -> Result<u64> {
    let mut slashed = 0u64;
    for (operator, seat) in operators.entries.iter_mut().zip(0u32..) {
        let bond = operator.bond.get();
        if seats.wrapping_shr(seat) & 1 == 0 || bond == 0 {
            continue;
        }
        slashed = slashed.checked_add(bond).ok_or(OracleError::Overflow)?;
        if operator.is_active() {
            oracle.bonded_total = oracle
                .bonded_total
                .get()
                .checked_sub(bond)
                .ok_or(OracleError::Overflow)?
                .into();
        }
        operator.bond = 0.into();
    }
    Ok(slashed)
}

/// The challenger's part of what was slashed.
pub const fn reward_of(slashed: u64) -> u64 {
    slashed / REWARD_DIVISOR
}

#[cfg(test)]
#[path = "challenge_tests.rs"]
#[allow(clippy::arithmetic_side_effects)]
mod tests;
