//! Errors the programs share. A program's own errors start at 6000; those of the money rules are
//! `7000 + CoreError::code()`; those of this crate start at 7900.
use anchor_lang::prelude::*;
use io_core::CoreError;

/// Added to `CoreError::code()`.
pub const CORE_ERROR_OFFSET: u32 = 7000;

/// Append only: codes are quoted by clients.
#[error_code(offset = 7900)]
pub enum RuntimeError {
    // 7900
    #[msg("the program data account is not this program's; pass the address derived from the program id")]
    NotTheProgramData,
    // 7901
    #[msg("only the program's upgrade authority may initialize; sign with it")]
    NotTheUpgradeAuthority,
    // 7902
    #[msg("the token account does not hold the expected mint; pass one of that mint")]
    WrongTokenMint,
    // 7903
    #[msg("the token account belongs to someone else; pass one of the payee's")]
    WrongTokenOwner,
    // 7904
    #[msg("the destination is not the wallet's associated token account; only the wallet itself may name another")]
    NotTheAssociatedAccount,
    // 7905
    #[msg("the mint takes a fee from transfers (TransferFeeConfig), so less arrives than was sent; name a mint without")]
    MintTakesFees,
    // 7906
    #[msg("the mint calls another program at each transfer (TransferHook), which could refuse to let go; name a mint without")]
    MintCallsAHook,
    // 7907
    #[msg("the mint has a delegate that may move anybody's tokens (PermanentDelegate); name a mint without")]
    MintHasADelegate,
    // 7908
    #[msg("the mint's tokens cannot be transferred (NonTransferable); name a mint whose can")]
    MintIsNotTransferable,
    // 7909
    #[msg("the mint sets the state of new accounts (DefaultAccountState), so a vault could be frozen from the start; name a mint without")]
    MintFreezesNewAccounts,
    // 7910
    #[msg("the mint can be paused (Pausable), and every exit with it; name a mint without")]
    MintCanBePaused,
    // 7911
    #[msg("the mint has confidential amounts (ConfidentialTransfer, ConfidentialMintBurn), which nobody can add up; name a mint without")]
    MintHidesAmounts,
    // 7912
    #[msg("the mint can be closed (MintCloseAuthority) and made anew with other extensions; name a mint without")]
    MintCanBeClosed,
    // 7913
    #[msg("the mint shows amounts with interest or a scale (InterestBearing, ScaledUiAmount), so a unit is not what it is taken for; name a mint without")]
    MintScalesAmounts,
    // 7914
    #[msg("the mint has an extension that is not known to be harmless; name a mint with at most metadata and group extensions")]
    UnknownExtension,
}

/// A money rule's error as a program error.
#[cold]
#[inline(never)]
pub fn core_error(error: CoreError) -> ProgramError {
    ProgramError::Custom(CORE_ERROR_OFFSET.wrapping_add(u32::from(error.code())))
}

/// `?` for results of `io-core`: `acc.distribute(..).or_program_error()?`.
pub trait CoreErrorExt<T> {
    /// # Errors
    /// `7000 + CoreError::code()`.
    fn or_program_error(self) -> Result<T>;
}

impl<T> CoreErrorExt<T> for io_core::Result<T> {
    #[inline(always)]
    fn or_program_error(self) -> Result<T> {
        match self {
            Ok(value) => Ok(value),
            Err(error) => Err(core_error(error)),
        }
    }
}
