use io_tests::{
    cu,
    instruction::{unsigned, with_account},
    iosd::{
        self, Requested, books, cheap_nonce, errors, pause_minting, read_request,
        request_redeem_exact_in,
    },
    send::{assert_error, assert_refused, assert_sent},
    token::associated,
    world::World,
};
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_transaction::InstructionError;

const IO: u64 = 100_000_000;
const IOSD: u64 = 1_000_000;

/// A holder of 100 IOSD, minted at a dollar, and of no IO.
fn scene() -> (World, Keypair) {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    world.mint_iosd(&owner, 100 * IO, 100_000_000);
    (world, owner)
}

#[test]
fn a_request_locks_the_iosd_with_its_limit() {
    let (mut world, owner) = scene();
    let key = owner.pubkey();
    let before = books(&world);
    let nonce = cheap_nonce(&key, 0);
    let sent = assert_sent(world.redeem_in(&owner, nonce, 30 * IOSD, 1_000));
    cu::record("iosd.request_redeem_exact_in", sent.units);
    let expected = Requested {
        status: 0,
        kind: 2,
        seq: 1,
        owner: key,
        locked: 30 * IOSD,
        out: 1_000,
        owed_io: 0,
        owed_iosd: 0,
    };
    assert_eq!(read_request(&world, &key, nonce), Some(expected));
    let second = cheap_nonce(&key, nonce + 1);
    let sent = assert_sent(world.redeem_out(&owner, second, 5 * IO, 20 * IOSD));
    cu::record("iosd.request_redeem_exact_out", sent.units);
    let expected = Requested {
        kind: 3,
        seq: 2,
        locked: 20 * IOSD,
        out: 5 * IO,
        ..expected
    };
    assert_eq!(read_request(&world, &key, second), Some(expected));
    assert_eq!(world.token_balance(&iosd::iosd_vault()), 50 * IOSD);
    assert_eq!(world.holdings(&key), (0, 50 * IOSD));
    let after = books(&world);
    assert_eq!((after.locked_iosd, after.locked_io), (50 * IOSD, 0));
    assert_eq!((after.head_seq, after.next_seq), (1, 3));
    assert_eq!(
        (after.burned_io, after.redeemed_io, after.redeem_window_used),
        (before.burned_io, 0, 0),
        "nothing is used before the execution"
    );
}

#[test]
fn requests_out_of_range_are_refused() {
    let (mut world, owner) = scene();
    let too_small = errors::REQUEST_TOO_SMALL;
    assert_error(&world.redeem_in(&owner, 1, IOSD - 1, 1), too_small);
    assert_error(&world.redeem_out(&owner, 1, 1, IOSD - 1), too_small);
    assert_error(&world.redeem_in(&owner, 1, IOSD, 0), errors::ZERO_LIMIT);
    assert_error(&world.redeem_out(&owner, 1, 0, IOSD), errors::ZERO_LIMIT);
    // More than the owner has: the token program's insufficient funds.
    assert_error(&world.redeem_in(&owner, 1, 100 * IOSD + 1, 1), 1);
    assert_eq!(books(&world).next_seq, 1, "nothing changed");
}

/// The guardian pauses mints; redemptions are requested and executed through the pause.
#[test]
fn no_pause_stops_a_redemption() {
    let (mut world, owner) = scene();
    let guardian = world.authority.insecure_clone();
    assert_sent(world.send(&[pause_minting(&guardian.pubkey())], &[&guardian]));
    assert_sent(world.redeem_in(&owner, 1, 10 * IOSD, 1));
    let index = world.next_price(100_000_000);
    assert_sent(world.execute(&owner.pubkey(), 1, index));
    assert!(books(&world).redeemed_io > 0);
}

#[test]
fn wrong_accounts_are_refused_by_name() {
    let (mut world, owner) = scene();
    let other = world.holder(100 * IO);
    world.mint_iosd(&other, 50 * IO, 100_000_000);
    let good = request_redeem_exact_in(&world, &owner.pubkey(), 1, IOSD, 1);
    let own_io = associated(&owner.pubkey(), &world.io_mint);
    let own_iosd = associated(&owner.pubkey(), &iosd::iosd_mint());
    let other_io = associated(&other.pubkey(), &world.io_mint);
    let other_iosd = associated(&other.pubkey(), &iosd::iosd_mint());
    for (index, key, code) in [
        (3, other_iosd, errors::WRONG_IOSD_ACCOUNT),
        (3, other_io, errors::WRONG_IOSD_ACCOUNT),
        (3, own_io, 2040),
        (3, iosd::iosd_vault(), 2040),
        (4, own_iosd, 2040),
        (4, other_io, errors::WRONG_IO_ACCOUNT),
        (4, other_iosd, errors::WRONG_IO_ACCOUNT),
    ] {
        let outcome = world.send(&[with_account(good.clone(), index, key)], &[&owner]);
        assert_error(&outcome, code);
    }
    let fake_vault = world.new_key().pubkey();
    world.put_token_account(fake_vault, iosd::iosd_mint(), owner.pubkey());
    for (index, key) in [
        (5, fake_vault),
        (2, iosd::request(&owner.pubkey(), 2)),
        (1, iosd::request(&owner.pubkey(), 2)),
    ] {
        let outcome = world.send(&[with_account(good.clone(), index, key)], &[&owner]);
        assert!(outcome.is_err(), "account {index} is checked");
    }
    let outcome = world.send(&[unsigned(good.clone(), 0)], &[&other]);
    assert_refused(&outcome, InstructionError::MissingRequiredSignature);
    assert_sent(world.send(&[good], &[&owner]));
}
