//! Shares that change again and again: what anyone gets does not depend on when anyone cranks.
use io_core::emission::{Split, cumulative};
use io_tests::{
    emissions::{self, CPU_BPS, STAKERS_BPS},
    send::assert_sent,
    staking::reward_vault,
    world::World,
};
use proptest::{prelude::*, test_runner::Config};
use solana_signer::Signer;

#[derive(Clone, Debug)]
struct Change {
    /// Hours until it is made.
    after: u64,
    stakers_bps: u16,
    cpu_bps: u16,
}

fn change() -> impl Strategy<Value = Change> {
    let bps = || prop_oneof![Just(0u16), Just(10_000u16), 0..=10_000u16];
    // 0: a second change within the hour, which replaces the first.
    (prop_oneof![2 => Just(0u64), 5 => 1..60u64], bps(), bps()).prop_map(
        |(after, stakers_bps, cpu_bps)| Change {
            after,
            stakers_bps,
            cpu_bps,
        },
    )
}

/// Makes the changes, cranking in the hours for which `cranked` holds; then lets `rest` hours pass.
fn run(changes: &[Change], rest: u64, cranked: impl Fn(u64) -> bool) -> World {
    let mut world = World::with_emission();
    let authority = world.authority.insecure_clone();
    let mut hour = 0;
    let mut pass = |world: &mut World, hours: u64| {
        for _ in 0..hours {
            world.warp_hours(1);
            hour += 1;
            if cranked(hour) {
                world.accrue();
            }
        }
    };
    for change in changes {
        pass(&mut world, change.after);
        // A change wants the hours before it paid out.
        world.accrue();
        let key = authority.pubkey();
        let split = emissions::set_split(key, change.stakers_bps, change.cpu_bps);
        assert_sent(world.send(&[split], &[&authority]));
    }
    pass(&mut world, rest);
    world.accrue();
    world
}

/// Books and vaults.
fn figures(world: &World) -> (emissions::EmissionView, [u64; 4]) {
    let vaults = [
        world.token_balance(&emissions::supplier_vault()),
        world.token_balance(&emissions::reserve_vault()),
        world.token_balance(&reward_vault()),
        world.supply(&world.io_mint),
    ];
    (world.emission(), vaults)
}

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    #[test]
    fn totals_do_not_depend_on_the_cranks_through_many_changes(
        changes in prop::collection::vec(change(), 1..8),
        rest in 1..40u64,
        pattern in prop::collection::vec(any::<bool>(), 1..40),
    ) {
        let hourly = run(&changes, rest, |_| true);
        let never = run(&changes, rest, |_| false);
        let at_random = run(&changes, rest, |hour| {
            pattern[usize::try_from(hour).expect("fits") % pattern.len()]
        });
        let expected = figures(&hourly);
        prop_assert_eq!(&figures(&never), &expected);
        prop_assert_eq!(&figures(&at_random), &expected);

        // And both are what the rule says, hour by hour: each hour has the shares of its own time.
        let mut split = Split::genesis(STAKERS_BPS, CPU_BPS).expect("in range");
        let mut epoch = 0;
        for change in &changes {
            epoch += change.after;
            split = split
                .with_change(change.stakers_bps, change.cpu_bps, epoch + 1)
                .expect("in range");
        }
        let totals = split.totals(epoch + rest).expect("in range");
        let emission = expected.0;
        prop_assert_eq!(
            (emission.stakers_total, emission.gpu_total, emission.cpu_total),
            (totals.stakers, totals.gpu, totals.cpu)
        );
        prop_assert_eq!(emission.emitted, cumulative(epoch + rest));
    }
}
