//! Finding a slot's hash in the SlotHashes sysvar without reading all of it.
//!
//! The account is `len u64 ‖ len × (slot u64, hash [u8; 32])`, little-endian, newest first, at most
//! 512 entries, about 200 s. Skipped slots have no entry, so "the hash at slot s" is the hash of the
//! smallest slot at or after s. That answer is only proved by an entry at or before s: when the
//! oldest entry is already newer than s, the right one may have left the list, and taking the oldest
//! would let whoever captures late choose the hash.
use crate::errors::OracleError;
use anchor_lang::{
    address_eq,
    pinocchio::{account::Ref, sysvars::slot_hashes::SLOTHASHES_ID},
    prelude::*,
};

const HEAD: usize = 8;
const ENTRY: usize = 40;

/// One entry, where it lies: a slot and its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotHash<'a> {
    /// Slot u64 LE ‖ hash.
    pub bytes: &'a [u8; ENTRY],
}

impl SlotHash<'_> {
    pub fn slot(&self) -> u64 {
        let mut slot = [0; 8];
        slot.copy_from_slice(&self.bytes[..8]);
        u64::from_le_bytes(slot)
    }

    pub fn hash(&self) -> [u8; 32] {
        let mut hash = [0; 32];
        hash.copy_from_slice(&self.bytes[8..]);
        hash
    }
}

/// The sysvar's bytes, borrowed.
pub struct SlotHashes<'a> {
    entries: Ref<'a, [u8]>,
}

impl<'a> SlotHashes<'a> {
    /// # Errors
    /// `NotSlotHashes` for any other account.
    pub fn from_account(view: &'a AccountView) -> Result<Self> {
        require!(
            address_eq(view.address(), &SLOTHASHES_ID),
            OracleError::NotSlotHashes
        );
        Ok(Self {
            entries: view.try_borrow()?,
        })
    }

    /// The entry with the smallest slot at or after `target`.
    ///
    /// # Errors
    /// `SlotNotReached` when every entry is older; `SlotTooOld` when the oldest is newer.
    pub fn first_at_or_after(
        &self,
        target: u64,
    ) -> core::result::Result<SlotHash<'_>, OracleError> {
        first_at_or_after(&self.entries, target)
    }
}

fn first_at_or_after(data: &[u8], target: u64) -> core::result::Result<SlotHash<'_>, OracleError> {
    let list = List::new(data);
    let Some(oldest_index) = list.len.checked_sub(1) else {
        return Err(OracleError::SlotNotReached);
    };
    let newest = list.slot(0)?;
    // Entries fall by one or more a step, so slot(i) <= newest − i: with no slot skipped the answer
    // is at newest − target, and with some skipped it is nearer to the front.
    let Some(most) = newest.checked_sub(target) else {
        return Err(OracleError::SlotNotReached);
    };
    let mut behind = usize::try_from(most)
        .unwrap_or(usize::MAX)
        .min(oldest_index);
    let at_guess = list.slot(behind)?;
    if at_guess == target {
        return list.entry(behind);
    }
    if at_guess > target {
        // Only at the oldest entry can the guess be newer than the target.
        return Err(OracleError::SlotTooOld);
    }
    // slot(behind) < target. For the same reason slot(behind − d) >= slot(behind) + d, so going
    // forward by what is missing passes the target: the answer lies in [ahead, behind).
    let missing = usize::try_from(target.saturating_sub(at_guess)).unwrap_or(usize::MAX);
    let mut ahead = behind.saturating_sub(missing);
    // Invariant: slot(ahead) >= target > slot(behind).
    loop {
        let gap = behind.saturating_sub(ahead);
        if gap <= 1 {
            return list.entry(ahead);
        }
        let middle = ahead.saturating_add(gap / 2);
        if list.slot(middle)? >= target {
            ahead = middle;
        } else {
            behind = middle;
        }
    }
}

struct List<'a> {
    body: &'a [u8],
    len: usize,
}

impl<'a> List<'a> {
    /// A count beyond the bytes there is cut to them.
    fn new(data: &'a [u8]) -> Self {
        let (head, body) = data.split_at(HEAD.min(data.len()));
        let claimed = head.try_into().map(u64::from_le_bytes).unwrap_or(0);
        let held = body.len() / ENTRY;
        let len = usize::try_from(claimed).unwrap_or(usize::MAX).min(held);
        Self { body, len }
    }

    fn bytes(&self, index: usize) -> core::result::Result<&'a [u8; ENTRY], OracleError> {
        index
            .checked_mul(ENTRY)
            .and_then(|at| self.body.get(at..)?.first_chunk())
            .ok_or(OracleError::NotSlotHashes)
    }

    fn slot(&self, index: usize) -> core::result::Result<u64, OracleError> {
        Ok(self.entry(index)?.slot())
    }

    fn entry(&self, index: usize) -> core::result::Result<SlotHash<'a>, OracleError> {
        let bytes = self.bytes(index)?;
        Ok(SlotHash { bytes })
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn sysvar(slots: &[u64]) -> Vec<u8> {
        let mut data = (slots.len() as u64).to_le_bytes().to_vec();
        for slot in slots {
            data.extend(slot.to_le_bytes());
            data.extend([*slot as u8; 32]);
        }
        data
    }

    /// The definition: walk all entries.
    fn reference(slots: &[u64], target: u64) -> core::result::Result<u64, OracleError> {
        match slots.iter().rev().find(|slot| **slot >= target) {
            None => Err(OracleError::SlotNotReached),
            Some(slot) if *slot == target => Ok(*slot),
            Some(slot) if slots.iter().any(|older| *older < target) => Ok(*slot),
            Some(_) => Err(OracleError::SlotTooOld),
        }
    }

    fn check(slots: &[u64], target: u64) {
        let data = sysvar(slots);
        let got = first_at_or_after(&data, target);
        assert_eq!(
            got.map(|entry| entry.slot()),
            reference(slots, target),
            "{slots:?} {target}"
        );
        if let Ok(entry) = got {
            assert_eq!(entry.hash(), [entry.slot() as u8; 32]);
        }
    }

    /// Every list of slots out of eleven, and every target around them.
    #[test]
    fn every_pattern_of_skipped_slots() {
        for pattern in 1u32..1 << 11 {
            let slots: Vec<u64> = (0..11u64)
                .rev()
                .filter(|i| pattern >> i & 1 == 1)
                .map(|i| 100 + i)
                .collect();
            for target in 98..113 {
                check(&slots, target);
            }
        }
    }

    #[test]
    fn full_lists_with_long_gaps() {
        let mut state = 7u64;
        for _ in 0..60 {
            let mut slot = 1_000_000u64;
            let slots: Vec<u64> = (0..512)
                .map(|_| {
                    state ^= state << 13;
                    state ^= state >> 7;
                    state ^= state << 17;
                    slot -= if state.is_multiple_of(10) {
                        1 + state / 16 % 300
                    } else {
                        1
                    };
                    slot
                })
                .collect();
            for probe in 0..60 {
                let target = slots[511] - 3 + (slots[0] - slots[511] + 6) * probe / 59;
                check(&slots, target);
            }
            for index in [0, 1, 255, 510, 511] {
                check(&slots, slots[index]);
            }
        }
    }

    #[test]
    fn empty_and_cut_bytes_are_refused() {
        assert_eq!(first_at_or_after(&[], 1), Err(OracleError::SlotNotReached));
        assert_eq!(
            first_at_or_after(&sysvar(&[]), 1),
            Err(OracleError::SlotNotReached)
        );
        let mut data = sysvar(&[9, 8, 7]);
        data.truncate(HEAD + 2 * ENTRY + 5);
        assert_eq!(first_at_or_after(&data, 7), Err(OracleError::SlotTooOld));
        assert_eq!(first_at_or_after(&data, 8).map(|e| e.slot()), Ok(8));
    }
}
