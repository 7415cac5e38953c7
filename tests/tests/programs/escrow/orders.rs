use io_tests::{
    cu,
    escrow::{
        CLASS, Order, PRICE, WEEK, WEEK_DEPOSIT, WEEK_FEE, cheap_nonce, create_job, errors, job,
        oracle_account, read_job, vault,
    },
    instruction::{unsigned, with_account},
    iosd::iosd_mint,
    oracle::error::NO_QUORUM_PRICE,
    send::{ACCOUNT_IN_USE, assert_error, assert_refused, assert_sent},
    token::associated,
    world::{ESCROW, World},
};
use solana_signer::Signer;
use solana_transaction::InstructionError;

fn is_untouched(world: &World, renter: &solana_pubkey::Pubkey, funds: u64) {
    assert_eq!(
        world.token_balance(&associated(renter, &iosd_mint())),
        funds
    );
}

/// The dearest order: as many operators as there can be, each with another price, the highest first.
#[test]
fn a_full_board_of_operators_prices_an_order() {
    let mut world = World::with_escrow();
    world.put_operators(32);
    let prices: Vec<u64> = (0..32).map(|seat| PRICE + 1_600 - 100 * seat).collect();
    world.put_board_of(&prices);
    let renter = world.renter(2 * WEEK_DEPOSIT);
    let nonce = cheap_nonce(&renter.pubkey(), 0);
    let order = Order {
        max_price: PRICE + 1_600,
        ..WEEK
    };
    let instruction = create_job(&renter.pubkey(), nonce, &order);
    let sent = assert_sent(world.send(&[instruction], &[&renter]));
    cu::record("escrow.create_job.32_operators", sent.units);
    let view = read_job(&world, &job(&renter.pubkey(), nonce)).unwrap();
    // The upper median is the 17th from below, $0.000001 above the middle of the round numbers.
    assert_eq!(view.rate, PRICE / 100 + 1);
}

#[test]
fn the_published_quote_is_locked_to_the_unit() {
    let mut world = World::with_escrow();
    let renter = world.renter(WEEK_DEPOSIT + WEEK_FEE + 5);
    let nonce = cheap_nonce(&renter.pubkey(), 0);
    let instruction = create_job(&renter.pubkey(), nonce, &WEEK);
    let sent = assert_sent(world.send(&[instruction], &[&renter]));
    cu::record("escrow.create_job", sent.units);
    let job = job(&renter.pubkey(), nonce);
    assert_eq!(world.token_balance(&vault(&job)), WEEK_DEPOSIT + WEEK_FEE);
    is_untouched(&world, &renter.pubkey(), 5);
    let view = read_job(&world, &job).unwrap();
    assert_eq!((view.status, view.rate), (0, 1_232_000));
    assert_eq!((view.deposit, view.fee_reserved), (WEEK_DEPOSIT, WEEK_FEE));
    assert_eq!((view.gpus, view.gpus_matched, view.leases_open), (16, 0, 0));
}

#[test]
fn a_liar_on_the_board_moves_nothing() {
    let mut world = World::with_escrow();
    world.put_board([PRICE * 10, PRICE, PRICE, PRICE, PRICE, PRICE / 10, PRICE]);
    let renter = world.renter(2 * WEEK_DEPOSIT);
    assert_sent(world.send(&[create_job(&renter.pubkey(), 1, &WEEK)], &[&renter]));
    assert_eq!(
        read_job(&world, &job(&renter.pubkey(), 1)).unwrap().rate,
        1_232_000
    );
}

#[test]
fn orders_out_of_range_are_refused() {
    let mut world = World::with_escrow();
    let funds = 2 * WEEK_DEPOSIT;
    let renter = world.renter(funds);
    let cases = [
        (Order { class: 5, ..WEEK }, errors::UNKNOWN_CLASS),
        (
            Order {
                scenario: 3,
                ..WEEK
            },
            errors::UNKNOWN_SCENARIO,
        ),
        (
            Order {
                max_price: PRICE - 1,
                ..WEEK
            },
            errors::PRICE_ABOVE_MAX,
        ),
        (
            Order {
                max_rate: 1_231_999,
                ..WEEK
            },
            errors::RATE_ABOVE_MAX,
        ),
        (Order { tier: 0, ..WEEK }, errors::UNKNOWN_TIER),
        (Order { tier: 5, ..WEEK }, errors::UNKNOWN_TIER),
        (Order { gpus: 0, ..WEEK }, errors::EMPTY_LEASE),
        (Order { hours: 0, ..WEEK }, errors::EMPTY_LEASE),
        // More than the renter has: the token program's insufficient funds.
        (Order { hours: 400, ..WEEK }, 1),
    ];
    for (order, code) in cases {
        let outcome = world.send(&[create_job(&renter.pubkey(), 1, &order)], &[&renter]);
        assert_error(&outcome, code);
    }
    // Tier 1 costs 85%: a lower limit is met.
    let low = Order {
        tier: 1,
        max_price: PRICE / 100 * 85,
        ..WEEK
    };
    assert_sent(world.send(&[create_job(&renter.pubkey(), 1, &low)], &[&renter]));
    assert_eq!(
        read_job(&world, &job(&renter.pubkey(), 1)).unwrap().rate,
        1_047_200
    );
    let replay = world.send(&[create_job(&renter.pubkey(), 1, &low)], &[&renter]);
    assert_error(&replay, ACCOUNT_IN_USE);
}

#[test]
fn no_job_without_a_quorum_price() {
    let mut world = World::with_escrow();
    let funds = 2 * WEEK_DEPOSIT;
    let renter = world.renter(funds);
    let order = create_job(&renter.pubkey(), 1, &WEEK);
    // Four of seven fresh: not more than two thirds.
    world.put_board([PRICE, PRICE, PRICE, PRICE, 0, 0, 0]);
    assert_error(&world.send(&[order.clone()], &[&renter]), NO_QUORUM_PRICE);
    // Stale.
    world.put_board([PRICE; 7]);
    world.warp(121);
    assert_error(&world.send(&[order], &[&renter]), NO_QUORUM_PRICE);
    // Class 4 has no price at all.
    world.put_board([PRICE; 7]);
    let other = Order {
        class: CLASS + 1,
        ..WEEK
    };
    let outcome = world.send(&[create_job(&renter.pubkey(), 1, &other)], &[&renter]);
    assert_error(&outcome, NO_QUORUM_PRICE);
    is_untouched(&world, &renter.pubkey(), funds);
    assert_sent(world.send(&[create_job(&renter.pubkey(), 1, &WEEK)], &[&renter]));
}

#[test]
fn wrong_accounts_are_refused_by_name() {
    let mut world = World::with_escrow();
    let renter = world.renter(2 * WEEK_DEPOSIT);
    let other = world.renter(2 * WEEK_DEPOSIT);
    let good = create_job(&renter.pubkey(), 1, &WEEK);
    // Forged oracle accounts: right bytes, wrong owner, then right owner at a wrong address.
    for (index, seed) in [
        (2, "oracle"),
        (3, "operators"),
        (4, "prices"),
        (5, "price_ring"),
        (6, "classes"),
    ] {
        let bytes = world.data(&oracle_account(seed));
        let forged = world.new_key().pubkey();
        world.put_account(forged, ESCROW, bytes.clone());
        let outcome = world.send(&[with_account(good.clone(), index, forged)], &[&renter]);
        assert_refused(&outcome, InstructionError::IllegalOwner);
        let elsewhere = world.new_key().pubkey();
        world.put_account(elsewhere, io_tests::world::ORACLE, bytes);
        let outcome = world.send(&[with_account(good.clone(), index, elsewhere)], &[&renter]);
        // Anchor's ConstraintAddress.
        assert_error(&outcome, 2012);
    }
    let io_mint = world.io_mint;
    let outcome = world.send(&[with_account(good.clone(), 10, io_mint)], &[&renter]);
    assert_error(&outcome, errors::WRONG_PAYMENT_MINT);
    let own_io = world.give_io(&renter.pubkey(), 1);
    let outcome = world.send(&[with_account(good.clone(), 11, own_io)], &[&renter]);
    assert_error(&outcome, errors::WRONG_PAYMENT_MINT);
    // Another's tokens: the token program's OwnerMismatch.
    let others = associated(&other.pubkey(), &iosd_mint());
    let outcome = world.send(&[with_account(good.clone(), 11, others)], &[&renter]);
    assert_error(&outcome, 4);
    let outcome = world.send(&[unsigned(good.clone(), 0)], &[&other]);
    assert_refused(&outcome, InstructionError::MissingRequiredSignature);
    let stray = vault(&job(&renter.pubkey(), 2));
    let outcome = world.send(&[with_account(good.clone(), 9, stray)], &[&renter]);
    assert_refused(&outcome, InstructionError::InvalidSeeds);
    assert_sent(world.send(&[good], &[&renter]));
}
