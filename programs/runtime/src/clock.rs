//! One field of the chain's clock. Anchor's `Clock::get` brings all of them, and the mapping of errors
//! that reading the clock does not have, into every instruction.
use anchor_lang::pinocchio::sysvars::{clock::CLOCK_ID, get_sysvar_unchecked};
use bytemuck::AnyBitPattern;
use core::mem::MaybeUninit;

/// Where the fields lie in the clock, bytes.
const SLOT_AT: usize = 0;
const UNIX_TIMESTAMP_AT: usize = 32;

/// Time and slot together. Where others must have had the time to act, both have to pass: when a halted chain goes on,
/// its time has run and nobody could send anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Unix seconds.
    pub ts: i64,
    pub slot: u64,
}

/// The clock's fields up to the time, as the runtime lays them out.
#[repr(C)]
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable)]
struct Fields {
    slot: u64,
    epoch_start_ts: i64,
    epoch: u64,
    leader_schedule_epoch: u64,
    unix_timestamp: i64,
}

/// Time and slot, by one call of the runtime: the second costs more than the bytes between them.
#[inline(never)]
pub fn now() -> Now {
    let fields: Fields = read(SLOT_AT);
    Now {
        ts: fields.unix_timestamp,
        slot: fields.slot,
    }
}

/// The chain's time, unix seconds.
#[inline(always)]
pub fn now_ts() -> i64 {
    field::<i64>(UNIX_TIMESTAMP_AT)
}

/// The current slot.
#[inline(always)]
pub fn slot() -> u64 {
    field::<u64>(SLOT_AT)
}

#[inline(never)]
fn field<T: AnyBitPattern>(at: usize) -> T {
    read(at)
}

/// # Panics
/// Never on chain: every cluster has a clock, of this length.
#[inline(always)]
fn read<T: AnyBitPattern>(at: usize) -> T {
    // Off chain nothing is written.
    let mut field = match cfg!(target_os = "solana") {
        true => MaybeUninit::<T>::uninit(),
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
    // SAFETY: the runtime wrote all of it, as it says, or it was zeroed; any bytes make a `T`.
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
        assert_eq!(
            UNIX_TIMESTAMP_AT - SLOT_AT,
            offset_of!(Fields, unix_timestamp)
        );
    }
}
