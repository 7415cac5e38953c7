//! A state account checked and read in place, with less code around it than Anchor's `Account`.
//!
//! `Account` tracks a borrow of the account and gives it back when dropped, on every path out of
//! every instruction that failed later: with two dozen instructions that is most of a binary. This
//! wrapper makes the same checks (owner, discriminator, length, writable) in one shared function and
//! has nothing to drop. What it leaves to its users: while it lives, nobody may borrow the account's
//! bytes through a copy of its view. Only `init` fields, which stay `Account`, and the two accounts
//! read as bytes (SlotHashes, `emissions`') are touched otherwise, and neither is ever of a type
//! loaded here; an account given twice is refused by the dispatcher when either is writable.
use anchor_lang::{prelude::*, IdlAccountType};
use bytemuck::Pod;
use core::{
    marker::PhantomData,
    mem::{align_of, size_of},
    ops::{Deref, DerefMut},
};

/// Bytes of a discriminator, in front of the state.
const HEAD: usize = 8;

/// An account of this program that holds a `T`.
pub struct Loaded<T> {
    view: AccountView,
    _state: PhantomData<T>,
}

impl<T> Loaded<T> {
    #[inline(always)]
    pub fn address(&self) -> &Address {
        self.view.address()
    }
}

/// # Errors
/// Those of `Account`: `IllegalOwner`, `AccountDataTooSmall`, `InvalidAccountData`.
#[inline(never)]
fn check(view: &AccountView, owner: &Address, discriminator: &[u8], len: usize) -> Result<()> {
    if !view.owned_by(owner) {
        return Err(ProgramError::IllegalOwner);
    }
    // SAFETY: nothing borrows the account mutably while its fields are being loaded.
    let data = unsafe { view.borrow_unchecked() };
    if data.len() < len {
        return Err(ProgramError::AccountDataTooSmall);
    }
    if data[..HEAD] != *discriminator {
        return Err(ProgramError::InvalidAccountData);
    }
    Ok(())
}

impl<T: Pod + Owner + Discriminator> AnchorAccount for Loaded<T> {
    type Data = T;
    const MIN_DATA_LEN: usize = HEAD.saturating_add(size_of::<T>());

    #[inline(always)]
    fn load(view: AccountView) -> core::result::Result<Self, ProgramError> {
        const { assert!(align_of::<T>() == 1 && T::DISCRIMINATOR.len() == HEAD) };
        check(&view, &T::OWNER, T::DISCRIMINATOR, Self::MIN_DATA_LEN)?;
        Ok(Self {
            view,
            _state: PhantomData,
        })
    }

    #[inline(always)]
    fn account(&self) -> &AccountView {
        &self.view
    }
}

impl<T: Pod> Deref for Loaded<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: `load` checked that a `T` fits behind the discriminator; `T` is plain data of
        // alignment 1, and the account's bytes live as long as the instruction.
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

#[doc(hidden)]
impl<T: IdlAccountType> IdlAccountType for Loaded<T> {
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
