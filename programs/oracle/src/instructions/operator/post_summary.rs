use crate::{
    errors::OracleError,
    events::SummaryPosted,
    state::{EpochRecord, Operators, Oracle},
};
use anchor_lang::prelude::*;
use io_runtime::{emit, Loaded};

/// Puts the root of an operator's summary of the ended epoch on chain, once: a second root would let
/// it show different summaries to different operators.
///
/// # Authority
/// The operator's hot key.
///
/// # Parameters
/// `epoch`: that of the record. `root`: Merkle root of the summary, not zero.
///
/// # Special errors
/// `WrongEpoch`, `EpochSealed`, `EpochNotEnded`, `SummaryTooLate`, `UnknownOperator`, `NoWeight`,
/// `ZeroRoot`, `SummaryAlreadyPosted`.
#[derive(Accounts)]
pub struct PostSummary {
    pub key: Signer,
    #[account(seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(seeds = [b"operators"], bump)]
    pub operators: Loaded<Operators>,
    // One record of this program holds each epoch, so its number names it.
    #[account(mut)]
    pub epoch_record: Loaded<EpochRecord>,
}

impl PostSummary {
    fn validate(&self, epoch: u64, root: &[u8; 32], now: i64) -> Result<usize> {
        self.epoch_record.require_open(epoch)?;
        require!(
            now >= self.oracle.epoch_end_ts(epoch)?,
            OracleError::EpochNotEnded
        );
        require!(
            now < self.oracle.summary_cutoff_ts(epoch)?,
            OracleError::SummaryTooLate
        );
        let seat = self.operators.seat_of_key(self.key.address())?;
        self.epoch_record.weight_of(seat)?;
        require!(*root != [0; 32], OracleError::ZeroRoot);
        require!(
            self.epoch_record.summary_roots[seat] == [0; 32],
            OracleError::SummaryAlreadyPosted
        );
        Ok(seat)
    }

    pub fn post_summary(&mut self, epoch: u64, root: [u8; 32]) -> Result<()> {
        let clock = Clock::get()?;
        let seat = self.validate(epoch, &root, clock.unix_timestamp)?;
        self.epoch_record.summary_roots[seat] = root;
        self.epoch_record.summary_slots[seat] = clock.slot.into();
        emit!(SummaryPosted {
            epoch,
            seat: seat as u64,
            root,
        });
        Ok(())
    }
}
