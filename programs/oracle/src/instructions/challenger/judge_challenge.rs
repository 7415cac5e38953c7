use crate::{
    challenge::{reward_of, slash_voters},
    errors::OracleError,
    events::ChallengeJudged,
    state::{Challenge, EpochRecord, EpochStatus, Operators, Oracle},
    void::void_with_descendants,
};
use anchor_lang::prelude::*;
use io_runtime::{
    clock::{self, Now},
    emit,
    token::{self, vault_amount},
    Loaded,
};

/// Ends a challenge and closes its account.
///
/// - Its evidence proves a fault in time: the settlement is void with all that were built on it, those
///   who voted for it lose their bonds, the challenger gets its own back with a quarter of theirs, and
///   the rest is burned.
/// - The settlement is void without it (the guardian, another challenge, one it was built on): the
///   challenger gets its bond back. While the challenge could still be won, only it may choose that.
/// - The settlement became final, or its record serves another epoch: the bond is burned.
///
/// # Authority
/// Anyone. It pays the account that the bond came from; one that was closed has to be opened again
/// first. The rent goes to the challenger.
///
/// # Parameters
/// Further accounts, where this voids the settlement: the records of all later sealed epochs, writable,
/// newest first.
///
/// # Special errors
/// `ChallengeOpen`, `WrongDescendants`, `WrongChallenger`, `WrongVault`, `WrongIoMint`.
#[derive(Accounts)]
pub struct JudgeChallenge {
    #[account(mut, seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(mut, seeds = [b"operators"], bump)]
    pub operators: Loaded<Operators>,
    #[account(mut)]
    pub epoch_record: Loaded<EpochRecord>,
    #[account(mut)]
    pub challenge: Loaded<Challenge>,
    #[account(mut, address = challenge.challenger @ OracleError::WrongChallenger)]
    pub challenger: UncheckedAccount,
    #[account(mut, address = challenge.source @ OracleError::WrongChallenger)]
    pub destination: UncheckedAccount,
    #[account(mut, address = oracle.bond_vault @ OracleError::WrongVault)]
    pub bond_vault: UncheckedAccount,
    #[account(mut, address = oracle.io_mint @ OracleError::WrongIoMint)]
    pub io_mint: UncheckedAccount,
    pub token_program: Program<Token>,
}

/// How a challenge ends. The values are the event's.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Outcome {
    Lost = 0,
    Won = 1,
    Returned = 2,
}

impl JudgeChallenge {
    fn outcome(&self, now: Now) -> Result<Outcome> {
        let (record, challenge) = (&self.epoch_record, &self.challenge);
        let same = record.epoch == challenge.epoch;
        require!(
            same || record.follows_in_place(challenge.epoch.get()),
            OracleError::WrongEpoch
        );
        let contestable = same && record.require_contestable(now).is_ok();
        if contestable && challenge.proven_fault().is_some() {
            return Ok(Outcome::Won);
        }
        if same && record.status == EpochStatus::Void as u8 {
            require!(
                !contestable || self.challenger.account().is_signer(),
                OracleError::ChallengeOpen
            );
            return Ok(Outcome::Returned);
        }
        require!(!contestable, OracleError::ChallengeOpen);
        Ok(Outcome::Lost)
    }

    pub fn judge_challenge(&mut self, later: &[AccountView]) -> Result<()> {
        let outcome = self.outcome(clock::now())?;
        let bond = self.challenge.bond.get();
        let mut slashed = 0;
        if outcome == Outcome::Won {
            self.epoch_record.disproved = 1;
            if self.epoch_record.status == EpochStatus::Sealed as u8 {
                void_with_descendants(&mut self.oracle, &mut self.epoch_record, later)?;
            }
            slashed = slash_voters(&mut self.oracle, &mut self.operators, &self.epoch_record)?;
        }
        let reward = reward_of(slashed);
        let out = bond.checked_add(slashed).ok_or(OracleError::Overflow)?;
        let paid = if outcome == Outcome::Lost {
            0
        } else {
            bond.checked_add(reward).ok_or(OracleError::Overflow)?
        };
        let burned = out.checked_sub(paid).ok_or(OracleError::Overflow)?;
        let owed = self.oracle.vault_owed.get().checked_sub(out);
        self.oracle.vault_owed = owed.ok_or(OracleError::Overflow)?.into();
        self.pay(paid);
        self.burn(burned);
        self.oracle
            .require_covered(vault_amount(self.bond_vault.account())?)?;
        emit!(ChallengeJudged {
            epoch: self.challenge.epoch.get(),
            challenger: self.challenge.challenger,
            outcome: outcome as u64,
            slashed,
            paid,
            burned,
            bonded_total: self.oracle.bonded_total.get(),
        });
        let challenger = *self.challenger.account();
        self.challenge.close(challenger)
    }

    // A challenger that has closed the account must not stop a burn: nothing is moved where nothing is due.
    fn pay(&mut self, amount: u64) {
        if amount > 0 {
            let bump = [self.oracle.bump];
            token::transfer(
                &mut self.bond_vault,
                &mut self.destination,
                &self.oracle,
                amount,
                &[b"oracle", &bump],
            );
        }
    }

    fn burn(&mut self, amount: u64) {
        if amount > 0 {
            let bump = [self.oracle.bump];
            token::burn(
                &mut self.bond_vault,
                &mut self.io_mint,
                &self.oracle,
                amount,
                &[b"oracle", &bump],
            );
        }
    }
}
