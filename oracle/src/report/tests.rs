use std::sync::Arc;
use std::time::Instant;

use proptest::prelude::*;

use super::*;
use crate::fleet::Fleet;
use crate::summary::{LeaseHeard, MINUTES_MASK, Reading, Row};

const BOND: u64 = 6_000_000_000_000;
const OPERATORS: u8 = 7;
const RULES: Rules = Rules {
    leaf_threshold: 1,
    rolling_uptime_min: 0,
    fleet: Digest([0; 32]),
};

fn facts(epoch: u64, supplier_cap: u64) -> EpochFacts {
    EpochFacts {
        epoch,
        start_ts: 3_600 * (epoch as i64 - 1),
        length_s: 3_600,
        total_weight: BOND * u64::from(OPERATORS),
        supplier_cap,
        prev_root: Digest([9; 32]),
    }
}

fn reading(index: u32) -> Reading {
    Reading {
        class: 0,
        processors: 1 + (index % 8) as u16,
        tier: 4,
        staked: true,
        in_service: true,
        generated: false,
        payee: [index as u8 + 1; 32],
        commit: [1; 32],
        response: [2; 32],
    }
}

fn up() -> Row {
    Row {
        minutes: MINUTES_MASK,
        verdict: verdict::PASS,
        reason: 0,
        sample: 0,
        on_time: true,
    }
}

/// One operator's hour over devices 0.. with these rows.
#[derive(Clone)]
struct Hour {
    summary: Summary,
    shards: Vec<Arc<Shard>>,
}

impl Hour {
    fn new(operator: u8, epoch: u64, rows: &[(Row, Reading)]) -> Self {
        let mut shard = Shard::with_capacity(0, rows.len());
        for (offset, (row, reading)) in (0..).zip(rows) {
            shard.push(offset, *row, Some(*reading)).unwrap();
        }
        let summary = Summary {
            epoch,
            operator,
            rules: RULES.hash(),
            multipliers_milli: vec![1_000],
            shards: vec![(0, shard.root())],
            leases: Vec::new(),
        };
        Self {
            summary,
            shards: vec![Arc::new(shard)],
        }
    }

    fn included(&self) -> Included<'_> {
        Included {
            weight: BOND,
            summary: &self.summary,
            shards: &self.shards,
        }
    }
}

fn all_alike(epoch: u64, operators: u8, rows: &[(Row, Reading)]) -> Vec<Hour> {
    (0..operators)
        .map(|operator| Hour::new(operator, epoch, rows))
        .collect()
}

fn build_hours(facts: &EpochFacts, hours: &[Hour], before: &Books) -> Result<Report, ReportError> {
    let included: Vec<_> = hours.iter().map(Hour::included).collect();
    build(facts, &included, before, &RULES, None)
}

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
        sample: 12,
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

#[test]
fn a_sealed_report_is_read_back_and_any_other_is_refused() {
    let rows: Vec<_> = (0..5).map(|i| (up(), reading(i))).collect();
    let report = build_hours(
        &facts(1, 10_000),
        &all_alike(1, 7, &rows),
        &Books::default(),
    )
    .unwrap();
    let sealed = Sealed::from_bytes(&report.bytes, &report.settlement).unwrap();
    assert_eq!(sealed.books, report.books);
    let step = 1 + report.bytes.len() / 400;
    for at in (0..report.bytes.len()).step_by(step) {
        let mut changed = report.bytes.clone();
        changed[at] ^= 1;
        let refused = Sealed::from_bytes(&changed, &report.settlement).unwrap_err();
        assert_eq!(refused, FormatError::Root);
        // Even a liar's own hash does not make it lead to the sealed roots.
        let hash = Digest(Sha256::digest(&changed).into());
        let posed = Settlement {
            report_hash: hash,
            ..report.settlement
        };
        let _ = Sealed::from_bytes(&changed, &posed);
    }
    let mut richer = report.books.clone();
    richer.cumulative[0] += 1;
    let bytes = {
        let mut out = report.bytes[..report.bytes.len() - {
            let mut tail = Vec::new();
            report.books.write(&mut tail);
            tail.len()
        }]
            .to_vec();
        richer.write(&mut out);
        out
    };
    let posed = Settlement {
        report_hash: Digest(Sha256::digest(&bytes).into()),
        ..report.settlement
    };
    assert!(Sealed::from_bytes(&bytes, &posed).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Two of seven say whatever they like; the other five agree.
    #[test]
    fn two_liars_of_seven_change_nothing_that_is_paid(
        minutes in prop::collection::vec(0u64..=MINUTES_MASK, 1..12),
        passed in prop::collection::vec(any::<bool>(), 12),
        lies in prop::collection::vec((0u64..=MINUTES_MASK, 0u8..4, any::<u8>(), any::<u16>(), any::<[u8; 32]>()), 24),
        liars in prop::sample::subsequence(vec![0u8, 1, 2, 3, 4, 5, 6], 2),
        cap in 1u64..1_000_000_000_000,
    ) {
        let rows: Vec<_> = minutes.iter().zip(&passed).zip(0..).map(|((minutes, passed), i)| {
            let verdict = if *passed { verdict::PASS } else { verdict::FAIL };
            let reason = if *passed { 0 } else { 4 };
            (Row { minutes: *minutes, verdict, reason, sample: 0, on_time: true }, reading(i))
        }).collect();
        let honest = all_alike(1, 7, &rows);
        let mut mixed = honest.clone();
        for (side, liar) in liars.iter().enumerate() {
            let lied: Vec<_> = rows.iter().enumerate().map(|(at, (_, reading))| {
                let (minutes, verdict, reason, sample, payee) = lies[(at * 2 + side) % 24];
                (Row { minutes, verdict, reason, sample, on_time: true },
                 Reading { payee, staked: false, ..*reading })
            }).collect();
            mixed[usize::from(*liar)] = Hour::new(*liar, 1, &lied);
        }
        let truth = build_hours(&facts(1, cap), &honest, &Books::default()).unwrap();
        let report = build_hours(&facts(1, cap), &mixed, &Books::default()).unwrap();
        prop_assert_eq!(&report.paid, &truth.paid);
        prop_assert_eq!(&report.books, &truth.books);
        prop_assert_eq!(report.settlement.rewards_root, truth.settlement.rewards_root);
        prop_assert_eq!(report.settlement.verdict_root, truth.settlement.verdict_root);
        let allocated: u64 = report.paid.iter().map(|(_, amount)| amount).sum();
        let anyone = report.paid.iter().any(|(_, amount)| *amount > 0);
        prop_assert!(allocated == cap || (!anyone && allocated == 0));
    }

    /// Any hours in any order of arrival: lifetime totals never fall and never exceed what was emitted.
    #[test]
    fn totals_never_fall_and_never_exceed_the_emission(
        hours in prop::collection::vec((1u64..4, 0u64..1_000_000, prop::collection::vec((0u64..=MINUTES_MASK, 0u8..4), 0..6)), 1..8),
    ) {
        let (mut epoch, mut cap) = (0, 0);
        let mut books = Books::default();
        for (step, emitted, rows) in hours {
            epoch += step;
            cap += emitted;
            let rows: Vec<_> = rows.iter().zip(0..).map(|((minutes, verdict), i)| {
                (Row { minutes: *minutes, verdict: *verdict, reason: 0, sample: 0, on_time: true }, reading(i))
            }).collect();
            let report = build_hours(&facts(epoch, cap), &all_alike(epoch, 6, &rows), &books).unwrap();
            prop_assert!(report.books.total().unwrap() <= cap);
            prop_assert_eq!(report.settlement.rewards_sum, report.books.total().unwrap());
            prop_assert_eq!(report.digest.allocated, report.books.total().unwrap() - books.total().unwrap());
            for (wallet, amount) in books.wallets.iter().zip(&books.cumulative) {
                let at = report.books.wallets.iter().position(|w| w == wallet).unwrap();
                prop_assert!(report.books.cumulative[at] >= *amount);
            }
            prop_assert!(report.settlement.n_leaves >= books.leaves);
            let read = Sealed::from_bytes(&report.bytes, &report.settlement).unwrap();
            prop_assert_eq!(&read.books, &report.books);
            books = report.books;
        }
    }

    #[test]
    fn hostile_reports_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), keep in 0usize..400) {
        let rows = [(up(), reading(0))];
        let report = build_hours(&facts(1, 100), &all_alike(1, 7, &rows), &Books::default()).unwrap();
        let mut posed = report.bytes[..keep.min(report.bytes.len())].to_vec();
        posed.extend(bytes);
        let settlement = Settlement { report_hash: Digest(Sha256::digest(&posed).into()), ..report.settlement };
        if let Ok(sealed) = Sealed::from_bytes(&posed, &settlement) {
            prop_assert_eq!(sealed.rewards.root().sum, settlement.rewards_sum);
        }
    }
}

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
