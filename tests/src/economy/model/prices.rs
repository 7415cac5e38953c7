//! The price board and the ring of quorum prices.

use super::{Model, Refusal, iosd::Posted, sentence};
use crate::{
    economy::{cast::OPERATORS, op::Rules},
    oracle::world::params,
};
use io_core::price::{Aggregate, Quote, ema_update, quorum_price};

/// Entries of the ring.
pub const RING: usize = 256;

/// An operator's row: prices of IO and of a GPU-hour, USD × 10⁸, and when they landed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row {
    pub prices: [u64; 2],
    pub ts: i64,
    pub slot: u64,
}

/// One quorum price of IO.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub posted: Posted,
    pub oldest_ts: i64,
}

/// Board and ring.
#[derive(Clone, Debug)]
pub struct Prices {
    pub rows: [Row; OPERATORS],
    pub ring: Vec<Entry>,
    pub head: usize,
    pub last_ts: i64,
    pub last_slot: u64,
}

impl Default for Prices {
    fn default() -> Self {
        Self {
            rows: [Row::default(); OPERATORS],
            ring: Vec::new(),
            head: 0,
            last_ts: 0,
            last_slot: 0,
        }
    }
}

/// What the fresh values of a feed agree on.
pub struct Agreed {
    pub aggregate: Aggregate,
    pub oldest_ts: i64,
    pub oldest_slot: u64,
}

impl Prices {
    /// The last price that was recorded.
    pub fn newest(&self) -> Option<&Entry> {
        let at = (self.head + RING - 1) % RING;
        self.ring.get(at.min(self.ring.len().wrapping_sub(1)))
    }

    /// The place of the only price that a request of `slot` may get.
    pub fn first_after(&self, slot: u64) -> Option<u8> {
        let len = self.ring.len();
        let oldest = if len == RING { self.head } else { 0 };
        let place = |i: usize| (oldest + i) % RING;
        let first = (0..len).find(|i| self.ring[place(*i)].posted.slot > slot)?;
        // The oldest of a full ring has lost what came before it.
        (first > 0 || len < RING).then(|| u8::try_from(place(first)).expect("below 256"))
    }
}

impl Model {
    /// What `feed` costs now: 0 IO, 1 a GPU-hour.
    pub fn agreed(&self, feed: usize) -> Option<Agreed> {
        let weights = self.oracle.weights();
        let mut quotes = Vec::new();
        let (mut oldest_ts, mut oldest_slot) = (i64::MAX, u64::MAX);
        for (seat, row) in self.prices.rows.iter().enumerate() {
            let weight = weights.of(self.oracle.counted(seat));
            let fresh =
                (0..=i64::from(self.oracle.rules.price_max_age_s)).contains(&(self.now - row.ts));
            if weight == 0 || row.prices[feed] == 0 || !fresh {
                continue;
            }
            quotes.push(Quote {
                price: row.prices[feed],
                weight,
            });
            oldest_ts = oldest_ts.min(row.ts);
            oldest_slot = oldest_slot.min(row.slot);
        }
        let aggregate = quorum_price(&mut quotes, weights.total).expect("weights of the whole")?;
        Some(Agreed {
            aggregate,
            oldest_ts,
            oldest_slot,
        })
    }

    /// The newest price of IO, as long as it is fresh: its lower median.
    pub fn io_price(&self) -> Option<u64> {
        let newest = self.prices.newest()?;
        let fresh = (0..=i64::from(self.oracle.rules.price_max_age_s))
            .contains(&(self.now - newest.oldest_ts));
        fresh.then_some(newest.posted.lower)
    }

    /// The price a request shows, if it is the one it may get.
    pub fn shown(&self, slot: u64, entry: Option<u8>) -> Option<Posted> {
        let right = self.prices.first_after(slot)?;
        (entry.unwrap_or(right) == right).then(|| self.prices.ring[usize::from(right)].posted)
    }

    pub(super) fn post(&mut self, seat: usize, io: u64, gpu: u64) -> Result<(), Refusal> {
        if self.oracle.counted(seat) == 0 {
            return Err(sentence("the bond is too low"));
        }
        if io == 0 || gpu == 0 {
            return Err(sentence("a price is zero"));
        }
        self.prices.rows[seat] = Row {
            prices: [io, gpu],
            ts: self.now,
            slot: self.slot,
        };
        let due = self.prices.ring.is_empty()
            || (self.slot > self.prices.last_slot
                && self.now - self.prices.last_ts >= i64::from(params().ring_spacing_s));
        if !due {
            return Ok(());
        }
        let Some(agreed) = self.agreed(0) else {
            return Ok(());
        };
        let (now, slot, rules) = (self.now, self.slot, self.oracle.rules);
        self.prices.push(&agreed, now, slot, &rules);
        Ok(())
    }
}

impl Prices {
    fn push(&mut self, agreed: &Agreed, now: i64, slot: u64, rules: &Rules) {
        let Aggregate {
            lower,
            upper,
            confidence,
        } = agreed.aggregate;
        if u32::try_from(confidence).is_err() {
            return;
        }
        let spot = lower + (upper - lower) / 2;
        let ema = match self.newest() {
            None => spot,
            Some(last) if agreed.oldest_slot < last.posted.slot => return,
            Some(last) => {
                let elapsed = (now - self.last_ts).unsigned_abs();
                let half_life = u64::from(rules.ema_half_life_s);
                ema_update(last.posted.ema, spot, elapsed, half_life).expect("prices")
            }
        };
        let entry = Entry {
            posted: Posted {
                lower,
                upper,
                ema,
                confidence,
                slot: agreed.oldest_slot,
            },
            oldest_ts: agreed.oldest_ts,
        };
        if self.ring.len() < RING {
            self.ring.push(entry);
        } else {
            self.ring[self.head] = entry;
        }
        self.head = (self.head + 1) % RING;
        (self.last_ts, self.last_slot) = (now, slot);
    }
}
