//! Which devices are paid, and how the pool is divided.

use super::*;

#[test]
fn the_pool_is_divided_to_the_last_unit_and_by_score() {
    let rows: Vec<_> = (0..3).map(|i| (up(), reading(i))).collect();
    let report = build_hours(
        &facts(1, 1_000_000_007),
        &all_alike(1, 7, &rows),
        &Books::default(),
    );
    let report = report.unwrap();
    assert_eq!(
        report.paid.iter().map(|(_, amount)| amount).sum::<u64>(),
        1_000_000_007
    );
    assert_eq!(report.settlement.rewards_sum, 1_000_000_007);
    assert_eq!(report.settlement.n_leaves, 3);
    // score4 = 60 + 80 + 8·1000·GPUs, times 60 minutes, with 1, 2 and 3 GPUs.
    let scores = [8_140u128, 16_140, 24_140];
    for ((_, amount), score) in report.paid.iter().zip(scores) {
        let exact = 1_000_000_007 * score / scores.iter().sum::<u128>();
        assert!(u128::from(*amount) - exact <= 1);
    }
    assert_eq!(report.digest.devices_paid, 3);
}

#[test]
fn a_missed_hour_is_paid_by_the_next_and_nothing_twice() {
    let rows = [(up(), reading(0))];
    let one = build_hours(&facts(1, 100), &all_alike(1, 7, &rows), &Books::default()).unwrap();
    // Epoch 2 did not seal: epoch 3 divides what both allow.
    let three = build_hours(&facts(3, 350), &all_alike(3, 7, &rows), &one.books).unwrap();
    assert_eq!(three.digest.pool, 250);
    assert_eq!(three.settlement.rewards_sum, 350);
    let again = build_hours(&facts(3, 350), &all_alike(3, 7, &rows), &three.books);
    assert_eq!(
        again.unwrap_err(),
        ReportError::WrongBooks { books: 3, epoch: 3 }
    );
    let fallen = build_hours(&facts(4, 349), &all_alike(4, 7, &rows), &three.books);
    assert_eq!(
        fallen.unwrap_err(),
        ReportError::Core(CoreError::CumulativeFell)
    );
}

#[test]
fn what_nobody_earned_is_not_paid_later() {
    let failed = Row {
        verdict: verdict::FAIL,
        reason: 7,
        place: 12,
        ..up()
    };
    let one = build_hours(
        &facts(1, 100),
        &all_alike(1, 7, &[(failed, reading(0))]),
        &Books::default(),
    );
    let one = one.unwrap();
    assert_eq!(
        (one.digest.allocated, one.digest.pool, one.books.cap),
        (0, 100, 100)
    );
    assert_eq!((one.digest.proofs_failed, one.settlement.n_leaves), (1, 0));
    let two = build_hours(
        &facts(2, 150),
        &all_alike(2, 7, &[(up(), reading(0))]),
        &one.books,
    )
    .unwrap();
    assert_eq!(two.settlement.rewards_sum, 50);
}

#[test]
fn each_reason_not_to_pay() {
    let good = reading(0);
    let cases = [
        (
            up(),
            Reading {
                staked: false,
                ..good
            },
        ),
        (
            up(),
            Reading {
                in_service: false,
                ..good
            },
        ),
        (up(), Reading { tier: 0, ..good }),
        (up(), Reading { class: 9, ..good }),
        (
            Row {
                verdict: verdict::SILENT,
                ..up()
            },
            good,
        ),
        (
            Row {
                on_time: false,
                ..up()
            },
            good,
        ),
        (Row { minutes: 0, ..up() }, good),
    ];
    for (at, case) in cases.iter().enumerate() {
        let report = build_hours(
            &facts(1, 100),
            &all_alike(1, 7, &[*case]),
            &Books::default(),
        )
        .unwrap();
        assert_eq!(report.digest.allocated, 0, "case {at}");
    }
    let hours = all_alike(1, 7, &[(up(), good)]);
    let included: Vec<_> = hours.iter().map(Hour::included).collect();
    let rules = Rules {
        rolling_uptime_min: 61,
        ..RULES
    };
    let refused = build(&facts(1, 100), &included, &Books::default(), &rules, None).unwrap_err();
    assert!(
        matches!(refused, ReportError::BadSummary { operator: 0, .. }),
        "other rules are seen"
    );
}

#[test]
fn rolling_uptime_looks_back_24_settled_hours() {
    let rules = Rules {
        rolling_uptime_min: 120,
        ..RULES
    };
    let mut books = Books::default();
    let mut paid = Vec::new();
    for epoch in [1, 2, 3, 26] {
        let mut hours = all_alike(epoch, 7, &[(up(), reading(0))]);
        for hour in &mut hours {
            hour.summary.rules = rules.hash();
        }
        let included: Vec<_> = hours.iter().map(Hour::included).collect();
        let report = build(&facts(epoch, 100 * epoch), &included, &books, &rules, None).unwrap();
        paid.push(report.digest.devices_paid);
        books = report.books;
    }
    // 60 minutes are too few; 120 and 180 are enough; of epochs 3..=26 only two were settled: 120.
    assert_eq!(paid, [0, 1, 1, 1]);
    let ring = books.uptime[0];
    assert_eq!(
        ring.iter().filter(|minutes| **minutes > 0).count(),
        2,
        "epochs 1 and 2 are forgotten"
    );
}

/// A pass of a proof that the others did not read could not be challenged: it does not count.
#[test]
fn a_pass_of_another_proof_does_not_count() {
    let silent = Row {
        verdict: verdict::SILENT,
        ..up()
    };
    let hours = |theirs: Reading| -> Vec<Hour> {
        (0..7)
            .map(|operator| {
                let row = if operator < 3 {
                    (up(), theirs)
                } else {
                    (silent, reading(0))
                };
                Hour::new(operator, 1, &[row])
            })
            .collect()
    };
    let passed = |theirs: Reading| {
        let report = build_hours(&facts(1, 100), &hours(theirs), &Books::default()).unwrap();
        (report.digest.proofs_passed, report.digest.allocated)
    };
    assert_eq!(passed(reading(0)), (1, 100), "three of seven suffice");
    for other in [
        Reading {
            commit: [7; 32],
            ..reading(0)
        },
        Reading {
            response: [7; 32],
            ..reading(0)
        },
    ] {
        assert_eq!(passed(other), (0, 0));
    }
}
