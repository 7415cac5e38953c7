//! The challenger's bond. Each challenge has a vault of its own, so none is ever paid out of another's,
//! and there is no sum of all that could be short.
use anchor_lang::prelude::*;
use io_runtime::{
    singletons::DISPUTES,
    token::{self, vault_amount, AsView},
    token_close::close_token_account,
};

/// Takes all that the vault holds out of it and closes it: pays it to `destination`, or burns it where
/// there is none. The rent goes to `challenger`. Returns how much it was, IO base units: the bond, and
/// what anybody may have sent there.
///
/// # Errors
/// `AccountDataTooSmall` for an account that is no vault.
pub fn empty(
    vault: &mut impl AsView,
    disputes: &impl AsView,
    destination: Option<&mut UncheckedAccount>,
    io_mint: &mut impl AsView,
    challenger: &mut impl AsView,
) -> Result<u64> {
    let seeds: &[&[u8]] = &[b"disputes", &[DISPUTES.bump]];
    let amount = vault_amount(vault.as_view())?;
    match destination {
        Some(destination) => token::transfer(vault, destination, disputes, amount, seeds),
        None => token::burn(vault, io_mint, disputes, amount, seeds),
    }
    close_token_account(vault, challenger, disputes, seeds);
    Ok(amount)
}
