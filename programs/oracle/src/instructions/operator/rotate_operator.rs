use crate::{events::OperatorRotated, state::Operators};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{emit, Loaded};

/// Changes an operator's hot key and URL, at once.
///
/// # Authority
/// The operator's wallet.
///
/// # Parameters
/// `key`: the new hot key (the old one again, to change the URL alone). `url`: 1 to 64 printable ASCII characters.
///
/// # Special errors
/// `UnknownOperator`, `OperatorKeyTaken`, `ZeroAddress`, `UrlLength`.
#[derive(Accounts)]
pub struct RotateOperator {
    pub wallet: Signer,
    #[account(mut, seeds = [b"operators"], bump)]
    pub operators: Loaded<Operators>,
}

impl RotateOperator {
    fn validate(&self, key: &Address) -> Result<usize> {
        let seat = self.operators.seat_of_wallet(self.wallet.address())?;
        if !address_eq(&self.operators.entries[seat].key, key) {
            self.operators.require_free_key(key)?;
        }
        Ok(seat)
    }

    pub fn rotate_operator(&mut self, key: Address, url: &[u8]) -> Result<()> {
        let seat = self.validate(&key)?;
        let entry = &mut self.operators.entries[seat];
        let before = entry.key;
        entry.set_url(url)?;
        entry.key = key;
        emit!(OperatorRotated {
            wallet: *self.wallet.address(),
            key_before: before,
            key_after: key,
        });
        Ok(())
    }
}
