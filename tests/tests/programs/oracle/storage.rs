//! Rolling storage: a thousand epochs leave as many accounts as the first ring did.
use io_tests::oracle::OracleWorld;
use io_tests::oracle::accounts::{OPEN, SEALED, board_value, ring_entries};
use io_tests::oracle::address::singleton;
use io_tests::oracle::instructions as ix;
use io_tests::oracle::world::BOND;
use io_tests::world::ORACLE;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// The program's accounts and their bytes in all.
fn accounts(world: &OracleWorld) -> (usize, usize) {
    let all = world.chain.svm.get_program_accounts(&ORACLE);
    (
        all.len(),
        all.iter().map(|(_, account)| account.data.len()).sum(),
    )
}

/// Opens an epoch, seals the one before, draws the challenge, and lands a commit and prices.
fn hour(world: &mut OracleWorld, epoch: u64, supplier: &Keypair) {
    world.open(epoch);
    if let Some(before) = epoch.checked_sub(1).filter(|before| *before > 0) {
        world.go_to_vote(before);
        let settlement = world.settlement(before, before, (before % 251) as u8);
        world.vote(0, &settlement).expect("the seal");
        assert_eq!(world.record(before).status(), SEALED);
    }
    world.draw(epoch);
    let by = supplier.pubkey();
    let commit = ix::post_commit(&by, epoch, 0, [epoch as u8 | 1; 32]);
    world.must(&commit, &[supplier]);
    world
        .post(0, &[(0, 300_000_000 + epoch), (1, epoch)])
        .expect("prices");
}

#[test]
fn a_thousand_epochs_leave_the_same_number_of_accounts() {
    let mut world = OracleWorld::with_bonds(&[BOND]);
    let supplier = world.chain.wallet();
    for epoch in 1..=64 {
        hour(&mut world, epoch, &supplier);
    }
    let after_a_ring = accounts(&world);
    // Oracle, operators, classes, prices, price ring, 64 records, one ring of commits.
    assert_eq!(after_a_ring.0, 5 + 64 + 1);
    for epoch in 65..=1_000 {
        hour(&mut world, epoch, &supplier);
    }
    assert_eq!(accounts(&world), after_a_ring);
    // The last ones are there, and what they overwrote left nothing in them.
    for epoch in [937, 998, 999] {
        assert_eq!(world.record(epoch).settlement().rewards_sum, epoch);
    }
    world.open(1_001);
    let record = world.record(1_001);
    assert_eq!((record.status(), record.s0()), (OPEN, 0));
    assert_eq!(record.vote(0), [0; 32]);
    assert_eq!(
        ring_entries(&world.bytes(&singleton("price_ring"))).len(),
        256
    );
}

/// 32 operators × 32 feeds: IO/USD and 31 classes, in one account.
#[test]
fn the_price_board_holds_every_feed_of_every_operator() {
    let mut world = OracleWorld::with_bonds(&[BOND; 32]);
    let before = accounts(&world);
    for seat in 0..32u64 {
        let values: Vec<(u8, u64)> = (0..32)
            .map(|feed| (feed, 1_000 * seat + u64::from(feed) + 1))
            .collect();
        world
            .post(seat as usize, &values)
            .expect("all feeds in one post");
    }
    assert_eq!(accounts(&world), before);
    let board = world.bytes(&singleton("prices"));
    for seat in 0..32 {
        for feed in 0..32 {
            assert_eq!(
                board_value(&board, seat, feed),
                (1_000 * seat + feed + 1) as u64
            );
        }
    }
}
