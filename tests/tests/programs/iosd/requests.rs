use io_tests::{
    cu,
    instruction::{unsigned, with_account},
    iosd::{
        self, Books, Requested, books, cheap_nonce, errors, read_request, request_mint_exact_in,
    },
    send::{ACCOUNT_IN_USE, assert_error, assert_refused, assert_sent},
    token::associated,
    world::World,
};
use solana_signer::Signer;
use solana_transaction::InstructionError;

const IO: u64 = 100_000_000;

#[test]
fn a_request_locks_the_io_with_its_limit() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    let nonce = cheap_nonce(&owner.pubkey(), 0);
    let sent = assert_sent(world.request_in(&owner, nonce, 30 * IO, 1_000));
    cu::record("iosd.request_mint_exact_in", sent.units);
    let expected = Requested {
        status: 0,
        kind: 0,
        seq: 0,
        owner: owner.pubkey(),
        locked: 30 * IO,
        out: 1_000,
        owed_io: 0,
        owed_iosd: 0,
    };
    assert_eq!(read_request(&world, &owner.pubkey(), nonce), Some(expected));

    let second = cheap_nonce(&owner.pubkey(), nonce + 1);
    let sent = assert_sent(world.request_out(&owner, second, 5_000_000, 20 * IO));
    cu::record("iosd.request_mint_exact_out", sent.units);
    let expected = Requested {
        kind: 1,
        seq: 1,
        locked: 20 * IO,
        out: 5_000_000,
        ..expected
    };
    assert_eq!(
        read_request(&world, &owner.pubkey(), second),
        Some(expected)
    );

    assert_eq!(world.token_balance(&iosd::io_vault()), 50 * IO);
    assert_eq!(
        world.token_balance(&associated(&owner.pubkey(), &world.io_mint)),
        50 * IO
    );
    let expected = Books {
        locked_io: 50 * IO,
        next_seq: 2,
        ..Books::default()
    };
    assert_eq!(books(&world), expected);
}

#[test]
fn requests_out_of_range_are_refused() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    assert_error(
        &world.request_in(&owner, 1, IO - 1, 1),
        errors::REQUEST_TOO_SMALL,
    );
    assert_error(
        &world.request_out(&owner, 1, 1, IO - 1),
        errors::REQUEST_TOO_SMALL,
    );
    assert_error(&world.request_in(&owner, 1, IO, 0), errors::ZERO_LIMIT);
    assert_error(&world.request_out(&owner, 1, 0, IO), errors::ZERO_LIMIT);
    // More than the owner has: the token program's insufficient funds.
    assert_error(&world.request_in(&owner, 1, 101 * IO, 1), 1);
    assert_eq!(books(&world).next_seq, 0, "nothing changed");
    assert_eq!(read_request(&world, &owner.pubkey(), 1), None);
}

#[test]
fn a_nonce_serves_one_request_at_a_time() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    assert_sent(world.request_in(&owner, 1, IO, 1));
    assert_error(&world.request_in(&owner, 1, IO, 1), ACCOUNT_IN_USE);
    assert_eq!(books(&world).next_seq, 1);
}

#[test]
fn wrong_accounts_are_refused_by_name() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    let other = world.holder(100 * IO);
    let good = request_mint_exact_in(&world, &owner.pubkey(), 1, IO, 1);
    let own_io = associated(&owner.pubkey(), &world.io_mint);
    let other_io = associated(&other.pubkey(), &world.io_mint);
    let other_iosd = associated(&other.pubkey(), &iosd::iosd_mint());
    let iosd_of_own = world.new_key().pubkey();
    world.put_token_account(iosd_of_own, iosd::iosd_mint(), owner.pubkey());
    let foreign_iosd = world.new_key().pubkey();
    world.put_token_account(foreign_iosd, iosd::iosd_mint(), other.pubkey());
    let cases = [
        (3, other_io, errors::WRONG_IO_ACCOUNT),
        (3, iosd_of_own, errors::WRONG_IO_ACCOUNT),
        (4, own_io, 2040),
        (4, other_io, errors::WRONG_IOSD_ACCOUNT),
        (4, other_iosd, errors::WRONG_IOSD_ACCOUNT),
        (4, foreign_iosd, errors::WRONG_IOSD_ACCOUNT),
        // One account in two written places.
        (3, iosd::io_vault(), 2040),
    ];
    for (index, key, code) in cases {
        let outcome = world.send(&[with_account(good.clone(), index, key)], &[&owner]);
        assert_error(&outcome, code);
    }
    let fake_vault = world.new_key().pubkey();
    world.put_token_account(fake_vault, world.io_mint, owner.pubkey());
    let outcome = world.send(&[with_account(good.clone(), 5, fake_vault)], &[&owner]);
    assert_refused(&outcome, InstructionError::InvalidSeeds);
    let elsewhere = iosd::request(&owner.pubkey(), 2);
    let outcome = world.send(&[with_account(good.clone(), 2, elsewhere)], &[&owner]);
    assert_refused(&outcome, InstructionError::InvalidSeeds);
    let outcome = world.send(&[unsigned(good.clone(), 0)], &[&other]);
    assert_refused(&outcome, InstructionError::MissingRequiredSignature);
    assert_sent(world.send(&[good], &[&owner]));
}
