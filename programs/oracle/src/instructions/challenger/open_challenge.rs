// The derive binds the instruction's arguments also where it does not use them.
#![allow(unused_variables)]

use crate::{
    errors::OracleError,
    events::ChallengeOpened,
    state::{Challenge, EpochRecord, EpochStatus, Oracle},
};
use anchor_lang::prelude::*;
use io_core::merkle_sum::DEPTH;
use io_runtime::{
    clock::{self, Now},
    emit,
    token::{self, vault_amount},
    Loaded,
};

/// Opens a challenge of a settlement that is not final, at one leaf index, and holds the settlement up
/// until a sixth of an epoch later (10 minutes), though never beyond `latest_final_ts`. One challenger
/// challenges a settlement once.
///
/// # Authority
/// Anyone. The challenger pays the rent and the bond, `Oracle::challenge_bond`, and gets both back
/// unless the settlement becomes final: then the bond is burned.
///
/// # Parameters
/// `epoch`: that of the record. `index`: the leaf, or one below the node, that is not as it should be.
///
/// # Special errors
/// `WrongEpoch`, `NotSealed`, `RootFinal`, `RootDisproved`, `LeafOutOfRange`, `WrongVault`.
#[derive(Accounts)]
#[instruction(epoch: u64)]
pub struct OpenChallenge {
    #[account(mut)]
    pub challenger: Signer,
    #[account(mut, seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(mut)]
    pub epoch_record: Loaded<EpochRecord>,
    #[account(
        init, payer = challenger,
        seeds = [b"challenge", challenger.address().as_ref(), &epoch.to_le_bytes()], bump
    )]
    pub challenge: Loaded<Challenge>,
    // The token program checks its mint and that the challenger may move it. It is paid in the end, too.
    #[account(mut)]
    pub source: UncheckedAccount,
    #[account(mut, address = oracle.bond_vault @ OracleError::WrongVault)]
    pub bond_vault: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl OpenChallenge {
    fn validate(&self, epoch: u64, index: u32, now: Now) -> Result<()> {
        require!(
            self.epoch_record.epoch.get() == epoch,
            OracleError::WrongEpoch
        );
        self.epoch_record.require_contestable(now)?;
        require!(index >> DEPTH == 0, OracleError::LeafOutOfRange);
        Ok(())
    }

    pub fn open_challenge(&mut self, epoch: u64, index: u32, bump: u8) -> Result<()> {
        let now = clock::now();
        self.validate(epoch, index, now)?;
        let bond = self.oracle.challenge_bond.get();
        let owed = self.oracle.vault_owed.get().checked_add(bond);

        token::transfer(
            &mut self.source,
            &mut self.bond_vault,
            &self.challenger,
            bond,
            &[],
        );

        let challenge = &mut *self.challenge;
        challenge.version = 1;
        challenge.bump = bump;
        challenge.epoch = epoch.into();
        challenge.challenger = *self.challenger.address();
        challenge.bond = bond.into();
        challenge.source = *self.source.address();
        challenge.opened_ts = now.ts.into();
        challenge.index = index.into();
        let final_ts_before = self.epoch_record.final_ts.get();
        if self.epoch_record.status == EpochStatus::Sealed as u8 {
            self.epoch_record
                .hold_up(now, self.oracle.epoch_length_s.get());
        }
        self.oracle.vault_owed = owed.ok_or(OracleError::Overflow)?.into();
        self.invariant()?;
        emit!(ChallengeOpened {
            challenge: *self.challenge.address(),
            challenger: *self.challenger.address(),
            epoch,
            index: index.into(),
            bond,
            final_ts_before,
            final_ts_after: self.epoch_record.final_ts.get(),
        });
        Ok(())
    }

    fn invariant(&self) -> Result<()> {
        self.oracle
            .require_covered(vault_amount(self.bond_vault.account())?)?;
        require!(
            self.epoch_record.final_ts.get() <= self.epoch_record.latest_final_ts.get()
                && self.epoch_record.final_slot.get() <= self.epoch_record.latest_final_slot.get(),
            OracleError::Overflow
        );
        Ok(())
    }
}
