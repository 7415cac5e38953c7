//! The ring of quorum prices, read in the order in which they were pushed.
use crate::oracle::accounts::PriceRing;
use crate::oracle::types::RingEntry;

impl PriceRing {
    /// The filled entries with their places in the ring, oldest first.
    pub fn oldest_first(&self) -> impl Iterator<Item = (usize, &RingEntry)> {
        let (all, filled) = (self.entries.len(), usize::from(self.len));
        // `head` is where the next one goes: the oldest lies `filled` places before it.
        let oldest = usize::from(self.head)
            .saturating_add(all)
            .saturating_sub(filled);
        (0..filled).filter_map(move |nth| {
            let at = oldest.saturating_add(nth).checked_rem(all)?;
            Some((at, self.entries.get(at)?))
        })
    }

    /// The entry pushed last; none in an empty ring.
    #[must_use]
    pub fn newest(&self) -> Option<&RingEntry> {
        self.oldest_first().last().map(|(_, entry)| entry)
    }

    /// Place of the first entry whose values all landed after `slot`: the one at which a request made in that
    /// slot is executed. None yet.
    #[must_use]
    pub fn first_after(&self, slot: u64) -> Option<u8> {
        self.oldest_first()
            .find(|(_, entry)| u64::from(entry.oldest_slot) > slot)
            .and_then(|(at, _)| u8::try_from(at).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AccountData;

    /// A ring after `pushed` entries, the n-th (from 0) with oldest slot 10·(n + 1).
    fn ring(pushed: usize) -> PriceRing {
        let mut ring = PriceRing::zeroed().unwrap();
        let all = ring.entries.len();
        for n in 0..pushed {
            ring.entries[n % all].oldest_slot = u32::try_from(10 * (n + 1)).unwrap();
        }
        ring.head = u16::try_from(pushed % all).unwrap();
        ring.len = u16::try_from(pushed.min(all)).unwrap();
        ring
    }

    #[test]
    fn the_first_price_after_a_request_is_found_in_any_state_of_the_ring() {
        assert_eq!(ring(0).first_after(0), None);
        assert_eq!(ring(3).first_after(0), Some(0));
        assert_eq!(ring(3).first_after(10), Some(1));
        assert_eq!(ring(3).first_after(29), Some(2));
        assert_eq!(ring(3).first_after(30), None);
        // Wrapped: entries 0..3 hold slots 2570, 2580, 2590, and entry 3 the oldest, 40.
        assert_eq!(ring(259).first_after(2_560), Some(0));
        assert_eq!(ring(259).first_after(45), Some(4));
        assert_eq!(ring(259).first_after(2_590), None);
    }

    #[test]
    fn the_newest_price_is_the_last_one_pushed() {
        assert!(ring(0).newest().is_none());
        for (pushed, slot) in [(1, 10), (255, 2_550), (256, 2_560), (257, 2_570)] {
            let ring = ring(pushed);
            assert_eq!(ring.newest().unwrap().oldest_slot, slot);
            let slots: Vec<u32> = ring.oldest_first().map(|(_, e)| e.oldest_slot).collect();
            assert_eq!(slots.len(), pushed.min(256));
            assert!(slots.is_sorted(), "after {pushed}");
        }
    }
}
