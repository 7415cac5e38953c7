use crate::{
    bond, errors::DisputesError, events::ChallengeJudged, judgement::Outcome, oracle_calls::Uphold,
    state::Challenge,
};
use anchor_lang::prelude::*;
use io_runtime::{
    clock, emit, ids,
    singletons::{DISPUTES, OPERATORS, ORACLE},
    token::AsView,
    Loaded,
};
use oracle::state::{EpochRecord, Oracle};

/// Ends a challenge and closes its account and its vault.
///
/// - Its evidence proves a fault in time: the oracle voids the settlement with all that were built on it
///   and takes their bonds from those who voted for it; the challenger gets its own back with a
///   quarter of theirs, and the rest is burned.
/// - The settlement is void without it (the guardian, another challenge, one it was built on): the
///   challenger gets its bond back. While the challenge could still be won, only it may choose that.
/// - The settlement became final, or its record serves another epoch: the bond is burned.
///
/// # Authority
/// Anyone. It pays the account that the bond came from; one that was closed has to be opened again
/// first. The rents go to the challenger.
///
/// # Parameters
/// Further accounts, where this voids the settlement: the records of all later sealed epochs, writable,
/// newest first.
///
/// # Special errors
/// `ChallengeOpen`, `WrongChallenger`, `WrongVault`, `WrongIoMint`, `TooManyRecords`; of the oracle
/// `WrongDescendants`.
#[derive(Accounts)]
pub struct JudgeChallenge {
    #[account(mut, address = ORACLE.address)]
    pub oracle: Loaded<Oracle>,
    #[account(mut, address = OPERATORS.address)]
    pub operators: UncheckedAccount,
    #[account(mut)]
    pub epoch_record: Loaded<EpochRecord>,
    #[account(mut)]
    pub challenge: Loaded<Challenge>,
    #[account(mut, address = challenge.challenger @ DisputesError::WrongChallenger)]
    pub challenger: UncheckedAccount,
    #[account(mut, address = challenge.source @ DisputesError::WrongChallenger)]
    pub destination: UncheckedAccount,
    /// Of the operators.
    #[account(mut, address = oracle.bond_vault @ DisputesError::WrongVault)]
    pub bond_vault: UncheckedAccount,
    #[account(mut, address = oracle.io_mint @ DisputesError::WrongIoMint)]
    pub io_mint: UncheckedAccount,
    #[account(mut, address = challenge.vault @ DisputesError::WrongVault)]
    pub vault: UncheckedAccount,
    /// Signs for this program; no account lives there.
    #[account(address = DISPUTES.address)]
    pub disputes: UncheckedAccount,
    #[account(address = ids::ORACLE)]
    pub oracle_program: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl JudgeChallenge {
    pub fn judge_challenge(&mut self, later: &[AccountView]) -> Result<()> {
        let is_challenger = self.challenger.account().is_signer();
        let outcome = Outcome::of(
            &self.epoch_record,
            &self.challenge,
            is_challenger,
            clock::now(),
        )?;
        if outcome == Outcome::Won {
            self.uphold(later)?;
        }
        // A challenger that has closed the account must not stop a burn.
        let paid = outcome != Outcome::Lost;
        let amount = bond::empty(
            &mut self.vault,
            &self.disputes,
            paid.then_some(&mut self.destination),
            &mut self.io_mint,
            &mut self.challenger,
        )?;
        emit!(ChallengeJudged {
            epoch: self.challenge.epoch.get(),
            challenger: self.challenge.challenger,
            outcome: outcome as u64,
            returned: if paid { amount } else { 0 },
            burned: if paid { 0 } else { amount },
        });
        let challenger = *self.challenger.account();
        self.challenge.close(challenger)
    }

    fn uphold(&mut self, later: &[AccountView]) -> Result<()> {
        let epoch = self.challenge.epoch.get();
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
        // SAFETY: `&mut self` holds all of them, and no reference to their bytes is live; those of
        // `later` are nobody's.
        unsafe { call.call(epoch) }
    }
}
