use io_tests::{
    cu,
    escrow::{
        Order, Usage, WEEK, WEEK_DEPOSIT, WEEK_FEE, close, close_lease, collect_fees, errors,
        read_job, read_lease, treasury, vault, withdraw,
    },
    instruction::with_account,
    iosd::iosd_mint,
    send::{MAX_TRANSACTION_BYTES, assert_error, assert_refused, assert_sent},
    token::associated,
    world::{EMISSIONS, ESCROW, ORACLE, World, pda},
};
use solana_signer::Signer;
use solana_transaction::InstructionError;

const HOUR: Order = Order {
    gpus: 8,
    hours: 2,
    ..WEEK
};

#[test]
fn attested_seconds_are_paid_with_the_fees_of_both_sides() {
    let mut world = World::with_escrow();
    let renter = world.renter(WEEK_DEPOSIT + WEEK_FEE);
    let (a, b) = (world.host(8), world.host(8));
    let (job, leases) = world.running_job(&renter, 1, &WEEK, &[&a, &b]);
    let supply = world.supply(&iosd_mint());
    world.warp_hours(3);
    let epoch = world.ended_epoch();
    let usage = world.final_epoch(epoch, &[(leases[0], 10_000), (leases[1], 3 * 3_600)]);
    let instruction = withdraw(&job, &leases[0], &a.payee, &usage[0]);
    let sent = assert_sent(world.crank(instruction.clone()));
    cu::record("escrow.withdraw", sent.units);
    assert!(sent.bytes <= MAX_TRANSACTION_BYTES, "{} bytes", sent.bytes);
    // ⌊10,000 · 1,232,000 · 8 / 3,600⌋ gross; 25 basis points up from the supplier, down from the
    // renter; half of both burned.
    let gross = 27_377_777;
    let (supplier_fee, renter_fee) = (68_445, 68_444);
    let burned = (supplier_fee + renter_fee) / 2;
    let to_treasury = supplier_fee + renter_fee - burned;
    let paid = world.token_balance(&associated(&a.payee, &iosd_mint()));
    assert_eq!(paid, gross - supplier_fee);
    let view = read_job(&world, &job).unwrap();
    assert_eq!((view.paid, view.fee_paid), (gross, renter_fee));
    assert_eq!((view.burn_due, view.treasury_due), (burned, to_treasury));
    let left = WEEK_DEPOSIT + WEEK_FEE - gross - renter_fee;
    let fees = supplier_fee + renter_fee;
    assert_eq!(world.token_balance(&vault(&job)), left + fees);
    assert_error(&world.crank(instruction), errors::NOTHING_DUE);
    // The fees wait in the vault for whoever moves them.
    let sent = assert_sent(world.crank(collect_fees(&job)));
    cu::record("escrow.collect_fees", sent.units);
    assert_eq!(
        world.token_balance(&associated(&treasury(), &iosd_mint())),
        to_treasury
    );
    assert_eq!(world.supply(&iosd_mint()), supply - burned);
    assert_eq!(world.token_balance(&vault(&job)), left);
    assert_error(&world.crank(collect_fees(&job)), errors::NOTHING_DUE);
    // The other lease's part is its own.
    let own = withdraw(&job, &leases[1], &b.payee, &usage[1]);
    assert_sent(world.crank(own));
    assert_eq!(
        read_lease(&world, &leases[1]).unwrap().paid,
        3 * 8 * 1_232_000
    );
}

#[test]
fn seconds_beyond_the_clock_do_not_count() {
    let mut world = World::with_escrow();
    let renter = world.renter(WEEK_DEPOSIT);
    let host = world.host(8);
    let (job, leases) = world.running_job(&renter, 1, &HOUR, &[&host]);
    world.warp(1_800);
    let epoch = world.ended_epoch();
    let usage = world.final_epoch(epoch, &[(leases[0], u64::MAX)]);
    assert_sent(world.crank(withdraw(&job, &leases[0], &host.payee, &usage[0])));
    let lease = read_lease(&world, &leases[0]).unwrap();
    assert_eq!((lease.paid_s, lease.paid), (1_800, 8 * 616_000));
    world.warp_hours(10);
    let epoch = world.ended_epoch();
    let usage = world.final_epoch(epoch, &[(leases[0], u64::MAX)]);
    assert_sent(world.crank(withdraw(&job, &leases[0], &host.payee, &usage[0])));
    let lease = read_lease(&world, &leases[0]).unwrap();
    assert_eq!(
        (lease.status, lease.paid_s, lease.paid),
        (2, 7_200, 2 * 8 * 1_232_000)
    );
    let again = withdraw(&job, &leases[0], &host.payee, &usage[0]);
    assert_error(&world.crank(again), errors::LEASE_SETTLED);
}

#[test]
fn forged_usage_is_refused() {
    let mut world = World::with_escrow();
    let renter = world.renter(2 * WEEK_DEPOSIT);
    let (a, b) = (world.host(8), world.host(8));
    let (job, leases) = world.running_job(&renter, 1, &WEEK, &[&a, &b]);
    world.warp_hours(3);
    let epoch = world.ended_epoch();
    let usage = world.final_epoch(epoch, &[(leases[0], 100), (leases[1], 9_000)]);
    let pay = |usage: &Usage| withdraw(&job, &leases[0], &a.payee, usage);
    let mut more = usage[0].clone();
    more.cumulative_s = 9_000;
    assert_error(&world.crank(pay(&more)), errors::BAD_USAGE_PROOF);
    // The other lease's leaf.
    assert_error(&world.crank(pay(&usage[1])), errors::BAD_USAGE_PROOF);
    let mut moved = usage[0].clone();
    moved.index = 1;
    assert_error(&world.crank(pay(&moved)), errors::BAD_USAGE_PROOF);
    let mut first = usage[0].clone();
    first.first_hour_s = 0;
    assert_error(&world.crank(pay(&first)), errors::BAD_USAGE_PROOF);
    for length in [0, 32 * 19, 32 * 20 - 1] {
        let mut short = usage[0].clone();
        short.proof.truncate(length);
        assert_error(&world.crank(pay(&short)), errors::PROOF_LENGTH);
    }
    let bytes = world.data(&usage[0].record);
    let mut forged = usage[0].clone();
    forged.record = world.new_key().pubkey();
    world.put_account(forged.record, ESCROW, bytes);
    assert_refused(&world.crank(pay(&forged)), InstructionError::IllegalOwner);
    let mut open = usage[0].clone();
    let root = [0; 32];
    open.record = world.put_epoch(epoch + 1, root, 1, 0);
    assert_error(&world.crank(pay(&open)), errors::EPOCH_NOT_FINAL);
    let later = world.now() + 1;
    open.record = world.put_epoch(epoch + 1, root, 2, later);
    assert_error(&world.crank(pay(&open)), errors::EPOCH_NOT_FINAL);
    open.record = world.put_epoch(epoch + 1, root, 3, 0);
    assert_error(&world.crank(pay(&open)), errors::EPOCH_NOT_FINAL);
    assert_sent(world.crank(pay(&usage[0])));
}

#[test]
fn payments_go_to_payee_and_treasury_only() {
    let mut world = World::with_escrow();
    let renter = world.renter(4 * WEEK_DEPOSIT);
    let (a, b) = (world.host(8), world.host(8));
    let (job, leases) = world.running_job(&renter, 1, &HOUR, &[&a]);
    let (job_b, leases_b) = world.running_job(&renter, 2, &HOUR, &[&b]);
    world.warp_hours(1);
    let epoch = world.ended_epoch();
    let usage = world.final_epoch(epoch, &[(leases[0], 100), (leases_b[0], 100)]);
    let good = withdraw(&job, &leases[0], &a.payee, &usage[0]);
    let mint = iosd_mint();
    let thief = world.renter(1);
    let thief_account = associated(&thief.pubkey(), &mint);
    let side_account = world.new_key().pubkey();
    world.put_token_account(side_account, mint, a.payee);
    let payee_io = world.give_io(&a.payee, 1);
    let cases = [
        (1, leases_b[0], errors::WRONG_LEASE),
        (0, job_b, errors::WRONG_LEASE),
        (4, vault(&job_b), errors::WRONG_VAULT),
        (5, thief_account, errors::WRONG_TOKEN_OWNER),
        (5, side_account, errors::NOT_THE_ASSOCIATED_ACCOUNT),
        (5, payee_io, errors::WRONG_TOKEN_MINT),
        // One account in two written places.
        (5, vault(&job), 2040),
    ];
    for (index, key, code) in cases {
        assert_error(&world.crank(with_account(good.clone(), index, key)), code);
    }
    for (index, forged_owner) in [(0, ORACLE), (1, ORACLE)] {
        let bytes = world.data(&good.accounts[index].pubkey);
        let forged = world.new_key().pubkey();
        world.put_account(forged, forged_owner, bytes);
        let outcome = world.crank(with_account(good.clone(), index, forged));
        assert_refused(&outcome, InstructionError::IllegalOwner);
    }
    assert_sent(world.crank(good));
    let good = collect_fees(&job);
    let treasury_io = world.give_io(&treasury(), 1);
    let cases = [
        (0, job_b, errors::NOTHING_DUE),
        (2, vault(&job_b), errors::WRONG_VAULT),
        (3, thief_account, errors::WRONG_TREASURY),
        (3, treasury_io, errors::WRONG_TREASURY),
        (4, world.io_mint, errors::WRONG_PAYMENT_MINT),
        (5, pda(&[b"emission"], &EMISSIONS), errors::WRONG_BOOKS),
    ];
    for (index, key, code) in cases {
        assert_error(&world.crank(with_account(good.clone(), index, key)), code);
    }
    assert_sent(world.crank(good));
}

#[test]
fn a_served_job_settles_and_closes_to_the_unit() {
    let mut world = World::with_escrow();
    let funds = WEEK_DEPOSIT;
    let renter = world.renter(funds);
    let host = world.host(8);
    let (job, leases) = world.running_job(&renter, 1, &HOUR, &[&host]);
    world.warp_hours(2);
    let epoch = world.ended_epoch();
    let usage = world.final_epoch(epoch, &[(leases[0], 7_140)]);
    assert_error(
        &world.crank(close_lease(&job, &leases[0], &host)),
        errors::LEASE_NOT_SETTLED,
    );
    assert_error(
        &world.crank(close(&renter.pubkey(), &job)),
        errors::LEASES_OPEN,
    );
    assert_sent(world.crank(withdraw(&job, &leases[0], &host.payee, &usage[0])));
    let sent = assert_sent(world.crank(close_lease(&job, &leases[0], &host)));
    cu::record("escrow.close_lease", sent.units);
    // A donation does not block the close; it goes where the rest goes.
    world.give_iosd(&vault(&job), 7);
    assert_sent(world.crank(collect_fees(&job)));
    let sent = assert_sent(world.crank(close(&renter.pubkey(), &job)));
    cu::record("escrow.close", sent.units);
    assert_eq!(read_job(&world, &job), None);
    assert_eq!(world.token_balance(&vault(&job)), 0);
    // ⌊7,140 · 1,232,000 · 8 / 3,600⌋ and 25 basis points of it, rounded down.
    let gross = 19_547_733;
    let spent = gross + gross * 25 / 10_000;
    let back = world.token_balance(&associated(&renter.pubkey(), &iosd_mint()));
    assert_eq!(back, funds - spent + 7);
}
