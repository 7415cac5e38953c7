//! Votes, their tally and the seal.
//!
//! A vote is the SHA-256 of the settlement's 180 bytes. The record keeps one digest per seat, so a
//! changed vote overwrites the old one, and the tally is summed from the digests held: there is no
//! running total that a change could leave wrong, and no box that junk ballots could fill.
use crate::{
    errors::OracleError,
    state::{EpochRecord, EpochStatus, Oracle, Settlement, MAX_OPERATORS},
};
use anchor_lang::prelude::*;
use io_core::{hash::Sha256, quorum::exceeds_two_thirds, reserve::SupplierBooks};
use io_runtime::CoreErrorExt;

/// `vote`'s argument: the fields of `Settlement`, in its wire order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct SettlementVote {
    pub epoch: u64,
    /// Rewards root this one builds on.
    pub prev_root: [u8; 32],
    pub rewards_root: [u8; 32],
    /// Σ cumulative lifetime IO of all leaves, base units.
    pub rewards_sum: u64,
    pub n_leaves: u32,
    pub usage_root: [u8; 32],
    pub verdict_root: [u8; 32],
    pub report_hash: [u8; 32],
}

impl From<&SettlementVote> for Settlement {
    fn from(vote: &SettlementVote) -> Self {
        Self {
            epoch: vote.epoch.into(),
            prev_root: vote.prev_root,
            rewards_root: vote.rewards_root,
            rewards_sum: vote.rewards_sum.into(),
            n_leaves: vote.n_leaves.into(),
            usage_root: vote.usage_root,
            verdict_root: vote.verdict_root,
            report_hash: vote.report_hash,
        }
    }
}

impl Settlement {
    /// What operators agree on: SHA-256 of the 180 bytes.
    pub fn digest<H: Sha256>(&self) -> [u8; 32] {
        H::hash_parts(&[bytemuck::bytes_of(self)])
    }

    /// Checks that the settlement may follow the last sealed one.
    ///
    /// # Errors
    /// `EpochBehindSealed`, `WrongPreviousRoot`, `SumFell`, `LeafCountFell`, `SumWithoutLeaves`,
    /// `SumAboveCap`.
    pub fn validate_against(&self, oracle: &Oracle, supplier_cap: u64) -> Result<()> {
        let sum = self.rewards_sum.get();
        let leaves = self.n_leaves.get();
        require!(
            self.epoch.get() > oracle.sealed_epoch.get(),
            OracleError::EpochBehindSealed
        );
        require!(
            self.prev_root == oracle.sealed_rewards_root,
            OracleError::WrongPreviousRoot
        );
        require!(sum >= oracle.sealed_rewards_sum.get(), OracleError::SumFell);
        require!(
            leaves >= oracle.sealed_n_leaves.get(),
            OracleError::LeafCountFell
        );
        require!(leaves > 0 || sum == 0, OracleError::SumWithoutLeaves);
        // Never above `supplier_cap`. Between the seals of two epochs the last one may still be voided,
        // so this is asked at the vote and not when the epoch is opened.
        // The leaf count does not fall, as checked above.
        let new_leaves = leaves.wrapping_sub(oracle.sealed_n_leaves.get());
        let cap = oracle
            .supplier_books()
            .cap(self.epoch.get(), supplier_cap, new_leaves)
            .or_program_error()?;
        require!(sum <= cap, OracleError::SumAboveCap);
        Ok(())
    }
}

impl EpochRecord {
    /// Final: sealed, and the challenge window is over. A final record never changes until its place
    /// in the ring is opened for epoch + 64.
    pub fn is_final(&self, now: i64) -> bool {
        self.status == EpochStatus::Sealed as u8 && now >= self.final_ts.get()
    }

    /// The settlement, for programs that pay by it: only once it is final.
    pub fn final_settlement(&self, now: i64) -> Option<&Settlement> {
        self.is_final(now).then_some(&self.settlement)
    }

    /// # Errors
    /// `WrongEpoch` for another epoch or one that was never opened, `EpochSealed`.
    pub fn require_open(&self, epoch: u64) -> Result<()> {
        require!(self.epoch.get() == epoch, OracleError::WrongEpoch);
        require!(
            self.status != EpochStatus::Sealed as u8,
            OracleError::EpochSealed
        );
        require!(
            self.status == EpochStatus::Open as u8,
            OracleError::WrongEpoch
        );
        Ok(())
    }

    /// Weight of `seat` in this epoch, IO base units.
    ///
    /// # Errors
    /// `NoWeight`.
    pub fn weight_of(&self, seat: usize) -> Result<u64> {
        let weight = self.weights.get(seat).map_or(0, |weight| weight.get());
        require!(weight > 0, OracleError::NoWeight);
        Ok(weight)
    }

    /// Replaces the vote of `seat` and returns the weight that now stands behind `digest`.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn cast(&mut self, seat: usize, digest: [u8; 32]) -> Result<u64> {
        let vote = self.votes.get_mut(seat).ok_or(OracleError::Overflow)?;
        *vote = digest;
        self.tally(&digest)
    }

    fn tally(&self, digest: &[u8; 32]) -> Result<u64> {
        let seats = usize::from(self.operator_count).min(MAX_OPERATORS);
        let mut tally = 0u64;
        for (vote, weight) in self.votes[..seats].iter().zip(&self.weights) {
            if vote == digest {
                tally = tally
                    .checked_add(weight.get())
                    .ok_or(OracleError::Overflow)?;
            }
        }
        Ok(tally)
    }

    /// Whether `tally` crosses two thirds of the weight fixed at opening.
    pub fn seals(&self, tally: u64) -> bool {
        exceeds_two_thirds(tally, self.total_weight.get())
    }

    /// Fixes the settlement. The caller has checked that a quorum voted for it.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn seal(
        &mut self,
        settlement: &Settlement,
        now: i64,
        challenge_window_s: u32,
    ) -> Result<()> {
        let final_ts = now
            .checked_add(i64::from(challenge_window_s))
            .ok_or(OracleError::Overflow)?;
        self.settlement = *settlement;
        self.status = EpochStatus::Sealed as u8;
        self.sealed_ts = now.into();
        self.final_ts = final_ts.into();
        Ok(())
    }
}

impl Oracle {
    /// The suppliers' books at the last sealed settlement: what was emitted to them by the end of its
    /// epoch and is not in its tree is reserved, and released slowly, so that the first device after a
    /// long silence does not take what nobody was there to earn.
    pub fn supplier_books(&self) -> SupplierBooks {
        SupplierBooks {
            epoch: self.sealed_epoch.get(),
            emitted: self.sealed_supplier_cap.get(),
            allocated: self.sealed_rewards_sum.get(),
        }
    }

    /// What the next settlement builds on. `supplier_cap` is of the settlement's record.
    pub fn record_seal(&mut self, settlement: &Settlement, supplier_cap: u64) {
        self.sealed_supplier_cap = supplier_cap.into();
        self.sealed_epoch = settlement.epoch;
        self.sealed_rewards_root = settlement.rewards_root;
        self.sealed_rewards_sum = settlement.rewards_sum;
        self.sealed_n_leaves = settlement.n_leaves;
    }
}

#[cfg(test)]
#[path = "settlement_tests.rs"]
mod tests;
