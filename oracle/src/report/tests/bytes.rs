//! A report as bytes: read back, changed, hostile.

use super::*;
use crate::summary::FormatError;
use proptest::prelude::*;

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
    // Whoever fetches it serves the figures that its builder does.
    assert_eq!(sealed.digest, report.digest);
    assert_eq!(
        (sealed.digest.proofs_passed, sealed.digest.pool),
        (5, 10_000)
    );
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
