//! The ring of IO/USD quorum prices, from which `iosd` takes the first one after a request.
use crate::{
    errors::OracleError,
    price_feed::FeedPrice,
    state::{PriceRing, RingEntry, PRICE_RING},
};
use anchor_lang::prelude::*;
use io_core::price::ema_update;
use io_runtime::CoreErrorExt;

impl PriceRing {
    /// The newest entry.
    pub fn newest(&self) -> Option<&RingEntry> {
        if self.len.get() == 0 {
            return None;
        }
        let head = usize::from(self.head.get());
        let at = if head == 0 {
            PRICE_RING.checked_sub(1)?
        } else {
            head.checked_sub(1)?
        };
        self.entries.get(at)
    }

    /// Whether an entry may be added now: `spacing_s` after the last, and in a later slot.
    pub fn is_due(&self, now: i64, slot: u64, spacing_s: u32) -> bool {
        self.len.get() == 0
            || (slot > self.last_slot.get()
                && now.saturating_sub(self.last_ts.get()) >= i64::from(spacing_s))
    }

    /// Adds `price` as the newest entry, with the average moved by the time since the last one; does
    /// nothing and returns none when the price may not enter.
    ///
    /// It may not enter when its oldest value is older than the last entry's: the oldest slots then
    /// never fall along the ring, so exactly one entry is the first after a request and nobody can
    /// choose. Nor when its confidence does not fit the entry, which is $42.94: no price is better
    /// than one that looks surer than it is.
    ///
    /// # Errors
    /// Those of `ema_update`.
    pub fn push(
        &mut self,
        price: &FeedPrice,
        now: i64,
        slot: u64,
        half_life_s: u32,
    ) -> Result<Option<RingEntry>> {
        let Ok(confidence) = u32::try_from(price.aggregate.confidence) else {
            return Ok(None);
        };
        // Between the medians; rounded down, 10⁻⁸ dollar at most.
        let (lower, upper) = (price.aggregate.lower, price.aggregate.upper);
        let spot = lower.saturating_add(upper.saturating_sub(lower) / 2);
        let ema = match self.newest() {
            None => spot,
            Some(last) if price.oldest_slot < last.oldest_slot.get() => return Ok(None),
            Some(last) => {
                let elapsed = now.saturating_sub(self.last_ts.get());
                let elapsed = u64::try_from(elapsed).unwrap_or(0);
                ema_update(last.ema.get(), spot, elapsed, half_life_s.into()).or_program_error()?
            }
        };
        let entry = RingEntry {
            lower: lower.into(),
            upper: upper.into(),
            ema: ema.into(),
            confidence: confidence.into(),
            oldest_ts: price.oldest_ts.into(),
            oldest_slot: price.oldest_slot.into(),
        };
        let head = usize::from(self.head.get());
        *self.entries.get_mut(head).ok_or(OracleError::Overflow)? = entry;
        let next = head.saturating_add(1);
        let next = if next >= PRICE_RING { 0 } else { next };
        self.head = u16::try_from(next).unwrap_or(0).into();
        if usize::from(self.len.get()) < PRICE_RING {
            self.len = self.len.get().saturating_add(1).into();
        }
        self.last_slot = slot.into();
        self.last_ts = now.into();
        Ok(Some(entry))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::boxed::Box;
    use bytemuck::Zeroable;
    use io_core::price::Aggregate;

    fn price(lower: u64, upper: u64, oldest_slot: u32) -> FeedPrice {
        FeedPrice {
            aggregate: Aggregate {
                lower,
                upper,
                confidence: 3,
            },
            oldest_ts: 77,
            oldest_slot,
        }
    }

    #[test]
    fn the_first_entry_starts_the_average_and_a_half_life_halves_the_distance() {
        let mut ring = Box::new(PriceRing::zeroed());
        assert!(ring.newest().is_none());
        let first = ring
            .push(&price(99, 102, 1), 1_000, 10, 3_600)
            .unwrap()
            .unwrap();
        assert_eq!(first.ema.get(), 100, "the midpoint, rounded down");
        let second = ring
            .push(&price(200, 200, 2), 4_600, 11, 3_600)
            .unwrap()
            .unwrap();
        assert!((150..=151).contains(&second.ema.get()));
        assert_eq!((ring.head.get(), ring.len.get()), (2, 2));
        assert_eq!((ring.last_slot.get(), ring.last_ts.get()), (11, 4_600));
        assert_eq!(ring.newest().unwrap().oldest_slot.get(), 2);
    }

    #[test]
    fn once_per_slot_and_spacing() {
        let mut ring = Box::new(PriceRing::zeroed());
        assert!(ring.is_due(0, 0, 15));
        ring.push(&price(100, 100, 1), 1_000, 10, 3_600).unwrap();
        assert!(!ring.is_due(1_014, 50, 15));
        assert!(ring.is_due(1_015, 50, 15));
        assert!(!ring.is_due(1_015, 10, 15), "the same slot");
        assert!(!ring.is_due(900, 50, 15), "the clock went back");
    }

    #[test]
    fn oldest_slots_never_fall_along_the_ring() {
        let mut ring = Box::new(PriceRing::zeroed());
        ring.push(&price(100, 100, 50), 1_000, 60, 3_600).unwrap();
        assert_eq!(ring.push(&price(100, 100, 49), 1_100, 61, 3_600), Ok(None));
        assert_eq!(ring.len.get(), 1);
        assert!(ring
            .push(&price(100, 100, 50), 1_100, 61, 3_600)
            .unwrap()
            .is_some());
    }

    #[test]
    fn a_confidence_that_does_not_fit_is_no_price() {
        let mut ring = Box::new(PriceRing::zeroed());
        let mut wide = price(100, 100, 1);
        wide.aggregate.confidence = u64::from(u32::MAX) + 1;
        assert_eq!(ring.push(&wide, 1_000, 1, 3_600), Ok(None));
        wide.aggregate.confidence = u64::from(u32::MAX);
        assert!(ring.push(&wide, 1_000, 1, 3_600).unwrap().is_some());
    }

    #[test]
    fn the_ring_wraps_after_256_entries() {
        let mut ring = Box::new(PriceRing::zeroed());
        for i in 0..300u32 {
            ring.push(&price(100, 100, i), i64::from(i), i.into(), 3_600)
                .unwrap()
                .unwrap();
        }
        assert_eq!((ring.head.get(), ring.len.get()), (44, 256));
        assert_eq!(ring.newest().unwrap().oldest_slot.get(), 299);
        assert_eq!(ring.entries[44].oldest_slot.get(), 44);
    }
}
