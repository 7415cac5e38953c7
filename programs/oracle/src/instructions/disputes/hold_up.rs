use crate::{
    errors::OracleError,
    state::{EpochRecord, Oracle},
};
use anchor_lang::prelude::*;
use io_runtime::{clock, singletons, Loaded};

/// Holds a sealed settlement up for a challenge that is opened now: it is final a sixth of an epoch later
/// (10 minutes) at the earliest, though never beyond `latest_final_ts`.
///
/// # Authority
/// `disputes`, which has taken the challenger's bond.
///
/// # Parameters
/// `epoch`: that of the record.
///
/// # Special errors
/// `NotDisputes`, `WrongEpoch`, `NotSealed`, `RootFinal`.
#[derive(Accounts)]
pub struct HoldUp {
    #[account(address = singletons::DISPUTES.address @ OracleError::NotDisputes)]
    pub disputes: Signer,
    #[account(seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(mut)]
    pub epoch_record: Loaded<EpochRecord>,
}

impl HoldUp {
    pub fn hold_up(&mut self, epoch: u64) -> Result<()> {
        let now = clock::now();
        require!(
            self.epoch_record.epoch.get() == epoch,
            OracleError::WrongEpoch
        );
        self.epoch_record.require_voidable(now)?;
        // Never beyond the latest: that is the last thing it looks at.
        self.epoch_record
            .hold_up(now, self.oracle.epoch_length_s.get());
        Ok(())
    }
}
