//! The published fleet.

use std::time::Instant;

use super::*;
use crate::fleet::Fleet;

/// The published fleet, settled by six of seven operators: the time of everything, on one thread.
#[test]
fn the_published_fleet_is_settled_exactly_and_fast() {
    let census = crate::fleet::tests::CENSUS;
    let fleet = Fleet::new(7, census, 16).unwrap();
    let rules = Rules {
        fleet: fleet.id(),
        ..RULES
    };
    let mut books = Books::default();
    for epoch in [1, 2] {
        let shards = fleet.shards(epoch).unwrap();
        let mut hours: Vec<Hour> = all_alike(epoch, 6, &[(up(), reading(0)), (up(), reading(1))]);
        for hour in &mut hours {
            hour.summary.rules = rules.hash();
            hour.summary
                .shards
                .extend(shards.iter().map(|(root, shard)| (shard.number(), *root)));
            hour.shards
                .extend(shards.iter().map(|(_, shard)| shard.clone()));
        }
        let included: Vec<_> = hours.iter().map(Hour::included).collect();
        let cap = io_core::emission::cumulative(epoch) / 100 * 76;
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .build()
            .unwrap();
        let started = Instant::now();
        let report =
            pool.install(|| build(&facts(epoch, cap), &included, &books, &rules, Some(&fleet)));
        let report = report.unwrap();
        println!(
            "epoch {epoch}: {} devices, {} paid, report of {} bytes built in {:?} on one core",
            report.digest.devices,
            report.digest.devices_paid,
            report.bytes.len(),
            started.elapsed()
        );
        assert_eq!(report.digest.devices, 205_987);
        assert_eq!(report.digest.allocated, report.digest.pool);
        assert_eq!(report.settlement.rewards_sum, cap);
        assert!((190_000..206_000).contains(&report.digest.devices_paid));
        books = report.books;
    }
}
