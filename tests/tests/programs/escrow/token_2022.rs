//! Jobs paid in a dollar of Token-2022: which mints are taken, and a job's whole life in one.

use io_tests::{
    cu,
    escrow::{
        Order, PRICE, WEEK, accept, cancel_in, close_in, close_lease, collect_fees_in,
        create_job_in, errors, expire_in, expire_unpaid, extend, job, lease, read_job, start,
        treasury, vault, withdraw_in,
    },
    instruction::{Ix, with_account},
    iosd::{iosd, iosd_mint},
    send::{assert_error, assert_refused, assert_sent},
    token::TOKEN_PROGRAM,
    token_2022::{Extension, TOKEN_2022_PROGRAM, associated_2022, by_token_2022},
    world::{IOSD, SYSTEM_PROGRAM, World},
};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_transaction::InstructionError;

const ORDER: Order = Order {
    gpus: 8,
    hours: 2,
    ..WEEK
};
/// Base units of every renter.
const FUNDS: u64 = 100_000_000;
/// Micro-dollars per GPU-hour: the board's price at the best tier.
const RATE: u64 = PRICE / 100;

/// A network whose dollar is of Token-2022, and who mints it.
fn network() -> (World, Pubkey, Keypair) {
    let mut world = World::before_escrow();
    let key = world.new_key();
    let mint = key.pubkey();
    let issuer = world.mint_2022(&key, &Extension::harmless(&mint));
    world.usdc_mint = mint;
    assert_sent(world.initialize_escrow());
    // Added later, as a name may be: what was found plain is plain for ever.
    world.name_2022(&mint, &issuer);
    world.hold_2022(&mint, &issuer, &treasury(), 0);
    (world, mint, issuer)
}

/// A renter with dollars.
fn renter(world: &mut World, mint: &Pubkey, issuer: &Keypair) -> Keypair {
    let renter = world.wallet();
    world.hold_2022(mint, issuer, &renter.pubkey(), FUNDS);
    renter
}

fn held(world: &World, wallet: &Pubkey, mint: &Pubkey) -> u64 {
    world.token_balance(&associated_2022(wallet, mint))
}

#[test]
fn every_extension_that_touches_balances_is_refused_by_name() {
    let mut world = World::before_escrow();
    for (extension, code) in Extension::refused() {
        let key = world.new_key();
        world.usdc_mint = key.pubkey();
        let mut all = Extension::harmless(&key.pubkey());
        all.push(extension.clone());
        // Whether it is the only one or hides behind others.
        for list in [vec![extension.clone()], all] {
            let key = world.new_key();
            world.usdc_mint = key.pubkey();
            world.mint_2022(&key, &list);
            println!("{}", extension.name);
            assert_error(&world.initialize_escrow(), code);
        }
    }
    // One that is not known yet, in the place of a known one.
    let key = world.new_key();
    world.usdc_mint = key.pubkey();
    world.mint_2022(&key, &[Extension::metadata_pointer(&key.pubkey())]);
    world.edit(&key.pubkey(), |data| {
        data[166..168].copy_from_slice(&28u16.to_le_bytes());
    });
    assert_error(&world.initialize_escrow(), 7914);
    world.edit(&key.pubkey(), |data| data[166] = 18);
    assert_sent(world.initialize_escrow());
}

#[test]
fn a_mint_without_extensions_is_taken_and_a_token_account_is_none() {
    let mut world = World::before_escrow();
    let key = world.new_key();
    let issuer = world.mint_2022(&key, &[]);
    let wallet = world.wallet().pubkey();
    world.usdc_mint = world.hold_2022(&key.pubkey(), &issuer, &wallet, 1);
    assert_refused(
        &world.initialize_escrow(),
        InstructionError::InvalidAccountData,
    );
    world.usdc_mint = key.pubkey();
    assert_sent(world.initialize_escrow());
}

/// Ordered, leased, extended, paid twice, fees collected, closed: to the unit.
#[test]
fn a_whole_job_is_paid_in_it() {
    let (mut world, mint, issuer) = network();
    let renter = renter(&mut world, &mint, &issuer);
    let key = renter.pubkey();
    let host = world.host(8);
    world.hold_2022(&mint, &issuer, &host.payee, 0);
    let wallets = [key, host.payee, treasury()];
    let with = |instruction: Instruction| by_token_2022(instruction, &mint, &wallets);

    let order = with(create_job_in(&mint, &key, 1, &ORDER));
    let sent = assert_sent(world.send(&[order], &[&renter]));
    cu::record("escrow.create_job.token_2022", sent.units);
    let job = job(&key, 1);
    let view = read_job(&world, &job).unwrap();
    assert_eq!((view.rate, view.deposit), (RATE, 16 * RATE));
    let account = world.svm.get_account(&vault(&job)).unwrap();
    assert_eq!(account.owner, TOKEN_2022_PROGRAM);
    assert_eq!(world.data(&job)[8 + 218], 1, "clients are told");
    let take = accept(&world, &job, &host, 1);
    assert_sent(world.send(&[take], &[&host.supplier]));
    let lease = lease(&job, &host.device, view.created_ts);
    assert_sent(world.send(&[start(&key, &job, &lease)], &[&renter]));
    let more = with(extend(&mint, &key, &job, 1));
    assert_sent(world.send(&[more], &[&renter]));
    for hours in [1u64, 2] {
        world.warp_hours(hours);
        let served = if hours == 1 { 3_600 } else { 10_800 };
        let epoch = world.ended_epoch();
        let usage = world.final_epoch(epoch, &[(lease, served)]);
        let pay = with(withdraw_in(&mint, &job, &lease, &host.payee, &usage[0]));
        let sent = assert_sent(world.crank(pay));
        if hours == 1 {
            cu::record("escrow.withdraw.token_2022", sent.units);
        }
    }
    let earned = held(&world, &host.payee, &mint);
    assert_sent(world.crank(with(collect_fees_in(&mint, &job, iosd(), IOSD))));
    let fees = held(&world, &treasury(), &mint);
    assert_sent(world.crank(close_lease(&job, &lease, &host)));
    assert_sent(world.crank(with(close_in(&mint, &key, &job))));
    assert!(read_job(&world, &job).is_none());
    // 2.25% of each side, of which nothing is burned; each side's rounds to a unit.
    let gross = 24 * RATE;
    assert!(gross - earned >= gross * 225 / 10_000 && gross - earned <= gross * 225 / 10_000 + 2);
    assert_eq!(held(&world, &key, &mint), FUNDS - earned - fees);
    assert_eq!(world.token_balance(&vault(&job)), 0);
    assert_eq!(world.supply(&mint), FUNDS);
}

#[test]
fn what_is_not_served_comes_back_by_cancelling_or_by_expiry() {
    let (mut world, mint, issuer) = network();
    let renter = renter(&mut world, &mint, &issuer);
    let key = renter.pubkey();
    let with = |instruction: Instruction| by_token_2022(instruction, &mint, &[key]);
    for nonce in [1, 2] {
        let order = with(create_job_in(&mint, &key, nonce, &ORDER));
        assert_sent(world.send(&[order], &[&renter]));
    }
    let jobs = [job(&key, 1), job(&key, 2)];
    let end = with(cancel_in(&mint, &key, &jobs[0]));
    assert_sent(world.send(&[end], &[&renter]));
    world.warp_hours(24);
    assert_sent(world.crank(with(expire_in(&mint, &key, &jobs[1], None))));
    for job in jobs {
        assert_sent(world.crank(with(close_in(&mint, &key, &job))));
    }
    assert_eq!(held(&world, &key, &mint), FUNDS);
}

/// A renter whose account asks for a memo with each payment cannot keep a job from ending, nor a device hired: the rest
/// waits for it in the vault.
#[test]
fn a_renter_who_cannot_be_paid_holds_nobody_up() {
    let (mut world, mint, issuer) = network();
    let renter = renter(&mut world, &mint, &issuer);
    let key = renter.pubkey();
    let host = world.host(8);
    let with = |instruction: Instruction| by_token_2022(instruction, &mint, &[key]);
    let order = with(create_job_in(&mint, &key, 1, &ORDER));
    assert_sent(world.send(&[order], &[&renter]));
    let job = job(&key, 1);
    let created_ts = read_job(&world, &job).unwrap().created_ts;
    let take = accept(&world, &job, &host, 1);
    assert_sent(world.send(&[take], &[&host.supplier]));
    // MemoTransfer: the account grows by the extension, then asks.
    let account = associated_2022(&key, &mint);
    let grow = Ix::bare(TOKEN_2022_PROGRAM)
        .writes(account)
        .payer(key)
        .reads(SYSTEM_PROGRAM)
        .signer(key)
        .raw(&[29])
        .u16(8);
    let memos = |on: u8| {
        let ask = Ix::bare(TOKEN_2022_PROGRAM).writes(account).signer(key);
        ask.raw(&[30, on]).build()
    };
    assert_sent(world.send(&[grow.build(), memos(0)], &[&renter]));
    world.warp_hours(2);
    let paid = with(expire_in(&mint, &key, &job, None));
    // The token program's `NoMemo`.
    assert_error(&world.crank(paid), 36);
    let before = held(&world, &key, &mint);
    assert_sent(world.crank(with(expire_unpaid(&mint, &job, None))));
    let view = read_job(&world, &job).unwrap();
    assert_eq!((view.status, view.refunded, view.deposit), (4, 0, 0));
    let lease = lease(&job, &host.device, created_ts);
    assert_sent(world.crank(close_lease(&job, &lease, &host)));
    let close = with(close_in(&mint, &key, &job));
    assert_error(&world.crank(close.clone()), 36);
    assert_sent(world.send(&[memos(1)], &[&renter]));
    world.svm.expire_blockhash();
    assert_sent(world.crank(close));
    assert_eq!(held(&world, &key, &mint), FUNDS);
    assert!(before < FUNDS);
}

/// The token program is the mint's, whatever a transaction says.
#[test]
fn another_token_program_is_refused() {
    let (mut world, mint, issuer) = network();
    let renter = renter(&mut world, &mint, &issuer);
    let key = renter.pubkey();
    let order = by_token_2022(create_job_in(&mint, &key, 1, &ORDER), &mint, &[key]);
    let fake = world.new_key().pubkey();
    for program in [TOKEN_PROGRAM, fake, IOSD] {
        let forged = with_account(order.clone(), 12, program);
        let outcome = world.send(&[forged], &[&renter]);
        // The creation of the vault calls the mint's program, which is not there.
        assert_refused(&outcome, InstructionError::MissingAccount);
    }
    // A copy of the mint that another program holds.
    let copy = world.new_key().pubkey();
    let data = world.data(&mint);
    world.put_account(copy, IOSD, data.clone());
    let forged = with_account(order.clone(), 10, copy);
    let outcome = world.send(&[forged], &[&renter]);
    assert_refused(&outcome, InstructionError::IllegalOwner);
    // Another mint of the same program.
    let other = world.new_key().pubkey();
    world.put_account(other, TOKEN_2022_PROGRAM, data);
    let forged = with_account(order.clone(), 10, other);
    let outcome = world.send(&[forged], &[&renter]);
    assert_error(&outcome, errors::WRONG_PAYMENT_MINT);
    assert_sent(world.send(&[order], &[&renter]));
    let job = job(&key, 1);
    let classic = cancel_in(&mint, &key, &job);
    let account = associated_2022(&key, &mint);
    for program in [TOKEN_PROGRAM, fake, IOSD] {
        let forged = with_account(with_account(classic.clone(), 3, account), 4, program);
        let outcome = world.send(&[forged], &[&renter]);
        assert_refused(&outcome, InstructionError::IncorrectProgramId);
    }
    // A mint of SPL Token with its program.
    let forged = with_account(with_account(classic, 3, account), 5, iosd_mint());
    let outcome = world.send(&[forged], &[&renter]);
    assert_error(&outcome, errors::WRONG_PAYMENT_MINT);
}
