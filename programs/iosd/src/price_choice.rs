//! Which quorum price a request gets: nobody's choice.
use crate::errors::IosdError;
use anchor_lang::prelude::*;
use oracle::state::{PriceRing, RingEntry, PRICE_RING};

/// The entry at `index`, if it is the first of the ring whose values all landed after `request_slot`.
///
/// It is the first exactly when the entry before it does not qualify. Entries come in order of time
/// and each one's oldest landing slot is at least its predecessor's (`oracle` pushes no other), so one
/// predecessor speaks for all. The very first entry of a ring that never wrapped has no predecessor
/// and needs none; the oldest entry of a full ring has lost it, and proves nothing.
///
/// # Errors
/// `NoSuchEntry`, `PriceTooEarly`, `NotTheFirstPrice`, `PriceRolledOff`.
pub fn first_after(ring: &PriceRing, index: u8, request_slot: u64) -> Result<&RingEntry> {
    let at = usize::from(index);
    let len = usize::from(ring.len.get());
    let entry = ring
        .entries
        .get(at)
        .filter(|_| at < len)
        .ok_or(IosdError::NoSuchEntry)?;
    require!(landed_after(entry, request_slot), IosdError::PriceTooEarly);
    let is_oldest = if len == PRICE_RING {
        at == usize::from(ring.head.get())
    } else {
        at == 0
    };
    if is_oldest {
        require!(len < PRICE_RING, IosdError::PriceRolledOff);
        return Ok(entry);
    }
    // at == 0 wraps to the last entry: only reached when the ring is full.
    let before = at.checked_sub(1).unwrap_or(PRICE_RING - 1);
    require!(
        !landed_after(&ring.entries[before], request_slot),
        IosdError::NotTheFirstPrice
    );
    Ok(entry)
}

fn landed_after(entry: &RingEntry, slot: u64) -> bool {
    u64::from(entry.oldest_slot.get()) > slot
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchor_lang::bytemuck::Zeroable;

    /// A ring after `pushed` entries, the n-th with oldest slot 10·(n + 1).
    fn ring(pushed: u32) -> Box<PriceRing> {
        let mut ring = Box::new(PriceRing::zeroed());
        for n in 0..pushed {
            let at = n as usize % PRICE_RING;
            ring.entries[at].oldest_slot = (10 * (n + 1)).into();
            ring.head = (((at + 1) % PRICE_RING) as u16).into();
            ring.len = (pushed.min(PRICE_RING as u32) as u16).into();
        }
        ring
    }

    fn code(error: IosdError) -> Option<ProgramError> {
        Some(error.into())
    }

    /// For every ring and request slot, exactly one index is accepted: the first that qualifies by a
    /// scan in order of time; none when that one is the oldest of a full ring.
    #[test]
    fn exactly_one_index_is_accepted() {
        for pushed in [0u32, 1, 2, 255, 256, 257, 300, 512] {
            let ring = ring(pushed);
            let oldest = pushed.saturating_sub(PRICE_RING as u32);
            for slot in (0..u64::from(10 * pushed) + 20).step_by(5) {
                let accepted: Vec<usize> = (0..=255u8)
                    .filter(|i| first_after(&ring, *i, slot).is_ok())
                    .map(usize::from)
                    .collect();
                let first = (oldest..pushed).find(|n| u64::from(10 * (n + 1)) > slot);
                let expected = match first {
                    Some(n) if n == oldest && pushed >= PRICE_RING as u32 => None,
                    first => first.map(|n| n as usize % PRICE_RING),
                };
                assert_eq!(
                    accepted,
                    expected.into_iter().collect::<Vec<_>>(),
                    "pushed {pushed} slot {slot}"
                );
            }
        }
    }

    #[test]
    fn refusals_are_named() {
        let short = ring(3);
        assert_eq!(
            first_after(&short, 3, 0).err(),
            code(IosdError::NoSuchEntry)
        );
        assert_eq!(
            first_after(&short, 0, 10).err(),
            code(IosdError::PriceTooEarly)
        );
        assert_eq!(
            first_after(&short, 2, 10).err(),
            code(IosdError::NotTheFirstPrice)
        );
        let full = ring(300);
        assert_eq!(
            first_after(&full, 44, 0).err(),
            code(IosdError::PriceRolledOff)
        );
        assert_eq!(
            first_after(&full, 45, 0).err(),
            code(IosdError::NotTheFirstPrice)
        );
    }
}
