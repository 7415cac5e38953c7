use crate::{
    errors::OracleError,
    events::{EpochWasSealed, VoteCast},
    settlement::SettlementVote,
    state::{EpochRecord, EpochStatus, Operators, Oracle, Settlement, EPOCH_RING},
};
use anchor_lang::prelude::*;
use io_runtime::{clock, emit, Loaded, SolSha256};

/// Votes on an epoch's settlement; the vote that crosses two thirds of the weight seals it.
///
/// A vote may be changed until the seal and leaves nothing behind. An operator that resigned since
/// the epoch was opened still votes with the weight it had: its bond is locked for what it does here.
///
/// # Authority
/// The operator's hot key.
///
/// # Parameters
/// [`SettlementVote`]: must build on the last sealed root, with sum and leaf count that do not fall
/// and a sum that grows by no more than the hours' supplier emission and what the suppliers' reserve
/// releases over them.
///
/// # Special errors
/// `WrongEpoch`, `EpochSealed`, `EpochVoid`, `SummariesOpen` before the cutoff of summaries,
/// `VoteTooLate`, `SealingIsPaused`, `UnknownOperator`, `NoWeight`, `BondTooLow` for one that was slashed since,
/// `SealsTooClose`, and those of `Settlement::validate_against`.
#[derive(Accounts)]
pub struct Vote {
    pub key: Signer,
    #[account(mut, seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(seeds = [b"operators"], bump)]
    pub operators: Loaded<Operators>,
    // One record of this program holds each epoch, so its number names it.
    #[account(mut)]
    pub epoch_record: Loaded<EpochRecord>,
}

impl Vote {
    fn validate(&self, settlement: &Settlement, now: i64) -> Result<usize> {
        let epoch = settlement.epoch.get();
        // epoch_record
        self.epoch_record.require_open(epoch)?;
        require!(
            now >= self.oracle.summary_cutoff_ts(epoch)?,
            OracleError::SummariesOpen
        );
        // A bond is locked for as long as a vote can be held against it, counted from here.
        require!(
            self.oracle
                .epoch_at(now)
                .is_some_and(|current| current < epoch.saturating_add(EPOCH_RING)),
            OracleError::VoteTooLate
        );
        // oracle
        require!(!self.oracle.is_paused(now), OracleError::SealingIsPaused);
        // key
        let seat = self.operators.seat_of_key(self.key.address())?;
        let weight = self.epoch_record.weight_of(seat)?;
        require!(
            self.operators.entries[seat].bond.get() >= weight,
            OracleError::BondTooLow
        );
        // settlement: checked at every vote, so whatever is sealed was checked against what was
        // sealed last at that moment.
        settlement.validate_against(&self.oracle, self.epoch_record.supplier_cap.get())?;
        Ok(seat)
    }

    pub fn vote(&mut self, vote: &SettlementVote) -> Result<()> {
        let settlement = Settlement::from(vote);
        let now = clock::now();
        let seat = self.validate(&settlement, now.ts)?;

        let digest = settlement.digest::<SolSha256>();
        let tally = self.epoch_record.cast(seat, digest, &self.operators)?;
        emit!(VoteCast {
            epoch: vote.epoch,
            seat: seat as u64,
            digest,
            tally,
            total_weight: self.epoch_record.total_weight.get(),
        });
        if !self.epoch_record.seals(tally) {
            return Ok(());
        }

        let sum_before = self.oracle.sealed_rewards_sum.get();
        let window_s = self.oracle.challenge_window_s.get();
        self.epoch_record
            .seal(&settlement, &self.oracle, now, window_s)?;
        self.oracle.record_seal(&self.epoch_record, now);
        self.invariant(sum_before)?;
        emit!(EpochWasSealed {
            epoch: vote.epoch,
            rewards_root: vote.rewards_root,
            rewards_sum_before: sum_before,
            rewards_sum: vote.rewards_sum,
            final_ts: self.epoch_record.final_ts.get(),
        });
        Ok(())
    }

    fn invariant(&self, sum_before: u64) -> Result<()> {
        let sum = self.oracle.sealed_rewards_sum.get();
        require!(
            self.epoch_record.status == EpochStatus::Sealed as u8
                && self.oracle.sealed_epoch == self.epoch_record.epoch
                && sum_before <= sum
                && sum <= self.epoch_record.supplier_cap.get(),
            OracleError::SumAboveCap
        );
        Ok(())
    }
}
