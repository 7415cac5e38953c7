//! Everybody redeems at once, at a price at which the IOSD are not covered: no one gains by running.
use io_tests::{
    iosd::{self, books},
    send::assert_sent,
    world::World,
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use solana_signer::Signer;

const IO: u64 = 100_000_000;
const IOSD: u64 = 1_000_000;

/// Mints for holders at the prices given, then lets all of them redeem all in `order`; returns what
/// each got, and what it would have got had it been alone with its part of the start.
fn run(holdings: &[(u64, u64)], order: &[usize], crash: u64) -> Vec<(u64, u64)> {
    let mut world = World::with_iosd();
    let mut owners = Vec::new();
    for (io, price) in holdings {
        let owner = world.holder(*io);
        world.mint_iosd(&owner, *io, *price);
        world.warp(3_600);
        owners.push(owner);
    }
    let start = books(&world);
    let supply = world.supply(&iosd::iosd_mint());
    let mut got = vec![(0, 0); owners.len()];
    for who in order {
        let key = owners[*who].pubkey();
        let (_, held) = world.holdings(&key);
        let part = u128::from(held) * u128::from(start.burned_io) / u128::from(supply);
        let (left, of) = (books(&world), world.supply(&iosd::iosd_mint()));
        assert_sent(world.redeem_in(&owners[*who], 1, held, 1));
        let index = world.next_price(crash);
        assert_sent(world.execute(&key, 1, index));
        got[*who] = (
            world.holdings(&key).0,
            u64::try_from(part).expect("a part of 64 bits"),
        );
        // The part per IOSD never falls.
        let (now, now_of) = (books(&world), world.supply(&iosd::iosd_mint()));
        let per = |b: &iosd::Books| u128::from(b.burned_io - b.redeemed_io);
        assert!(per(&now) * u128::from(of) >= per(&left) * u128::from(now_of));
        // The window of an hour must not decide.
        world.warp(3_600);
    }
    let end = books(&world);
    assert_eq!(world.supply(&iosd::iosd_mint()), 0, "all are redeemed");
    assert_eq!(
        end.redeemed_io, end.burned_io,
        "the last one takes the rest"
    );
    assert_eq!(world.emission().redeemed, end.redeemed_io);
    got
}

/// Given any holders who came at any prices, when all run, then each gets its part of what was burned,
/// to a unit for each who went before, whatever the order.
#[test]
fn the_order_of_a_run_does_not_matter() {
    let holdings = prop::collection::vec((IO..50_000 * IO, 50_000_000..200_000_000u64), 2..6);
    let scenes = (holdings, any::<prop::sample::Index>(), any::<bool>());
    let mut runner = TestRunner::new(Config {
        cases: 16,
        failure_persistence: None,
        ..Config::default()
    });
    let result = runner.run(&scenes, |(holdings, first, backwards)| {
        let n = holdings.len();
        let mut order: Vec<usize> = (0..n).collect();
        order.rotate_left(first.index(n));
        if backwards {
            order.reverse();
        }
        // At 10 cents nobody's price formula binds: all came at 50 cents or more.
        let got = run(&holdings, &order, 10_000_000);
        for (paid, part) in got {
            prop_assert!(paid >= part, "never less than its part at the start");
            prop_assert!(paid - part <= n as u64, "{paid} for a part of {part}");
        }
        Ok(())
    });
    result.unwrap_or_else(|failure| panic!("{failure}"));
}

/// Where the IOSD are covered the price formula pays, and whoever stays is covered better.
#[test]
fn a_covered_redemption_leaves_the_others_better_off() {
    let mut world = World::with_iosd();
    let (one, other) = (world.holder(1_000 * IO), world.holder(1_000 * IO));
    world.mint_iosd(&one, 1_000 * IO, 100_000_000);
    world.mint_iosd(&other, 1_000 * IO, 100_000_000);
    assert_sent(world.redeem_in(&one, 1, 1_000 * IOSD, 1));
    let index = world.next_price(200_000_000);
    assert_sent(world.execute(&one.pubkey(), 1, index));
    // $1,000 at $2.01 an IO.
    assert_eq!(
        world.holdings(&one.pubkey()).0,
        1_000 * IOSD * 10_000_000_000 / 201_000_000
    );
    let left = books(&world);
    let (rest, supply) = (
        left.burned_io - left.redeemed_io,
        world.supply(&iosd::iosd_mint()),
    );
    assert!(rest > 1_500 * IO && supply == 1_000 * IOSD);
}
