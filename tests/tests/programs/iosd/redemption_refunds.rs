use io_tests::{
    cu,
    instruction::with_account,
    iosd::{self, books, collect, errors, read_request, refund},
    send::{assert_error, assert_sent},
    token::associated,
    world::World,
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

const IO: u64 = 100_000_000;
const IOSD: u64 = 1_000_000;

fn scene() -> (World, Keypair) {
    let mut world = World::with_iosd();
    let owner = world.holder(1_000 * IO);
    world.mint_iosd(&owner, 1_000 * IO, 100_000_000);
    (world, owner)
}

/// Makes the account what a closed one is: nothing, of the system program.
fn close(world: &mut World, key: &Pubkey) {
    world.svm.set_account(*key, Default::default()).unwrap();
}

#[test]
fn a_refund_returns_all_once_to_where_it_came_from() {
    let (mut world, owner) = scene();
    let key = owner.pubkey();
    let thief = world.holder(0);
    assert_sent(world.redeem_in(&owner, 1, 7 * IOSD, 1));
    assert_error(&world.refund(&key, 1, 1), errors::NO_SUCH_ENTRY);
    let index = world.next_price(100_000_000);
    assert_error(&world.refund(&key, 1, index), errors::STILL_EXECUTABLE);
    world.warp(3_601);
    let good = refund(&world, &key, 1, 0);
    let stolen = associated(&thief.pubkey(), &iosd::iosd_mint());
    for (at, account, code) in [
        (6, stolen, errors::WRONG_IOSD_ACCOUNT),
        (
            6,
            associated(&key, &world.io_mint),
            errors::WRONG_IOSD_ACCOUNT,
        ),
        (5, iosd::io_vault(), errors::WRONG_VAULT),
        (5, stolen, errors::WRONG_VAULT),
        (2, thief.pubkey(), errors::WRONG_OWNER),
    ] {
        let outcome = world.send(&[with_account(good.clone(), at, account)], &[&thief]);
        assert_error(&outcome, code);
    }
    let sent = assert_sent(world.refund(&key, 1, 0));
    cu::record("iosd.refund.redemption", sent.units);
    assert_eq!(world.holdings(&key), (0, 1_000 * IOSD));
    assert_eq!(books(&world).locked_iosd, 0);
    assert_eq!(read_request(&world, &key, 1), None);
    assert!(world.send(&[good], &[&thief]).is_err(), "a replay");
}

/// Neither account can take its part: IO is minted into the vault, the change stays, both are collected.
#[test]
fn what_cannot_be_delivered_is_owed_and_collected() {
    let (mut world, owner) = scene();
    let key = owner.pubkey();
    let (io, out) = (
        associated(&key, &world.io_mint),
        associated(&key, &iosd::iosd_mint()),
    );
    assert_sent(world.redeem_out(&owner, 1, 10 * IO, 100 * IOSD));
    close(&mut world, &io);
    close(&mut world, &out);
    // $1.005: 10.05 IOSD for 10 IO.
    let index = world.next_price(100_000_000);
    let sent = assert_sent(world.execute(&key, 1, index));
    cu::record("iosd.execute.redeem_owed", sent.units);
    let resolved = read_request(&world, &key, 1).expect("it still owes");
    let change = 100 * IOSD - 10_050_000;
    assert_eq!(
        (resolved.status, resolved.owed_io, resolved.owed_iosd),
        (1, 10 * IO, change)
    );
    let held = books(&world);
    assert_eq!((held.locked_io, held.locked_iosd), (10 * IO, change));
    assert_eq!(world.token_balance(&iosd::io_vault()), 10 * IO);
    assert_error(&world.execute(&key, 1, index), errors::ALREADY_RESOLVED);
    assert_error(&world.refund(&key, 1, index), errors::ALREADY_RESOLVED);

    world.put_token_account(io, world.io_mint, key);
    world.put_token_account(out, iosd::iosd_mint(), key);
    let thief = world.holder(0);
    let stolen = with_account(collect(&key, 1, &io, &out), 0, thief.pubkey());
    assert_error(&world.send(&[stolen], &[&thief]), errors::WRONG_OWNER);
    assert_sent(world.send(&[collect(&key, 1, &io, &out)], &[&owner]));
    assert_eq!(
        (world.token_balance(&io), world.token_balance(&out)),
        (10 * IO, change)
    );
    assert_eq!((books(&world).locked_io, books(&world).locked_iosd), (0, 0));
    assert_eq!(read_request(&world, &key, 1), None);
}

/// An account given away is as good as closed: a refund of IOSD waits for the owner.
#[test]
fn an_account_given_away_gets_nothing() {
    let (mut world, owner) = scene();
    let key = owner.pubkey();
    let heir = world.wallet();
    let out = associated(&key, &iosd::iosd_mint());
    assert_sent(world.redeem_in(&owner, 1, 7 * IOSD, 1));
    world.edit(&out, |data| {
        data[32..64].copy_from_slice(heir.pubkey().as_ref());
    });
    world.warp(3_601);
    assert_sent(world.refund(&key, 1, 0));
    assert_eq!(world.token_balance(&out), 993 * IOSD);
    assert_eq!(read_request(&world, &key, 1).unwrap().owed_iosd, 7 * IOSD);
    assert_eq!(world.token_balance(&iosd::iosd_vault()), 7 * IOSD);
}
