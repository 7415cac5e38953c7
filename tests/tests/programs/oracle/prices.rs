use io_tests::cu;
use io_tests::oracle::{
    OracleWorld,
    accounts::{RingEntry, board_value, ring_entries},
    address::*,
    error::*,
    instructions as ix,
    refusal::every_substitution_is_refused,
    world::BOND,
};
use io_tests::send::assert_error;
use solana_signer::Signer;

const DOLLAR: u64 = 100_000_000;

fn ring(world: &OracleWorld) -> Vec<RingEntry> {
    ring_entries(&world.bytes(&singleton("price_ring")))
}

fn later(world: &mut OracleWorld, seconds: i64) {
    let now = world.now();
    world.go_to(now + seconds);
}

#[test]
fn a_post_replaces_the_whole_row() {
    let mut world = OracleWorld::with_bonds(&[BOND; 3]);
    world.post(1, &[(1, 5), (7, 6), (31, 7)]).expect("posted");
    let board = world.bytes(&singleton("prices"));
    assert_eq!(
        [1, 7, 31, 0].map(|feed| board_value(&board, 1, feed)),
        [5, 6, 7, 0]
    );
    assert_eq!(i64::from(board.u32(8 + 8_192 + 4)), world.now());
    assert_eq!(u64::from(board.u32(8 + 8_192 + 128 + 4)), world.slot());
    later(&mut world, 60);
    world.post(1, &[(7, 8)]).expect("posted");
    let board = world.bytes(&singleton("prices"));
    assert_eq!(
        [1, 7, 31].map(|feed| board_value(&board, 1, feed)),
        [0, 8, 0],
        "what was left out has no value any more"
    );
    assert_eq!(board_value(&board, 0, 7), 0, "the other rows are untouched");
}

#[test]
fn post_prices_refuses() {
    let mut world = OracleWorld::with_bonds(&[BOND, BOND - 1]);
    let too_many: Vec<(u8, u64)> = (0..33).map(|feed| (feed, 1)).collect();
    let cases: [(&[(u8, u64)], u32); 6] = [
        (&[], POST_LENGTH),
        (&too_many, POST_LENGTH),
        (&[(32, 1)], UNKNOWN_FEED),
        (&[(255, 1)], UNKNOWN_FEED),
        (&[(3, 1), (4, 1), (3, 2)], DUPLICATE_FEED),
        (&[(3, 1), (4, 0)], ZERO_PRICE),
    ];
    for (values, code) in cases {
        assert_error(&world.post(0, values), code);
    }
    assert_error(&world.post(1, &[(0, 1)]), BOND_TOO_LOW);
    let wallet = world.wallet(0);
    let by_wallet = ix::post_prices(&wallet.pubkey(), &[(0, 1)]);
    world.must_fail(&by_wallet, &[&wallet], UNKNOWN_OPERATOR);
    world.must(&ix::unbond(&wallet.pubkey(), &wallet.pubkey()), &[&wallet]);
    assert_error(&world.post(0, &[(0, 1)]), BOND_TOO_LOW);
    let board = world.bytes(&singleton("prices"));
    assert!(
        board.0[16..].iter().all(|byte| *byte == 0),
        "nothing was written"
    );
}

#[test]
fn post_prices_refuses_other_accounts() {
    let mut world = OracleWorld::with_bonds(&[BOND; 3]);
    let key = world.key(0);
    let post = ix::post_prices(&key.pubkey(), &[(0, 1), (1, 2)]);
    every_substitution_is_refused(&mut world, &post, &[&key], &[]);
}

#[test]
fn the_ring_takes_a_price_once_more_than_two_thirds_are_fresh() {
    let mut world = OracleWorld::with_bonds(&[BOND; 7]);
    for (seat, cents) in [200, 201, 202, 203].iter().enumerate() {
        world
            .post(seat, &[(0, cents * DOLLAR / 100)])
            .expect("posted");
        assert!(ring(&world).is_empty(), "{} of seven", seat + 1);
        later(&mut world, 1);
    }
    let first_slot = u64::from(world.bytes(&singleton("prices")).u32(8 + 8_192 + 128));
    world
        .post(4, &[(0, 2_040 * DOLLAR / 100)])
        .expect("a liar, ten times off");
    let entries = ring(&world);
    assert_eq!(entries.len(), 1);
    let entry = entries[0];
    assert_eq!(
        (entry.lower, entry.upper),
        (202 * DOLLAR / 100, 202 * DOLLAR / 100)
    );
    assert_eq!(entry.ema, 202 * DOLLAR / 100);
    // The thirds of seven equal weights, of which five speak: the third of them from below and from above.
    assert_eq!(entry.confidence, 0);
    assert_eq!(u64::from(entry.oldest_slot), first_slot);
    assert_eq!(i64::from(entry.oldest_ts), world.now() - 4);
}

/// One liar of four, whatever it quotes, leaves the margin of a mint within what the others quote.
#[test]
fn one_liar_of_four_cannot_stop_mints() {
    for lie in [1, 4 * DOLLAR, 10_000 * DOLLAR] {
        let mut world = OracleWorld::with_bonds(&[BOND; 4]);
        for (seat, price) in [200, 201, 202].iter().enumerate() {
            world
                .post(seat, &[(0, price * DOLLAR / 100)])
                .expect("posted");
        }
        later(&mut world, 15);
        world.post(3, &[(0, lie)]).expect("posted");
        let entries = ring(&world);
        let entry = entries.last().expect("a price");
        assert!(
            (200 * DOLLAR / 100..=202 * DOLLAR / 100).contains(&entry.lower),
            "{lie}: {entry:?}"
        );
        assert!(
            u64::from(entry.confidence) <= DOLLAR / 100,
            "{lie}: {entry:?}"
        );
    }
}

#[test]
fn the_ring_is_spaced_and_its_average_follows_time() {
    let mut world = OracleWorld::with_bonds(&[BOND; 3]);
    for seat in 0..3 {
        world.post(seat, &[(0, DOLLAR)]).expect("posted");
    }
    assert_eq!(ring(&world).len(), 1, "once per slot");
    later(&mut world, 14);
    world.post(0, &[(0, DOLLAR)]).expect("posted");
    assert_eq!(ring(&world).len(), 1, "14 s are not 15");
    later(&mut world, 1);
    world.post(1, &[(3, DOLLAR)]).expect("posted");
    assert_eq!(ring(&world).len(), 1, "a post without IO/USD adds nothing");
    world.post(0, &[(0, DOLLAR)]).expect("posted");
    assert_eq!(
        ring(&world).len(),
        1,
        "seat 1 gave up its value: two of three"
    );
    // One half-life later, all three at two dollars.
    later(&mut world, 3_585);
    for seat in 0..3 {
        world.post(seat, &[(0, 2 * DOLLAR)]).expect("posted");
    }
    let entries = ring(&world);
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[1].lower, 2 * DOLLAR);
    assert!(
        entries[1].ema.abs_diff(3 * DOLLAR / 2) < 2,
        "{}",
        entries[1].ema
    );
}

#[test]
fn stale_values_leave_the_quorum() {
    let mut world = OracleWorld::with_bonds(&[BOND; 3]);
    for seat in 0..3 {
        world.post(seat, &[(0, DOLLAR)]).expect("posted");
    }
    later(&mut world, 120);
    world.post(0, &[(0, DOLLAR)]).expect("posted");
    assert_eq!(ring(&world).len(), 2, "120 s old is fresh");
    later(&mut world, 16);
    world.post(0, &[(0, DOLLAR)]).expect("posted");
    assert_eq!(ring(&world).len(), 2, "the other two are stale");
}

/// Why posting takes the whole bond: an old value that gains weight later would put an older slot
/// into the ring after a newer one, and give whoever executes a request two prices to choose from.
#[test]
fn oldest_slots_never_fall_along_the_ring() {
    let mut world = OracleWorld::with_bonds(&[BOND; 7]);
    let mut state = 12_345u64;
    for _ in 0..400 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let seat = (state >> 33) as usize % 7;
        later(&mut world, (state >> 40) as i64 % 40 + 1);
        world
            .post(seat, &[(0, DOLLAR + state % 1_000)])
            .expect("posted");
    }
    let entries = ring(&world);
    assert!(entries.len() > 20, "{} entries", entries.len());
    for pair in entries.windows(2) {
        assert!(pair[0].oldest_slot <= pair[1].oldest_slot);
        assert!(pair[0].oldest_ts <= pair[1].oldest_ts);
    }
}

#[test]
fn posting_32_feeds_with_32_operators_is_affordable() {
    let mut world = OracleWorld::with_bonds(&[BOND; 32]);
    let values: Vec<(u8, u64)> = (0..32)
        .map(|feed| (feed, DOLLAR + u64::from(feed)))
        .collect();
    // Falling prices are the worst case of the insertion sort.
    for seat in 0..31 {
        let price = DOLLAR * (32 - seat as u64);
        world.post(seat, &[(0, price)]).expect("posted");
    }
    later(&mut world, 15);
    let sent = world.post(31, &values).expect("posted");
    cu::record("oracle.post_prices.32_feeds_32_operators", sent.units);
    let mut world = OracleWorld::with_bonds(&[BOND; 7]);
    for seat in 0..6 {
        world.post(seat, &values).expect("posted");
    }
    later(&mut world, 15);
    let sent = world.post(6, &values).expect("posted");
    cu::record("oracle.post_prices.32_feeds_7_operators", sent.units);
    let sent = world.post(6, &values[..2]).expect("posted");
    cu::record("oracle.post_prices.2_feeds", sent.units);
}
