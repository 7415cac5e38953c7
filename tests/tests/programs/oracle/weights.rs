//! Nobody holds a third: the weights of votes and of prices are capped, on the real binary.
use io_tests::oracle::{
    OracleWorld, accounts::OPEN, accounts::SEALED, accounts::ring_entries, address::*,
    instructions as ix, world::BOND,
};
use solana_signer::Signer;

const DOLLAR: u64 = 100_000_000;

fn weights(world: &OracleWorld, epoch: u64, seats: usize) -> Vec<u64> {
    let record = world.record(epoch);
    let weights: Vec<u64> = (0..seats).map(|seat| record.weight(seat)).collect();
    assert_eq!(record.total_weight(), weights.iter().sum::<u64>());
    weights
}

/// The finding: with more than twice the bonds of all others an operator sealed alone.
#[test]
fn the_largest_bond_neither_seals_alone_nor_stops_the_others() {
    let mut world = OracleWorld::with_bonds(&[100 * BOND, BOND, BOND, BOND, BOND]);
    world.open(1);
    let cap = 2 * BOND - 1;
    assert_eq!(weights(&world, 1, 5), [cap, BOND, BOND, BOND, BOND]);
    world.go_to_vote(1);
    let (theft, truth) = (world.settlement(1, 9_999, 66), world.settlement(1, 10, 7));
    world.vote(0, &theft).expect("a vote");
    assert_eq!(world.record(1).status(), OPEN, "not alone");
    for seat in 1..5 {
        assert_eq!(world.record(1).status(), OPEN);
        world.vote(seat, &truth).expect("a vote");
    }
    assert_eq!(world.record(1).status(), SEALED, "and not against the rest");
    assert_eq!(world.record(1).settlement(), truth);
}

#[test]
fn two_giants_are_both_capped() {
    let mut world = OracleWorld::with_bonds(&[BOND, 50 * BOND, BOND, 90 * BOND, 2 * BOND]);
    world.open(1);
    let cap = 4 * BOND - 1;
    assert_eq!(weights(&world, 1, 5), [BOND, cap, BOND, cap, 2 * BOND]);
    world.go_to_vote(1);
    let settlement = world.settlement(1, 10, 7);
    for seat in [1, 3] {
        world.vote(seat, &settlement).expect("a vote");
    }
    assert_eq!(world.record(1).status(), OPEN, "two of them are no quorum");
    world.vote(0, &settlement).expect("with any third");
    assert_eq!(world.record(1).status(), SEALED);
}

/// Test networks of fewer than four: the same weight for all.
#[test]
fn fewer_than_four_weigh_the_same() {
    for (bonds, want) in [
        (&[7 * BOND][..], &[7 * BOND][..]),
        (&[7 * BOND, BOND], &[BOND, BOND]),
        (&[7 * BOND, 2 * BOND, 3 * BOND], &[2 * BOND; 3]),
    ] {
        let mut world = OracleWorld::with_bonds(bonds);
        world.open(1);
        assert_eq!(weights(&world, 1, bonds.len()), want);
        world.go_to_vote(1);
        let settlement = world.settlement(1, 10, 7);
        for seat in 0..bonds.len() {
            assert_eq!(world.record(1).status(), OPEN, "{seat} of {}", bonds.len());
            world.vote(seat, &settlement).expect("a vote");
        }
        assert_eq!(world.record(1).status(), SEALED);
    }
}

/// The record keeps its weights; who leaves lowers the cap of the next one only.
#[test]
fn the_cap_follows_the_bonds_epoch_by_epoch() {
    let mut world = OracleWorld::with_bonds(&[10 * BOND, BOND, BOND, BOND, BOND, BOND - 1]);
    world.open(1);
    assert_eq!(
        weights(&world, 1, 6),
        [2 * BOND - 1, BOND, BOND, BOND, BOND, 0],
        "less than the bond neither weighs nor lifts the cap"
    );
    let wallet = world.wallet(4);
    world.must(&ix::unbond(&wallet.pubkey(), &wallet.pubkey()), &[&wallet]);
    assert_eq!(weights(&world, 1, 6)[0], 2 * BOND - 1);
    world.open(2);
    assert_eq!(
        weights(&world, 2, 6),
        [(3 * BOND - 1) / 2, BOND, BOND, BOND, 0, 0]
    );
    let wallet = world.wallet(5);
    let source = world.chain.give_io(&wallet.pubkey(), 1);
    world.must(&ix::bond(&wallet.pubkey(), source, 1), &[&wallet]);
    world.open(3);
    assert_eq!(
        weights(&world, 3, 6),
        [2 * BOND - 1, BOND, BOND, BOND, 0, BOND]
    );
}

/// Prices are agreed by the same weights.
#[test]
fn the_largest_bond_neither_sets_the_price_nor_stops_it() {
    let ring = |world: &OracleWorld| ring_entries(&world.bytes(&singleton("price_ring")));
    let mut world = OracleWorld::with_bonds(&[1_000 * BOND, BOND, BOND, BOND, BOND]);
    world.post(0, &[(0, 50 * DOLLAR)]).expect("posted");
    assert!(ring(&world).is_empty(), "no price of one operator");
    for seat in 1..4 {
        world.post(seat, &[(0, 2 * DOLLAR)]).expect("posted");
    }
    let entry = ring(&world)[0];
    assert_eq!((entry.lower, entry.upper), (2 * DOLLAR, 2 * DOLLAR));

    let mut world = OracleWorld::with_bonds(&[1_000 * BOND, BOND, BOND, BOND, BOND]);
    for seat in 1..5 {
        assert!(ring(&world).is_empty());
        world.post(seat, &[(0, 2 * DOLLAR)]).expect("posted");
    }
    assert_eq!(ring(&world).len(), 1, "the others suffice");
}
