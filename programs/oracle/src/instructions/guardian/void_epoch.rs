use crate::{
    errors::OracleError,
    state::{EpochRecord, Oracle},
    void::void_with_descendants,
};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{clock, Loaded};

/// Voids a settlement that is not final, with all that were built on it. The next vote builds on the
/// last one left and pays for the hours between.
///
/// A challenge that is open can still be won: a void settlement's voters are not out of reach.
///
/// # Authority
/// The guardian.
///
/// # Parameters
/// Further accounts: the records of all later sealed epochs, writable, newest first.
///
/// # Special errors
/// `NotTheGuardian`, `NotSealed`, `RootFinal`, `WrongDescendants`.
#[derive(Accounts)]
pub struct VoidEpoch {
    pub guardian: Signer,
    #[account(mut, seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(mut)]
    pub epoch_record: Loaded<EpochRecord>,
}

impl VoidEpoch {
    pub fn void_epoch(&mut self, later: &[AccountView]) -> Result<()> {
        require!(
            address_eq(self.guardian.address(), &self.oracle.guardian),
            OracleError::NotTheGuardian
        );
        self.epoch_record.require_voidable(clock::now())?;
        // Ends in the invariant and the event.
        void_with_descendants(&mut self.oracle, &mut self.epoch_record, later)
    }
}
