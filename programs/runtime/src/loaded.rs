//! Accounts checked and read in place, with less code around them than Anchor's `Account`.
//!
//! `Account` is checked by code of its own in every instruction, some 50 machine instructions each, and
//! tracks a borrow that is given back when it is dropped, on every path out of every instruction that
//! failed later: most of a binary. These wrappers make the same checks (owner, discriminator, length,
//! writable) in one shared function a kind and have nothing to drop.
//!
//! What they leave to their users: while one lives, nobody may borrow the account's bytes through a
//! copy of its view. An account given twice is refused by the dispatcher when either is writable.
use crate::token::TOKEN_PROGRAM;
use anchor_lang::{
    accounts::SlabSchema, address_eq, prelude::*, programs::System, AccountClose,
    AccountInitialize, IdlAccountType, Space,
};
use anchor_spl::token::{
    AuthorityConstraint, MintConstraint, TokenAccount, TokenAccountInitParams,
};
use bytemuck::Pod;
use core::{
    marker::PhantomData,
    mem::{align_of, size_of},
    ops::{Deref, DerefMut},
};

/// Bytes of a discriminator, in front of the state.
const HEAD: usize = 8;

/// An account of this program, or of a sibling program, that holds a `T`.
pub struct Loaded<T> {
    view: AccountView,
    _state: PhantomData<T>,
}

/// An account of the SPL Token program: `Spl<TokenAccount>` or `Spl<Mint>`, of which the former can be
/// created.
pub struct Spl<T> {
    view: AccountView,
    _state: PhantomData<T>,
}

impl<T> Loaded<T> {
    #[inline(always)]
    pub fn address(&self) -> &Address {
        self.view.address()
    }

    #[inline(always)]
    pub fn view(&self) -> &AccountView {
        &self.view
    }
}

impl<T> Spl<T> {
    #[inline(always)]
    pub fn address(&self) -> &Address {
        self.view.address()
    }

    #[inline(always)]
    pub fn view(&self) -> &AccountView {
        &self.view
    }
}

/// Why an account is not its expected owner's: nobody has created it yet, or it is another's.
#[cold]
#[inline(never)]
fn wrong_owner(view: &AccountView) -> ProgramError {
    if view.lamports() == 0 && view.owned_by(&System::id()) {
        ProgramError::UninitializedAccount
    } else {
        ProgramError::IllegalOwner
    }
}

/// What every account of a kind has in common, in one constant: its address is all that a check is
/// told besides the account.
struct Kind {
    /// The discriminator, as [`word`] gives it.
    head: u64,
    /// The fewest bytes, those of the discriminator included.
    len: u64,
    /// The program it belongs to.
    owner: Address,
}

/// A discriminator as a word: one constant to hand over, one comparison.
const fn word(discriminator: &[u8]) -> u64 {
    match discriminator.first_chunk::<HEAD>() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => panic!("a discriminator has 8 bytes"),
    }
}

/// # Errors
/// Those of `Account`: `IllegalOwner`, `UninitializedAccount`, `AccountDataTooSmall`,
/// `InvalidAccountData`.
#[inline(never)]
fn check(view: AccountView, kind: &Kind) -> Result<()> {
    if !address_eq(view.owner(), &kind.owner) {
        return Err(wrong_owner(&view));
    }
    if (view.data_len() as u64) < kind.len {
        return Err(ProgramError::AccountDataTooSmall);
    }
    // SAFETY: a kind's length is never less than a discriminator's (see `Loaded::KIND`), and nothing
    // borrows the account mutably while its fields are being loaded.
    let head = unsafe { view.data_ptr().cast::<[u8; HEAD]>().read() };
    if u64::from_le_bytes(head) != kind.head {
        return Err(ProgramError::InvalidAccountData);
    }
    Ok(())
}

/// # Errors
/// `ConstraintMut` (2000), then those of [`check`].
#[inline(never)]
fn check_mut(view: AccountView, kind: &Kind) -> Result<()> {
    if !view.is_writable() {
        return Err(ErrorCode::ConstraintMut.into());
    }
    check(view, kind)
}

/// # Errors
/// `ConstraintMut` (2000), and those of `Account`, as its schema gives them.
#[inline(never)]
fn check_spl<T: SlabSchema>(view: AccountView, writable: bool) -> Result<()> {
    if writable && !view.is_writable() {
        return Err(ErrorCode::ConstraintMut.into());
    }
    // SAFETY: as in `check`.
    T::validate(&view, unsafe { view.borrow_unchecked() })
}

/// The seeds that sign for the account. Payers sign transactions: none of ours has seeds.
pub(crate) fn own_seeds<'a>(seeds: [Option<&'a [&'a [u8]]>; 2]) -> Result<&'a [&'a [u8]]> {
    match seeds {
        [Some(own), None] => Ok(own),
        _ => Err(ProgramError::InvalidSeeds),
    }
}

/// Creates the account of a `Loaded` field, zeroed behind its discriminator.
#[inline(never)]
fn create(
    payer: &AccountView,
    account: &AccountView,
    space: usize,
    kind: &Kind,
    seeds: [Option<&[&[u8]]>; 2],
) -> Result<()> {
    crate::create::create_account(payer, account, space, &kind.owner, own_seeds(seeds)?)?;
    let mut view = *account;
    // SAFETY: the account was created just now; nothing else refers to its bytes.
    let data = unsafe { view.borrow_unchecked_mut() };
    data.get_mut(..HEAD)
        .ok_or(ProgramError::AccountDataTooSmall)?
        .copy_from_slice(&kind.head.to_le_bytes());
    Ok(())
}

/// Sends the account's lamports to `destination` and gives it back to the system program. Its bytes
/// stop being an account of its kind within the instruction already.
#[inline(never)]
fn close(view: &AccountView, mut destination: AccountView) -> Result<()> {
    let mut view = *view;
    let lamports = destination
        .lamports()
        .checked_add(view.lamports())
        .ok_or(ProgramError::ArithmeticOverflow)?;
    destination.set_lamports(lamports);
    view.set_lamports(0);
    // SAFETY: `close` takes the wrapper by `&mut`, so no reference to its bytes is live.
    let data = unsafe { view.borrow_unchecked_mut() };
    if let Some(head) = data.get_mut(..HEAD) {
        head.fill(u8::MAX);
    }
    view.close()
}

impl<T: Pod + Owner + Discriminator> Loaded<T> {
    const NEED: usize = {
        assert!(align_of::<T>() == 1 && T::DISCRIMINATOR.len() == HEAD);
        HEAD.saturating_add(size_of::<T>())
    };
    const KIND: &'static Kind = &Kind {
        head: word(T::DISCRIMINATOR),
        len: Self::NEED as u64,
        owner: T::OWNER,
    };

    #[inline(always)]
    fn of(view: AccountView) -> Self {
        Self {
            view,
            _state: PhantomData,
        }
    }
}

impl<T: Pod + Owner + Discriminator> AnchorAccount for Loaded<T> {
    type Data = T;
    const MIN_DATA_LEN: usize = Self::NEED;

    #[inline(always)]
    fn load(view: AccountView) -> Result<Self> {
        check(view, Self::KIND)?;
        Ok(Self::of(view))
    }

    #[inline(always)]
    unsafe fn load_mut(view: AccountView) -> Result<Self> {
        check_mut(view, Self::KIND)?;
        Ok(Self::of(view))
    }

    #[inline(always)]
    fn account(&self) -> &AccountView {
        &self.view
    }
}

impl<T: Pod + Owner + Discriminator> AccountInitialize for Loaded<T> {
    type Params<'a> = ();

    #[inline(always)]
    fn create_and_initialize<'a>(
        payer: &AccountView,
        account: &AccountView,
        space: usize,
        _owner: &Address,
        _params: &(),
        signer_seeds: Option<&[&[u8]]>,
        payer_signer_seeds: Option<&[&[u8]]>,
    ) -> Result<Self> {
        // The space is the field's, and may be less than a `T` needs.
        if space < Self::NEED {
            return Err(ProgramError::AccountDataTooSmall);
        }
        let seeds = [signer_seeds, payer_signer_seeds];
        create(payer, account, space, Self::KIND, seeds)?;
        Ok(Self::of(*account))
    }
}

impl<T: Pod + Owner + Discriminator> Space for Loaded<T> {
    const INIT_SPACE: usize = Self::NEED;
}

impl<T: Pod + Owner + Discriminator> AccountClose for Loaded<T> {
    #[inline(always)]
    fn close(&mut self, destination: AccountView) -> Result<()> {
        close(&self.view, destination)
    }
}

impl<T: Pod + SlabSchema> Spl<T> {
    #[inline(always)]
    fn load_with(view: AccountView, writable: bool) -> Result<Self> {
        // Accounts without a discriminator; the schemas check the exact length.
        const { assert!(align_of::<T>() == 1 && T::DATA_OFFSET == 0) };
        check_spl::<T>(view, writable)?;
        Ok(Self {
            view,
            _state: PhantomData,
        })
    }
}

impl<T: Pod + SlabSchema> AnchorAccount for Spl<T> {
    type Data = T;
    const MIN_DATA_LEN: usize = size_of::<T>();

    #[inline(always)]
    fn load(view: AccountView) -> Result<Self> {
        Self::load_with(view, false)
    }

    #[inline(always)]
    unsafe fn load_mut(view: AccountView) -> Result<Self> {
        Self::load_with(view, true)
    }

    #[inline(always)]
    fn account(&self) -> &AccountView {
        &self.view
    }
}

impl AccountInitialize for Spl<TokenAccount> {
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
        let seeds = own_seeds([signer_seeds, payer_signer_seeds])?;
        let space = size_of::<TokenAccount>();
        crate::create::create_account(payer, account, space, &TOKEN_PROGRAM, seeds)?;
        crate::create::initialize_token_account(account, mint, authority.address());
        Ok(Self {
            view: *account,
            _state: PhantomData,
        })
    }
}

// `token::mint` and `token::authority`, as Anchor checks them on its own `Account`.
impl AccountConstraint<Spl<TokenAccount>> for MintConstraint {
    type Value = Address;

    #[inline(always)]
    fn check(account: &Spl<TokenAccount>, expected: &Address) -> Result<()> {
        require!(
            address_eq(account.mint(), expected),
            ProgramError::InvalidAccountData
        );
        Ok(())
    }
}

impl AccountConstraint<Spl<TokenAccount>> for AuthorityConstraint {
    type Value = Address;

    #[inline(always)]
    fn check(account: &Spl<TokenAccount>, expected: &Address) -> Result<()> {
        require!(
            address_eq(account.owner(), expected),
            ProgramError::InvalidAccountData
        );
        Ok(())
    }
}

impl<T> Space for Spl<T> {
    const INIT_SPACE: usize = size_of::<T>();
}

impl<T: Pod> Deref for Loaded<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: `load` or `create_and_initialize` checked that a `T` fits behind the discriminator;
        // `T` is plain data of alignment 1, and the account's bytes live as long as the instruction.
        unsafe { &*self.view.data_ptr().add(HEAD).cast::<T>() }
    }
}

impl<T: Pod> DerefMut for Loaded<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as in `deref`; `&mut self` is the only access, see the top of the file. Bytes
        // written to an account that is not writable make the runtime refuse the transaction.
        unsafe { &mut *self.view.data_mut_ptr().add(HEAD).cast::<T>() }
    }
}

impl<T: Pod> Deref for Spl<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: `load` checked the length; `T` is plain data of alignment 1.
        unsafe { &*self.view.data_ptr().cast::<T>() }
    }
}

/// The interface describes a wrapped account as it would describe the account.
macro_rules! describes_itself_as_its_state {
    ($wrapper:ident) => {
        #[doc(hidden)]
        impl<T: IdlAccountType> IdlAccountType for $wrapper<T> {
            const __IDL_ACCOUNT_ENTRY: Option<&'static str> = T::__IDL_ACCOUNT_ENTRY;
            const __IDL_TYPE_DEF: Option<&'static str> = T::__IDL_TYPE_DEF;
            fn __idl_account_entry() -> Option<&'static str> {
                T::__idl_account_entry()
            }
            fn __idl_type_def() -> Option<&'static str> {
                T::__idl_type_def()
            }
            fn __register_idl_deps(
                accounts: &mut alloc::vec::Vec<&'static str>,
                types: &mut alloc::vec::Vec<&'static str>,
            ) {
                T::__register_idl_deps(accounts, types);
            }
        }
    };
}

pub(crate) use describes_itself_as_its_state;

describes_itself_as_its_state!(Loaded);
describes_itself_as_its_state!(Spl);
