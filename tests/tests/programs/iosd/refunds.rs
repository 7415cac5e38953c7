use io_tests::{
    cu,
    instruction::with_account,
    iosd::{self, books, collect, errors, read_request, refund},
    send::{assert_error, assert_refused, assert_sent},
    token::associated,
    world::World,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_transaction::InstructionError;

const IO: u64 = 100_000_000;

/// Makes the account what a closed one is: nothing, of the system program.
fn close(world: &mut World, key: &Pubkey) {
    world.svm.set_account(*key, Default::default()).unwrap();
}

#[test]
fn an_executable_request_is_not_refunded() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    assert_sent(world.request_in(&owner, 1, IO, 1));
    // No price yet: neither.
    assert_error(&world.refund(&owner.pubkey(), 1, 0), errors::NO_SUCH_ENTRY);
    let index = world.next_price(100_000_000);
    assert_error(
        &world.refund(&owner.pubkey(), 1, index),
        errors::STILL_EXECUTABLE,
    );
    assert_eq!(world.token_balance(&iosd::io_vault()), IO);
}

#[test]
fn a_refund_returns_all_once() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    assert_sent(world.request_in(&owner, 1, 7 * IO, 1));
    world.warp(3_601);
    let sent = assert_sent(world.refund(&owner.pubkey(), 1, 0));
    cu::record("iosd.refund", sent.units);
    assert_eq!(
        world.token_balance(&associated(&owner.pubkey(), &world.io_mint)),
        100 * IO
    );
    assert_eq!(books(&world).locked_io, 0);
    assert_eq!(read_request(&world, &owner.pubkey(), 1), None);
    // A replay finds no request.
    assert_refused(
        &world.refund(&owner.pubkey(), 1, 0),
        InstructionError::UninitializedAccount,
    );
}

#[test]
fn a_refund_goes_to_the_named_account_only() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    let thief = world.holder(0);
    assert_sent(world.request_in(&owner, 1, 7 * IO, 1));
    world.warp(3_601);
    let good = refund(&world, &owner.pubkey(), 1, 0);
    let stolen = with_account(good.clone(), 6, associated(&thief.pubkey(), &world.io_mint));
    assert_error(&world.send(&[stolen], &[&thief]), errors::WRONG_IO_ACCOUNT);
    let rent = with_account(good.clone(), 2, thief.pubkey());
    assert_error(&world.send(&[rent], &[&thief]), errors::WRONG_OWNER);
    for vault in [
        associated(&thief.pubkey(), &world.io_mint),
        iosd::iosd_vault(),
    ] {
        let other = with_account(good.clone(), 5, vault);
        assert_error(&world.send(&[other], &[&thief]), errors::WRONG_VAULT);
    }
    let mint = with_account(good.clone(), 4, world.io_mint);
    assert_refused(
        &world.send(&[mint], &[&thief]),
        InstructionError::InvalidSeeds,
    );
    assert_sent(world.send(&[good], &[&thief]));
}

#[test]
fn what_cannot_be_delivered_is_owed_and_collected() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    let key = owner.pubkey();
    let (io, out) = (
        associated(&key, &world.io_mint),
        associated(&key, &iosd::iosd_mint()),
    );
    assert_sent(world.request_out(&owner, 1, 10_000_000, 100 * IO));
    close(&mut world, &io);
    close(&mut world, &out);
    let index = world.next_price(100_000_000);
    let sent = assert_sent(world.execute(&key, 1, index));
    cu::record("iosd.execute.owed", sent.units);
    let resolved = read_request(&world, &key, 1).expect("it still owes");
    assert_eq!(
        (resolved.status, resolved.owed_io, resolved.owed_iosd),
        (1, 90 * IO, 10_000_000)
    );
    let held = books(&world);
    assert_eq!((held.locked_io, held.locked_iosd), (90 * IO, 10_000_000));
    assert_error(&world.execute(&key, 1, index), errors::ALREADY_RESOLVED);
    assert_error(&world.refund(&key, 1, index), errors::ALREADY_RESOLVED);

    world.put_token_account(io, world.io_mint, key);
    world.put_token_account(out, iosd::iosd_mint(), key);
    let thief = world.holder(0);
    let stolen = with_account(collect(&key, 1, &io, &out), 0, thief.pubkey());
    assert_error(&world.send(&[stolen], &[&thief]), errors::WRONG_OWNER);
    let thief_io = associated(&thief.pubkey(), &world.io_mint);
    let thief_out = associated(&thief.pubkey(), &iosd::iosd_mint());
    let slip = collect(&key, 1, &thief_io, &out);
    assert_error(&world.send(&[slip], &[&owner]), errors::WRONG_IO_ACCOUNT);
    let slip = collect(&key, 1, &io, &thief_out);
    assert_error(&world.send(&[slip], &[&owner]), errors::WRONG_IOSD_ACCOUNT);
    assert_sent(world.send(&[collect(&key, 1, &io, &out)], &[&owner]));
    assert_eq!(
        (world.token_balance(&io), world.token_balance(&out)),
        (90 * IO, 10_000_000)
    );
    let held = books(&world);
    assert_eq!((held.locked_io, held.locked_iosd), (0, 0));
    assert_eq!(read_request(&world, &key, 1), None);
}

/// An account that was given away or frozen is as good as closed: the owner's part waits.
#[test]
fn an_account_given_away_gets_nothing() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    let heir = world.wallet();
    let key = owner.pubkey();
    let io = associated(&key, &world.io_mint);
    assert_sent(world.request_in(&owner, 1, 7 * IO, 1));
    world.edit(&io, |data| {
        data[32..64].copy_from_slice(heir.pubkey().as_ref())
    });
    world.warp(3_601);
    assert_sent(world.refund(&key, 1, 0));
    assert_eq!(world.token_balance(&io), 93 * IO);
    assert_eq!(read_request(&world, &key, 1).unwrap().owed_io, 7 * IO);
    assert_eq!(world.token_balance(&iosd::io_vault()), 7 * IO);
}

#[test]
fn collect_needs_something_owed() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    let key = owner.pubkey();
    let (io, out) = (
        associated(&key, &world.io_mint),
        associated(&key, &iosd::iosd_mint()),
    );
    assert_sent(world.request_in(&owner, 1, IO, 1));
    let pending = collect(&key, 1, &io, &out);
    assert_error(
        &world.send(&[pending.clone()], &[&owner]),
        errors::STILL_PENDING,
    );
    assert_sent(world.request_in(&owner, 2, IO, 1));
    world.warp(3_601);
    // The second one, out of order: it stays until the queue has passed it, and owes nothing.
    assert_sent(world.refund(&key, 2, 0));
    let nothing = collect(&key, 2, &io, &out);
    assert_error(&world.send(&[nothing], &[&owner]), errors::NOTHING_OWED);
}
