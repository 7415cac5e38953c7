//! What is kept for ever: leaves and attested seconds; and which summaries are no basis for it.

use super::*;
use crate::summary::LeaseHeard;

#[test]
fn too_few_or_foreign_summaries_are_refused() {
    let rows = [(up(), reading(0))];
    let refused =
        build_hours(&facts(1, 1), &all_alike(1, 4, &rows), &Books::default()).unwrap_err();
    assert_eq!(
        refused,
        ReportError::TooFewSummaries {
            included: 4 * BOND,
            total: 7 * BOND
        }
    );
    assert!(build_hours(&facts(1, 1), &all_alike(1, 5, &rows), &Books::default()).is_ok());
    let twice: Vec<_> = (0..7).map(|_| Hour::new(3, 1, &rows)).collect();
    let refused = build_hours(&facts(1, 1), &twice, &Books::default()).unwrap_err();
    assert!(matches!(
        refused,
        ReportError::BadSummary { operator: 3, .. }
    ));
    let refused =
        build_hours(&facts(2, 1), &all_alike(1, 7, &rows), &Books::default()).unwrap_err();
    assert!(matches!(
        refused,
        ReportError::BadSummary { operator: 0, .. }
    ));
}

#[test]
fn leaves_are_for_ever_and_assigned_from_the_threshold_on() {
    let rules = Rules {
        leaf_threshold: 60,
        ..RULES
    };
    let mut books = Books::default();
    let hour = |epoch: u64, cap: u64, devices: &[u32], books: &Books| {
        let rows: Vec<_> = devices
            .iter()
            .map(|i| {
                (
                    up(),
                    Reading {
                        processors: 1,
                        ..reading(*i)
                    },
                )
            })
            .collect();
        let mut hours = all_alike(epoch, 7, &rows);
        for hour in &mut hours {
            hour.summary.rules = rules.hash();
        }
        let included: Vec<_> = hours.iter().map(Hour::included).collect();
        build(&facts(epoch, cap), &included, books, &rules, None).unwrap()
    };
    let one = hour(1, 100, &[200, 4], &books);
    assert_eq!(
        (one.settlement.n_leaves, one.settlement.rewards_sum),
        (0, 0)
    );
    assert_eq!(
        one.books.total(),
        Ok(100),
        "what is below the threshold is kept"
    );
    books = one.books;
    let two = hour(2, 200, &[200, 4], &books);
    assert_eq!(
        (two.settlement.n_leaves, two.settlement.rewards_sum),
        (2, 200)
    );
    assert_eq!(two.rewards.leaf(0).map(|leaf| leaf.0), Some([5; 32]));
    books = two.books;
    let three = hour(3, 300, &[1], &books);
    assert_eq!(three.rewards.leaf(0).map(|leaf| leaf.0), Some([5; 32]));
    assert_eq!(
        three.rewards.leaf(2).map(|leaf| leaf.0),
        Some([2; 32]),
        "a smaller address comes last"
    );
}

#[test]
fn attested_seconds_follow_the_majority_and_the_first_hour_is_told_apart() {
    let lease = |minutes, start_ts| LeaseHeard {
        lease: [5; 32],
        device: 0,
        start_ts,
        minutes,
    };
    let mut hours = all_alike(2, 7, &[(up(), reading(0))]);
    // The lease began in minute 30 of epoch 1, so its first hour ends with minute 30 of epoch 2.
    let start_ts = 30 * 60;
    for hour in &mut hours {
        hour.summary.leases = vec![lease(MINUTES_MASK, start_ts)];
    }
    // Two operators claim less, one of them another start.
    hours[5].summary.leases = vec![lease(0, start_ts)];
    hours[6].summary.leases = vec![lease(0, 0)];
    let report = build_hours(&facts(2, 100), &hours, &Books::default()).unwrap();
    let usage = report.books.usage[0];
    assert_eq!(
        usage,
        LeaseUsage {
            lease: [5; 32],
            cumulative_s: 3_600,
            first_hour_s: 1_800
        }
    );
    assert_eq!(report.digest.leases, 1);
    // hired for 60 minutes: 120 more in score4
    let next = build_hours(
        &facts(3, 200),
        &{
            let mut hours = all_alike(3, 7, &[(up(), reading(0))]);
            for hour in &mut hours {
                hour.summary.leases = vec![lease(0b111, start_ts)];
            }
            hours
        },
        &report.books,
    )
    .unwrap();
    assert_eq!(next.books.usage[0].cumulative_s, 3_780);
    assert_eq!(next.books.usage[0].first_hour_s, 1_800);
}
