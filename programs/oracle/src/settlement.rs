//! Votes, their tally and the seal.
//!
//! A vote is the SHA-256 of the settlement's 180 bytes. The record keeps one digest per seat, so a
//! changed vote overwrites the old one, and the tally is summed from the digests held: there is no
//! running total that a change could leave wrong, and no box that junk ballots could fill.
use crate::{
    errors::OracleError,
    state::{EpochRecord, EpochStatus, Operators, Oracle, Settlement, EPOCH_RING, MAX_OPERATORS},
};
use anchor_lang::prelude::*;
use io_core::{hash::Sha256, quorum::exceeds_two_thirds, reserve::SupplierBooks};
use io_runtime::{clock::Now, CoreErrorExt};

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
    pub fn is_final(&self, now: Now) -> bool {
        self.status == EpochStatus::Sealed as u8 && self.is_window_over(now)
    }

    /// Whether the time to challenge the settlement has passed, by the clock and by slots.
    #[inline(always)]
    pub fn is_window_over(&self, now: Now) -> bool {
        now.ts >= self.final_ts.get() && now.slot >= self.final_slot.get()
    }

    /// The settlement, for programs that pay by it: only once it is final.
    pub fn final_settlement(&self, now: Now) -> Option<&Settlement> {
        self.is_final(now).then_some(&self.settlement)
    }

    /// # Errors
    /// `WrongEpoch` for another epoch or one that was never opened, `EpochSealed`, `EpochVoid`.
    pub fn require_open(&self, epoch: u64) -> Result<()> {
        require!(self.epoch.get() == epoch, OracleError::WrongEpoch);
        if self.status == EpochStatus::Open as u8 {
            return Ok(());
        }
        require!(
            self.status != EpochStatus::Sealed as u8,
            OracleError::EpochSealed
        );
        require!(
            self.status != EpochStatus::Void as u8,
            OracleError::EpochVoid
        );
        Err(OracleError::WrongEpoch.into())
    }

    /// Checks that the settlement is sealed and may still be voided.
    ///
    /// # Errors
    /// `NotSealed`, `RootFinal`.
    pub fn require_voidable(&self, now: Now) -> Result<()> {
        require!(
            self.status == EpochStatus::Sealed as u8,
            OracleError::NotSealed
        );
        require!(!self.is_window_over(now), OracleError::RootFinal);
        Ok(())
    }

    /// Whether the record may not serve another epoch yet: its settlement is not final, still within reach of a
    /// challenge, or one that voids could lead back to (from `kept_epoch` on), and that must stay claimable.
    pub fn is_in_use(&self, now: Now, kept_epoch: u64) -> bool {
        let sealed = self.status == EpochStatus::Sealed as u8;
        let was_sealed = sealed || self.status == EpochStatus::Void as u8;
        let kept = sealed && self.epoch.get() >= kept_epoch;
        was_sealed && (!self.is_window_over(now) || kept)
    }

    /// Whether this is the record that held `epoch` earlier.
    pub fn follows_in_place(&self, epoch: u64) -> bool {
        let distance = self.epoch.get().saturating_sub(epoch);
        distance > 0 && distance.is_multiple_of(EPOCH_RING)
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
    pub fn cast(&mut self, seat: usize, digest: [u8; 32], operators: &Operators) -> Result<u64> {
        let vote = self.votes.get_mut(seat).ok_or(OracleError::Overflow)?;
        *vote = digest;
        self.tally(&digest, operators)
    }

    /// A vote counts only while the bond that its weight was measured by is still there: who has been
    /// slashed since the epoch was opened has nothing left to lose by a lie.
    fn tally(&self, digest: &[u8; 32], operators: &Operators) -> Result<u64> {
        let seats = usize::from(self.operator_count).min(MAX_OPERATORS);
        let mut tally = 0u64;
        let weights = self.weights.iter().zip(&operators.entries);
        for (vote, (weight, operator)) in self.votes[..seats].iter().zip(weights) {
            if vote == digest && operator.bond.get() >= weight.get() {
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

    /// Fixes the settlement, and keeps what it builds on. The caller has checked that a quorum voted
    /// for it.
    ///
    /// It is final `challenge_window_s` later, and not before the one it builds on, however long
    /// challenges hold that one up: whoever reads a final record need not look at any other. Held up is
    /// each by half an epoch at most. Of seals less than that apart, the later are therefore final
    /// later, and no more than a few may wait: all that follow a void one fit one transaction.
    ///
    /// The same holds for slots, one for each second: a chain makes two and more in a second, so they decide only
    /// when it was halted.
    ///
    /// # Errors
    /// `SealsTooClose`.
    pub fn seal(
        &mut self,
        settlement: &Settlement,
        oracle: &Oracle,
        now: Now,
        challenge_window_s: u32,
    ) -> Result<()> {
        let epoch_s = oracle.epoch_length_s.get();
        let delay_s = most_delay_s(epoch_s);
        let due_ts = now.ts.saturating_add(challenge_window_s.into());
        let final_ts = due_ts.max(oracle.sealed_latest_final_ts.get());
        let wait_s = i64::from(epoch_s).saturating_mul(MOST_WAIT_EPOCHS as i64);
        require!(
            final_ts <= due_ts.saturating_add(wait_s),
            OracleError::SealsTooClose
        );
        self.settlement = *settlement;
        self.status = EpochStatus::Sealed as u8;
        self.sealed_ts = now.ts.into();
        self.final_ts = final_ts.into();
        self.latest_final_ts = final_ts.saturating_add(delay_s.into()).into();
        let due_slot = now.slot.saturating_add(challenge_window_s.into());
        let final_slot = due_slot.max(oracle.sealed_latest_final_slot.get());
        self.final_slot = final_slot.into();
        self.latest_final_slot = final_slot.saturating_add(delay_s.into()).into();
        self.prev_epoch = oracle.sealed_epoch;
        self.prev_rewards_sum = oracle.sealed_rewards_sum;
        self.prev_n_leaves = oracle.sealed_n_leaves;
        self.prev_supplier_cap = oracle.sealed_supplier_cap;
        self.prev_latest_final_ts = oracle.sealed_latest_final_ts;
        Ok(())
    }
}

/// By how many epochs a settlement may be final later than its window says, because those before it are
/// not final yet.
pub const MOST_WAIT_EPOCHS: u64 = 2;

/// By how much challenges hold up a settlement, all together: half an epoch, 30 minutes of an hour.
/// (More than the time between two seals would make each late seal delay all that follow, for ever.)
fn most_delay_s(epoch_s: u32) -> u32 {
    epoch_s / 2
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

    /// Moves [`Oracle::kept_epoch`] on, once a later settlement is final. Who reuses records asks first.
    ///
    /// One settlement is waited for at a time, so what is kept lags by two windows at most: those are 8 epochs long
    /// at most, and records are reused 64 later.
    pub fn note_final(&mut self, now: Now) {
        let past = |ts: PodI64, slot: PodU64| now.ts >= ts.get() && now.slot >= slot.get();
        if past(self.sealed_latest_final_ts, self.sealed_latest_final_slot) {
            // After a silence: the last one sealed is final itself.
            self.kept_epoch = self.sealed_epoch;
            self.next_kept_epoch = 0.into();
        } else if self.next_kept_epoch.get() != 0 && past(self.next_kept_ts, self.next_kept_slot) {
            self.kept_epoch = self.next_kept_epoch;
            self.next_kept_epoch = 0.into();
        }
    }

    /// What the next settlement builds on.
    pub fn record_seal(&mut self, record: &EpochRecord, now: Now) {
        self.note_final(now);
        if self.next_kept_epoch.get() == 0 {
            self.next_kept_epoch = record.settlement.epoch;
            self.next_kept_ts = record.latest_final_ts;
            self.next_kept_slot = record.latest_final_slot;
        }
        self.sealed_epoch = record.settlement.epoch;
        self.sealed_rewards_root = record.settlement.rewards_root;
        self.sealed_rewards_sum = record.settlement.rewards_sum;
        self.sealed_n_leaves = record.settlement.n_leaves;
        self.sealed_supplier_cap = record.supplier_cap;
        self.sealed_latest_final_ts = record.latest_final_ts;
        self.sealed_latest_final_slot = record.latest_final_slot;
    }

    /// Goes back to what a void record built on.
    pub fn undo_seal(&mut self, record: &EpochRecord) {
        if self.next_kept_epoch.get() >= record.epoch.get() {
            self.next_kept_epoch = 0.into();
        }
        self.sealed_epoch = record.prev_epoch;
        self.sealed_rewards_root = record.settlement.prev_root;
        self.sealed_rewards_sum = record.prev_rewards_sum;
        self.sealed_n_leaves = record.prev_n_leaves;
        self.sealed_supplier_cap = record.prev_supplier_cap;
        self.sealed_latest_final_ts = record.prev_latest_final_ts;
    }

    /// # Errors
    /// `VaultShort` when `held` IO base units do not cover what the bond vault owes.
    pub fn require_covered(&self, held: u64) -> Result<()> {
        require!(
            held >= self.vault_owed.get() && self.vault_owed.get() >= self.bonded_total.get(),
            OracleError::VaultShort
        );
        Ok(())
    }

    /// Whether the guardian's pause is in force.
    pub fn is_paused(&self, now: i64) -> bool {
        now < self.pause_ends_ts.get()
    }
}

#[cfg(test)]
#[path = "settlement_tests.rs"]
mod tests;
