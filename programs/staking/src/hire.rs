//! Whether a device is hired: `escrow` keeps a hire at an address derived from the device for as long as
//! a lease of it is open. It depends on this crate, so its account is read by address and owner alone.
use crate::errors::StakingError;
use anchor_lang::{find_and_verify_program_address, prelude::*, verify_program_address};
use io_runtime::ids;

/// Seed of `escrow`'s `Hire`, before the device.
const HIRE_SEED: &[u8] = b"hire";

/// The bump of `device`'s hire, kept with its stake: deriving it takes several hashes, checking it one.
#[inline(always)]
pub fn bump_of(device: &Address) -> u8 {
    find_program_address(&[HIRE_SEED, device.as_ref()], &ids::ESCROW).1
}

/// Checks that `device` is not hired, as `hire` shows, which must be given whether or not the account
/// exists: its address is derived here, so that leaving it out or passing another's hides nothing. Only
/// `escrow` can make an account at that address, and SOL sent there does not make one.
///
/// `bump`: as [`bump_of`] gave it; 0 where it never did.
///
/// # Errors
/// `WrongHire` for another address; `DeviceHired`.
#[inline(always)]
pub fn require_not_hired(hire: &AccountView, device: &Address, bump: u8) -> Result<()> {
    let derived = if bump == 0 {
        find_and_verify_program_address(&[HIRE_SEED, device.as_ref()], &ids::ESCROW, hire.address())
            .is_ok()
    } else {
        verify_program_address(
            &[HIRE_SEED, device.as_ref(), &[bump]],
            &ids::ESCROW,
            hire.address(),
        )
        .is_ok()
    };
    require!(derived, StakingError::WrongHire);
    require!(!hire.owned_by(&ids::ESCROW), StakingError::DeviceHired);
    Ok(())
}
