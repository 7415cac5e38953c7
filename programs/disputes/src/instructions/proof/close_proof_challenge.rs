use crate::{bond, errors::DisputesError, events::ProofChallengeClosed, proof::ProofChallenge};
use anchor_lang::prelude::*;
use io_runtime::{
    clock, emit,
    singletons::{DISPUTES, ORACLE},
    Loaded,
};
use oracle::state::{EpochRecord, EpochStatus, Oracle};

/// Ends a challenge of a verdict and closes its account and its vault. The bond goes back where it came from if the
/// challenger is right, or if the settlement is void without it; else it is burned. Rents go to the challenger.
///
/// # Authority
/// Anyone, once the settlement's time is over or its record serves another epoch. Before that the challenger alone, of a
/// challenge that is won (after `uphold_proof_challenge`: what is closed slashes nobody), or whose settlement is void.
///
/// # Special errors
/// `WrongEpoch`, `ChallengeOpen`, `WrongChallenger`, `WrongVault`, `WrongIoMint`.
#[derive(Accounts)]
pub struct CloseProofChallenge {
    #[account(address = ORACLE.address)]
    pub oracle: Loaded<Oracle>,
    pub epoch_record: Loaded<EpochRecord>,
    #[account(mut)]
    pub challenge: Loaded<ProofChallenge>,
    #[account(mut, address = challenge.challenger @ DisputesError::WrongChallenger)]
    pub challenger: UncheckedAccount,
    #[account(mut, address = challenge.source @ DisputesError::WrongChallenger)]
    pub destination: UncheckedAccount,
    #[account(mut, address = oracle.io_mint @ DisputesError::WrongIoMint)]
    pub io_mint: UncheckedAccount,
    #[account(mut, address = challenge.vault @ DisputesError::WrongVault)]
    pub vault: UncheckedAccount,
    /// Signs for this program; no account lives there.
    #[account(address = DISPUTES.address)]
    pub disputes: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl CloseProofChallenge {
    /// Whether the bond goes back.
    fn validate(&self) -> Result<bool> {
        let (challenge, record) = (&self.challenge, &self.epoch_record);
        let same = record.epoch == challenge.epoch;
        require!(
            same || record.follows_in_place(challenge.epoch.get()),
            DisputesError::WrongEpoch
        );
        let over = !same || record.is_window_over(clock::now());
        let void = same && record.status == EpochStatus::Void as u8;
        let right = challenge.is_won() || void;
        require!(
            over || (right && self.challenger.account().is_signer()),
            DisputesError::ChallengeOpen
        );
        Ok(right)
    }

    pub fn close_proof_challenge(&mut self) -> Result<()> {
        let right = self.validate()?;
        let amount = bond::empty(
            &mut self.vault,
            &self.disputes,
            right.then_some(&mut self.destination),
            &mut self.io_mint,
            &mut self.challenger,
        )?;
        emit!(ProofChallengeClosed {
            challenge: *self.challenge.address(),
            challenger: self.challenge.challenger,
            epoch: self.challenge.epoch.get(),
            index: self.challenge.index.get().into(),
            proven: self.challenge.proven.into(),
            returned: if right { amount } else { 0 },
            burned: if right { 0 } else { amount },
        });
        let challenger = *self.challenger.account();
        self.challenge.close(challenger)
    }
}
