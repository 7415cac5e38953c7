//! What a program's error code means. A program fails with a number; the tables here give it a name and
//! a sentence. Codes from 6000 are a program's own (generated), from 7000 those of the money rules, from
//! 7900 those all programs share, below that Anchor's and the token program's.
use io_core::CoreError;
use solana_pubkey::Pubkey;
use std::sync::LazyLock;

use crate::generated::{program_error, program_name};
use crate::pda::TOKEN_PROGRAM_ID;

/// An error code explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorInfo {
    /// Program that failed.
    pub program: &'static str,
    /// Its code.
    pub code: u32,
    /// Name of the code.
    pub name: &'static str,
    /// What is wrong and what to do.
    pub message: &'static str,
}

/// Added to `CoreError::code()` by the programs.
pub const CORE_ERROR_OFFSET: u32 = 7000;

/// Errors of `io-runtime`, which every program shares. A test compares them with its source.
const SHARED: &[(u32, &str, &str)] = &[
    (
        7900,
        "NotTheProgramData",
        "the program data account is not this program's; pass the address derived from the program id",
    ),
    (
        7901,
        "NotTheUpgradeAuthority",
        "only the program's upgrade authority may initialize; sign with it",
    ),
    (
        7902,
        "WrongTokenMint",
        "the token account does not hold the expected mint; pass one of that mint",
    ),
    (
        7903,
        "WrongTokenOwner",
        "the token account belongs to someone else; pass one of the payee's",
    ),
    (
        7904,
        "NotTheAssociatedAccount",
        "the destination is not the wallet's associated token account; only the wallet itself may name another",
    ),
    (
        7905,
        "MintTakesFees",
        "the mint takes a fee from transfers (TransferFeeConfig), so less arrives than was sent; name a mint without",
    ),
    (
        7906,
        "MintCallsAHook",
        "the mint calls another program at each transfer (TransferHook), which could refuse to let go; name a mint without",
    ),
    (
        7907,
        "MintHasADelegate",
        "the mint has a delegate that may move anybody's tokens (PermanentDelegate); name a mint without",
    ),
    (
        7908,
        "MintIsNotTransferable",
        "the mint's tokens cannot be transferred (NonTransferable); name a mint whose can",
    ),
    (
        7909,
        "MintFreezesNewAccounts",
        "the mint sets the state of new accounts (DefaultAccountState), so a vault could be frozen from the start; name a mint without",
    ),
    (
        7910,
        "MintCanBePaused",
        "the mint can be paused (Pausable), and every exit with it; name a mint without",
    ),
    (
        7911,
        "MintHidesAmounts",
        "the mint has confidential amounts (ConfidentialTransfer, ConfidentialMintBurn), which nobody can add up; name a mint without",
    ),
    (
        7912,
        "MintCanBeClosed",
        "the mint can be closed (MintCloseAuthority) and made anew with other extensions; name a mint without",
    ),
    (
        7913,
        "MintScalesAmounts",
        "the mint shows amounts with interest or a scale (InterestBearing, ScaledUiAmount), so a unit is not what it is taken for; name a mint without",
    ),
    (
        7914,
        "UnknownExtension",
        "the mint has an extension that is not known to be harmless; name a mint with at most metadata and group extensions",
    ),
];

/// Anchor's own refusals, in the numbering of anchor-lang 2.
const ANCHOR: &[(u32, &str, &str)] = &[
    (
        2000,
        "ConstraintMut",
        "an account that the instruction changes was passed read-only; mark it writable",
    ),
    (
        2001,
        "ConstraintHasOne",
        "an account does not belong to the one it was passed with; pass the matching one",
    ),
    (
        2003,
        "ConstraintRaw",
        "an account does not meet the instruction's condition; pass another",
    ),
    (
        2005,
        "ConstraintRentExempt",
        "an account would not be rent exempt; fund it",
    ),
    (
        2007,
        "ConstraintExecutable",
        "a program was expected and the account is none; pass the program",
    ),
    (
        2011,
        "ConstraintClose",
        "an account cannot be closed into itself; name another receiver",
    ),
    (
        2012,
        "ConstraintAddress",
        "an account is not the one required; pass the address the instruction names",
    ),
    (
        2013,
        "ConstraintZero",
        "an account that must be empty is in use; pass a new one",
    ),
    (
        2019,
        "ConstraintSpace",
        "an account has another size than required; pass one of the right type",
    ),
    (
        2020,
        "ConstraintAccountIsNone",
        "a required account was left out; pass it",
    ),
    (
        2040,
        "ConstraintDuplicateMutableAccount",
        "one account was passed twice for two that must differ; pass two",
    ),
    (
        2500,
        "RequireViolated",
        "a condition of the instruction does not hold",
    ),
];

/// The SPL Token program's codes that our instructions can run into.
const TOKEN: &[(u32, &str, &str)] = &[
    (
        0,
        "NotRentExempt",
        "a token account would not be rent exempt; fund it",
    ),
    (
        1,
        "InsufficientFunds",
        "the token account holds less than the amount; lower it or fund the account",
    ),
    (
        3,
        "MintMismatch",
        "the token account holds another mint; pass one of the right mint",
    ),
    (
        4,
        "OwnerMismatch",
        "the signer does not own the token account; sign with its owner",
    ),
    (
        5,
        "FixedSupply",
        "the mint has no authority any more; nothing more can be minted",
    ),
    (
        9,
        "UninitializedState",
        "the token account does not exist yet; create it first",
    ),
    (
        17,
        "AccountFrozen",
        "the token account is frozen; use another",
    ),
];

/// Explains `code` of `program`; `None` for a program or a code this client does not know.
pub fn describe_error(program: &Pubkey, code: u32) -> Option<ErrorInfo> {
    if *program == TOKEN_PROGRAM_ID {
        return find("token", TOKEN, code);
    }
    let name = program_name(program)?;
    if let Some((error, message)) = program_error(program, code) {
        return Some(ErrorInfo {
            program: name,
            code,
            name: error,
            message,
        });
    }
    find(name, SHARED, code)
        .or_else(|| find(name, ANCHOR, code))
        .or_else(|| core_error(name, code))
}

/// [`describe_error`] as a pair of name and sentence: the table that `io-chain` asks.
pub fn error_text(program: &Pubkey, code: u32) -> Option<(&'static str, &'static str)> {
    describe_error(program, code).map(|error| (error.name, error.message))
}

fn find(
    program: &'static str,
    table: &[(u32, &'static str, &'static str)],
    code: u32,
) -> Option<ErrorInfo> {
    table
        .iter()
        .find(|(known, ..)| *known == code)
        .map(|&(code, name, message)| ErrorInfo {
            program,
            code,
            name,
            message,
        })
}

/// The rules of `io-core`. Listed once more because the enum has no way back from its code.
const CORE: &[CoreError] = &[
    CoreError::Overflow,
    CoreError::DivideByZero,
    CoreError::BpsOutOfRange,
    CoreError::EpochBeforeSplit,
    CoreError::NoStake,
    CoreError::AccumulatorBehind,
    CoreError::IndexOutOfRange,
    CoreError::ProofLength,
    CoreError::DepthOutOfRange,
    CoreError::CumulativeFell,
    CoreError::LengthMismatch,
    CoreError::TooManyQuotes,
    CoreError::WeightAboveTotal,
    CoreError::PriceNotPositive,
    CoreError::ZeroOutput,
    CoreError::ZeroAmount,
    CoreError::WindowFull,
    CoreError::UnknownTier,
    CoreError::EmptyLease,
    CoreError::PaidAboveOwed,
    CoreError::DurationOutOfRange,
    CoreError::PoolBinds,
    CoreError::ScoreInputOutOfRange,
    CoreError::RedemptionAboveBurned,
    CoreError::RootMismatch,
    CoreError::TooManyHours,
];

/// Code, name and sentence of each rule, written out once: the enum only prints them.
static CORE_TEXT: LazyLock<Vec<(u32, String, String)>> = LazyLock::new(|| {
    CORE.iter()
        .map(|error| {
            (
                u32::from(error.code()),
                format!("{error:?}"),
                error.to_string(),
            )
        })
        .collect()
});

fn core_error(program: &'static str, code: u32) -> Option<ErrorInfo> {
    let rule = code.checked_sub(CORE_ERROR_OFFSET)?;
    let (_, name, message) = CORE_TEXT.iter().find(|(known, ..)| *known == rule)?;
    Some(ErrorInfo {
        program,
        code,
        name,
        message,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{emissions, staking};

    fn repository_file(path: &str) -> String {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        std::fs::read_to_string(root.join(path)).unwrap()
    }

    #[test]
    fn a_code_is_explained_by_the_table_it_belongs_to() {
        let own = describe_error(&staking::ID, 6001).unwrap();
        assert_eq!((own.program, own.name), ("staking", "AccrueFirst"));
        let core = describe_error(&emissions::ID, 7025).unwrap();
        assert_eq!((core.program, core.name), ("emissions", "RootMismatch"));
        assert_eq!(core.message, CoreError::RootMismatch.to_string());
        assert_eq!(
            describe_error(&emissions::ID, 7901).unwrap().name,
            "NotTheUpgradeAuthority"
        );
        assert_eq!(
            describe_error(&emissions::ID, 2012).unwrap().name,
            "ConstraintAddress"
        );
        assert_eq!(
            describe_error(&TOKEN_PROGRAM_ID, 1).unwrap().name,
            "InsufficientFunds"
        );
        assert_eq!(describe_error(&emissions::ID, 1), None);
        assert_eq!(describe_error(&Pubkey::new_from_array([9; 32]), 6000), None);
    }

    #[test]
    fn every_money_rule_has_its_code() {
        let source = repository_file("crates/core/src/error.rs");
        let body = &source[source.find("pub enum CoreError {").unwrap()..];
        let theirs: Vec<(String, u16)> = body[..body.find("\n}").unwrap()]
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .filter_map(|line| line.trim().trim_end_matches(',').split_once(" = "))
            .map(|(name, code)| (name.to_string(), code.parse().unwrap()))
            .collect();
        let ours: Vec<(String, u16)> = CORE
            .iter()
            .map(|error| (format!("{error:?}"), error.code()))
            .collect();
        assert_eq!(ours, theirs);
    }

    #[test]
    fn the_shared_table_is_the_programs() {
        let source = repository_file("programs/runtime/src/errors.rs");
        let body = &source[source.find("pub enum RuntimeError {").unwrap()..];
        let mut theirs = Vec::new();
        let (mut code, mut message) = (0, String::new());
        for line in body[..body.find("\n}").unwrap()]
            .lines()
            .skip(1)
            .map(str::trim)
        {
            if let Some(number) = line.strip_prefix("// ") {
                code = number.parse().unwrap();
            } else if let Some(text) = line.strip_prefix("#[msg(\"") {
                message = text.trim_end_matches("\")]").to_string();
            } else if let Some(name) = line.strip_suffix(',') {
                theirs.push((code, name.to_string(), message.clone()));
            }
        }
        let ours: Vec<(u32, String, String)> = SHARED
            .iter()
            .map(|(code, name, message)| (*code, name.to_string(), message.to_string()))
            .collect();
        assert_eq!(ours, theirs);
    }
}
