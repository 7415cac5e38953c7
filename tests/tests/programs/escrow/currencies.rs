//! Jobs paid in IO and USDC, and in IOSD that are not wholly covered.

use io_tests::{
    cu,
    escrow::{
        Order, PRICE, WEEK, accept, close_in, close_lease, collect_fees_in, create_job_in, errors,
        job, lease, read_job, read_lease, start, treasury, vault, withdraw_in,
    },
    iosd::{iosd, iosd_mint},
    send::{assert_error, assert_sent},
    token::associated,
    world::{EMISSIONS, IOSD, World, pda},
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

const ORDER: Order = Order {
    gpus: 8,
    hours: 2,
    ..WEEK
};
const FUNDS: u64 = 100_000_000_000;

/// A renter with tokens of `mint`.
fn renter_of(world: &mut World, mint: &Pubkey) -> Keypair {
    let renter = world.wallet();
    let account = world.token_account(&renter.pubkey(), mint);
    world.give_tokens(&account, FUNDS);
    renter
}

struct Figures {
    rate: u64,
    /// Of both sides.
    fees: u64,
    burned: u64,
}

/// Two hours served and settled, fees collected, the job closed; to the unit.
fn serve(world: &mut World, mint: &Pubkey, books: (Pubkey, Pubkey), expected: &Figures) {
    let renter = renter_of(world, mint);
    let key = renter.pubkey();
    let host = world.host(8);
    let order = create_job_in(mint, &key, 1, &ORDER);
    assert_sent(world.send(&[order], &[&renter]));
    let job = job(&key, 1);
    let view = read_job(world, &job).unwrap();
    assert_eq!(view.rate, expected.rate);
    assert_eq!(view.deposit, 16 * expected.rate);
    let take = accept(world, &job, &host, 1);
    assert_sent(world.send(&[take], &[&host.supplier]));
    let lease = lease(&job, &host.device, view.created_ts);
    assert_sent(world.send(&[start(&key, &job, &lease)], &[&renter]));
    world.warp_hours(2);
    let epoch = world.ended_epoch();
    let usage = world.final_epoch(epoch, &[(lease, 7_200)]);
    let call = withdraw_in(mint, &job, &lease, &host.payee, &usage[0]);
    assert_sent(world.crank(call));
    let supply = world.supply(mint);
    let collect = collect_fees_in(mint, &job, books.0, books.1);
    let sent = assert_sent(world.crank(collect));
    if *mint == world.io_mint {
        cu::record("escrow.collect_fees.io", sent.units);
    }
    assert_eq!(supply - world.supply(mint), expected.burned);
    let to_treasury = world.token_balance(&associated(&treasury(), mint));
    assert_eq!(to_treasury, expected.fees - expected.burned);
    assert_sent(world.crank(close_lease(&job, &lease, &host)));
    assert_sent(world.crank(close_in(mint, &key, &job)));
    let gross = 16 * expected.rate;
    let back = world.token_balance(&associated(&key, mint));
    let earned = world.token_balance(&associated(&host.payee, mint));
    assert_eq!(FUNDS - back, earned + expected.fees);
    assert!(earned < gross && world.token_balance(&vault(&job)) == 0);
}

#[test]
fn in_io_at_the_lower_median_half_of_the_fees_burned_and_counted() {
    let mut world = World::with_escrow();
    let mint = world.io_mint;
    let before = world.emission().fees_burned;
    // $1.232 at $2: 0.616 IO; 25 basis points of 9.856 IO a side.
    let figures = Figures {
        rate: 61_600_000,
        fees: 2 * 2_464_000,
        burned: 2_464_000,
    };
    let books = (pda(&[b"emission"], &EMISSIONS), EMISSIONS);
    serve(&mut world, &mint, books, &figures);
    assert_eq!(world.emission().fees_burned - before, 2_464_000);
}

#[test]
fn in_usdc_with_the_payment_fee_all_to_the_treasury() {
    let mut world = World::with_escrow();
    let mint = world.usdc_mint;
    // 225 basis points of $19.712 a side.
    let figures = Figures {
        rate: 1_232_000,
        fees: 2 * 443_520,
        burned: 0,
    };
    serve(&mut world, &mint, (iosd(), IOSD), &figures);
}

#[test]
fn in_iosd_that_are_half_covered_at_twice_the_price() {
    let mut world = World::with_escrow();
    let mint = iosd_mint();
    // 400,000 IOSD, and 100,000 IO at $2 for them.
    let holder = world.wallet();
    let held = world.token_account(&holder.pubkey(), &mint);
    world.give_iosd(&held, 400_000_000_000);
    let burned = 10_000_000_000_000u64;
    world.edit(&iosd(), |data| {
        data[320..328].copy_from_slice(&burned.to_le_bytes());
    });
    let renter = world.wallet();
    let key = renter.pubkey();
    let account = world.token_account(&key, &mint);
    let transfer = io_tests::instruction::Ix::token(3)
        .writes(held)
        .writes(account)
        .signer(holder.pubkey())
        .u64(FUNDS);
    assert_sent(world.send(&[transfer.build()], &[&holder]));
    let order = Order {
        max_rate: 2_463_999,
        ..ORDER
    };
    let dear = create_job_in(&mint, &key, 1, &order);
    assert_error(&world.send(&[dear], &[&renter]), errors::RATE_ABOVE_MAX);
    let order = Order {
        max_rate: 2_464_000,
        ..ORDER
    };
    let good = create_job_in(&mint, &key, 1, &order);
    assert_sent(world.send(&[good], &[&renter]));
    assert_eq!(
        read_job(&world, &job(&key, 1)).unwrap().rate,
        2_464_000,
        "a dollar price at half cover"
    );
}

#[test]
fn no_other_mint_is_taken_nor_io_without_a_price() {
    let mut world = World::with_escrow();
    let stray = world.new_key().pubkey();
    world.put_mint(stray, 6, None, None, 0);
    let renter = renter_of(&mut world, &stray);
    let call = create_job_in(&stray, &renter.pubkey(), 1, &ORDER);
    assert_error(&world.send(&[call], &[&renter]), errors::WRONG_PAYMENT_MINT);
    let (io, usdc) = (world.io_mint, world.usdc_mint);
    world.put_board([PRICE; 7]);
    // The class has its price, IO has none.
    world.put_price_ring();
    let renter = renter_of(&mut world, &io);
    let call = create_job_in(&io, &renter.pubkey(), 1, &ORDER);
    assert_error(
        &world.send(&[call], &[&renter]),
        io_tests::oracle::error::NO_QUORUM_PRICE,
    );
    // Nor can a host promise what has no price; a job in USDC waits for one.
    let renter = renter_of(&mut world, &usdc);
    let call = create_job_in(&usdc, &renter.pubkey(), 1, &ORDER);
    assert_sent(world.send(&[call], &[&renter]));
    let host = world.host(8);
    let call = accept(&world, &job(&renter.pubkey(), 1), &host, 1);
    assert_error(
        &world.send(&[call.clone()], &[&host.supplier]),
        io_tests::oracle::error::NO_QUORUM_PRICE,
    );
    world.put_board([PRICE; 7]);
    assert_sent(world.send(&[call], &[&host.supplier]));
}

/// A frozen treasury holds up neither payment nor, in the end, the renter's rest.
#[test]
fn a_frozen_treasury_stops_nobody() {
    let mut world = World::with_escrow();
    let mint = world.usdc_mint;
    let renter = renter_of(&mut world, &mint);
    let key = renter.pubkey();
    let host = world.host(8);
    assert_sent(world.send(&[create_job_in(&mint, &key, 1, &ORDER)], &[&renter]));
    let job = job(&key, 1);
    let take = accept(&world, &job, &host, 1);
    assert_sent(world.send(&[take], &[&host.supplier]));
    let created_ts = read_job(&world, &job).unwrap().created_ts;
    let lease = lease(&job, &host.device, created_ts);
    assert_sent(world.send(&[start(&key, &job, &lease)], &[&renter]));
    // State 2 of a token account: frozen.
    world.edit(&associated(&treasury(), &mint), |data| data[108] = 2);
    world.warp_hours(2);
    let epoch = world.ended_epoch();
    let usage = world.final_epoch(epoch, &[(lease, 3_600)]);
    let pay = withdraw_in(&mint, &job, &lease, &host.payee, &usage[0]);
    assert_sent(world.crank(pay));
    assert!(read_lease(&world, &lease).unwrap().paid > 0);
    assert_sent(world.crank(close_lease(&job, &lease, &host)));
    // The token program's AccountFrozen.
    let collect = collect_fees_in(&mint, &job, iosd(), IOSD);
    assert_error(&world.crank(collect), 17);
    let close = close_in(&mint, &key, &job);
    assert_error(&world.crank(close.clone()), errors::FEES_DUE);
    world.warp(30 * 86_400 - 1);
    assert_error(&world.crank(close.clone()), errors::FEES_DUE);
    world.warp(1);
    assert_sent(world.crank(close));
    assert_eq!(world.token_balance(&vault(&job)), 0);
}
