use crate::{
    errors::OracleError,
    events::OperatorAdded,
    seats::require_address,
    state::{Operator, OperatorStatus, Operators, Oracle, MAX_OPERATORS},
};
use anchor_lang::{address_eq, prelude::*};
use bytemuck::Zeroable;
use io_runtime::{emit, Loaded};

/// Lists an operator. It has no weight until it has bonded.
///
/// # Authority
/// The oracle's authority.
///
/// # Parameters
/// `wallet` bonds and gets the bond back; `key` votes and posts; `url` is where its HTTP service is.
///
/// # Special errors
/// `NotTheAuthority`, `ZeroAddress`, `OperatorWalletTaken`, `OperatorKeyTaken`, `UrlLength`,
/// `OperatorsFull`.
#[derive(Accounts)]
pub struct AddOperator {
    pub authority: Signer,
    #[account(seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(mut, seeds = [b"operators"], bump)]
    pub operators: Loaded<Operators>,
}

impl AddOperator {
    fn validate(&self, wallet: &Address, key: &Address) -> Result<()> {
        require!(
            address_eq(self.authority.address(), &self.oracle.authority),
            OracleError::NotTheAuthority
        );
        require_address(wallet)?;
        require!(
            self.operators.seat_of_wallet(wallet).is_err(),
            OracleError::OperatorWalletTaken
        );
        self.operators.require_free_key(key)
    }

    pub fn add_operator(&mut self, wallet: Address, key: Address, url: &[u8]) -> Result<()> {
        self.validate(&wallet, &key)?;
        let seat = self.operators.free_seat()?;
        let entry = &mut self.operators.entries[seat];
        *entry = Operator::zeroed();
        entry.set_url(url)?;
        entry.wallet = wallet;
        entry.key = key;
        entry.status = OperatorStatus::Active as u8;
        if seat == usize::from(self.operators.count) {
            self.operators.count = self.operators.count.saturating_add(1);
        }
        require!(
            usize::from(self.operators.count) <= MAX_OPERATORS,
            OracleError::OperatorsFull
        );
        emit!(OperatorAdded {
            wallet,
            key,
            seat: seat as u64,
        });
        Ok(())
    }
}
