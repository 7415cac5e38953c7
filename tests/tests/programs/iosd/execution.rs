use io_tests::{
    cu,
    instruction::{unsigned, with_account},
    iosd::{self, RingPrice, books, cheap_nonce, errors, execute, read_request},
    send::{assert_error, assert_refused, assert_sent},
    token::associated,
    world::World,
};
use solana_clock::Clock;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_transaction::InstructionError;

const IO: u64 = 100_000_000;

fn balances(world: &World, owner: &Pubkey) -> (u64, u64) {
    (
        world.token_balance(&associated(owner, &world.io_mint)),
        world.token_balance(&associated(owner, &iosd::iosd_mint())),
    )
}

#[test]
fn exact_input_burns_all_and_mints_at_the_margin() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    let nonce = cheap_nonce(&owner.pubkey(), 0);
    assert_sent(world.request_in(&owner, nonce, 100 * IO, 150_000_000));
    let supply = world.supply(&world.io_mint);
    let rent_before = world.svm.get_balance(&owner.pubkey()).unwrap();
    world.warp(60);
    let oldest_slot = world.svm.get_sysvar::<Clock>().slot;
    // min(1.66, 1.60) − 2 × 0.02 = 1.56
    let index = world.push_price(RingPrice {
        lower: 166_000_000,
        ema: 160_000_000,
        confidence: 2_000_000,
        oldest_slot,
    });
    let sent = assert_sent(world.execute(&owner.pubkey(), nonce, index));
    cu::record("iosd.execute.exact_in", sent.units);
    assert_eq!(balances(&world, &owner.pubkey()), (0, 156_000_000));
    assert_eq!(world.supply(&world.io_mint), supply - 100 * IO);
    assert_eq!(world.supply(&iosd::iosd_mint()), 156_000_000);
    assert_eq!(world.token_balance(&iosd::io_vault()), 0);
    let after = books(&world);
    assert_eq!(
        (after.burned_io, after.minted_iosd),
        (100 * IO, 156_000_000)
    );
    assert_eq!(
        (after.locked_io, after.head_seq, after.mint_window_used),
        (0, 1, 156_000_000)
    );
    // The request is gone and its rent is the owner's again.
    assert_eq!(read_request(&world, &owner.pubkey(), nonce), None);
    assert!(world.svm.get_balance(&owner.pubkey()).unwrap() > rent_before);
    // A replay finds no request.
    assert_refused(
        &world.execute(&owner.pubkey(), nonce, index),
        InstructionError::UninitializedAccount,
    );
    assert_eq!(world.supply(&iosd::iosd_mint()), 156_000_000);
}

#[test]
fn exact_output_burns_the_least_and_returns_the_rest() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    let nonce = cheap_nonce(&owner.pubkey(), 0);
    assert_sent(world.request_out(&owner, nonce, 10_000_000, 100 * IO));
    // $3 an IO: 10 / 3 IO, rounded up.
    let index = world.next_price(300_000_000);
    let sent = assert_sent(world.execute(&owner.pubkey(), nonce, index));
    cu::record("iosd.execute.exact_out", sent.units);
    assert_eq!(
        balances(&world, &owner.pubkey()),
        (100 * IO - 333_333_334, 10_000_000)
    );
    let after = books(&world);
    assert_eq!(
        (after.burned_io, after.minted_iosd, after.locked_io),
        (333_333_334, 10_000_000, 0)
    );
}

#[test]
fn the_owner_may_execute_its_own_request() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    assert_sent(world.request_in(&owner, 7, IO, 1));
    let index = world.next_price(100_000_000);
    let instruction = execute(&world, &owner.pubkey(), 7, index);
    assert_sent(world.send(&[instruction], &[&owner]));
}

#[test]
fn the_executor_cannot_choose_the_price() {
    let mut world = World::with_iosd();
    let before = world.next_price(900_000_000);
    let owner = world.holder(100 * IO);
    world.warp(60);
    assert_sent(world.request_in(&owner, 1, IO, 1));
    // A price of which one value landed in the request's own slot.
    let slot = world.svm.get_sysvar::<Clock>().slot;
    let same_slot = world.push_price(RingPrice {
        lower: 900_000_000,
        ema: 900_000_000,
        confidence: 0,
        oldest_slot: slot,
    });
    let first = world.next_price(100_000_000);
    let second = world.next_price(900_000_000);
    assert_error(
        &world.execute(&owner.pubkey(), 1, before),
        errors::PRICE_TOO_EARLY,
    );
    assert_error(
        &world.execute(&owner.pubkey(), 1, same_slot),
        errors::PRICE_TOO_EARLY,
    );
    assert_error(
        &world.execute(&owner.pubkey(), 1, second),
        errors::NOT_THE_FIRST_PRICE,
    );
    assert_error(
        &world.execute(&owner.pubkey(), 1, second + 1),
        errors::NO_SUCH_ENTRY,
    );
    assert_sent(world.execute(&owner.pubkey(), 1, first));
    assert_eq!(
        world.supply(&iosd::iosd_mint()),
        1_000_000,
        "one dollar, not nine"
    );
}

#[test]
fn a_ring_that_rolled_past_the_request_gives_no_price() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    assert_sent(world.request_in(&owner, 1, IO, 1));
    world.warp(1);
    for slot in 0..256 {
        let oldest_slot = world.svm.get_sysvar::<Clock>().slot + slot;
        world.push_price(RingPrice {
            lower: 1,
            ema: 1,
            confidence: 0,
            oldest_slot,
        });
    }
    // The very first entry is still there, but nothing proves that it is the first.
    assert_error(
        &world.execute(&owner.pubkey(), 1, 0),
        errors::PRICE_ROLLED_OFF,
    );
    assert_error(
        &world.refund(&owner.pubkey(), 1, 0),
        errors::PRICE_ROLLED_OFF,
    );
    world.warp(3_600);
    assert_sent(world.refund(&owner.pubkey(), 1, 0));
}

#[test]
fn price_limits_and_window_are_enforced() {
    let mut world = World::with_iosd();
    let rich = 1_000_000 * IO;
    let owner = world.holder(rich);
    let key = owner.pubkey();

    assert_sent(world.request_in(&owner, 1, IO, 2_000_000));
    let index = world.next_price(199_999_999);
    assert_error(&world.execute(&key, 1, index), errors::LIMIT_NOT_MET);
    assert_sent(world.refund(&key, 1, index));

    assert_sent(world.request_out(&owner, 2, 2_000_000, IO));
    let index = world.next_price(199_999_999);
    assert_error(&world.execute(&key, 2, index), errors::LIMIT_NOT_MET);
    assert_sent(world.refund(&key, 2, index));

    assert_sent(world.request_in(&owner, 3, IO, 1));
    world.warp(60);
    let oldest_slot = world.svm.get_sysvar::<Clock>().slot;
    let spread = RingPrice {
        lower: 110_000_001,
        ema: 100_000_000,
        confidence: 0,
        oldest_slot,
    };
    let index = world.push_price(spread);
    assert_error(&world.execute(&key, 3, index), errors::PRICE_DEVIATES);
    assert_sent(world.refund(&key, 3, index));

    // Exactly ten percent is inside; the price is the average's.
    assert_sent(world.request_in(&owner, 4, IO, 1_000_000));
    world.warp(60);
    let oldest_slot = world.svm.get_sysvar::<Clock>().slot;
    let index = world.push_price(RingPrice {
        lower: 110_000_000,
        oldest_slot,
        ..spread
    });
    assert_sent(world.execute(&key, 4, index));

    assert_sent(world.request_in(&owner, 5, IO, 1));
    world.warp(60);
    let oldest_slot = world.svm.get_sysvar::<Clock>().slot;
    let wide = RingPrice {
        lower: 100,
        ema: 100,
        confidence: 50,
        oldest_slot,
    };
    let index = world.push_price(wide);
    assert_error(&world.execute(&key, 5, index), errors::PRICE_NOT_POSITIVE);
    assert_sent(world.refund(&key, 5, index));

    // 250,000 IOSD an hour, of which 1 is used and has partly decayed.
    world.warp(3_600);
    assert_sent(world.request_in(&owner, 6, 250_000 * IO, 1));
    let index = world.next_price(100_000_000);
    assert_sent(world.execute(&key, 6, index));
    assert_sent(world.request_in(&owner, 7, 125_001 * IO, 1));
    world.warp(1_740);
    let index = world.next_price(100_000_000);
    assert_error(&world.execute(&key, 7, index), errors::WINDOW_FULL);
    // Half an hour forgets half the window: the same request fits a minute later.
    world.warp(60);
    assert_sent(world.execute(&key, 7, index));
    assert_eq!(world.supply(&iosd::iosd_mint()), 375_002_000_000);
}

#[test]
fn wrong_accounts_are_refused_by_name() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    let other = world.holder(100 * IO);
    assert_sent(world.request_in(&owner, 1, IO, 1));
    assert_sent(world.request_in(&other, 1, IO, 1));
    let index = world.next_price(100_000_000);
    let good = execute(&world, &owner.pubkey(), 1, index);
    let other_io = associated(&other.pubkey(), &world.io_mint);
    let other_iosd = associated(&other.pubkey(), &iosd::iosd_mint());
    let forged_ring = world.new_key().pubkey();
    let ring = world.data(&iosd::price_ring());
    world.put_account(forged_ring, io_tests::world::ORACLE, ring.clone());
    let stranger_ring = world.new_key().pubkey();
    world.put_account(stranger_ring, io_tests::world::IOSD, ring);
    let cases = [
        (2, other.pubkey(), errors::WRONG_OWNER),
        (3, forged_ring, errors::WRONG_VAULT),
        (4, iosd::iosd_mint(), 2040),
        (4, other_io, errors::WRONG_VAULT),
        (8, other_io, errors::WRONG_IO_ACCOUNT),
        (9, other_iosd, errors::WRONG_IOSD_ACCOUNT),
        (9, iosd::iosd_vault(), 2040),
        (10, world.io_mint, 2040),
        (10, other_io, errors::WRONG_EMISSION),
        (11, io_tests::world::STAKING, errors::WRONG_EMISSION),
    ];
    let anyone = world.wallet();
    for (at, key, code) in cases {
        let outcome = world.send(&[with_account(good.clone(), at, key)], &[&anyone]);
        assert_error(&outcome, code);
    }
    let outcome = world.send(&[with_account(good.clone(), 3, stranger_ring)], &[&anyone]);
    assert_refused(&outcome, InstructionError::IllegalOwner);
    let twice = with_account(good.clone(), 5, world.io_mint);
    assert_error(&world.send(&[twice], &[&anyone]), 2040);
    for (at, key) in [(6, other_io), (7, other_iosd)] {
        let outcome = world.send(&[with_account(good.clone(), at, key)], &[&anyone]);
        assert_refused(&outcome, InstructionError::InvalidSeeds);
    }
    assert_error(
        &world.execute(&other.pubkey(), 1, index),
        errors::NOT_FIRST_IN_QUEUE,
    );
    assert_sent(world.send(&[unsigned(good, 2)], &[&anyone]));
    assert_sent(world.execute(&other.pubkey(), 1, index));
}

#[test]
fn after_its_time_a_request_is_not_executed() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    assert_sent(world.request_in(&owner, 1, IO, 1));
    let index = world.next_price(100_000_000);
    world.warp(3_540);
    // Exactly an hour old: the last moment.
    assert_error(
        &world.refund(&owner.pubkey(), 1, index),
        errors::STILL_EXECUTABLE,
    );
    world.warp(1);
    assert_error(
        &world.execute(&owner.pubkey(), 1, index),
        errors::REQUEST_TIMED_OUT,
    );
    assert_sent(world.refund(&owner.pubkey(), 1, index));
    assert_eq!(balances(&world, &owner.pubkey()), (100 * IO, 0));
}
