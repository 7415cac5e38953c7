//! `iosd`'s queue in plain integers: what a request gets, or why it gets nothing. Whose purse pays is
//! the caller's business.

use super::power::Terms;
use crate::{
    economy::{cast::GUARDIAN, op::IosdTerms},
    iosd::{
        MIN_REQUEST_IO, MIN_REQUEST_IOSD, REDEEM_WINDOW_CAPACITY, REQUEST_TTL_S, SPREAD_BPS,
        WINDOW_CAPACITY,
    },
};
use io_core::{
    iosd::{Backing, Window, mint_exact_in, mint_exact_out},
    price::{deviation_ok, mint_price, redemption_price},
};
use std::collections::BTreeMap;

const PAUSE_S: i64 = 72 * 3_600;
const PAUSE_REST_S: i64 = 30 * 86_400;

/// An owner and his number for the request.
pub type RequestId = (usize, u64);

/// A request that waits, or is resolved and waits for the queue to pass it, or for its owner.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    pub seq: u64,
    /// 0 mint, exact in; 1 mint, exact out; 2 redeem, exact in; 3 redeem, exact out.
    pub kind: u8,
    pub locked: u64,
    pub out: u64,
    pub slot: u64,
    pub created_ts: i64,
    pub pending: bool,
    /// As the parameters were when it was made.
    pub expires_ts: i64,
    pub spread_bps: u16,
    /// IO and IOSD that could not be delivered, base units.
    pub owed: [u64; 2],
}

/// Which of an owner's accounts, of IO and of IOSD, take anything.
pub type Takes = [bool; 2];

impl Asked {
    /// Whether IO is locked, to be burned.
    pub fn is_mint(&self) -> bool {
        self.kind < 2
    }

    /// Whether nothing but its refund is left.
    pub fn is_timed_out(&self, now: i64) -> bool {
        now > self.expires_ts
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
    pub terms: Terms<IosdTerms>,
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
            terms: Terms {
                now: IosdTerms {
                    ttl_s: REQUEST_TTL_S,
                    deviation_bps: 1_000,
                    min_io: MIN_REQUEST_IO,
                    min_iosd: MIN_REQUEST_IOSD,
                    mint_window: WINDOW_CAPACITY,
                    redeem_window: REDEEM_WINDOW_CAPACITY,
                    window_s: 3_600,
                    spread_bps: SPREAD_BPS,
                    guardian: GUARDIAN,
                },
                next: None,
            },
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

    /// Held for requests in IO or in IOSD, base units: locked, or owed.
    pub fn locked(&self, io: bool) -> u64 {
        let all = self.requests.values();
        let held = all.map(|r| {
            let locked = if r.pending && r.is_mint() == io {
                r.locked
            } else {
                0
            };
            locked + r.owed[usize::from(!io)]
        });
        held.sum()
    }

    /// Puts a change of the parameters in force whose time has come. What the windows hold has decayed by
    /// the old ones until then.
    pub fn enact(&mut self, now: i64) {
        let Some((from_ts, _)) = self.terms.enact(now) else {
            return;
        };
        let terms = self.terms.now;
        let length_s = u64::from(terms.window_s);
        for (window, capacity) in [
            (&mut self.mint_window, terms.mint_window),
            (&mut self.redeem_window, terms.redeem_window),
        ] {
            let after = window.with_limits(from_ts, capacity, length_s);
            *window = after.expect("both have a length");
        }
    }

    /// Resolves a request with what it owes; it goes if that is nothing and its turn is over.
    fn resolve(&mut self, who: RequestId, owed: [u64; 2]) {
        let asked = self.requests.get_mut(&who).expect("the caller found it");
        (asked.pending, asked.owed) = (false, owed);
        if asked.seq == self.head {
            self.head += 1;
        }
        self.forget(who);
    }

    fn forget(&mut self, who: RequestId) {
        let asked = &self.requests[&who];
        if asked.owed == [0; 2] && asked.seq < self.head {
            self.requests.remove(&who);
        }
    }

    /// The owner takes what is owed: IO and IOSD, base units.
    pub fn collect(&mut self, who: RequestId) -> Option<[u64; 2]> {
        let asked = self.requests.get_mut(&who)?;
        if asked.pending || asked.owed == [0; 2] {
            return None;
        }
        let owed = std::mem::take(&mut asked.owed);
        self.forget(who);
        Some(owed)
    }

    /// Enters the queue, if its owner holds `held` of what it locks.
    pub fn request(&mut self, who: RequestId, asked: Asked, held: u64) -> bool {
        self.enact(asked.created_ts);
        let (mint, terms) = (asked.is_mint(), self.terms.now);
        let least = if mint { terms.min_io } else { terms.min_iosd };
        if self.requests.contains_key(&who)
            || asked.locked < least
            || asked.out == 0
            || held < asked.locked
            || (mint && asked.created_ts < self.pause_ends_ts)
        {
            return false;
        }
        let seq = self.next;
        let asked = Asked {
            seq,
            expires_ts: asked.created_ts + i64::from(terms.ttl_s),
            spread_bps: terms.spread_bps,
            ..asked
        };
        self.requests.insert(who, asked);
        self.next += 1;
        true
    }

    fn fill(&mut self, asked: &Asked, price: &Posted, now: i64) -> Option<Filled> {
        let is_mint = asked.is_mint();
        let spot = if is_mint { price.lower } else { price.upper };
        if !deviation_ok(spot, price.ema, self.terms.now.deviation_bps) {
            return None;
        }
        let (burned, minted) = if is_mint {
            let p = mint_price(spot, price.ema, price.confidence).ok()?;
            match asked.kind {
                0 => (asked.locked, mint_exact_in(asked.locked, p).ok()?),
                _ => (mint_exact_out(asked.out, p).ok()?, asked.out),
            }
        } else {
            let spread = asked.spread_bps;
            let p = redemption_price(spot, price.ema, price.confidence, spread).ok()?;
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

    /// Executes at `price`, the first after the request, if that is what was shown. What the owner's
    /// accounts do not take is owed.
    pub fn execute(
        &mut self,
        who: RequestId,
        price: Option<Posted>,
        now: i64,
        takes: Takes,
    ) -> Option<Filled> {
        self.enact(now);
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
        let parts = if filled.is_mint {
            [filled.change, filled.minted]
        } else {
            [filled.minted, filled.change]
        };
        let owed = |at: usize| if takes[at] { 0 } else { parts[at] };
        self.resolve(who, [owed(0), owed(1)]);
        Some(filled)
    }

    /// Gives back what was locked; returns it, and whether it is IO.
    pub fn refund(
        &mut self,
        who: RequestId,
        price: Option<Posted>,
        now: i64,
        takes: Takes,
    ) -> Option<(u64, bool)> {
        self.enact(now);
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
        let at = usize::from(!asked.is_mint());
        let mut owed = [0; 2];
        if !takes[at] {
            owed[at] = asked.locked;
        }
        self.resolve(who, owed);
        Some((asked.locked, asked.is_mint()))
    }

    /// The queue passes a resolved request.
    pub fn skip(&mut self, who: RequestId) -> bool {
        let skipped = self
            .requests
            .get(&who)
            .is_some_and(|r| !r.pending && r.seq == self.head);
        if skipped {
            self.head += 1;
            self.forget(who);
        }
        skipped
    }

    /// The guardian pauses minting.
    pub fn pause(&mut self, now: i64) -> bool {
        self.enact(now);
        let may = self.pause_ends_ts == 0 || now >= self.pause_ends_ts + PAUSE_REST_S;
        if may {
            self.pause_ends_ts = now + PAUSE_S;
        }
        may
    }
}
