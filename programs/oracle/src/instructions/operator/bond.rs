use crate::{
    errors::OracleError,
    events::BondChanged,
    state::{Operators, Oracle},
};
use anchor_lang::prelude::*;
use anchor_spl::token::TokenAccount;
use io_runtime::{emit, token, Loaded, Spl};

/// Adds to an operator's bond. It counts once it reaches the required amount, from the next epoch
/// opened on.
///
/// # Authority
/// The operator's wallet, which owns `source`.
///
/// # Parameters
/// `amount`: IO base units, above zero.
///
/// # Special errors
/// `ZeroAmount`, `UnknownOperator`, `OperatorNotActive`.
#[derive(Accounts)]
pub struct Bond {
    pub wallet: Signer,
    #[account(mut, seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(mut, seeds = [b"operators"], bump)]
    pub operators: Loaded<Operators>,
    // The token program checks its mint and that the wallet may move it.
    #[account(mut)]
    pub source: Spl<TokenAccount>,
    #[account(mut, seeds = [b"bond_vault"], bump)]
    pub bond_vault: Spl<TokenAccount>,
    pub token_program: Program<Token>,
}

impl Bond {
    fn validate(&self, amount: u64) -> Result<usize> {
        require!(amount > 0, OracleError::ZeroAmount);
        let seat = self.operators.seat_of_wallet(self.wallet.address())?;
        require!(
            self.operators.entries[seat].is_active(),
            OracleError::OperatorNotActive
        );
        Ok(seat)
    }

    pub fn bond(&mut self, amount: u64) -> Result<()> {
        let seat = self.validate(amount)?;
        let before = self.operators.entries[seat].bond.get();
        let after = before.checked_add(amount).ok_or(OracleError::Overflow)?;
        let total = self
            .oracle
            .bonded_total
            .get()
            .checked_add(amount)
            .ok_or(OracleError::Overflow)?;
        let owed = self.oracle.vault_owed.get().checked_add(amount);

        token::transfer(
            &mut self.source,
            &mut self.bond_vault,
            &self.wallet,
            amount,
            &[],
        );

        self.operators.entries[seat].bond = after.into();
        self.oracle.bonded_total = total.into();
        self.oracle.vault_owed = owed.ok_or(OracleError::Overflow)?.into();
        self.oracle.require_covered(self.bond_vault.amount())?;
        emit!(BondChanged {
            wallet: *self.wallet.address(),
            bond_before: before,
            bond_after: after,
            bonded_total: total,
        });
        Ok(())
    }
}
