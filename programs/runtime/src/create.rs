//! Creating accounts: one function with one call of the system program, where Anchor's takes a
//! copy of the call for each of four instructions and three ways to sign, 4 KB of a binary.
use crate::cpi::invoke;
use anchor_lang::{
    address_eq, pinocchio::instruction::InstructionAccount, prelude::*, programs::System,
};

/// Tags of the system program's instructions, u32 LE.
const CREATE_ACCOUNT: u8 = 0;
const ASSIGN: u8 = 1;
const TRANSFER: u8 = 2;
const ALLOCATE: u8 = 8;
/// Of the token program's, u8.
const INITIALIZE_ACCOUNT_3: u8 = 18;

/// Creates `account`, whose address `seeds` derive (with the bump), of `space` zero bytes; `payer`,
/// who signs the transaction, pays what it lacks of its rent. Lamports that somebody has sent ahead
/// do not stop the creation.
///
/// # Errors
/// `InvalidArgument` for a payer that is the account.
#[inline(never)]
pub(crate) fn create_account(
    payer: &AccountView,
    account: &AccountView,
    space: usize,
    owner: &Address,
    seeds: &[&[u8]],
) -> Result<()> {
    require!(
        !address_eq(payer.address(), account.address()),
        ProgramError::InvalidArgument
    );
    let required = Rent::get()?.try_minimum_balance(space)?;
    let held = account.lamports();
    let space = (space as u64).to_le_bytes();
    let mut data = [0u8; 52];
    if held == 0 {
        data[0] = CREATE_ACCOUNT;
        data[4..12].copy_from_slice(&required.to_le_bytes());
        data[12..20].copy_from_slice(&space);
        data[20..].copy_from_slice(owner.as_ref());
        call(&System::id(), [payer, account], &data, seeds);
        return Ok(());
    }
    let lacks = required.saturating_sub(held);
    if lacks > 0 {
        data[0] = TRANSFER;
        data[4..12].copy_from_slice(&lacks.to_le_bytes());
        call(&System::id(), [payer, account], &data[..12], seeds);
    }
    data[0] = ALLOCATE;
    data[4..12].copy_from_slice(&space);
    call(&System::id(), [account, payer], &data[..12], seeds);
    data[0] = ASSIGN;
    data[4..36].copy_from_slice(owner.as_ref());
    call(&System::id(), [account, payer], &data[..36], seeds);
    Ok(())
}

/// Makes an account that was created for the mint's program a token account of `mint`.
pub(crate) fn initialize_token_account(account: &AccountView, mint: &AccountView, owner: &Address) {
    let mut data = [0u8; 33];
    data[0] = INITIALIZE_ACCOUNT_3;
    data[1..].copy_from_slice(owner.as_ref());
    call(mint.owner(), [account, mint], &data, &[]);
}

/// One call of two accounts. Where `seeds` sign, both are passed writable and signing: the payer signs
/// the transaction and the seeds sign for the other. A refusal ends the transaction, so there is
/// nothing to return.
#[inline(never)]
fn call(program: &Address, accounts: [&AccountView; 2], data: &[u8], seeds: &[&[u8]]) {
    let [first, second] = accounts;
    let metas = if seeds.is_empty() {
        [
            InstructionAccount::writable(first.address()),
            InstructionAccount::readonly(second.address()),
        ]
    } else {
        accounts.map(|view| InstructionAccount::writable_signer(view.address()))
    };
    // SAFETY: the account is being created, so no reference to its bytes is live, and the payer's are
    // nobody's to refer to; the metas and the accounts are the same two in the same order.
    unsafe { invoke(program, &metas, &accounts, data, seeds) }
}
