use crate::{
    challenge::{reward_of, slash_voters},
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

/// Ends a settlement that a challenge has proved wrong: it is void with all that were built on it, those
/// who voted for it lose their bonds, a quarter of them goes to the challenger, and the rest is burned.
/// Once a settlement, whoever challenges it how often.
///
/// # Authority
/// `disputes`, which has judged the evidence. It names the challenger's account.
///
/// # Parameters
/// `epoch`: that of the record. Further accounts, unless the settlement is void already: the records of
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
    pub fn uphold(&mut self, epoch: u64, later: &[AccountView]) -> Result<()> {
        require!(
            self.epoch_record.epoch.get() == epoch,
            OracleError::WrongEpoch
        );
        self.epoch_record.require_contestable(clock::now())?;
        self.epoch_record.disproved = 1;
        if self.epoch_record.status == EpochStatus::Sealed as u8 {
            void_with_descendants(&mut self.oracle, &mut self.epoch_record, later)?;
        }
        let slashed = slash_voters(&mut self.oracle, &mut self.operators, &self.epoch_record)?;
        let owed = self.oracle.vault_owed.get().checked_sub(slashed);
        self.oracle.vault_owed = owed.ok_or(OracleError::Overflow)?.into();

        let paid = reward_of(slashed);
        // At most what was slashed.
        let burned = slashed.wrapping_sub(paid);
        let bump = [self.oracle.bump];
        // All voters may have been slashed for another lie: nothing is moved where nothing is due.
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
            slashed,
            paid,
            burned,
            bonded_total: self.oracle.bonded_total.get(),
        });
        Ok(())
    }
}
