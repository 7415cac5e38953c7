use crate::{
    challenge::{reward_of, slash_seats, voters},
    errors::OracleError,
    events::SettlementDisproved,
    state::{EpochRecord, EpochStatus, Operators, Oracle},
    void::void_with_descendants,
};
use anchor_lang::prelude::*;
use io_runtime::{
    clock, emit, singletons,
    token::{self, vault_amount},
    Loaded,
};

/// Ends a settlement that a challenge has proved wrong: it is void with all that were built on it, if it is not yet, those
/// who are to blame lose their bonds, a quarter of them goes to the challenger, and the rest is burned.
///
/// To blame are, for the settlement itself, those who voted for it, once a settlement, whoever challenges it how often; for
/// a verdict on a GPU proof those who listed it: who voted for what a third of the stake had listed loses nothing. That
/// comes again for those who are shown to have listed it since.
///
/// # Authority
/// `disputes`, which has judged the evidence. It names the challenger's account.
///
/// # Parameters
/// `epoch`: that of the record. `of_verdict`: what is wrong is a verdict, which the seats whose bits are set in `listers`
/// have listed. Further accounts, unless the settlement is void already: the records of
/// all later sealed epochs, writable, newest first.
///
/// # Special errors
/// `NotDisputes`, `WrongEpoch`, `NotSealed`, `RootFinal`, `RootDisproved`, `WrongDescendants`,
/// `WrongVault`, `WrongIoMint`.
#[derive(Accounts)]
pub struct Uphold {
    #[account(address = singletons::DISPUTES.address @ OracleError::NotDisputes)]
    pub disputes: Signer,
    #[account(mut, seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(mut, seeds = [b"operators"], bump)]
    pub operators: Loaded<Operators>,
    #[account(mut)]
    pub epoch_record: Loaded<EpochRecord>,
    // Whom `disputes` names. The token program refuses an account of another mint.
    #[account(mut)]
    pub destination: UncheckedAccount,
    #[account(mut, address = oracle.bond_vault @ OracleError::WrongVault)]
    pub bond_vault: UncheckedAccount,
    #[account(mut, address = oracle.io_mint @ OracleError::WrongIoMint)]
    pub io_mint: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl Uphold {
    pub fn uphold(
        &mut self,
        epoch: u64,
        of_verdict: bool,
        listers: u32,
        later: &[AccountView],
    ) -> Result<()> {
        let record = &mut self.epoch_record;
        require!(record.epoch.get() == epoch, OracleError::WrongEpoch);
        let now = clock::now();
        let seats = if of_verdict {
            record.require_undecided(now)?;
            listers
        } else {
            record.require_contestable(now)?;
            record.disproved = 1;
            voters(record)
        };
        if record.status == EpochStatus::Sealed as u8 {
            void_with_descendants(&mut self.oracle, record, later)?;
        }
        let slashed = slash_seats(&mut self.oracle, &mut self.operators, seats)?;
        let owed = self.oracle.vault_owed.get().checked_sub(slashed);
        self.oracle.vault_owed = owed.ok_or(OracleError::Overflow)?.into();

        let paid = reward_of(slashed);
        // At most what was slashed.
        let burned = slashed.wrapping_sub(paid);
        let bump = [self.oracle.bump];
        // All may have been slashed for another lie: nothing is moved where nothing is due.
        if slashed > 0 {
            token::transfer(
                &mut self.bond_vault,
                &mut self.destination,
                &self.oracle,
                paid,
                &[b"oracle", &bump],
            );
            token::burn(
                &mut self.bond_vault,
                &mut self.io_mint,
                &self.oracle,
                burned,
                &[b"oracle", &bump],
            );
        }
        self.oracle
            .require_covered(vault_amount(self.bond_vault.account())?)?;
        emit!(SettlementDisproved {
            epoch,
            of_verdict: of_verdict.into(),
            seats: seats.into(),
            slashed,
            paid,
            burned,
            bonded_total: self.oracle.bonded_total.get(),
        });
        Ok(())
    }
}
