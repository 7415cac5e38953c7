//! Mints and redemptions stand in one queue: neither side can hold up the other.
use io_tests::{
    iosd::{self, books, errors, pause_minting, read_request},
    send::{assert_error, assert_sent},
    world::World,
};
use solana_keypair::Keypair;
use solana_signer::Signer;

const IO: u64 = 100_000_000;
const IOSD: u64 = 1_000_000;

fn scene() -> (World, Keypair) {
    let mut world = World::with_iosd();
    let owner = world.holder(2_000 * IO);
    world.mint_iosd(&owner, 1_000 * IO, 100_000_000);
    (world, owner)
}

#[test]
fn both_sides_are_resolved_in_the_order_of_their_requests() {
    let (mut world, owner) = scene();
    let key = owner.pubkey();
    assert_sent(world.redeem_in(&owner, 1, 10 * IOSD, 1));
    assert_sent(world.request_in(&owner, 2, 10 * IO, 1));
    assert_sent(world.redeem_out(&owner, 3, IO, 10 * IOSD));
    let index = world.next_price(100_000_000);
    for (nonce, first) in [(2, 1), (3, 1)] {
        assert_error(
            &world.execute(&key, nonce, index),
            errors::NOT_FIRST_IN_QUEUE,
        );
        assert!(read_request(&world, &key, first).is_some());
    }
    for nonce in 1..=3 {
        assert_sent(world.execute(&key, nonce, index));
    }
    assert_eq!((books(&world).head_seq, books(&world).next_seq), (4, 4));
}

/// A mint at the head when the guardian pauses minting is refunded at once, by anyone, with or without
/// a price, and the redemption behind it goes on.
#[test]
fn a_paused_mint_does_not_hold_up_a_redemption() {
    for priced in [false, true] {
        let (mut world, owner) = scene();
        let key = owner.pubkey();
        let guardian = world.authority.insecure_clone();
        assert_sent(world.request_in(&owner, 1, 10 * IO, 1));
        assert_sent(world.request_in(&owner, 2, 10 * IO, 1));
        assert_sent(world.redeem_in(&owner, 3, 10 * IOSD, 1));
        let mut index = 0;
        if priced {
            index = world.next_price(100_000_000);
        }
        assert_sent(world.send(&[pause_minting(&guardian.pubkey())], &[&guardian]));
        assert_error(&world.refund(&key, 2, index), errors::NOT_FIRST_IN_QUEUE);
        assert_error(&world.execute(&key, 1, index), errors::MINT_PAUSED);
        assert_sent(world.refund(&key, 1, index));
        assert_sent(world.refund(&key, 2, index));
        assert_eq!(world.token_balance(&iosd::io_vault()), 0);
        if !priced {
            index = world.next_price(100_000_000);
        }
        // The pause is no reason to refund a redemption.
        assert_error(&world.refund(&key, 3, index), errors::STILL_EXECUTABLE);
        assert_sent(world.execute(&key, 3, index));
        assert_eq!(books(&world).head_seq, 4);
    }
}

/// A redemption that its limit, its window or the price stops is refunded at once; the mint behind it
/// goes on. One that was refunded out of order is skipped.
#[test]
fn a_redemption_does_not_hold_up_a_mint() {
    let (mut world, owner) = scene();
    let key = owner.pubkey();
    assert_sent(world.redeem_in(&owner, 1, 10 * IOSD, 100 * IO));
    assert_sent(world.request_in(&owner, 2, 10 * IO, 1));
    let index = world.next_price(100_000_000);
    assert_error(&world.execute(&key, 1, index), errors::LIMIT_NOT_MET);
    assert_sent(world.refund(&key, 1, index));
    assert_sent(world.execute(&key, 2, index));

    assert_sent(world.request_in(&owner, 3, 10 * IO, 1));
    assert_sent(world.redeem_in(&owner, 4, 10 * IOSD, 1));
    world.warp(3_601);
    assert_sent(world.refund(&key, 4, 0));
    assert_sent(world.request_in(&owner, 5, 10 * IO, 1));
    assert_sent(world.refund(&key, 3, 0));
    let index = world.next_price(100_000_000);
    assert_error(&world.execute(&key, 5, index), errors::NOT_FIRST_IN_QUEUE);
    assert_sent(world.skip(&key, 4));
    assert_sent(world.execute(&key, 5, index));
    assert_eq!(books(&world).locked_iosd, 0);
}

/// One owner's nonce names one request, of whichever side.
#[test]
fn a_nonce_serves_both_sides() {
    let (mut world, owner) = scene();
    assert_sent(world.redeem_in(&owner, 1, 10 * IOSD, 1));
    assert!(world.request_in(&owner, 1, 10 * IO, 1).is_err());
    assert!(world.redeem_in(&owner, 1, 10 * IOSD, 1).is_err());
}
