//! One field of the chain's clock. Anchor's `Clock::get` brings all of them, and the mapping of errors
//! that reading the clock does not have, into every instruction.
use anchor_lang::pinocchio::sysvars::{clock::CLOCK_ID, get_sysvar_unchecked};
use core::mem::MaybeUninit;

/// Where the fields lie in the clock, bytes.
const SLOT_AT: usize = 0;
const UNIX_TIMESTAMP_AT: usize = 32;

/// The chain's time, unix seconds.
#[inline(always)]
pub fn now_ts() -> i64 {
    i64::from_le_bytes(read(UNIX_TIMESTAMP_AT))
}

/// The current slot.
#[inline(always)]
pub fn slot() -> u64 {
    u64::from_le_bytes(read(SLOT_AT))
}

/// # Panics
/// Never on chain: every cluster has a clock, of this length.
#[inline(never)]
fn read(at: usize) -> [u8; 8] {
    // Off chain nothing is written.
    let mut field = match cfg!(target_os = "solana") {
        true => MaybeUninit::<[u8; 8]>::uninit(),
        false => MaybeUninit::zeroed(),
    };
    // SAFETY: as many bytes are asked for as there is room for.
    let read = unsafe {
        get_sysvar_unchecked(
            field.as_mut_ptr().cast(),
            &CLOCK_ID,
            at,
            size_of_val(&field),
        )
    };
    assert!(read.is_ok(), "the chain has no clock");
    // SAFETY: the runtime wrote all of it, as it says, or it was zeroed.
    unsafe { field.assume_init() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchor_lang::prelude::Clock;
    use core::mem::offset_of;

    #[test]
    fn the_fields_lie_where_the_clock_has_them() {
        assert_eq!(SLOT_AT, offset_of!(Clock, slot));
        assert_eq!(UNIX_TIMESTAMP_AT, offset_of!(Clock, unix_timestamp));
    }
}
