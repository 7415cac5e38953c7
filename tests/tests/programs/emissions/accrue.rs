use io_core::{
    emission::{LAST_EPOCH, Split, Totals, cumulative, epoch_emission},
    units::EMISSION_CAP,
};
use io_tests::{
    cu,
    emissions::{self, CPU_BPS, STAKERS_BPS, errors},
    instruction::with_account,
    send::{assert_error, assert_refused, assert_sent},
    staking::{reward_vault, stake_vault},
    world::{EPOCH_S, GENESIS_TS, STAKING, World},
};
use proptest::{prelude::*, test_runner::Config};
use solana_signer::Signer;
use solana_transaction::InstructionError;

fn split() -> Split {
    Split::genesis(STAKERS_BPS, CPU_BPS).expect("the test shares are in range")
}

/// The books, the vaults and the mint all say `totals`.
#[track_caller]
fn check(world: &World, epoch: u64, totals: &Totals) {
    let emission = world.emission();
    assert_eq!(emission.accrued_epoch, epoch);
    assert_eq!(emission.emitted, totals.emitted);
    assert_eq!(emission.stakers_total, totals.stakers);
    assert_eq!(emission.gpu_total, totals.gpu);
    assert_eq!(emission.cpu_total, totals.cpu);
    assert_eq!(
        world.token_balance(&emissions::supplier_vault()),
        totals.gpu
    );
    assert_eq!(world.token_balance(&emissions::reserve_vault()), totals.cpu);
    assert_eq!(world.token_balance(&reward_vault()), totals.stakers);
    assert_eq!(world.supply(&world.io_mint), totals.emitted);
}

fn crank(world: &mut World) -> u64 {
    let authority = world.authority.insecure_clone();
    assert_sent(world.send(&[emissions::accrue(world.io_mint)], &[&authority])).units
}

/// Given a completed hour, when anyone cranks, then exactly E(1) is minted in its three parts.
#[test]
fn the_first_hour() {
    let mut world = World::with_emission();
    world.warp(i64::from(EPOCH_S) - 1);
    crank(&mut world);
    check(&world, 0, &Totals::default());
    world.warp(1);
    let units = crank(&mut world);
    cu::record("emissions.accrue.1h", units);
    let totals = split().totals(1).expect("in range");
    assert_eq!(totals.emitted, 456_621_004_566, "4,566.21004566 IO");
    check(&world, 1, &totals);
    // Replayed within the hour, it does nothing.
    let units = crank(&mut world);
    cu::record("emissions.accrue.idle", units);
    check(&world, 1, &totals);
}

/// Given ten thousand hours without a crank, when one comes, then it pays what ten thousand would.
#[test]
fn ten_thousand_hours_at_once() {
    let mut world = World::with_emission();
    world.warp_hours(10_000);
    cu::record("emissions.accrue.10000h", crank(&mut world));
    check(&world, 10_000, &split().totals(10_000).expect("in range"));
}

/// Given the whole schedule, when it is over, then 300M IO are out and later hours pay nothing.
#[test]
fn the_schedule_ends_at_the_cap() {
    let mut world = World::with_emission();
    world.warp_hours(LAST_EPOCH - 1);
    crank(&mut world);
    let before = world.emission().emitted;
    world.warp_hours(1);
    crank(&mut world);
    assert_eq!(
        world.emission().emitted - before,
        40_012_944_252,
        "400.12944252 IO"
    );
    assert_eq!(world.emission().emitted, EMISSION_CAP);
    world.warp_hours(1_000);
    crank(&mut world);
    assert_eq!(world.emission().emitted, EMISSION_CAP);
    assert_eq!(epoch_emission(LAST_EPOCH + 1), 0);
    assert_eq!(world.supply(&world.io_mint), EMISSION_CAP);
}

#[test]
fn accrue_refuses_other_vaults_and_mints() {
    let mut world = World::with_emission();
    let mint = world.io_mint;
    let authority = world.authority.insecure_clone();
    world.warp_hours(1);
    let good = emissions::accrue(mint);
    for (at, key, code) in [
        (1, stake_vault(), errors::WRONG_MINT),
        (2, stake_vault(), errors::WRONG_VAULT),
        (3, stake_vault(), errors::WRONG_VAULT),
        (4, stake_vault(), errors::WRONG_VAULT),
    ] {
        let outcome = world.send(&[with_account(good.clone(), at, key)], &[&authority]);
        assert_error(&outcome, code);
    }
    // One vault twice would mint two parts into it.
    let twice = with_account(good.clone(), 3, emissions::supplier_vault());
    assert_error(&world.send(&[twice], &[&authority]), 2040);
    // Another program's copy of the emission account.
    let fake = world.new_key().pubkey();
    let data = world.data(&emissions::emission());
    world.put_account(fake, STAKING, data);
    let outcome = world.send(&[with_account(good.clone(), 0, fake)], &[&authority]);
    assert_refused(&outcome, InstructionError::IllegalOwner);
    // Another token program.
    let outcome = world.send(&[with_account(good.clone(), 5, STAKING)], &[&authority]);
    assert_refused(&outcome, InstructionError::IncorrectProgramId);
    check(&world, 0, &Totals::default());
}

#[test]
fn a_clock_that_runs_back_mints_nothing() {
    let mut world = World::with_emission();
    let authority = world.authority.insecure_clone();
    world.warp_hours(5);
    crank(&mut world);
    world.set_clock(GENESIS_TS + i64::from(EPOCH_S), 5_000);
    let outcome = world.send(&[emissions::accrue(world.io_mint)], &[&authority]);
    assert_error(&outcome, errors::CLOCK_BEHIND);
    world.set_clock(GENESIS_TS - 1, 5_001);
    let outcome = world.send(&[emissions::accrue(world.io_mint)], &[&authority]);
    assert_error(&outcome, errors::CLOCK_BEHIND);
}

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    /// Any pattern of cranks, with the shares changed on the way, pays what hourly cranks would.
    #[test]
    fn totals_do_not_depend_on_the_cranks(
        gaps in prop::collection::vec(prop_oneof![1..4u64, 100..9_000u64], 1..12),
        change_at in 0..12usize,
        stakers_bps in 0..=10_000u16,
        cpu_bps in 0..=10_000u16,
    ) {
        let mut world = World::with_emission();
        let authority = world.authority.insecure_clone();
        let mut split = split();
        let mut epoch = 0;
        for (i, gap) in gaps.into_iter().enumerate() {
            world.warp_hours(gap);
            epoch += gap;
            crank(&mut world);
            check(&world, epoch, &split.totals(epoch).expect("in range"));
            if i == change_at {
                let change = emissions::set_split(authority.pubkey(), stakers_bps, cpu_bps);
                assert_sent(world.send(&[change], &[&authority]));
                split = split.with_change(stakers_bps, cpu_bps, epoch + 1).expect("in range");
            }
        }
        prop_assert_eq!(world.emission().emitted, cumulative(epoch));
    }
}
