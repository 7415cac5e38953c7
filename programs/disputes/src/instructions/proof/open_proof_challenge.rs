// The derive binds the instruction's arguments also where it does not use them.
#![allow(unused_variables)]

use crate::{
    errors::DisputesError, events::ProofChallengeOpened, oracle_calls, proof::ProofChallenge,
};
use anchor_lang::prelude::*;
use anchor_spl::token::{self, Mint, TokenAccount};
use io_runtime::{
    clock, emit, ids,
    singletons::{CLASSES, DISPUTES, ORACLE},
    token::transfer,
    Loaded, Spl,
};
use oracle::state::{Classes, Device, EpochRecord, EpochStatus, Oracle};

/// Opens a challenge of the verdict on one device in a settlement that is not final, and holds the settlement up until a
/// sixth of an epoch later (10 minutes), though never beyond `latest_final_ts`.
///
/// # Authority
/// Anyone. The challenger pays the rents and the bond, `Oracle::challenge_bond`, and gets them back if it is right or the
/// settlement is void without it; else the bond is burned.
///
/// # Parameters
/// `epoch`: that of the record. `index`: the device's, in the registry.
///
/// # Special errors
/// `WrongEpoch`, `NotSealed`, `RootFinal`, `NothingProved`, `WrongDevice`, `UnknownClass`, `WrongIoMint`.
#[derive(Accounts)]
#[instruction(epoch: u64, index: u32)]
pub struct OpenProofChallenge {
    #[account(mut)]
    pub challenger: Signer,
    #[account(address = ORACLE.address)]
    pub oracle: Loaded<Oracle>,
    #[account(mut)]
    pub epoch_record: Loaded<EpochRecord>,
    #[account(address = CLASSES.address)]
    pub classes: Loaded<Classes>,
    pub device: Loaded<Device>,
    #[account(
        init, payer = challenger,
        seeds = [
            b"proof", challenger.address().as_ref(), &epoch.to_le_bytes(), &index.to_le_bytes(),
        ],
        bump
    )]
    pub challenge: Loaded<ProofChallenge>,
    /// Where the bond comes from. It is paid in the end, too.
    #[account(mut)]
    pub source: UncheckedAccount,
    #[account(
        init, payer = challenger, seeds = [b"bond", challenge.address().as_ref()], bump,
        token::mint = io_mint, token::authority = disputes,
    )]
    pub vault: Spl<TokenAccount>,
    #[account(address = oracle.io_mint @ DisputesError::WrongIoMint)]
    pub io_mint: Spl<Mint>,
    /// Signs for this program; no account lives there.
    #[account(address = DISPUTES.address)]
    pub disputes: UncheckedAccount,
    #[account(address = ids::ORACLE)]
    pub oracle_program: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

/// Checks that verdicts of the settlement of `epoch` may be challenged now. One that was voided, by whomever, is no pardon
/// for those who listed a false verdict.
///
/// # Errors
/// `WrongEpoch`, `NotSealed`, `RootFinal`.
pub fn require_open(record: &EpochRecord, epoch: u64) -> Result<()> {
    require!(record.epoch.get() == epoch, DisputesError::WrongEpoch);
    require!(
        record.status == EpochStatus::Sealed as u8 || record.status == EpochStatus::Void as u8,
        DisputesError::NotSealed
    );
    require!(
        !record.is_window_over(clock::now()),
        DisputesError::RootFinal
    );
    Ok(())
}

impl OpenProofChallenge {
    fn validate(&self, epoch: u64, index: u32) -> Result<()> {
        let record = &self.epoch_record;
        require_open(record, epoch)?;
        require!(
            record.beacon1_slot.get() > 0 && record.beacon2_slot.get() > 0,
            DisputesError::NothingProved
        );
        require!(self.device.index.get() == index, DisputesError::WrongDevice);
        require!(
            self.device.class < self.classes.count,
            DisputesError::UnknownClass
        );
        Ok(())
    }

    pub fn open_proof_challenge(&mut self, epoch: u64, index: u32, bump: u8) -> Result<()> {
        self.validate(epoch, index)?;
        let bond = self.oracle.challenge_bond.get();
        let final_ts_before = self.epoch_record.final_ts.get();
        transfer(
            &mut self.source,
            &mut self.vault,
            &self.challenger,
            bond,
            &[],
        );
        // A void one is held up by nothing any more.
        if self.epoch_record.status == EpochStatus::Sealed as u8 {
            oracle_calls::hold_up(&self.disputes, &self.oracle, &mut self.epoch_record, epoch);
        }
        let challenge = &mut *self.challenge;
        challenge.version = 1;
        challenge.bump = bump;
        challenge.epoch = epoch.into();
        challenge.challenger = *self.challenger.address();
        challenge.source = *self.source.address();
        challenge.vault = *self.vault.address();
        challenge.bond = bond.into();
        challenge.opened_ts = clock::now_ts().into();
        challenge.index = index.into();
        self.copy_what_the_chain_says()?;
        emit!(ProofChallengeOpened {
            challenge: *self.challenge.address(),
            challenger: *self.challenger.address(),
            device: *self.device.address(),
            epoch,
            index: index.into(),
            bond,
            final_ts_before,
            final_ts_after: self.epoch_record.final_ts.get(),
        });
        Ok(())
    }

    /// Of the hour and the device, so that evidence needs the challenge only.
    fn copy_what_the_chain_says(&mut self) -> Result<()> {
        let (record, device) = (&self.epoch_record, &self.device);
        // As it counts in the hour: it changes at an epoch's start only.
        let class = self.classes.class(device.class, record.opened_ts.get());
        let class = class.ok_or(ProgramError::InvalidArgument)?;
        let challenge = &mut *self.challenge;
        challenge.device = *device.address();
        challenge.supplier = device.supplier;
        challenge.gpus = u32::from(device.processors.get()).into();
        challenge.class = u32::from(device.class).into();
        challenge.n = class.n;
        challenge.k = class.k;
        challenge.panels = class.panels;
        challenge.lanes = class.lanes;
        challenge.steps = class.steps;
        challenge.seed = record.seed;
        challenge.beacon1 = record.beacon1;
        challenge.beacon2 = record.beacon2;
        Ok(())
    }
}
