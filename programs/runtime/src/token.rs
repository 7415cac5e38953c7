//! Calls to the SPL Token program on fixed stack buffers, and readers of token accounts.
//!
//! Anchor's `CpiContext` matches metas against handles in heap tables, some 1,500 compute units a
//! call; these calls have three accounts known at compile time and need none of it. Each takes the
//! wrappers it may change by `&mut`, so no typed reference to their bytes can live across the call.
use crate::{cpi::invoke, errors::RuntimeError, AnySpl};
use anchor_lang::{address_eq, pinocchio::instruction::InstructionAccount, prelude::*};
use anchor_spl::{mint::Mint, token::TokenAccount};

/// SPL Token: of IO, of IOSD, and of all that is held in them.
pub const TOKEN_PROGRAM: Address =
    Address::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");
/// Token-2022. Only what a job is paid in may be of it, and only a mint that [`crate::token_2022`] finds plain.
pub const TOKEN_2022_PROGRAM: Address =
    Address::from_str_const("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");
/// Associated Token Account program.
pub const ASSOCIATED_TOKEN_PROGRAM: Address =
    Address::from_str_const("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");

const TRANSFER: u8 = 3;
const MINT_TO: u8 = 7;
const BURN: u8 = 8;
const TRANSFER_CHECKED: u8 = 12;

/// Anything that stands for one account of the instruction.
pub trait AsView {
    fn as_view(&self) -> &AccountView;
}

impl<T: AnchorAccount> AsView for T {
    #[inline(always)]
    fn as_view(&self) -> &AccountView {
        self.account()
    }
}

/// Moves `amount` base units; `authority` owns `from`, signs the transaction or by `seeds` (with the
/// bump, empty when it signs the transaction).
#[inline(always)]
pub fn transfer(
    from: &mut impl AsView,
    to: &mut impl AsView,
    authority: &impl AsView,
    amount: u64,
    seeds: &[&[u8]],
) {
    call(
        TRANSFER,
        from.as_view(),
        to.as_view(),
        authority.as_view(),
        amount,
        seeds,
    );
}

/// Moves `amount` base units of `mint` by the program that the mint is of, SPL Token or Token-2022; as [`transfer`].
#[inline(always)]
pub fn transfer_checked(
    from: &mut impl AsView,
    mint: &AnySpl<Mint>,
    to: &mut impl AsView,
    authority: &impl AsView,
    amount: u64,
    seeds: &[&[u8]],
) {
    let views = [
        from.as_view(),
        mint.view(),
        to.as_view(),
        authority.as_view(),
    ];
    call_checked(views, mint.decimals(), amount, seeds);
}

/// The callers hold the first and the third of `views` by `&mut`.
#[inline(never)]
fn call_checked(views: [&AccountView; 4], decimals: u8, amount: u64, seeds: &[&[u8]]) {
    let mut data = [0u8; 10];
    data[0] = TRANSFER_CHECKED;
    data[1..9].copy_from_slice(&amount.to_le_bytes());
    data[9] = decimals;
    let metas = [
        InstructionAccount::writable(views[0].address()),
        InstructionAccount::readonly(views[1].address()),
        InstructionAccount::writable(views[2].address()),
        InstructionAccount::readonly_signer(views[3].address()),
    ];
    // SAFETY: the callers hold the written accounts by `&mut`.
    unsafe { invoke(views[1].owner(), &metas, &views, &data, seeds) }
}

/// Mints `amount` base units of `mint` to `to`.
#[inline(always)]
pub fn mint_to(
    mint: &mut impl AsView,
    to: &mut impl AsView,
    authority: &impl AsView,
    amount: u64,
    seeds: &[&[u8]],
) {
    call(
        MINT_TO,
        mint.as_view(),
        to.as_view(),
        authority.as_view(),
        amount,
        seeds,
    );
}

/// Burns `amount` base units of `mint` from `from`.
#[inline(always)]
pub fn burn(
    from: &mut impl AsView,
    mint: &mut impl AsView,
    authority: &impl AsView,
    amount: u64,
    seeds: &[&[u8]],
) {
    call(
        BURN,
        from.as_view(),
        mint.as_view(),
        authority.as_view(),
        amount,
        seeds,
    );
}

/// The three instructions have the shape `[writable] [writable] [signer]`, tag u8 ‖ amount u64 LE.
/// A refusal by the token program ends the transaction, so there is nothing to return.
#[inline(never)]
fn call(
    tag: u8,
    first: &AccountView,
    second: &AccountView,
    authority: &AccountView,
    amount: u64,
    seeds: &[&[u8]],
) {
    let mut data = [0u8; 9];
    data[0] = tag;
    data[1..].copy_from_slice(&amount.to_le_bytes());
    let metas = [
        InstructionAccount::writable(first.address()),
        InstructionAccount::writable(second.address()),
        InstructionAccount::readonly_signer(authority.address()),
    ];
    // SAFETY: the callers hold the written accounts by `&mut`.
    unsafe {
        invoke(
            &TOKEN_PROGRAM,
            &metas,
            &[first, second, authority],
            &data,
            seeds,
        )
    }
}

/// The fields of a token account that the programs read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenBalance {
    pub mint: Address,
    pub owner: Address,
    pub amount: u64,
}

/// Bytes of an SPL token account.
pub const TOKEN_ACCOUNT_LEN: usize = 165;
const STATE_AT: usize = 108;

/// Reads any account as a token account; `None` when it is not a usable one (other owner program,
/// other length, uninitialized or frozen). For accounts whose being unusable must not stop a crank.
pub fn read_token_account(view: &AccountView) -> Option<TokenBalance> {
    if !view.owned_by(&TOKEN_PROGRAM) {
        return None;
    }
    let data = view.try_borrow().ok()?;
    if data.len() != TOKEN_ACCOUNT_LEN || data[STATE_AT] != 1 {
        return None;
    }
    let mut mint = [0u8; 32];
    mint.copy_from_slice(&data[..32]);
    let mut owner = [0u8; 32];
    owner.copy_from_slice(&data[32..64]);
    let mut amount = [0u8; 8];
    amount.copy_from_slice(&data[64..72]);
    Some(TokenBalance {
        mint: Address::new_from_array(mint),
        owner: Address::new_from_array(owner),
        amount: u64::from_le_bytes(amount),
    })
}

/// Checks that `destination` may be paid in `wallet`'s name: its own account of `mint`, and, unless
/// the wallet itself signed, its associated one. Anyone may send a payment, but not to an account
/// the wallet has never heard of.
///
/// # Errors
/// `WrongTokenMint`, `WrongTokenOwner`, `NotTheAssociatedAccount`.
#[inline(always)]
pub fn require_payable(
    destination: &AccountView,
    token_mint: &Address,
    token_owner: &Address,
    mint: &Address,
    wallet: &Address,
    wallet_signed: bool,
) -> Result<()> {
    require_theirs(token_mint, token_owner, mint, wallet)?;
    if !wallet_signed {
        require_associated(destination, mint, wallet, &TOKEN_PROGRAM)?;
    }
    Ok(())
}

/// As [`require_payable`], in `mint`, which may be of Token-2022.
///
/// # Errors
/// As [`require_payable`].
#[inline(never)]
pub fn require_payable_in(
    mint: &AnySpl<Mint>,
    destination: &AnySpl<TokenAccount>,
    wallet: &Address,
    wallet_signed: bool,
) -> Result<()> {
    let of = mint.address();
    require_theirs(destination.mint(), destination.owner(), of, wallet)?;
    if !wallet_signed {
        require_associated(destination.view(), of, wallet, mint.program())?;
    }
    Ok(())
}

#[inline(always)]
fn require_theirs(
    token_mint: &Address,
    token_owner: &Address,
    mint: &Address,
    wallet: &Address,
) -> Result<()> {
    require!(address_eq(token_mint, mint), RuntimeError::WrongTokenMint);
    require!(
        address_eq(token_owner, wallet),
        RuntimeError::WrongTokenOwner
    );
    Ok(())
}

#[inline(always)]
fn require_associated(
    account: &AccountView,
    mint: &Address,
    wallet: &Address,
    token_program: &Address,
) -> Result<()> {
    let (associated, _) = find_program_address(
        &[wallet.as_ref(), token_program.as_ref(), mint.as_ref()],
        &ASSOCIATED_TOKEN_PROGRAM,
    );
    require!(
        address_eq(account.address(), &associated),
        RuntimeError::NotTheAssociatedAccount
    );
    Ok(())
}

/// Base units in a vault whose address has been checked, so that it is known to be a token account.
///
/// # Errors
/// `AccountDataTooSmall` for anything else.
#[inline(always)]
pub fn vault_amount(vault: &AccountView) -> Result<u64> {
    let data = vault.try_borrow()?;
    let bytes = data.get(64..72).ok_or(ProgramError::AccountDataTooSmall)?;
    let mut amount = [0u8; 8];
    amount.copy_from_slice(bytes);
    Ok(u64::from_le_bytes(amount))
}
