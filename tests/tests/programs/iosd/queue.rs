use io_tests::{
    instruction::with_account,
    iosd::{self, books, collect, errors, read_request, skip},
    send::{assert_error, assert_sent},
    token::associated,
    world::World,
};
use solana_signer::Signer;

const IO: u64 = 100_000_000;

#[test]
fn requests_are_resolved_in_order_and_timed_out_ones_in_any() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    let key = owner.pubkey();
    for nonce in 0..4 {
        assert_sent(world.request_in(&owner, nonce, IO, 1));
    }
    let index = world.next_price(100_000_000);
    assert_error(&world.execute(&key, 1, index), errors::NOT_FIRST_IN_QUEUE);
    assert_error(&world.refund(&key, 1, index), errors::NOT_FIRST_IN_QUEUE);
    assert_sent(world.execute(&key, 0, index));
    world.warp(3_600);
    assert_sent(world.refund(&key, 2, 0));
    assert_eq!(books(&world).head_seq, 1);
    assert_eq!(
        read_request(&world, &key, 2).unwrap().status,
        2,
        "kept for the queue"
    );
    assert_error(&world.refund(&key, 2, 0), errors::ALREADY_RESOLVED);
    assert_error(&world.skip(&key, 2), errors::NOT_FIRST_IN_QUEUE);
    assert_error(&world.skip(&key, 1), errors::STILL_PENDING);
    assert_sent(world.refund(&key, 1, 0));
    assert_eq!(books(&world).head_seq, 2);
    let anyone = world.wallet();
    let rent_thief = with_account(skip(&key, 2), 2, anyone.pubkey());
    assert_error(&world.send(&[rent_thief], &[&anyone]), errors::WRONG_OWNER);
    assert_sent(world.skip(&key, 2));
    assert_eq!(read_request(&world, &key, 2), None);
    assert_eq!(books(&world).head_seq, 3);
    assert_sent(world.refund(&key, 3, 0));
    assert_eq!((books(&world).head_seq, books(&world).next_seq), (4, 4));
    assert_eq!(world.token_balance(&iosd::io_vault()), 0);
}

/// A request that still owes is stepped over and waits for its owner without holding up anyone.
#[test]
fn an_owing_request_does_not_stop_the_queue() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    let other = world.holder(100 * IO);
    let key = owner.pubkey();
    let io = associated(&key, &world.io_mint);
    let out = associated(&key, &iosd::iosd_mint());
    assert_sent(world.request_in(&other, 0, IO, 1));
    assert_sent(world.request_in(&owner, 0, IO, 1));
    world.svm.set_account(io, Default::default()).unwrap();
    world.warp(3_601);
    assert_sent(world.refund(&key, 0, 0));
    world.put_token_account(io, world.io_mint, key);
    // Collected before the queue has passed it: paid, but its account stays until then.
    assert_sent(world.send(&[collect(&key, 0, &io, &out)], &[&owner]));
    assert_eq!(world.token_balance(&io), IO);
    assert!(read_request(&world, &key, 0).is_some());
    assert_sent(world.refund(&other.pubkey(), 0, 0));
    assert_sent(world.skip(&key, 0));
    assert_eq!(read_request(&world, &key, 0), None);
    assert_sent(world.request_in(&owner, 0, IO, 1));
    let index = world.next_price(100_000_000);
    assert_sent(world.execute(&key, 0, index));
}

/// The same nonce again is a new request with a new place in the queue.
#[test]
fn a_nonce_is_free_again_after_the_close() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    for round in 0..3 {
        assert_sent(world.request_in(&owner, 9, IO, 1));
        assert_eq!(read_request(&world, &owner.pubkey(), 9).unwrap().seq, round);
        let index = world.next_price(100_000_000);
        assert_sent(world.execute(&owner.pubkey(), 9, index));
    }
    assert_eq!(books(&world).minted_iosd, 3_000_000);
}
