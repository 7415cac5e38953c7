use io_tests::{
    cu,
    emissions::{self, count_tokens},
    instruction::with_account,
    iosd::{self, RingPrice, books, cheap_nonce, errors, execute, read_request},
    send::{assert_error, assert_refused, assert_sent},
    token::associated,
    world::World,
};
use solana_clock::Clock;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_transaction::InstructionError;

const IO: u64 = 100_000_000;
const IOSD: u64 = 1_000_000;

/// A holder of `iosd` whole IOSD, minted at a dollar, and of no IO.
fn holder(world: &mut World, iosd: u64) -> Keypair {
    let owner = world.holder(iosd * IO);
    world.mint_iosd(&owner, iosd * IO, 100_000_000);
    owner
}

/// A minute passes and a price lands whose medians differ.
fn push(world: &mut World, lower: u64, upper: u64, ema: u64, confidence: u32) -> u8 {
    world.warp(60);
    let oldest_slot = world.svm.get_sysvar::<Clock>().slot;
    let price = RingPrice {
        lower,
        ema,
        confidence,
        oldest_slot,
    };
    world.push_quote(price, upper)
}

/// Given burned IO, when IOSD are redeemed, then they are burned and IO is minted at the upper median
/// with margin and spread, and both programs count the same.
#[test]
fn exact_input_burns_all_and_pays_at_the_margin() {
    let mut world = World::with_iosd();
    let owner = holder(&mut world, 1_000);
    let key = owner.pubkey();
    let nonce = cheap_nonce(&key, 0);
    assert_sent(world.redeem_in(&owner, nonce, 100 * IOSD, 40 * IO));
    let supply = world.supply(&world.io_mint);
    let rent_before = world.svm.get_balance(&key).unwrap();
    // max(2.02, 1.98) + 2 × 0.01 = 2.04, and 50 basis points: 2.0502.
    let index = push(&mut world, 200_000_000, 202_000_000, 198_000_000, 1_000_000);
    let sent = assert_sent(world.execute(&key, nonce, index));
    cu::record("iosd.execute.redeem_exact_in", sent.units);
    let paid = 100 * IOSD * 10_000_000_000 / 205_020_000;
    assert_eq!(world.holdings(&key), (paid, 900 * IOSD));
    assert_eq!(world.supply(&world.io_mint), supply + paid);
    assert_eq!(world.supply(&iosd::iosd_mint()), 900 * IOSD);
    assert_eq!(world.token_balance(&iosd::iosd_vault()), 0);
    let after = books(&world);
    assert_eq!(
        (after.redeemed_io, after.redeemed_iosd, after.locked_iosd),
        (paid, 100 * IOSD, 0)
    );
    assert_eq!((after.redeem_window_used, after.head_seq), (100 * IOSD, 2));
    let emission = world.emission();
    assert_eq!(
        (emission.burned_for_iosd, emission.redeemed),
        (after.burned_io, paid)
    );
    // The request is gone, its rent is the owner's again, and a replay finds nothing.
    assert_eq!(read_request(&world, &key, nonce), None);
    assert!(world.svm.get_balance(&key).unwrap() > rent_before);
    assert!(world.execute(&key, nonce, index).is_err());
}

#[test]
fn exact_output_burns_the_least_and_returns_the_rest() {
    let mut world = World::with_iosd();
    let owner = holder(&mut world, 1_000);
    let key = owner.pubkey();
    let nonce = cheap_nonce(&key, 0);
    assert_sent(world.redeem_out(&owner, nonce, 7 * IO, 100 * IOSD));
    // $3 and 50 basis points: 3.015 an IO, 21.105 IOSD for seven.
    let index = world.next_price(300_000_000);
    let sent = assert_sent(world.execute(&key, nonce, index));
    cu::record("iosd.execute.redeem_exact_out", sent.units);
    assert_eq!(world.holdings(&key), (7 * IO, 1_000 * IOSD - 21_105_000));
    let after = books(&world);
    assert_eq!(
        (after.redeemed_io, after.redeemed_iosd, after.locked_iosd),
        (7 * IO, 21_105_000, 0)
    );
}

/// 1,000 IO burned at $1, IO falls to 10 cents: the 1,000 IOSD stand for a tenth of their dollars, and
/// a redemption pays its part of the 1,000 IO, not the 9,950 of the price formula.
#[test]
fn below_full_coverage_the_part_is_paid() {
    let mut world = World::with_iosd();
    let owner = holder(&mut world, 1_000);
    let key = owner.pubkey();
    assert_sent(world.redeem_in(&owner, 1, 100 * IOSD, 1));
    let index = world.next_price(10_000_000);
    assert_sent(world.execute(&key, 1, index));
    assert_eq!(world.holdings(&key).0, 100 * IO);
    // Exact output: a whole IOSD for a whole IO, and one unit of IOSD less is not enough.
    assert_sent(world.redeem_out(&owner, 2, 10 * IO, 10 * IOSD - 1));
    assert_sent(world.redeem_out(&owner, 3, 10 * IO, 10 * IOSD));
    let index = world.next_price(10_000_000);
    assert_error(&world.execute(&key, 2, index), errors::LIMIT_NOT_MET);
    assert_sent(world.refund(&key, 2, index));
    assert_sent(world.execute(&key, 3, index));
    assert_eq!(world.holdings(&key), (110 * IO, 890 * IOSD));
    // More than is left cannot be asked for.
    assert_sent(world.redeem_out(&owner, 4, 891 * IO, 890 * IOSD));
    let index = world.next_price(10_000_000);
    assert_error(
        &world.execute(&key, 4, index),
        errors::REDEMPTION_ABOVE_BURNED,
    );
    assert_sent(world.refund(&key, 4, index));
}

#[test]
fn the_executor_cannot_choose_the_price() {
    let mut world = World::with_iosd();
    let owner = holder(&mut world, 1_000);
    let key = owner.pubkey();
    let before = world.next_price(110_000_000);
    world.warp(60);
    assert_sent(world.redeem_in(&owner, 1, 100 * IOSD, 1));
    let slot = world.svm.get_sysvar::<Clock>().slot;
    let same_slot = world.push_price(RingPrice {
        lower: 110_000_000,
        ema: 110_000_000,
        confidence: 0,
        oldest_slot: slot,
    });
    let first = world.next_price(200_000_000);
    let second = world.next_price(110_000_000);
    let too_early = errors::PRICE_TOO_EARLY;
    assert_error(&world.execute(&key, 1, before), too_early);
    assert_error(&world.execute(&key, 1, same_slot), too_early);
    assert_error(&world.execute(&key, 1, second), errors::NOT_THE_FIRST_PRICE);
    assert_error(&world.execute(&key, 1, second + 1), errors::NO_SUCH_ENTRY);
    assert_sent(world.execute(&key, 1, first));
    // At $2.01, not at $1.1055.
    assert_eq!(
        world.holdings(&key).0,
        100 * IOSD * 10_000_000_000 / 201_000_000
    );
}

#[test]
fn price_limits_and_window_are_enforced() {
    let mut world = World::with_iosd();
    let owner = holder(&mut world, 250_000);
    let key = owner.pubkey();
    // $2.01 an IO with the spread: 0.49751243 IO for a dollar.
    assert_sent(world.redeem_in(&owner, 1, IOSD, 49_751_244));
    let index = world.next_price(200_000_000);
    assert_error(&world.execute(&key, 1, index), errors::LIMIT_NOT_MET);
    assert_sent(world.refund(&key, 1, index));
    assert_sent(world.redeem_in(&owner, 1, IOSD, 49_751_243));
    let index = world.next_price(200_000_000);
    assert_sent(world.execute(&key, 1, index));

    // Spot more than 10% off its average, on either side of it.
    for (upper, deviates) in [
        (110_000_001, true),
        (89_999_999, true),
        (110_000_000, false),
        (90_000_000, false),
    ] {
        assert_sent(world.redeem_in(&owner, 2, IOSD, 1));
        let index = push(&mut world, 100_000_000, upper, 100_000_000, 0);
        if deviates {
            assert_error(&world.execute(&key, 2, index), errors::PRICE_DEVIATES);
            assert_sent(world.refund(&key, 2, index));
        } else {
            assert_error(&world.refund(&key, 2, index), errors::STILL_EXECUTABLE);
            assert_sent(world.execute(&key, 2, index));
        }
    }

    // 100,000 IOSD an hour, counted when they are executed: two hours forget what was used.
    world.warp(7_200);
    assert_sent(world.redeem_in(&owner, 3, 100_000 * IOSD, 1));
    assert_sent(world.redeem_in(&owner, 4, 50_001 * IOSD, 1));
    let index = world.next_price(100_000_000);
    assert_sent(world.execute(&key, 3, index));
    world.warp(1_740);
    assert_error(&world.execute(&key, 4, index), errors::WINDOW_FULL);
    // Half of it is forgotten in half an hour, and 50,001 are a little more.
    world.warp(60);
    assert_error(&world.execute(&key, 4, index), errors::WINDOW_FULL);
    world.warp(1);
    assert_sent(world.execute(&key, 4, index));
    // The mint window is another one.
    assert_eq!(books(&world).mint_window_used, 250_000 * IOSD);
}

/// Too much of a coin nobody burns for: an IO worth a hundred million dollars pays a unit for a dollar,
/// and one worth more pays nothing, which is refused.
#[test]
fn zero_outputs_are_refused() {
    let mut world = World::with_iosd();
    let owner = holder(&mut world, 1_000);
    let key = owner.pubkey();
    assert_sent(world.redeem_in(&owner, 1, IOSD, 1));
    // ⌊10⁶ · 10¹⁰ / p⌋ is zero from p > 10¹⁶ on.
    let index = world.next_price(10_000_000_000_000_000);
    assert_error(&world.execute(&key, 1, index), errors::ZERO_OUTPUT);
    assert_sent(world.refund(&key, 1, index));
    assert_eq!(world.holdings(&key), (0, 1_000 * IOSD));
}

/// A stale board adds no entry: the request waits, and after its hour only the refund is left.
#[test]
fn without_a_new_price_a_request_waits_and_is_refunded() {
    let mut world = World::with_iosd();
    let owner = holder(&mut world, 1_000);
    let key = owner.pubkey();
    let old = world.next_price(100_000_000);
    assert_sent(world.redeem_in(&owner, 1, IOSD, 1));
    world.warp(3_600);
    assert_error(&world.execute(&key, 1, old), errors::PRICE_TOO_EARLY);
    assert_error(&world.refund(&key, 1, old), errors::PRICE_TOO_EARLY);
    world.warp(1);
    assert_error(&world.execute(&key, 1, old), errors::REQUEST_TIMED_OUT);
    assert_sent(world.refund(&key, 1, old));
    assert_eq!(world.holdings(&key), (0, 1_000 * IOSD));
}

#[test]
fn wrong_accounts_are_refused_by_name() {
    let mut world = World::with_iosd();
    let owner = holder(&mut world, 1_000);
    let other = holder(&mut world, 1_000);
    assert_sent(world.redeem_in(&owner, 1, IOSD, 1));
    let index = world.next_price(100_000_000);
    let good = execute(&world, &owner.pubkey(), 1, index);
    let other_io = associated(&other.pubkey(), &world.io_mint);
    let other_iosd = associated(&other.pubkey(), &iosd::iosd_mint());
    let forged = world.new_key().pubkey();
    let emission = world.data(&emissions::emission());
    world.put_account(forged, io_tests::world::EMISSIONS, emission);
    let anyone = world.wallet();
    for (at, key, code) in [
        (2, other.pubkey(), errors::WRONG_OWNER),
        (8, other_io, errors::WRONG_IO_ACCOUNT),
        (9, other_iosd, errors::WRONG_IOSD_ACCOUNT),
        (10, forged, errors::WRONG_EMISSION),
        (11, io_tests::world::IOSD, errors::WRONG_EMISSION),
    ] {
        let outcome = world.send(&[with_account(good.clone(), at, key)], &[&anyone]);
        assert_error(&outcome, code);
    }
    for (at, key) in [
        (4, other_io),
        (5, other_iosd),
        (6, other_io),
        (7, other_iosd),
    ] {
        let outcome = world.send(&[with_account(good.clone(), at, key)], &[&anyone]);
        assert!(outcome.is_err(), "account {at} is checked");
    }
    assert_sent(world.send(&[good], &[&anyone]));
}

/// Nobody but `iosd`'s account counts burns for IOSD or redeems, and it only signs inside `iosd`.
#[test]
fn only_iosd_moves_the_counts_of_emissions() {
    let mut world = World::with_iosd();
    let owner = holder(&mut world, 1_000);
    let io = world.give_io(&owner.pubkey(), 10 * IO);
    let mint = world.io_mint;
    for name in ["burn_for_iosd", "redeem"] {
        let own = count_tokens(name, owner.pubkey(), mint, io, IO);
        assert_error(&world.send(&[own], &[&owner]), emissions::errors::NOT_IOSD);
        let mut unsigned = count_tokens(name, iosd::iosd(), mint, io, IO);
        unsigned.accounts[0].is_signer = false;
        let outcome = world.send(&[unsigned], &[&owner]);
        assert_refused(&outcome, InstructionError::MissingRequiredSignature);
    }
    let emission = world.emission();
    assert_eq!(
        (emission.burned_for_iosd, emission.redeemed),
        (1_000 * IO, 0)
    );
}
