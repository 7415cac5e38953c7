use crate::{
    errors::OracleError,
    events::BondChanged,
    state::{Operator, OperatorStatus, Operators, Oracle},
};
use anchor_lang::prelude::*;
use anchor_spl::token::TokenAccount;
use bytemuck::Zeroable;
use io_runtime::{clock, emit, token, Loaded, Spl};

/// Pays an operator's bond back after the unbonding time and frees its seat.
///
/// # Authority
/// The operator's wallet, which names any IO account as `destination`.
///
/// # Special errors
/// `UnknownOperator`, `StillUnbonding` (also before `unbond`).
#[derive(Accounts)]
pub struct WithdrawBond {
    pub wallet: Signer,
    #[account(mut, seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(mut, seeds = [b"operators"], bump)]
    pub operators: Loaded<Operators>,
    #[account(mut, seeds = [b"bond_vault"], bump)]
    pub bond_vault: Spl<TokenAccount>,
    #[account(mut)]
    pub destination: Spl<TokenAccount>,
    pub token_program: Program<Token>,
}

impl WithdrawBond {
    fn validate(&self, now: i64) -> Result<usize> {
        let seat = self.operators.seat_of_wallet(self.wallet.address())?;
        let entry = &self.operators.entries[seat];
        require!(
            entry.status == OperatorStatus::Unbonding as u8 && now >= entry.unbond_ts.get(),
            OracleError::StillUnbonding
        );
        Ok(seat)
    }

    pub fn withdraw_bond(&mut self) -> Result<()> {
        let seat = self.validate(clock::now_ts())?;
        let bond = self.operators.entries[seat].bond.get();
        let owed = self.oracle.vault_owed.get().checked_sub(bond);
        if bond > 0 {
            let bump = [self.oracle.bump];
            token::transfer(
                &mut self.bond_vault,
                &mut self.destination,
                &self.oracle,
                bond,
                &[b"oracle", &bump],
            );
        }
        // Its row on the price board is older than any price may be; a new operator's first post
        // replaces it.
        self.operators.entries[seat] = Operator::zeroed();
        self.oracle.vault_owed = owed.ok_or(OracleError::Overflow)?.into();
        self.oracle.require_covered(self.bond_vault.amount())?;
        emit!(BondChanged {
            wallet: *self.wallet.address(),
            bond_before: bond,
            bond_after: 0,
            bonded_total: self.oracle.bonded_total.get(),
        });
        Ok(())
    }
}
