//! What holds for any hours, liars included.

use super::*;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Two of seven say whatever they like; the other five agree.
    #[test]
    fn two_liars_of_seven_change_nothing_that_is_paid(
        minutes in prop::collection::vec(0u64..=MINUTES_MASK, 1..12),
        passed in prop::collection::vec(any::<bool>(), 12),
        lies in prop::collection::vec((0u64..=MINUTES_MASK, 0u8..4, any::<u8>(), any::<u32>(), any::<[u8; 32]>()), 24),
        liars in prop::sample::subsequence(vec![0u8, 1, 2, 3, 4, 5, 6], 2),
        cap in 1u64..1_000_000_000_000,
    ) {
        let rows: Vec<_> = minutes.iter().zip(&passed).zip(0..).map(|((minutes, passed), i)| {
            let verdict = if *passed { verdict::PASS } else { verdict::FAIL };
            let reason = if *passed { 0 } else { 4 };
            (Row { minutes: *minutes, verdict, reason, place: 0, on_time: true }, reading(i))
        }).collect();
        let honest = all_alike(1, 7, &rows);
        let mut mixed = honest.clone();
        for (side, liar) in liars.iter().enumerate() {
            let lied: Vec<_> = rows.iter().enumerate().map(|(at, (_, reading))| {
                let (minutes, verdict, reason, place, payee) = lies[(at * 2 + side) % 24];
                (Row { minutes, verdict, reason, place, on_time: true },
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
                (Row { minutes: *minutes, verdict: *verdict, reason: 0, place: 0, on_time: true }, reading(i))
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
}
