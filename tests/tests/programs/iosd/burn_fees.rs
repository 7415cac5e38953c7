use io_tests::{
    iosd::{self, books, burn_fees, errors},
    send::{assert_error, assert_refused, assert_sent},
    token::associated,
    world::World,
};
use solana_signer::Signer;
use solana_transaction::InstructionError;

const IO: u64 = 100_000_000;
const IOSD: u64 = 1_000_000;

/// Given 100 IOSD, when 40 are burned as fees, then the rest stands for all that was burned.
#[test]
fn burned_fees_are_counted_and_raise_the_part_of_the_others() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    let key = owner.pubkey();
    world.mint_iosd(&owner, 100 * IO, 100_000_000);
    let source = associated(&key, &iosd::iosd_mint());
    assert_sent(world.send(&[burn_fees(&key, &source, 40 * IOSD)], &[&owner]));
    assert_eq!(books(&world).fees_burned_iosd, 40 * IOSD);
    assert_eq!(world.supply(&iosd::iosd_mint()), 60 * IOSD);
    // At a tenth of the price the part binds: 100 IO for 60 IOSD.
    assert_sent(world.redeem_in(&owner, 1, 30 * IOSD, 50 * IO));
    let index = world.next_price(10_000_000);
    assert_sent(world.execute(&key, 1, index));
    assert_eq!(world.holdings(&key), (50 * IO, 30 * IOSD));
}

#[test]
fn only_the_owners_iosd_are_burned() {
    let mut world = World::with_iosd();
    let owner = world.holder(100 * IO);
    let other = world.holder(100 * IO);
    world.mint_iosd(&owner, 50 * IO, 100_000_000);
    world.mint_iosd(&other, 50 * IO, 100_000_000);
    let (key, theirs) = (
        owner.pubkey(),
        associated(&other.pubkey(), &iosd::iosd_mint()),
    );
    let zero = burn_fees(&key, &associated(&key, &iosd::iosd_mint()), 0);
    assert_error(&world.send(&[zero], &[&owner]), errors::ZERO_AMOUNT);
    // The token program's OwnerMismatch, and its MintMismatch for IO.
    assert_error(&world.send(&[burn_fees(&key, &theirs, 1)], &[&owner]), 4);
    let io = associated(&key, &world.io_mint);
    assert_error(&world.send(&[burn_fees(&key, &io, 1)], &[&owner]), 3);
    let mut forged = burn_fees(&other.pubkey(), &theirs, 1);
    forged.accounts[0].is_signer = false;
    let outcome = world.send(&[forged], &[&owner]);
    assert_refused(&outcome, InstructionError::MissingRequiredSignature);
    assert_eq!(books(&world).fees_burned_iosd, 0);
}
