//! What the owner's accounts can take. An account may be closed, frozen or given away after the
//! request; its part is then owed and collected later, so that no account can hold up the queue.
use anchor_lang::{address_eq, prelude::*};
use io_runtime::token::read_token_account;

/// Whether `account` is a usable token account of `mint` that still belongs to `owner`.
pub fn can_take(account: &UncheckedAccount, mint: &Address, owner: &Address) -> bool {
    read_token_account(account.account())
        .is_some_and(|held| address_eq(&held.mint, mint) && address_eq(&held.owner, owner))
}
