//! Slices of hashes, as instructions carry them.
use crate::errors::DisputesError;
use anchor_lang::prelude::*;

/// A slice as 32-byte hashes.
///
/// # Errors
/// `WrongLength`.
pub fn hashes(bytes: &[u8]) -> Result<&[[u8; 32]]> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    require!(rest.is_empty(), DisputesError::WrongLength);
    Ok(hashes)
}

/// A slice as exactly `N` hashes.
///
/// # Errors
/// `WrongLength`.
pub fn exactly<const N: usize>(bytes: &[u8]) -> Result<&[[u8; 32]; N]> {
    hashes(bytes)?
        .try_into()
        .map_err(|_| DisputesError::WrongLength.into())
}
