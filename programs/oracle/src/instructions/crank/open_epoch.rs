// The derive binds the instruction's arguments also where it does not use them.
#![allow(unused_variables)]

use crate::{
    errors::OracleError,
    events::EpochOpened,
    state::{EpochRecord, EpochStatus, Operators, Oracle, EPOCH_RING},
    supplier_cap::supplier_cap,
};
use anchor_lang::prelude::*;
use io_core::bond_cover::allowance;
use io_runtime::{
    clock::{self, Now},
    emit, Loaded,
};

/// Opens the epoch in progress: fixes the weights of its vote and the bound of its settlement, which
/// grows by no more than the bonds cover (`io_core::bond_cover`), and arms the candidate slots of its
/// challenge.
///
/// The record of 64 epochs ago is overwritten, unless it holds a settlement that may still be challenged, the last
/// one that is final, or one sealed since, to which voids could lead back and which then has to be claimable: in
/// these cases this epoch stays closed, and the next one pays for it.
///
/// # Authority
/// Anyone; the payer pays the rent of a record used for the first time.
///
/// # Parameters
/// `epoch`: the epoch in progress, counted from 1.
///
/// # Special errors
/// `EpochNotCurrent`, `EpochAlreadyOpen`, `RecordInUse`, `NoBondedOperators`, `WrongEmissionAccount`,
/// `ScheduleMismatch`.
#[derive(Accounts)]
#[instruction(epoch: u64)]
pub struct OpenEpoch {
    #[account(mut)]
    pub payer: Signer,
    #[account(mut, seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(seeds = [b"operators"], bump)]
    pub operators: Loaded<Operators>,
    // Checked in `supplier_cap`: address, owner, discriminator.
    pub emission: UncheckedAccount,
    #[account(
        init_if_needed, payer = payer,
        seeds = [b"epoch", &[ring_place(epoch)]], bump
    )]
    pub epoch_record: Loaded<EpochRecord>,
    pub system_program: Program<System>,
}

/// Place of an epoch in the ring of records, the second seed of its PDA.
pub const fn ring_place(epoch: u64) -> u8 {
    // Below EPOCH_RING = 64.
    (epoch % EPOCH_RING) as u8
}

impl OpenEpoch {
    fn validate(&self, epoch: u64, now: Now) -> Result<()> {
        require!(
            self.oracle.epoch_at(now.ts) == Some(epoch),
            OracleError::EpochNotCurrent
        );
        require!(
            self.epoch_record.epoch.get() != epoch,
            OracleError::EpochAlreadyOpen
        );
        require!(
            !self
                .epoch_record
                .is_in_use(now, self.oracle.kept_epoch.get()),
            OracleError::RecordInUse
        );
        Ok(())
    }

    pub fn open_epoch(&mut self, epoch: u64, bump: u8) -> Result<()> {
        let now = clock::now();
        self.oracle.note_final(now);
        self.validate(epoch, now)?;
        self.oracle.enact();
        let scheduled = supplier_cap(self.emission.account(), &self.oracle, epoch)?;
        let record = &mut *self.epoch_record;
        // In place: the record is larger than a stack frame should hold.
        bytemuck::bytes_of_mut(record).fill(0);
        record.version = 2;
        record.bump = bump;
        record.status = EpochStatus::Open as u8;
        record.operator_count = self.operators.count;
        record.epoch = epoch.into();
        record.opened_slot = now.slot.into();
        record.opened_ts = now.ts.into();
        let required = self.oracle.bond.get();
        let total = self.operators.weigh(required, &mut record.weights)?;
        require!(total > 0, OracleError::NoBondedOperators);
        let epochs = epoch.saturating_sub(self.oracle.opened_epoch.get());
        let cap = self
            .oracle
            .opened_cap
            .get()
            .saturating_add(allowance(total, epochs))
            .min(scheduled);
        record.total_weight = total.into();
        record.supplier_cap = cap.into();
        let oracle = &mut *self.oracle;
        oracle.opened_epoch = epoch.into();
        oracle.opened_cap = cap.into();
        emit!(EpochOpened {
            epoch,
            opened_slot: now.slot,
            total_weight: total,
            supplier_cap: cap,
        });
        Ok(())
    }
}
