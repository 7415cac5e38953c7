// The derive binds the instruction's arguments also where it does not use them.
#![allow(unused_variables)]

use crate::{
    contest::require_contestable, errors::DisputesError, events::ChallengeOpened, oracle_calls,
    state::Challenge,
};
use anchor_lang::prelude::*;
use anchor_spl::token::{self, Mint, TokenAccount};
use io_core::merkle_sum::DEPTH;
use io_runtime::{
    clock::{self, Now},
    emit, ids,
    singletons::{DISPUTES, ORACLE},
    token::transfer,
    Loaded, Spl,
};
use oracle::state::{EpochRecord, EpochStatus, Oracle};

/// Opens a challenge of a settlement that is not final, at one leaf index, and holds the settlement up
/// until a sixth of an epoch later (10 minutes), though never beyond `latest_final_ts`. One challenger
/// challenges a settlement once.
///
/// # Authority
/// Anyone. The challenger pays the rents and the bond, `Oracle::challenge_bond`, and gets all of them
/// back unless the settlement becomes final: then the bond is burned.
///
/// # Parameters
/// `epoch`: that of the record. `index`: the leaf, or one below the node, that is not as it should be.
///
/// # Special errors
/// `WrongEpoch`, `NotSealed`, `RootFinal`, `RootDisproved`, `LeafOutOfRange`, `WrongIoMint`.
#[derive(Accounts)]
#[instruction(epoch: u64)]
pub struct OpenChallenge {
    #[account(mut)]
    pub challenger: Signer,
    #[account(address = ORACLE.address)]
    pub oracle: Loaded<Oracle>,
    #[account(mut)]
    pub epoch_record: Loaded<EpochRecord>,
    #[account(
        init, payer = challenger,
        seeds = [b"challenge", challenger.address().as_ref(), &epoch.to_le_bytes()], bump
    )]
    pub challenge: Loaded<Challenge>,
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

impl OpenChallenge {
    fn validate(&self, epoch: u64, index: u32, now: Now) -> Result<()> {
        require!(
            self.epoch_record.epoch.get() == epoch,
            DisputesError::WrongEpoch
        );
        require_contestable(&self.epoch_record, now)?;
        require!(index >> DEPTH == 0, DisputesError::LeafOutOfRange);
        Ok(())
    }

    pub fn open_challenge(&mut self, epoch: u64, index: u32, bump: u8) -> Result<()> {
        let now = clock::now();
        self.validate(epoch, index, now)?;
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
        challenge.bond = bond.into();
        challenge.source = *self.source.address();
        challenge.vault = *self.vault.address();
        challenge.opened_ts = now.ts.into();
        challenge.index = index.into();
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
}
