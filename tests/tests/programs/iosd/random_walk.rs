//! Random requests, prices, times and resolutions by several owners: whatever happens, every unit of
//! IO is accounted for, and in the end every locked one comes back.

use io_tests::{
    iosd::{self, RingPrice, books, read_request},
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
    RequestIn {
        owner: usize,
        nonce: u64,
        io: u64,
        min_out: u64,
    },
    RequestOut {
        owner: usize,
        nonce: u64,
        out: u64,
        max_in: u64,
    },
    Price {
        lower: u64,
        ema_bps: u64,
        confidence: u32,
    },
    Execute {
        owner: usize,
        nonce: u64,
        back: u8,
    },
    Refund {
        owner: usize,
        nonce: u64,
        back: u8,
    },
    Skip {
        owner: usize,
        nonce: u64,
    },
    Wait {
        seconds: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let who = || (0..OWNERS, 0..NONCES);
    prop_oneof![
        3 => (who(), 1..200_000 * IO, 1..1_000_000_000_000u64)
            .prop_map(|((owner, nonce), io, min_out)| Step::RequestIn { owner, nonce, io, min_out: min_out >> (min_out % 40) }),
        3 => (who(), 1..300_000_000_000u64, 1..200_000 * IO)
            .prop_map(|((owner, nonce), out, max_in)| Step::RequestOut { owner, nonce, out: out >> (out % 30), max_in }),
        4 => (50_000_000..400_000_000u64, 8_800..11_200u64, 0..20_000_000u32)
            .prop_map(|(lower, ema_bps, confidence)| Step::Price { lower, ema_bps, confidence }),
        6 => (who(), 0..3u8).prop_map(|((owner, nonce), back)| Step::Execute { owner, nonce, back }),
        4 => (who(), 0..3u8).prop_map(|((owner, nonce), back)| Step::Refund { owner, nonce, back }),
        2 => who().prop_map(|(owner, nonce)| Step::Skip { owner, nonce }),
        2 => (1..1_500i64).prop_map(|seconds| Step::Wait { seconds }),
    ]
}

struct Walk {
    world: World,
    owners: Vec<Keypair>,
    newest: u8,
    landed: usize,
}

impl Walk {
    fn new() -> Self {
        let mut world = World::with_iosd();
        let owners = (0..OWNERS).map(|_| world.holder(EACH)).collect();
        Self {
            world,
            owners,
            newest: 0,
            landed: 0,
        }
    }

    fn take(&mut self, step: &Step) {
        let Self { world, owners, .. } = self;
        let key = |owner: &usize| owners[*owner].pubkey();
        let newest = self.newest;
        let landed = match step {
            Step::RequestIn {
                owner,
                nonce,
                io,
                min_out,
            } => world
                .request_in(&owners[*owner], *nonce, *io, *min_out)
                .is_ok(),
            Step::RequestOut {
                owner,
                nonce,
                out,
                max_in,
            } => world
                .request_out(&owners[*owner], *nonce, *out, *max_in)
                .is_ok(),
            Step::Price {
                lower,
                ema_bps,
                confidence,
            } => {
                world.warp(60);
                let oldest_slot = world.svm.get_sysvar::<Clock>().slot;
                let ema = lower * ema_bps / 10_000;
                let price = RingPrice {
                    lower: *lower,
                    ema,
                    confidence: *confidence,
                    oldest_slot,
                };
                self.newest = world.push_price(price);
                true
            }
            Step::Execute { owner, nonce, back } => world
                .execute(&key(owner), *nonce, newest.wrapping_sub(*back))
                .is_ok(),
            Step::Refund { owner, nonce, back } => world
                .refund(&key(owner), *nonce, newest.wrapping_sub(*back))
                .is_ok(),
            Step::Skip { owner, nonce } => world.skip(&key(owner), *nonce).is_ok(),
            Step::Wait { seconds } => {
                world.warp(*seconds);
                true
            }
        };
        self.landed += usize::from(landed);
    }

    /// IO: given = held by owners + locked + burned, to the unit; IOSD: supply = minted, all delivered.
    fn check(&self) {
        let Self { world, owners, .. } = self;
        let books = books(world);
        let vault = world.token_balance(&iosd::io_vault());
        let held: u64 = owners
            .iter()
            .map(|o| world.token_balance(&associated(&o.pubkey(), &world.io_mint)))
            .sum();
        let given = OWNERS as u64 * EACH;
        assert_eq!(vault, books.locked_io);
        assert_eq!(held + vault + books.burned_io, given);
        assert_eq!(world.supply(&world.io_mint), given - books.burned_io);
        assert_eq!(world.supply(&iosd::iosd_mint()), books.minted_iosd);
        assert!(books.mint_window_used <= iosd::WINDOW_CAPACITY);
        // What is locked is what the pending requests say.
        let mut locked = 0;
        for owner in owners {
            for nonce in 0..NONCES {
                if let Some(r) = read_request(world, &owner.pubkey(), nonce) {
                    locked += if r.status == 0 { r.locked } else { r.owed_io };
                }
            }
        }
        assert_eq!(locked, books.locked_io);
    }

    /// From any state, anyone empties the vault: time, then refunds in any order, then the queue.
    fn empty(&mut self) {
        self.world.warp(3_601);
        for owner in 0..OWNERS {
            let key = self.owners[owner].pubkey();
            for nonce in (0..NONCES).rev() {
                if read_request(&self.world, &key, nonce).is_some_and(|r| r.status == 0) {
                    self.world.refund(&key, nonce, 0).expect("time is over");
                }
            }
        }
        for _ in 0..OWNERS as u64 * NONCES {
            for owner in 0..OWNERS {
                for nonce in 0..NONCES {
                    let key = self.owners[owner].pubkey();
                    let _ = self.world.skip(&key, nonce);
                }
            }
        }
        let books = books(&self.world);
        assert_eq!(books.head_seq, books.next_seq, "the queue is empty");
        assert_eq!(self.world.token_balance(&iosd::io_vault()), 0);
        self.check();
    }
}

#[test]
fn every_unit_is_accounted_for() {
    // Over all walks: a single one may well be refused most of the time.
    let (landed, taken) = (Cell::new(0), Cell::new(0));
    let mut runner = TestRunner::new(Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    });
    let walks = runner.run(&prop::collection::vec(step(), 40..80), |steps| {
        let mut walk = Walk::new();
        for step in &steps {
            walk.take(step);
            walk.check();
        }
        landed.set(landed.get() + walk.landed);
        taken.set(taken.get() + steps.len());
        walk.empty();
        Ok(())
    });
    walks.unwrap_or_else(|failure| panic!("{failure}"));
    assert!(
        landed.get() * 5 > taken.get(),
        "the walks must go somewhere: {} of {} steps landed",
        landed.get(),
        taken.get()
    );
}
