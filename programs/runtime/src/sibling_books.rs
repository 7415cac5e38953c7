//! Where the books of `staking` and `iosd` lie in their accounts. `emissions` checks them against vaults
//! and mints and cannot depend on those crates, which depend on it or know it by address; each asserts
//! in its own tests that these places are the ones of its fields.
use anchor_lang::prelude::*;

/// `staking`'s `Pool`: places of u64 totals, discriminator included.
pub mod pool {
    pub const DELEGATED_TOTAL: usize = 176;
    pub const DEVICE_TOTAL: usize = 184;
    pub const COOLING_TOTAL: usize = 192;
    pub const FOLDED_TOTAL: usize = 232;
    pub const RESERVE: usize = 240;
    pub const REWARDS_PAID: usize = 248;
    pub const CO_TOTAL: usize = 496;
    pub const SLASHED_TOTAL: usize = 504;
}

/// `iosd`'s `Iosd`: places of u64 totals, discriminator included.
pub mod iosd {
    pub const BURNED_IO: usize = 320;
    pub const MINTED_IOSD: usize = 328;
    pub const REDEEMED_IO: usize = 336;
    pub const LOCKED_IO: usize = 344;
    pub const LOCKED_IOSD: usize = 352;
    pub const REDEEMED_IOSD: usize = 416;
    pub const FEES_BURNED_IOSD: usize = 424;
}

/// Place of the supply in an SPL mint.
pub const MINT_SUPPLY: usize = 36;

/// The u64 at byte `at` of an account whose address and owner have been checked.
///
/// # Errors
/// `AccountDataTooSmall` for an account that does not exist yet.
#[inline(never)]
pub fn word(account: &AccountView, at: usize) -> Result<u64> {
    let data = account.try_borrow()?;
    let bytes = data
        .get(at..)
        .and_then(|rest| rest.first_chunk::<8>())
        .ok_or(ProgramError::AccountDataTooSmall)?;
    Ok(u64::from_le_bytes(*bytes))
}
