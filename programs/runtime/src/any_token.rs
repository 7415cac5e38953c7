//! Mints and token accounts of SPL Token or of Token-2022, read in place like [`crate::Spl`], which takes those of SPL
//! Token alone: IO and IOSD are such, and only what a job is paid in may be the other's.
use crate::token::{TOKEN_2022_PROGRAM, TOKEN_ACCOUNT_LEN, TOKEN_PROGRAM};
use anchor_lang::{address_eq, prelude::*, AccountInitialize, IdlAccountType, Space};
use anchor_spl::{
    mint::Mint,
    token::{AuthorityConstraint, MintConstraint, TokenAccount, TokenAccountInitParams},
};
use bytemuck::Pod;
use core::{marker::PhantomData, ops::Deref};

/// An account of SPL Token or of Token-2022. Its first bytes are the same in both; what Token-2022 puts behind
/// them, [`crate::token_2022`] reads.
pub struct AnySpl<T> {
    view: AccountView,
    _state: PhantomData<T>,
}

/// How an account of a kind is told from others.
pub struct Shape {
    /// Bytes, where nothing is put behind them.
    len: u64,
    /// Not zero once it is initialized.
    state_at: u64,
    /// Of Token-2022 with something behind: byte 165.
    kind: u8,
}

/// Bytes in front of an account's kind and extensions, whatever it is.
pub(crate) const BASE_LEN: usize = TOKEN_ACCOUNT_LEN;
/// Bytes of a multisig, which has no kind; Token-2022 gives no other account this length.
const MULTISIG_LEN: usize = 355;

/// The kinds there are.
pub trait Shaped: Pod {
    const SHAPE: &'static Shape;
}

impl Shaped for TokenAccount {
    const SHAPE: &'static Shape = &Shape {
        len: 165,
        state_at: 108,
        kind: 2,
    };
}

impl Shaped for Mint {
    const SHAPE: &'static Shape = &Shape {
        len: 82,
        state_at: 45,
        kind: 1,
    };
}

/// # Errors
/// `IllegalOwner`, `InvalidAccountData` for another kind, `UninitializedAccount`.
#[inline(never)]
fn check(view: AccountView, shape: &Shape) -> Result<()> {
    let extended = view.owned_by(&TOKEN_2022_PROGRAM);
    require!(
        extended || view.owned_by(&TOKEN_PROGRAM),
        ProgramError::IllegalOwner
    );
    // SAFETY: nothing borrows the account mutably while its fields are being loaded.
    let data = unsafe { view.borrow_unchecked() };
    let len = data.len();
    let is_kind = len as u64 == shape.len
        || (extended && len != MULTISIG_LEN && data.get(BASE_LEN) == Some(&shape.kind));
    require!(is_kind, ProgramError::InvalidAccountData);
    require!(
        data.get(shape.state_at as usize)
            .is_some_and(|state| *state != 0),
        ProgramError::UninitializedAccount
    );
    Ok(())
}

/// # Errors
/// `ConstraintMut` (2000), then those of [`check`].
#[inline(never)]
fn check_mut(view: AccountView, shape: &Shape) -> Result<()> {
    if !view.is_writable() {
        return Err(ErrorCode::ConstraintMut.into());
    }
    check(view, shape)
}

impl<T> AnySpl<T> {
    #[inline(always)]
    pub fn address(&self) -> &Address {
        self.view.address()
    }

    #[inline(always)]
    pub fn view(&self) -> &AccountView {
        &self.view
    }

    /// The program it is an account of.
    #[inline(always)]
    pub fn program(&self) -> &Address {
        self.view.owner()
    }

    #[inline(always)]
    fn of(view: AccountView) -> Self {
        Self {
            view,
            _state: PhantomData,
        }
    }
}

impl AnySpl<Mint> {
    /// Checks that `token_program` is the program of this mint. Calls go to the mint's own program whatever was
    /// given; a transaction that gives another is told so by name.
    ///
    /// # Errors
    /// `IncorrectProgramId`.
    #[inline(always)]
    pub fn require_program(&self, token_program: &Address) -> Result<()> {
        require!(
            address_eq(token_program, self.program()),
            ProgramError::IncorrectProgramId
        );
        Ok(())
    }
}

impl<T: Shaped> AnchorAccount for AnySpl<T> {
    type Data = T;
    const MIN_DATA_LEN: usize = size_of::<T>();

    #[inline(always)]
    fn load(view: AccountView) -> Result<Self> {
        check(view, T::SHAPE)?;
        Ok(Self::of(view))
    }

    #[inline(always)]
    unsafe fn load_mut(view: AccountView) -> Result<Self> {
        check_mut(view, T::SHAPE)?;
        Ok(Self::of(view))
    }

    #[inline(always)]
    fn account(&self) -> &AccountView {
        &self.view
    }
}

/// A token account without extensions, of the mint's program. It is enough for every mint that
/// [`crate::token_2022::require_plain`] lets pass: those that it refuses are the ones that ask for more.
impl AccountInitialize for AnySpl<TokenAccount> {
    type Params<'a> = TokenAccountInitParams<'a>;

    #[inline(always)]
    fn create_and_initialize<'a>(
        payer: &AccountView,
        account: &AccountView,
        _space: usize,
        _owner: &Address,
        params: &Self::Params<'a>,
        signer_seeds: Option<&[&[u8]]>,
        payer_signer_seeds: Option<&[&[u8]]>,
    ) -> Result<Self> {
        let mint = params.mint.ok_or(ProgramError::InvalidArgument)?;
        let authority = params.authority.ok_or(ProgramError::InvalidArgument)?;
        let seeds = crate::loaded::own_seeds([signer_seeds, payer_signer_seeds])?;
        let space = size_of::<TokenAccount>();
        // Where the mint is of neither program, loading it refuses the whole transaction.
        crate::create::create_account(payer, account, space, mint.owner(), seeds)?;
        crate::create::initialize_token_account(account, mint, authority.address());
        Ok(Self::of(*account))
    }
}

// `token::mint` and `token::authority`, as Anchor checks them on its own `Account`.
impl AccountConstraint<AnySpl<TokenAccount>> for MintConstraint {
    type Value = Address;

    #[inline(always)]
    fn check(account: &AnySpl<TokenAccount>, expected: &Address) -> Result<()> {
        require!(
            address_eq(account.mint(), expected),
            ProgramError::InvalidAccountData
        );
        Ok(())
    }
}

impl AccountConstraint<AnySpl<TokenAccount>> for AuthorityConstraint {
    type Value = Address;

    #[inline(always)]
    fn check(account: &AnySpl<TokenAccount>, expected: &Address) -> Result<()> {
        require!(
            address_eq(account.owner(), expected),
            ProgramError::InvalidAccountData
        );
        Ok(())
    }
}

impl<T> Space for AnySpl<T> {
    const INIT_SPACE: usize = size_of::<T>();
}

impl<T: Shaped> Deref for AnySpl<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        const { assert!(align_of::<T>() == 1 && size_of::<T>() <= BASE_LEN) };
        // SAFETY: `load` checked that the account is as long as a `T` at least: exactly, or past byte 165, and no `T` is
        // longer than that. `T` is plain data of alignment 1.
        unsafe { &*self.view.data_ptr().cast::<T>() }
    }
}

crate::loaded::describes_itself_as_its_state!(AnySpl);
