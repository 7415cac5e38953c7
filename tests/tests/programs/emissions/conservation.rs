//! `assert_conservation` on a chain where all the money has moved, and on one with each total bent.
use io_core::units::MONTH_S;
use io_tests::{
    cu,
    emissions::{
        self, Record, assert_conservation, claim_vested, count_tokens, errors, mint_grant,
    },
    instruction::with_account,
    iosd,
    oracle::{instructions as oracle, world::params},
    send::{assert_error, assert_sent},
    staking,
    token::associated,
    world::{GENESIS_TS, ORACLE, World, pda},
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

const IO: u64 = 100_000_000;
const IOSD: u64 = 1_000_000;
/// Place of `Oracle::sealed_rewards_sum`, discriminator included.
const SEALED_SUM: usize = 8 + 324;

/// All programs initialized; every allocation minted, hours accrued, IO staked, burned, redeemed and
/// locked in requests, fees burned of both tokens, a part vested and paid.
fn scene() -> (World, Keypair) {
    let mut world = World::with_iosd();
    let authority = world.authority.insecure_clone();
    let (key, mint) = (authority.pubkey(), world.io_mint);
    assert_sent(world.send(&[oracle::initialize(&key, mint, &params())], &[&authority]));
    let owner = world.wallet();
    let who = owner.pubkey();
    let io = world.token_account(&who, &mint);
    world.token_account(&who, &iosd::iosd_mint());
    for allocation in 0..3u8 {
        assert_sent(world.send(&[mint_grant(key, mint, allocation, who)], &[&authority]));
    }
    for allocation in 3..5u8 {
        let liquid = emissions::mint_allocation(key, mint, io, allocation);
        assert_sent(world.send(&[liquid], &[&authority]));
    }
    world.mint_iosd(&owner, 1_000 * IO, 100_000_000);
    assert_sent(world.redeem_in(&owner, 1, 100 * IOSD, 1));
    let index = world.next_price(100_000_000);
    assert_sent(world.execute(&who, 1, index));
    assert_sent(world.redeem_in(&owner, 2, 50 * IOSD, 1));
    assert_sent(world.request_in(&owner, 3, 50 * IO, 1));
    let dollars = associated(&who, &iosd::iosd_mint());
    assert_sent(world.send(
        &[
            iosd::burn_fees(&who, &dollars, 3 * IOSD),
            count_tokens("burn_fees", who, mint, io, 7 * IO),
        ],
        &[&owner],
    ));
    let vested = i64::try_from(13 * MONTH_S).expect("fits");
    world.set_clock(GENESIS_TS + vested, 40_000_000);
    assert_sent(world.send(&[claim_vested(who, 0, io)], &[&owner]));
    world.accrue();
    (world, owner)
}

fn check(world: &mut World) -> io_tests::send::Outcome {
    let anyone = world.wallet();
    world.send(&[assert_conservation(world.io_mint)], &[&anyone])
}

/// Bends the u64 at `at` of an account, checks that the assertion names it, and bends it back.
#[track_caller]
fn bent(world: &mut World, account: Pubkey, at: usize, by: i64, code: u32) {
    let bend = |world: &mut World, by: i64| {
        world.edit(&account, |data| {
            let word: [u8; 8] = data[at..at + 8].try_into().expect("8 bytes");
            let value = u64::from_le_bytes(word)
                .checked_add_signed(by)
                .expect("fits");
            data[at..at + 8].copy_from_slice(&value.to_le_bytes());
        });
    };
    bend(world, by);
    assert_error(&check(world), code);
    bend(world, -by);
    assert_sent(check(world));
}

#[test]
fn everything_is_conserved_where_all_the_money_moved() {
    let (mut world, _) = scene();
    let sent = assert_sent(check(&mut world));
    cu::record("emissions.assert_conservation", sent.units);
    assert!(
        sent.logs
            .iter()
            .any(|line| line.starts_with("Program data: ")),
        "the figures are logged"
    );
    let emission = world.emission();
    let ledger = io_core::units::GENESIS_SUPPLY + emission.emitted + emission.redeemed
        - emission.burned_for_iosd
        - emission.fees_burned;
    assert_eq!(world.supply(&world.io_mint), ledger, "to the unit");
    let books = iosd::books(&world);
    assert_eq!(
        world.supply(&iosd::iosd_mint()),
        books.minted_iosd - books.redeemed_iosd - books.fees_burned_iosd
    );
    assert_eq!(
        (emission.fees_burned, books.fees_burned_iosd),
        (7 * IO, 3 * IOSD)
    );
    assert!(emission.redeemed > 0 && books.locked_io > 0 && books.locked_iosd > 0);
}

/// Burning one's own tokens unasked leaves the ledger above the supply, which is no fault.
#[test]
fn a_holder_may_burn_on_its_own() {
    let (mut world, _) = scene();
    let mint = world.io_mint;
    world.edit(&mint, |data| {
        let word: [u8; 8] = data[36..44].try_into().expect("8 bytes");
        let less = u64::from_le_bytes(word) - IO;
        data[36..44].copy_from_slice(&less.to_le_bytes());
    });
    assert_sent(check(&mut world));
}

/// Every total and every vault, one unit off where it matters, is refused by its own name.
#[test]
fn each_total_is_named_when_it_does_not_hold() {
    let (mut world, _) = scene();
    let (emission, mint) = (emissions::emission(), world.io_mint);
    let (pool, money) = (staking::pool(), iosd::iosd());
    const AMOUNT: usize = 64;
    const SUPPLY: usize = 36;
    let cases = [
        (emission, 8 + 264, 1, errors::EMITTED_OFF_SCHEDULE),
        (emission, 8 + 264, -1, errors::EMITTED_OFF_SCHEDULE),
        (
            emission,
            8 + 312,
            1_000 * 100_000_000,
            errors::REDEEMED_ABOVE_BURNED,
        ),
        (mint, SUPPLY, 1, errors::SUPPLY_ABOVE_LEDGER),
        (emission, 8 + 320, 1, errors::SUPPLY_ABOVE_LEDGER),
        (pool, 504, 1, errors::SUPPLY_ABOVE_LEDGER),
        (emission, 8 + 296, 1, errors::CLAIMED_ABOVE_SETTLED),
        (
            emissions::supplier_vault(),
            AMOUNT,
            -1,
            errors::SUPPLIER_VAULT_SHORT,
        ),
        (
            emissions::reserve_vault(),
            AMOUNT,
            -1,
            errors::CPU_RESERVE_SHORT,
        ),
        (
            emissions::allocation_vault(0),
            AMOUNT,
            -1,
            errors::ALLOCATION_VAULT_SHORT,
        ),
        (
            emissions::allocation_vault(1),
            AMOUNT,
            -1,
            errors::ALLOCATION_VAULT_SHORT,
        ),
        (
            emissions::allocation_vault(2),
            AMOUNT,
            -1,
            errors::ALLOCATION_VAULT_SHORT,
        ),
        (emissions::grant(0), 120, -1, errors::ALLOCATION_VAULT_SHORT),
        (pool, 176, 1, errors::STAKE_VAULT_SHORT),
        (pool, 184, 1, errors::STAKE_VAULT_SHORT),
        (pool, 192, 1, errors::STAKE_VAULT_SHORT),
        (pool, 496, 1, errors::STAKE_VAULT_SHORT),
        (
            staking::reward_vault(),
            AMOUNT,
            -1,
            errors::REWARD_VAULT_SHORT,
        ),
        (pool, 240, 1, errors::REWARD_VAULT_SHORT),
        (money, 320, 1, errors::IOSD_BOOKS_DIFFER),
        (money, 336, -1, errors::IOSD_BOOKS_DIFFER),
        (
            iosd::iosd_mint(),
            SUPPLY,
            1,
            errors::IOSD_SUPPLY_ABOVE_LEDGER,
        ),
        (money, 424, 1, errors::IOSD_SUPPLY_ABOVE_LEDGER),
        (iosd::io_vault(), AMOUNT, -1, errors::IOSD_VAULT_SHORT),
        (iosd::iosd_vault(), AMOUNT, -1, errors::IOSD_VAULT_SHORT),
        (money, 352, 1, errors::IOSD_VAULT_SHORT),
    ];
    for (account, at, by, code) in cases {
        bent(&mut world, account, at, by, code);
    }
    // A settlement above what suppliers were emitted.
    let gpu = i64::try_from(world.emission().gpu_total).expect("fits");
    let oracle = pda(&[b"oracle"], &ORACLE);
    bent(
        &mut world,
        oracle,
        SEALED_SUM,
        gpu + 1,
        errors::SETTLED_ABOVE_EMISSION,
    );
}

#[test]
fn it_wants_the_hours_accrued_and_the_right_accounts() {
    let (mut world, owner) = scene();
    world.warp_hours(1);
    assert_error(&check(&mut world), errors::ACCRUE_FIRST);
    world.accrue();
    let good = assert_conservation(world.io_mint);
    let stranger = owner.pubkey();
    for (at, code) in [
        (1, errors::WRONG_MINT),
        (2, errors::WRONG_VAULT),
        (3, errors::WRONG_VAULT),
        (4, errors::WRONG_VAULT),
        (5, errors::WRONG_VAULT),
        (6, errors::WRONG_VAULT),
        (7, errors::WRONG_BOOKS),
        (8, errors::WRONG_BOOKS),
        (9, errors::WRONG_BOOKS),
        (11, errors::WRONG_BOOKS),
        (12, errors::WRONG_VAULT),
        (13, errors::WRONG_VAULT),
        (14, errors::WRONG_BOOKS),
        (15, errors::WRONG_MINT),
        (16, errors::WRONG_VAULT),
        (17, errors::WRONG_VAULT),
    ] {
        let outcome = world.send(&[with_account(good.clone(), at, stranger)], &[&owner]);
        assert_error(&outcome, code);
    }
    assert_sent(world.send(&[good], &[&owner]));
}

/// Before the vesting allocations are minted their accounts need not exist.
#[test]
fn it_holds_at_genesis() {
    let mut world = World::with_iosd();
    let authority = world.authority.insecure_clone();
    let instruction = oracle::initialize(&authority.pubkey(), world.io_mint, &params());
    assert_sent(world.send(&[instruction], &[&authority]));
    assert_sent(check(&mut world));
    // A record of another epoch changes nothing: the oracle's own account is what is read.
    let root = io_core::merkle_sum::Node {
        hash: [1; 32],
        sum: 5,
    };
    world.put_record(&Record {
        status: 2,
        epoch: 1,
        root,
        n_leaves: 1,
        final_ts: 0,
    });
    assert_sent(check(&mut world));
}
