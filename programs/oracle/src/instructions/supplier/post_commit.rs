// The derive binds the instruction's arguments also where it does not use them.
#![allow(unused_variables)]

use crate::{
    commits::commit_place,
    errors::OracleError,
    events::CommitPosted,
    state::{CommitEntry, Commits, EpochRecord, EpochStatus, Oracle},
};
use anchor_lang::prelude::*;
use bytemuck::Zeroable;
use io_runtime::{clock, emit, Loaded};

/// Writes the root of a supplier's commits in one class, once per epoch. It write-locks only the
/// supplier's own account, so suppliers do not wait for each other.
///
/// A root that lands later than the deadline is refused: the beacon is drawn a gap after it, and a
/// commit must not be chosen with the beacon in sight. (Operators' receipts can make such a commit
/// count, without it landing.)
///
/// # Authority
/// The supplier, who pays the rent of an account used for the first time.
///
/// # Parameters
/// `class`; `root`: fleet root, leaf position = registry index, not zero.
///
/// # Special errors
/// `WrongEpoch` for a record that is not open, `ChallengeNotDrawn`, `CommitTooLate`, `ZeroRoot`,
/// `AlreadyCommitted`.
#[derive(Accounts)]
#[instruction(class: u8)]
pub struct PostCommit {
    #[account(mut)]
    pub supplier: Signer,
    #[account(seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    pub epoch_record: Loaded<EpochRecord>,
    #[account(
        init_if_needed, payer = supplier,
        seeds = [b"commit", supplier.address().as_ref(), &[class]], bump
    )]
    pub commits: Loaded<Commits>,
    pub system_program: Program<System>,
}

impl PostCommit {
    fn validate(&self, root: &[u8; 32], slot: u64) -> Result<()> {
        let record = &self.epoch_record;
        require!(
            record.status == EpochStatus::Open as u8,
            OracleError::WrongEpoch
        );
        let s0 = record.s0.get();
        require!(s0 > 0, OracleError::ChallengeNotDrawn);
        require!(
            slot <= self.oracle.commit_deadline_slot(s0)?,
            OracleError::CommitTooLate
        );
        require!(*root != [0; 32], OracleError::ZeroRoot);
        let entry = &self.commits.entries[commit_place(record.epoch.get())];
        require!(entry.epoch != record.epoch, OracleError::AlreadyCommitted);
        Ok(())
    }

    pub fn post_commit(&mut self, class: u8, root: [u8; 32], bump: u8) -> Result<()> {
        let slot = clock::slot();
        self.validate(&root, slot)?;
        let epoch = self.epoch_record.epoch;
        let commits = &mut *self.commits;
        commits.version = 1;
        commits.bump = bump;
        commits.class = class;
        commits.supplier = *self.supplier.address();
        commits.entries[commit_place(epoch.get())] = CommitEntry {
            epoch,
            commit_root: root,
            commit_slot: slot.into(),
            ..CommitEntry::zeroed()
        };
        emit!(CommitPosted {
            supplier: *self.supplier.address(),
            epoch: epoch.get(),
            slot,
            class: class.into(),
            root,
        });
        Ok(())
    }
}
