use crate::{
    errors::OracleError,
    events::OperatorUnbonding,
    state::{OperatorStatus, Operators, Oracle},
};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{clock, emit, Loaded};

/// Takes an operator out: it loses its weight from the next epoch opened on, and its bond is free
/// after the unbonding time. It keeps its seat and its key until then, so what it voted on before
/// can still be held against it.
///
/// # Authority
/// The operator's wallet (it resigns) or the oracle's authority (it removes).
///
/// # Parameters
/// `wallet`: the operator's wallet.
///
/// # Special errors
/// `UnknownOperator`, `NotTheAuthority`, `OperatorNotActive`.
#[derive(Accounts)]
pub struct Unbond {
    pub signer: Signer,
    #[account(mut, seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(mut, seeds = [b"operators"], bump)]
    pub operators: Loaded<Operators>,
}

impl Unbond {
    fn validate(&self, wallet: &Address) -> Result<usize> {
        let seat = self.operators.seat_of_wallet(wallet)?;
        require!(
            address_eq(self.signer.address(), wallet)
                || address_eq(self.signer.address(), &self.oracle.authority),
            OracleError::NotTheAuthority
        );
        require!(
            self.operators.entries[seat].is_active(),
            OracleError::OperatorNotActive
        );
        Ok(seat)
    }

    pub fn unbond(&mut self, wallet: &Address) -> Result<()> {
        let seat = self.validate(wallet)?;
        let now = clock::now_ts();
        let unbond_ts = now
            .checked_add(i64::from(self.oracle.unbonding_s.get()))
            .ok_or(OracleError::Overflow)?;
        let entry = &mut self.operators.entries[seat];
        let bond = entry.bond.get();
        let total = self
            .oracle
            .bonded_total
            .get()
            .checked_sub(bond)
            .ok_or(OracleError::Overflow)?;
        entry.status = OperatorStatus::Unbonding as u8;
        entry.unbond_ts = unbond_ts.into();
        self.oracle.bonded_total = total.into();
        emit!(OperatorUnbonding {
            wallet: *wallet,
            bond,
            unbond_ts,
        });
        Ok(())
    }
}
