//! Closing an empty token account by its own program, on fixed stack buffers like `token`.
use crate::cpi::invoke;
use crate::token::AsView;
use anchor_lang::pinocchio::instruction::InstructionAccount;

const CLOSE_ACCOUNT: u8 = 9;

/// Closes `account`, which must hold no tokens; its lamports go to `destination`. `authority` owns it
/// and signs by `seeds`, bump included.
#[inline(never)]
pub fn close_token_account(
    account: &mut impl AsView,
    destination: &mut impl AsView,
    authority: &impl AsView,
    seeds: &[&[u8]],
) {
    let (account, destination, authority) = (
        account.as_view(),
        destination.as_view(),
        authority.as_view(),
    );
    let metas = [
        InstructionAccount::writable(account.address()),
        InstructionAccount::writable(destination.address()),
        InstructionAccount::readonly_signer(authority.address()),
    ];
    // SAFETY: the callers hold the written accounts by `&mut`.
    unsafe {
        invoke(
            account.owner(),
            &metas,
            &[account, destination, authority],
            &[CLOSE_ACCOUNT],
            seeds,
        )
    }
}
