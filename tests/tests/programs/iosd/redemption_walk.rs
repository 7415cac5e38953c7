//! Random mints, redemptions, burns, prices, times and resolutions by several owners on the real
//! binaries, step by step beside a plain model of the rules: each step lands exactly when the model says
//! so, and everybody holds what the model says.
use io_tests::{
    economy::iosd::{Asked, Books, Posted},
    iosd::{self, REQUEST_TTL_S, RingPrice, books, burn_fees, read_request},
    token::associated,
    world::World,
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use solana_clock::Clock;
use solana_keypair::Keypair;
use solana_signer::Signer;
use std::cell::Cell;

const IO: u64 = 100_000_000;
const OWNERS: usize = 3;
const NONCES: u64 = 3;
const EACH: u64 = 1_000_000 * IO;

#[derive(Clone, Debug)]
enum Step {
    Request {
        who: (usize, u64),
        kind: u8,
        locked: u64,
        out: u64,
    },
    Price {
        lower: u64,
        upper_bps: u64,
        ema_bps: u64,
        confidence: u32,
    },
    /// `who` none: the head of the queue; `price` none: the first one after the request.
    Execute {
        who: Option<(usize, u64)>,
        price: Option<usize>,
    },
    Refund {
        who: Option<(usize, u64)>,
        price: Option<usize>,
    },
    Skip {
        who: (usize, u64),
    },
    Burn {
        owner: usize,
        amount: u64,
    },
    Wait {
        seconds: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let who = || (0..OWNERS, 0..NONCES);
    // Mostly the head of the queue, sometimes anybody.
    let aim = || prop_oneof![3 => Just(None), 1 => who().prop_map(Some)];
    // Mostly the right price, sometimes one of the newest.
    let price = || prop_oneof![3 => Just(None), 1 => (0..3usize).prop_map(Some)];
    prop_oneof![
        5 => (who(), 0..4u8, 1..300_000 * IO, 1..300_000 * IO, 0..24u32)
            .prop_map(|(who, kind, locked, out, shift)| {
                // An exact input mostly accepts little, an exact output mostly allows much.
                let (locked, out) = match kind {
                    0 => (locked / 4, (out / 100) >> shift),
                    1 => (locked, (out / 100) >> (2 + shift / 2)),
                    2 => (locked / 1_000, out >> shift),
                    _ => (locked / 1_000, out >> (4 + shift / 2)),
                };
                Step::Request { who, kind, locked, out }
            }),
        4 => (50_000_000..400_000_000u64, 10_000..10_400u64, 9_000..11_200u64, 0..10_000_000u32)
            .prop_map(|(lower, upper_bps, ema_bps, confidence)| Step::Price { lower, upper_bps, ema_bps, confidence }),
        8 => (aim(), price()).prop_map(|(who, price)| Step::Execute { who, price }),
        3 => (aim(), price()).prop_map(|(who, price)| Step::Refund { who, price }),
        2 => who().prop_map(|who| Step::Skip { who }),
        1 => (0..OWNERS, 0..1_000_000_000u64).prop_map(|(owner, amount)| Step::Burn { owner, amount }),
        2 => (1..1_500i64).prop_map(|seconds| Step::Wait { seconds }),
    ]
}

/// The rules in plain integers, with the purses of this walk.
struct Model {
    io: [u64; OWNERS],
    iosd: [u64; OWNERS],
    books: Books,
    prices: Vec<Posted>,
}

impl Model {
    fn new() -> Self {
        Self {
            io: [EACH; OWNERS],
            iosd: [0; OWNERS],
            books: Books::default(),
            prices: Vec::new(),
        }
    }

    fn request(&mut self, who: (usize, u64), asked: Asked) -> bool {
        let purse = if asked.is_mint() {
            &mut self.io[who.0]
        } else {
            &mut self.iosd[who.0]
        };
        let taken = self.books.request(who, asked, *purse);
        *purse -= if taken { asked.locked } else { 0 };
        taken
    }

    /// Where the only price is that a request may get.
    fn price_at(&self, asked: &Asked) -> Option<usize> {
        self.prices.iter().position(|p| p.slot > asked.slot)
    }

    /// That price, if `index` names it.
    fn price_of(&self, who: (usize, u64), index: u8) -> Option<Posted> {
        let at = self.price_at(self.books.requests.get(&who)?)?;
        (at == usize::from(index)).then(|| self.prices[at])
    }

    fn execute(&mut self, who: (usize, u64), index: u8, now: i64) -> bool {
        let price = self.price_of(who, index);
        let Some(filled) = self.books.execute(who, price, now, [true; 2]) else {
            return false;
        };
        let (io, iosd) = if filled.is_mint {
            (filled.change, filled.minted)
        } else {
            (filled.minted, filled.change)
        };
        self.io[who.0] += io;
        self.iosd[who.0] += iosd;
        true
    }

    fn refund(&mut self, who: (usize, u64), index: u8, now: i64) -> bool {
        let price = self.price_of(who, index);
        let Some((amount, is_io)) = self.books.refund(who, price, now, [true; 2]) else {
            return false;
        };
        let held = if is_io { &mut self.io } else { &mut self.iosd };
        held[who.0] += amount;
        true
    }
}

struct Walk {
    world: World,
    owners: Vec<Keypair>,
    model: Model,
    executed: [usize; 4],
}

impl Walk {
    fn new() -> Self {
        let mut world = World::with_iosd();
        let owners = (0..OWNERS).map(|_| world.holder(EACH)).collect();
        let mut walk = Self {
            world,
            owners,
            model: Model::new(),
            executed: [0; 4],
        };
        walk.found();
        walk
    }

    /// Everybody starts with 50,000 IOSD, minted at a dollar.
    fn found(&mut self) {
        for owner in 0..OWNERS {
            self.take(&Step::Request {
                who: (owner, 0),
                kind: 0,
                locked: 50_000 * IO,
                out: 1,
            });
        }
        self.take(&Step::Price {
            lower: 100_000_000,
            upper_bps: 10_000,
            ema_bps: 10_000,
            confidence: 0,
        });
        for _ in 0..OWNERS {
            self.take(&Step::Execute {
                who: None,
                price: None,
            });
        }
        assert_eq!(self.model.books.minted, 150_000_000_000);
        self.executed = [0; 4];
    }

    /// The index shown: walks are shorter than the ring, whose unused entries are refused.
    fn index(&self, who: (usize, u64), price: Option<usize>) -> u8 {
        let Model { prices, books, .. } = &self.model;
        let at = match price {
            Some(back) => prices.len().checked_sub(1 + back),
            None => books
                .requests
                .get(&who)
                .and_then(|r| self.model.price_at(r)),
        };
        at.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
    }

    fn take(&mut self, step: &Step) {
        let now = self.world.now();
        let slot = self.world.svm.get_sysvar::<Clock>().slot;
        let (landed, expected) = match *step {
            Step::Request {
                who,
                kind,
                locked,
                out,
            } => {
                let owner = &self.owners[who.0];
                let outcome = match kind {
                    0 => self.world.request_in(owner, who.1, locked, out),
                    1 => self.world.request_out(owner, who.1, out, locked),
                    2 => self.world.redeem_in(owner, who.1, locked, out),
                    _ => self.world.redeem_out(owner, who.1, out, locked),
                };
                let asked = Asked {
                    seq: 0,
                    kind,
                    locked,
                    out,
                    slot,
                    created_ts: now,
                    pending: true,
                    ..Asked::default()
                };
                (outcome.is_ok(), self.model.request(who, asked))
            }
            Step::Price {
                lower,
                upper_bps,
                ema_bps,
                confidence,
            } => {
                self.world.warp(60);
                let slot = self.world.svm.get_sysvar::<Clock>().slot;
                let posted = Posted {
                    lower,
                    upper: lower * upper_bps / 10_000,
                    ema: lower * ema_bps / 10_000,
                    confidence: u64::from(confidence),
                    slot,
                };
                let price = RingPrice {
                    lower,
                    ema: posted.ema,
                    confidence,
                    oldest_slot: slot,
                };
                self.world.push_quote(price, posted.upper);
                self.model.prices.push(posted);
                (true, true)
            }
            Step::Execute { who, price } => {
                let who = who.or_else(|| self.model.books.at_head()).unwrap_or((0, 0));
                let kind = self.model.books.requests.get(&who).map(|r| r.kind);
                let index = self.index(who, price);
                let key = self.owners[who.0].pubkey();
                let landed = self.world.execute(&key, who.1, index).is_ok();
                if let Some(kind) = kind.filter(|_| landed) {
                    self.executed[usize::from(kind)] += 1;
                }
                (landed, self.model.execute(who, index, now))
            }
            Step::Refund { who, price } => {
                let who = who.or_else(|| self.model.books.at_head()).unwrap_or((0, 0));
                let index = self.index(who, price);
                let key = self.owners[who.0].pubkey();
                let landed = self.world.refund(&key, who.1, index).is_ok();
                (landed, self.model.refund(who, index, now))
            }
            Step::Skip { who } => {
                let key = self.owners[who.0].pubkey();
                let landed = self.world.skip(&key, who.1).is_ok();
                (landed, self.model.books.skip(who))
            }
            Step::Burn { owner, amount } => {
                let key = self.owners[owner].pubkey();
                let source = associated(&key, &iosd::iosd_mint());
                let instruction = burn_fees(&key, &source, amount);
                let landed = self
                    .world
                    .send(&[instruction], &[&self.owners[owner]])
                    .is_ok();
                let can = amount > 0 && amount <= self.model.iosd[owner];
                if can {
                    self.model.iosd[owner] -= amount;
                    self.model.books.fees += amount;
                }
                (landed, can)
            }
            Step::Wait { seconds } => {
                self.world.warp(seconds);
                (true, true)
            }
        };
        assert_eq!(landed, expected, "{step:?}");
    }

    fn check(&self) {
        let Self {
            world,
            owners,
            model,
            ..
        } = self;
        for (who, owner) in owners.iter().enumerate() {
            let held = world.holdings(&owner.pubkey());
            assert_eq!(held, (model.io[who], model.iosd[who]), "owner {who}");
        }
        let kept = &model.books;
        let books = books(world);
        let expected = iosd::Books {
            mint_window_used: kept.mint_window.used,
            redeem_window_used: kept.redeem_window.used,
            burned_io: kept.burned,
            minted_iosd: kept.minted,
            redeemed_io: kept.redeemed,
            redeemed_iosd: kept.redeemed_iosd,
            fees_burned_iosd: kept.fees,
            locked_io: kept.locked(true),
            locked_iosd: kept.locked(false),
            next_seq: kept.next,
            head_seq: kept.head,
        };
        assert_eq!(books, expected);
        assert_eq!(world.token_balance(&iosd::io_vault()), books.locked_io);
        assert_eq!(world.token_balance(&iosd::iosd_vault()), books.locked_iosd);
        assert_eq!(world.supply(&iosd::iosd_mint()), kept.supply());
        let given = OWNERS as u64 * EACH;
        let left = given - kept.burned + kept.redeemed;
        assert_eq!(world.supply(&world.io_mint), left);
        let emission = world.emission();
        assert_eq!(
            (emission.burned_for_iosd, emission.redeemed),
            (kept.burned, kept.redeemed)
        );
        assert!(kept.redeemed <= kept.burned);
    }

    /// From any state, anyone empties both vaults: time, then refunds in any order, then the queue.
    fn empty(&mut self) {
        self.world.warp(i64::from(REQUEST_TTL_S) + 1);
        for owner in 0..OWNERS {
            let key = self.owners[owner].pubkey();
            for nonce in (0..NONCES).rev() {
                if read_request(&self.world, &key, nonce).is_some_and(|r| r.status == 0) {
                    self.take(&Step::Refund {
                        who: Some((owner, nonce)),
                        price: None,
                    });
                }
            }
        }
        while let Some(who) = self.model.books.at_head() {
            self.take(&Step::Skip { who });
        }
        assert_eq!(
            self.model.books.head, self.model.books.next,
            "the queue is empty"
        );
        self.check();
        assert_eq!(self.world.token_balance(&iosd::io_vault()), 0);
        assert_eq!(self.world.token_balance(&iosd::iosd_vault()), 0);
    }
}

#[test]
fn the_program_does_what_the_model_does() {
    let executed = Cell::new([0; 4]);
    let mut runner = TestRunner::new(Config {
        cases: 40,
        failure_persistence: None,
        ..Config::default()
    });
    let walks = runner.run(&prop::collection::vec(step(), 60..140), |steps| {
        let mut walk = Walk::new();
        for step in &steps {
            walk.take(step);
            walk.check();
        }
        walk.empty();
        let mut all = executed.get();
        for (sum, here) in all.iter_mut().zip(walk.executed) {
            *sum += here;
        }
        executed.set(all);
        Ok(())
    });
    walks.unwrap_or_else(|failure| panic!("{failure}"));
    // Over all walks each kind is executed again and again; fewer would mean that nothing is tested.
    assert!(executed.get().iter().all(|n| *n >= 40), "{executed:?}");
}
