use crate::{
    commits::commit_place,
    errors::OracleError,
    events::ResponsePosted,
    state::{Commits, EpochRecord, EpochStatus, Oracle},
};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{clock, emit, Loaded};

/// Writes the root of a supplier's responses in one class, once per epoch, between beacon 1 and the
/// response deadline: the second beacon probes what was written.
///
/// # Authority
/// The supplier.
///
/// # Parameters
/// `class`: that of the commits. `root`: fleet root of the response bundles, not zero.
///
/// # Special errors
/// `WrongEpoch` for a record that is not open, `ChallengeNotDrawn`, `BeaconNotCaptured`,
/// `ResponseTooLate`, `ZeroRoot`, `NotTheSupplier`, `NotCommitted`, `AlreadyResponded`.
#[derive(Accounts)]
pub struct PostResponse {
    pub supplier: Signer,
    #[account(seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    pub epoch_record: Loaded<EpochRecord>,
    // Any commits of this program: `post_commit` creates them at their PDAs only.
    #[account(mut)]
    pub commits: Loaded<Commits>,
}

impl PostResponse {
    fn validate(&self, class: u8, root: &[u8; 32], slot: u64) -> Result<usize> {
        let record = &self.epoch_record;
        require!(
            record.status == EpochStatus::Open as u8,
            OracleError::WrongEpoch
        );
        let s0 = record.s0.get();
        require!(s0 > 0, OracleError::ChallengeNotDrawn);
        require!(
            record.beacon1_slot.get() > 0,
            OracleError::BeaconNotCaptured
        );
        require!(
            slot <= self.oracle.response_deadline_slot(s0)?,
            OracleError::ResponseTooLate
        );
        require!(*root != [0; 32], OracleError::ZeroRoot);
        require!(
            address_eq(&self.commits.supplier, self.supplier.address()),
            OracleError::NotTheSupplier
        );
        let place = commit_place(record.epoch.get());
        let entry = &self.commits.entries[place];
        require!(
            self.commits.class == class && entry.epoch == record.epoch,
            OracleError::NotCommitted
        );
        require!(
            entry.response_slot.get() == 0,
            OracleError::AlreadyResponded
        );
        Ok(place)
    }

    pub fn post_response(&mut self, class: u8, root: [u8; 32]) -> Result<()> {
        let slot = clock::slot();
        let place = self.validate(class, &root, slot)?;
        let entry = &mut self.commits.entries[place];
        entry.response_root = root;
        entry.response_slot = slot.into();
        emit!(ResponsePosted {
            supplier: *self.supplier.address(),
            epoch: self.epoch_record.epoch.get(),
            slot,
            class: class.into(),
            root,
        });
        Ok(())
    }
}
