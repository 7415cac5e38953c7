use crate::{errors::DisputesError, oracle_calls::Uphold, proof::ProofChallenge};
use anchor_lang::prelude::*;
use io_runtime::{
    ids,
    singletons::{DISPUTES, OPERATORS, ORACLE},
    token::AsView,
    Loaded,
};
use oracle::state::{EpochRecord, Oracle};

/// Has the oracle carry out what a challenge of a verdict has won: the settlement is void, with all that were built on it,
/// if it is not yet; every operator shown to have listed the verdict loses its whole bond; the challenger gets a quarter of
/// that, the rest is burned. Who voted for the settlement but did not list the verdict loses nothing: it rebuilt what a
/// third of the stake had listed. Sent again it slashes who has been shown since.
///
/// # Authority
/// Anyone, until the settlement's time is over.
///
/// # Parameters
/// Further accounts, where this voids the settlement: the records of all later sealed epochs, writable, newest first.
///
/// # Special errors
/// `NotWon`, `WrongChallenger`, `WrongVault`, `WrongIoMint`, `TooManyRecords`; of the oracle `WrongEpoch`, `NotSealed`,
/// `RootFinal`, `WrongDescendants`.
#[derive(Accounts)]
pub struct UpholdProofChallenge {
    #[account(mut, address = ORACLE.address)]
    pub oracle: Loaded<Oracle>,
    #[account(mut, address = OPERATORS.address)]
    pub operators: UncheckedAccount,
    #[account(mut)]
    pub epoch_record: Loaded<EpochRecord>,
    pub challenge: Loaded<ProofChallenge>,
    #[account(mut, address = challenge.source @ DisputesError::WrongChallenger)]
    pub destination: UncheckedAccount,
    /// Of the operators.
    #[account(mut, address = oracle.bond_vault @ DisputesError::WrongVault)]
    pub bond_vault: UncheckedAccount,
    #[account(mut, address = oracle.io_mint @ DisputesError::WrongIoMint)]
    pub io_mint: UncheckedAccount,
    /// Signs for this program; no account lives there.
    #[account(address = DISPUTES.address)]
    pub disputes: UncheckedAccount,
    #[account(address = ids::ORACLE)]
    pub oracle_program: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl UpholdProofChallenge {
    pub fn uphold_proof_challenge(&mut self, later: &[AccountView]) -> Result<()> {
        require!(self.challenge.is_won(), DisputesError::NotWon);
        let call = Uphold {
            accounts: [
                self.disputes.as_view(),
                self.oracle.as_view(),
                self.operators.as_view(),
                self.epoch_record.as_view(),
                self.destination.as_view(),
                self.bond_vault.as_view(),
                self.io_mint.as_view(),
                self.token_program.as_view(),
            ],
            later,
        };
        let (epoch, listers) = (self.challenge.epoch.get(), self.challenge.listers.get());
        // SAFETY: `&mut self` holds all of them, and no reference to their bytes is live; those of
        // `later` are nobody's.
        unsafe { call.verdict(epoch, listers) }
    }
}
