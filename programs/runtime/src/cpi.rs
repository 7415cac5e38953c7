//! One place where programs call programs.
use anchor_lang::{
    pinocchio::{
        cpi::{invoke_signed_unchecked, CpiAccount, Seed, Signer as PdaSigner},
        instruction::{InstructionAccount, InstructionView},
    },
    prelude::{AccountView, Address},
};
use core::mem::MaybeUninit;

/// The most accounts of a call.
pub const MOST_ACCOUNTS: usize = 24;

/// Calls `program` with accounts on the stack. `metas` and `views` are the same accounts in the same order; the
/// caller signs by `seeds` (with the bump), or the transaction does when they are empty. A refusal ends the
/// transaction, so there is nothing to return.
///
/// One function for every number of accounts, not one for each: what it unrolls to would be half of what
/// each call costs in bytes.
///
/// # Safety
/// No reference to the bytes of an account that the call may write is live: callers take those by `&mut`.
///
/// # Panics
/// For more than [`MOST_ACCOUNTS`]: callers that are given a list check it.
#[inline(always)]
pub unsafe fn invoke(
    program: &Address,
    metas: &[InstructionAccount],
    views: &[&AccountView],
    data: &[u8],
    seeds: &[&[u8]],
) {
    let call = Call {
        program,
        data,
        seeds,
    };
    // SAFETY: by this function's own contract.
    unsafe { make(&call, metas, views) }
}

/// What does not fit the five registers of a call.
struct Call<'a> {
    program: &'a Address,
    data: &'a [u8],
    seeds: &'a [&'a [u8]],
}

#[inline(never)]
unsafe fn make(call: &Call, metas: &[InstructionAccount], views: &[&AccountView]) {
    let mut accounts = [const { MaybeUninit::<CpiAccount>::uninit() }; MOST_ACCOUNTS];
    assert!(views.len() <= MOST_ACCOUNTS);
    for (account, view) in accounts.iter_mut().zip(views) {
        account.write(CpiAccount::from(*view));
    }
    // SAFETY: the first `views.len()` of them were written just now.
    let accounts = unsafe { core::slice::from_raw_parts(accounts.as_ptr().cast(), views.len()) };
    let instruction = InstructionView {
        program_id: call.program,
        accounts: metas,
        data: call.data,
    };
    let seeds = call.seeds;
    // SAFETY: `Seed` is repr(C) (pointer, length u64), the layout of `&[u8]` on the VM.
    let seeds: &[Seed] = unsafe { core::slice::from_raw_parts(seeds.as_ptr().cast(), seeds.len()) };
    let signer = [PdaSigner::from(seeds)];
    let signers: &[PdaSigner] = if seeds.is_empty() { &[] } else { &signer };
    // SAFETY: by the contract of `invoke`.
    unsafe { invoke_signed_unchecked(&instruction, accounts, signers) }
}
