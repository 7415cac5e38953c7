//! What a Token-2022 mint can do to those who hold its tokens, by the extensions it was made with.
//!
//! A mint's extensions are fixed when it is initialized; only a name, a group and a membership may be added later. So a
//! mint that was found plain once stays plain, as long as it is the same mint: one that can be closed could be made anew
//! at the same address with others, and is refused for it. Nobody has to look again at each use.
use crate::{any_token::BASE_LEN, errors::RuntimeError, token::TOKEN_2022_PROGRAM};
use anchor_lang::prelude::*;

/// Where the extensions begin, behind the base and the account's kind: type u16 LE ‖ length u16 LE ‖ bytes, each.
const EXTENSIONS_AT: usize = BASE_LEN.saturating_add(1);
/// Bytes in front of each.
const HEAD: usize = 4;

/// Checks that nothing but transfers, mints and burns by their owners changes what an account of `mint` holds, and
/// that whoever is paid in it can be paid. A mint of SPL Token has no extensions. That its issuer may freeze accounts
/// is not checked: of a dollar it may.
///
/// # Errors
/// One for each kind of extension, from `MintTakesFees` (7905) on; `UnknownExtension` for any that is not known to be
/// harmless.
#[inline(never)]
pub fn require_plain(mint: &AccountView) -> Result<()> {
    if !mint.owned_by(&TOKEN_2022_PROGRAM) {
        return Ok(());
    }
    let data = mint.try_borrow()?;
    require_harmless(data.get(EXTENSIONS_AT..).unwrap_or_default())
}

fn require_harmless(mut rest: &[u8]) -> Result<()> {
    while let Some((head, behind)) = rest.split_first_chunk::<HEAD>() {
        let kind = u16::from_le_bytes([head[0], head[1]]);
        if kind == 0 {
            // Behind the last one there are only zeros.
            return Ok(());
        }
        require_known(kind)?;
        let len = usize::from(u16::from_le_bytes([head[2], head[3]]));
        rest = behind.get(len..).ok_or(RuntimeError::UnknownExtension)?;
    }
    Ok(())
}

fn require_known(kind: u16) -> Result<()> {
    Err(match kind {
        // Pointers to a name, a group and a membership, and these themselves.
        18..=23 => return Ok(()),
        1 => RuntimeError::MintTakesFees,
        // Made anew at zero supply, it could have any extension.
        3 => RuntimeError::MintCanBeClosed,
        // Transfers, their fees, and mint and burn: amounts that nobody else can read.
        4 | 16 | 24 => RuntimeError::MintHidesAmounts,
        // A new account would be frozen: no vault could be funded.
        6 => RuntimeError::MintFreezesNewAccounts,
        9 => RuntimeError::MintIsNotTransferable,
        // Interest and scale: a base unit is shown as more or less than it was taken for.
        10 | 25 => RuntimeError::MintScalesAmounts,
        12 => RuntimeError::MintHasADelegate,
        14 => RuntimeError::MintCallsAHook,
        26 => RuntimeError::MintCanBePaused,
        _ => RuntimeError::UnknownExtension,
    }
    .into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extension(kind: u16, len: u16) -> alloc::vec::Vec<u8> {
        let mut bytes = kind.to_le_bytes().to_vec();
        bytes.extend(len.to_le_bytes());
        bytes.resize(HEAD + usize::from(len), 0xee);
        bytes
    }

    #[test]
    fn only_what_is_known_to_be_harmless_passes() {
        let harmless: alloc::vec::Vec<u8> =
            (18..=23).flat_map(|kind| extension(kind, 40)).collect();
        assert!(require_harmless(&[]).is_ok());
        assert!(require_harmless(&harmless).is_ok());
        for kind in (1..=u16::MAX).filter(|kind| !(18..=23).contains(kind)) {
            for mut bytes in [alloc::vec::Vec::new(), harmless.clone()] {
                bytes.extend(extension(kind, 8));
                assert!(require_harmless(&bytes).is_err(), "{kind}");
            }
        }
    }

    #[test]
    fn lists_end_with_zeros_or_with_the_account() {
        let mut padded = extension(18, 64);
        padded.extend([0; 7]);
        assert!(require_harmless(&padded).is_ok());
        padded.truncate(HEAD + 64 + 3);
        assert!(require_harmless(&padded).is_ok(), "no room for another");
        padded.truncate(HEAD + 63);
        assert!(require_harmless(&padded).is_err(), "cut off");
    }
}
