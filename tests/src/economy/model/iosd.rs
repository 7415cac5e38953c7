//! `iosd`'s queue in plain integers: what a request gets, or why it gets nothing. Whose purse pays is
//! the caller's business.

use crate::iosd::{
    MIN_REQUEST_IO, MIN_REQUEST_IOSD, REDEEM_WINDOW_CAPACITY, REQUEST_TTL_S, SPREAD_BPS,
    WINDOW_CAPACITY,
};
use io_core::{
    iosd::{Backing, Window, mint_exact_in, mint_exact_out},
    price::{deviation_ok, mint_price, redemption_price},
};
use std::collections::BTreeMap;

const MAX_DEVIATION_BPS: u16 = 1_000;
const PAUSE_S: i64 = 72 * 3_600;
const PAUSE_REST_S: i64 = 30 * 86_400;

/// An owner and his number for the request.
pub type RequestId = (usize, u64);

/// A request that waits, or was refunded and waits for the queue to pass it.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    pub seq: u64,
    /// 0 mint, exact in; 1 mint, exact out; 2 redeem, exact in; 3 redeem, exact out.
    pub kind: u8,
    pub locked: u64,
    pub out: u64,
    pub slot: u64,
    pub created_ts: i64,
    pub pending: bool,
}

impl Asked {
    /// Whether IO is locked, to be burned.
    pub fn is_mint(&self) -> bool {
        self.kind < 2
    }

    /// Whether nothing but its refund is left.
    pub fn is_timed_out(&self, now: i64) -> bool {
        now > self.created_ts + i64::from(REQUEST_TTL_S)
    }
}

/// A price of the ring, USD × 10⁸.
#[derive(Clone, Copy, Debug)]
pub struct Posted {
    pub lower: u64,
    pub upper: u64,
    pub ema: u64,
    pub confidence: u64,
    /// The oldest slot in which one of its values landed.
    pub slot: u64,
}

/// What an executed request moves, base units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filled {
    pub is_mint: bool,
    pub burned: u64,
    pub minted: u64,
    pub change: u64,
}

/// The program's books.
#[derive(Clone, Debug)]
pub struct Books {
    pub requests: BTreeMap<RequestId, Asked>,
    pub head: u64,
    pub next: u64,
    pub burned: u64,
    pub redeemed: u64,
    pub minted: u64,
    pub redeemed_iosd: u64,
    pub fees: u64,
    pub mint_window: Window,
    pub redeem_window: Window,
    pub pause_ends_ts: i64,
}

impl Default for Books {
    fn default() -> Self {
        let window = |capacity| Window {
            used: 0,
            updated_ts: 0,
            capacity,
            length_s: 3_600,
        };
        Self {
            requests: BTreeMap::new(),
            head: 0,
            next: 0,
            burned: 0,
            redeemed: 0,
            minted: 0,
            redeemed_iosd: 0,
            fees: 0,
            mint_window: window(WINDOW_CAPACITY),
            redeem_window: window(REDEEM_WINDOW_CAPACITY),
            pause_ends_ts: 0,
        }
    }
}

impl Books {
    /// IOSD in existence.
    pub fn supply(&self) -> u64 {
        self.minted - self.redeemed_iosd - self.fees
    }

    /// What redemptions have left.
    pub fn backing(&self) -> Backing {
        Backing {
            burned: self.burned,
            redeemed: self.redeemed,
            supply: self.supply(),
        }
    }

    /// Whose turn it is.
    pub fn at_head(&self) -> Option<RequestId> {
        let found = self.requests.iter().find(|(_, r)| r.seq == self.head);
        found.map(|(who, _)| *who)
    }

    /// Locked for requests of one side, base units.
    pub fn locked(&self, mint: bool) -> u64 {
        let all = self.requests.values();
        all.filter(|r| r.pending && r.is_mint() == mint)
            .map(|r| r.locked)
            .sum()
    }

    /// Enters the queue, if its owner holds `held` of what it locks.
    pub fn request(&mut self, who: RequestId, asked: Asked, held: u64) -> bool {
        let mint = asked.is_mint();
        let least = if mint {
            MIN_REQUEST_IO
        } else {
            MIN_REQUEST_IOSD
        };
        if self.requests.contains_key(&who)
            || asked.locked < least
            || asked.out == 0
            || held < asked.locked
            || (mint && asked.created_ts < self.pause_ends_ts)
        {
            return false;
        }
        let seq = self.next;
        self.requests.insert(who, Asked { seq, ..asked });
        self.next += 1;
        true
    }

    fn fill(&mut self, asked: &Asked, price: &Posted, now: i64) -> Option<Filled> {
        let is_mint = asked.is_mint();
        let spot = if is_mint { price.lower } else { price.upper };
        if !deviation_ok(spot, price.ema, MAX_DEVIATION_BPS) {
            return None;
        }
        let (burned, minted) = if is_mint {
            let p = mint_price(spot, price.ema, price.confidence).ok()?;
            match asked.kind {
                0 => (asked.locked, mint_exact_in(asked.locked, p).ok()?),
                _ => (mint_exact_out(asked.out, p).ok()?, asked.out),
            }
        } else {
            let p = redemption_price(spot, price.ema, price.confidence, SPREAD_BPS).ok()?;
            let backing = self.backing();
            match asked.kind {
                2 => (asked.locked, backing.redeem_exact_in(asked.locked, p).ok()?),
                _ => (backing.redeem_exact_out(asked.out, p).ok()?, asked.out),
            }
        };
        if burned > asked.locked || minted < asked.out {
            return None;
        }
        let window = if is_mint {
            &mut self.mint_window
        } else {
            &mut self.redeem_window
        };
        // The price and the limit first, then the window: it is used by what is executed.
        let mut used = *window;
        used.try_consume(now, if is_mint { minted } else { burned })
            .ok()?;
        *window = used;
        Some(Filled {
            is_mint,
            burned,
            minted,
            change: asked.locked - burned,
        })
    }

    /// Executes at `price`, the first after the request, if that is what was shown.
    pub fn execute(&mut self, who: RequestId, price: Option<Posted>, now: i64) -> Option<Filled> {
        let asked = self.requests.get(&who).copied()?;
        let paused = asked.is_mint() && now < self.pause_ends_ts;
        if !asked.pending || asked.seq != self.head || asked.is_timed_out(now) || paused {
            return None;
        }
        let filled = self.fill(&asked, &price?, now)?;
        if filled.is_mint {
            self.burned += filled.burned;
            self.minted += filled.minted;
        } else {
            self.redeemed_iosd += filled.burned;
            self.redeemed += filled.minted;
        }
        self.requests.remove(&who);
        self.head += 1;
        Some(filled)
    }

    /// Gives back what was locked; returns it, and whether it is IO.
    pub fn refund(
        &mut self,
        who: RequestId,
        price: Option<Posted>,
        now: i64,
    ) -> Option<(u64, bool)> {
        let asked = self.requests.get(&who).copied()?;
        if !asked.pending {
            return None;
        }
        let paused = asked.is_mint() && now < self.pause_ends_ts;
        if !asked.is_timed_out(now) {
            if asked.seq != self.head {
                return None;
            }
            if !paused && self.clone().fill(&asked, &price?, now).is_some() {
                return None;
            }
        }
        if asked.seq == self.head {
            self.requests.remove(&who);
            self.head += 1;
        } else if let Some(asked) = self.requests.get_mut(&who) {
            asked.pending = false;
        }
        Some((asked.locked, asked.is_mint()))
    }

    /// The queue passes a resolved request.
    pub fn skip(&mut self, who: RequestId) -> bool {
        let skipped = self
            .requests
            .get(&who)
            .is_some_and(|r| !r.pending && r.seq == self.head);
        if skipped {
            self.requests.remove(&who);
            self.head += 1;
        }
        skipped
    }

    /// The guardian pauses minting.
    pub fn pause(&mut self, now: i64) -> bool {
        let may = self.pause_ends_ts == 0 || now >= self.pause_ends_ts + PAUSE_REST_S;
        if may {
            self.pause_ends_ts = now + PAUSE_S;
        }
        may
    }
}
