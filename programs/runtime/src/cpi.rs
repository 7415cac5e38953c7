//! One place where programs call programs.
use anchor_lang::{
    pinocchio::{
        cpi::{invoke_signed_unchecked, CpiAccount, Seed, Signer as PdaSigner},
        instruction::{InstructionAccount, InstructionView},
    },
    prelude::{AccountView, Address},
};

/// Calls `program` with accounts on the stack. `metas` and `views` are the same accounts in the same order; the
/// caller signs by `seeds` (with the bump), or the transaction does when they are empty. A refusal ends the
/// transaction, so there is nothing to return.
///
/// # Safety
/// No reference to the bytes of an account that the call may write is live: callers take those by `&mut`.
#[inline(always)]
pub unsafe fn invoke<const N: usize>(
    program: &Address,
    metas: &[InstructionAccount; N],
    views: [&AccountView; N],
    data: &[u8],
    seeds: &[&[u8]],
) {
    let accounts = views.map(CpiAccount::from);
    let instruction = InstructionView {
        program_id: program,
        accounts: metas,
        data,
    };
    // SAFETY: `Seed` is repr(C) (pointer, length u64), the layout of `&[u8]` on the VM.
    let seeds: &[Seed] = unsafe { core::slice::from_raw_parts(seeds.as_ptr().cast(), seeds.len()) };
    let signer = [PdaSigner::from(seeds)];
    let signers: &[PdaSigner] = if seeds.is_empty() { &[] } else { &signer };
    // SAFETY: by this function's own contract.
    unsafe { invoke_signed_unchecked(&instruction, &accounts, signers) }
}
