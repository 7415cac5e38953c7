//! The SlotHashes sysvar as tests make it: 512 entries, newest first, with any slots skipped.
use sha2::{Digest, Sha256};

const MOST: usize = 512;

/// The hash tests give to a slot.
pub fn hash_of(slot: u64) -> [u8; 32] {
    Sha256::digest(format!("slot {slot}")).into()
}

/// The sysvar's bytes during `slot`: the newest entry is the parent's, `slot - 1`.
pub fn sysvar(slot: u64, skipped: impl Fn(u64) -> bool) -> Vec<u8> {
    let slots: Vec<u64> = (0..slot)
        .rev()
        .filter(|slot| !skipped(*slot))
        .take(MOST)
        .collect();
    let mut data = (slots.len() as u64).to_le_bytes().to_vec();
    for slot in slots {
        data.extend(slot.to_le_bytes());
        data.extend(hash_of(slot));
    }
    data.resize(8 + MOST * 40, 0);
    data
}

/// The smallest slot at or after `slot` that was not skipped.
pub fn first_at_or_after(slot: u64, skipped: impl Fn(u64) -> bool) -> u64 {
    (slot..)
        .find(|slot| !skipped(*slot))
        .expect("some slot is not skipped")
}
