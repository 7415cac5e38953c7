use io_tests::{
    cu,
    emissions::{count_tokens, errors},
    send::{assert_error, assert_refused, assert_sent},
    token::associated,
    world::World,
};
use solana_signer::Signer;
use solana_transaction::InstructionError;

const IO: u64 = 100_000_000;

/// Given a holder, when it burns fees, then they are gone and counted, and nothing else is.
#[test]
fn burned_fees_are_counted() {
    let mut world = World::with_emission();
    let owner = world.wallet();
    let io = world.give_io(&owner.pubkey(), 10 * IO);
    let mint = world.io_mint;
    let before = world.emission();
    let burn = count_tokens("burn_fees", owner.pubkey(), mint, io, 4 * IO);
    let sent = assert_sent(world.send(&[burn], &[&owner]));
    cu::record("emissions.burn_fees", sent.units);
    let mut expected = before;
    expected.fees_burned = 4 * IO;
    assert_eq!(world.emission(), expected, "no other total moved");
    assert_eq!(world.token_balance(&io), 6 * IO);
    assert_eq!(world.supply(&mint), 6 * IO);
}

#[test]
fn only_the_owners_io_are_burned() {
    let mut world = World::with_emission();
    let (owner, other) = (world.wallet(), world.wallet());
    let own = world.give_io(&owner.pubkey(), 10 * IO);
    world.give_io(&other.pubkey(), 10 * IO);
    let (key, mint) = (owner.pubkey(), world.io_mint);
    let theirs = associated(&other.pubkey(), &mint);
    let zero = count_tokens("burn_fees", key, mint, own, 0);
    assert_error(&world.send(&[zero], &[&owner]), errors::ZERO_AMOUNT);
    // The token program's OwnerMismatch and InsufficientFunds.
    let stolen = count_tokens("burn_fees", key, mint, theirs, 1);
    assert_error(&world.send(&[stolen], &[&owner]), 4);
    let too_much = count_tokens("burn_fees", key, mint, own, 10 * IO + 1);
    assert_error(&world.send(&[too_much], &[&owner]), 1);
    let other_mint = world.new_key().pubkey();
    world.put_mint(other_mint, 8, None, None, 0);
    let wrong = count_tokens("burn_fees", key, other_mint, own, 1);
    assert_error(&world.send(&[wrong], &[&owner]), errors::WRONG_MINT);
    let mut forged = count_tokens("burn_fees", other.pubkey(), mint, theirs, 1);
    forged.accounts[0].is_signer = false;
    let outcome = world.send(&[forged], &[&owner]);
    assert_refused(&outcome, InstructionError::MissingRequiredSignature);
    assert_eq!(world.emission().fees_burned, 0);
}
