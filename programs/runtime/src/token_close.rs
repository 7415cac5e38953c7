//! Closing an empty token account by the SPL Token program, on fixed stack buffers like `token`.
use crate::token::{AsView, TOKEN_PROGRAM};
use anchor_lang::pinocchio::{
    cpi::{invoke_signed_unchecked, CpiAccount, Seed, Signer as PdaSigner},
    instruction::{InstructionAccount, InstructionView},
};

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
    let accounts = [
        CpiAccount::from(account),
        CpiAccount::from(destination),
        CpiAccount::from(authority),
    ];
    let instruction = InstructionView {
        program_id: &TOKEN_PROGRAM,
        accounts: &metas,
        data: &[CLOSE_ACCOUNT],
    };
    // SAFETY: `Seed` is repr(C) (pointer, length u64), the layout of `&[u8]` on the VM.
    let seeds: &[Seed] = unsafe { core::slice::from_raw_parts(seeds.as_ptr().cast(), seeds.len()) };
    // SAFETY: the callers hold the written accounts by `&mut`, so no reference to their bytes is
    // live; the metas and the accounts are the same three in the same order.
    unsafe { invoke_signed_unchecked(&instruction, &accounts, &[PdaSigner::from(seeds)]) }
}
