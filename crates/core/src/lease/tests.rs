use super::*;
use crate::fees::Fees;
use proptest::prelude::*;

#[test]
fn the_published_cluster_by_the_hour() {
    let rate = 1_232_000;
    assert_eq!(deposit(rate, 16, 168), Ok(3_311_616_000));
    assert_eq!(payable(168 * 3_600, rate, 16), Ok(3_311_616_000));
    assert_eq!(payable(3_600, rate, 8), Ok(9_856_000));
    assert_eq!(payable(0, rate, 8), Ok(0));
    // 60 seconds of 8 GPUs: 164,266.67 rounds down.
    assert_eq!(payable(60, rate, 8), Ok(164_266));
}

#[test]
fn refusals_are_named() {
    assert_eq!(deposit(1, 0, 1), Err(CoreError::EmptyLease));
    assert_eq!(deposit(1, 1, 0), Err(CoreError::EmptyLease));
    assert_eq!(deposit(u64::MAX, 2, 1), Err(CoreError::Overflow));
    assert_eq!(deposit(1 << 50, 2, u32::MAX), Err(CoreError::Overflow));
    assert_eq!(payable(1, u64::MAX, 2), Err(CoreError::Overflow));
    assert_eq!(payable(u64::MAX, u64::MAX, 1), Err(CoreError::Overflow));
}

#[test]
fn seconds_never_pass_the_clock() {
    assert_eq!(clamp_seconds(9_999, 1_100, 1_000, 5_000), 100);
    assert_eq!(clamp_seconds(9_999, 9_000, 1_000, 5_000), 4_000);
    assert_eq!(clamp_seconds(50, 9_000, 1_000, 5_000), 50);
    assert_eq!(clamp_seconds(50, 999, 1_000, 5_000), 0);
    assert_eq!(clamp_seconds(50, i64::MIN, i64::MAX, 0), 0);
    assert_eq!(clamp_seconds(50, i64::MAX, i64::MIN, i64::MAX), 50);
}

#[test]
fn a_first_hour_needs_55_minutes() {
    assert!(first_hour_missed(3_299) && !first_hour_missed(3_300));
}

#[test]
fn cancelling_at_minute_59_pays_the_hour() {
    let c = cancellation(59 * 60, 59 * 60);
    assert_eq!(
        c,
        Cancellation {
            seconds: 3_600,
            guarantee_to_renter: false
        }
    );
    let c = cancellation(40 * 60, 59 * 60);
    assert_eq!(
        c,
        Cancellation {
            seconds: 2_400,
            guarantee_to_renter: true
        }
    );
    let c = cancellation(7_200, 7_200);
    assert_eq!(c.seconds, 7_200);
    assert_eq!(cancellation(0, 0).seconds, 3_600);
    for elapsed in 0..5_000u64 {
        for attested in (0..=elapsed).rev().take(500) {
            let served = attested * 12 >= elapsed.saturating_sub(UNSEEN_S) * 11;
            assert_eq!(cancellation(attested, elapsed).guarantee_to_renter, !served);
        }
    }
    // Cancelled before a whole minute could be heard: the hour is paid, the guarantee stays.
    for elapsed in 0..=UNSEEN_S {
        assert!(!cancellation(0, elapsed).guarantee_to_renter);
    }
    assert!(cancellation(0, UNSEEN_S + 2).guarantee_to_renter);
    assert!(cancellation(u64::MAX, u64::MAX).seconds == u64::MAX);
}

#[derive(Clone, Debug)]
enum Step {
    /// Attest up to this second and withdraw.
    Withdraw {
        lease: usize,
        attested_s: u64,
        now: i64,
    },
    /// The renter cancels the lease.
    Cancel {
        lease: usize,
        attested_s: u64,
        now: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let at = (0usize..4, 0u64..800_000, 0i64..800_000);
    prop_oneof![
        5 => at.clone().prop_map(|(lease, attested_s, now)| Step::Withdraw { lease, attested_s, now }),
        1 => at.prop_map(|(lease, attested_s, now)| Step::Cancel { lease, attested_s, now }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    /// One job, one vault, up to four leases: after any sequence what left the vault and what the
    /// renter gets back is the deposit and the fee reserve, to the unit, and nothing goes negative.
    #[test]
    fn every_token_returns(rate in 1u64..1 << 36, hours in 1u32..200, counts in prop::collection::vec(1u16..16, 1..=4),
                           steps in prop::collection::vec(step(), 0..60), usdc in any::<bool>()) {
        let fees = if usdc { Fees::USDC } else { Fees::NETWORK_TOKENS };
        let gpus: u16 = counts.iter().sum();
        let whole = deposit(rate, gpus, hours).unwrap();
        let funded = whole + fees.renter_reserve(whole).unwrap();
        let mut vault = funded;
        let mut out = 0u64;
        let end = i64::from(hours) * 3_600;
        let mut paid = [0u64; 4];
        let mut cumulative = [0u64; 4];
        let mut open = [true; 4];
        for s in steps {
            let (lease, owed_s, close) = match s {
                Step::Withdraw { lease, attested_s, now } => (lease, clamp_seconds(attested_s, now, 0, end), false),
                Step::Cancel { lease, attested_s, now } => {
                    let attested = clamp_seconds(attested_s, now, 0, end);
                    (lease, cancellation(attested, clock_seconds(now, 0, end)).seconds, true)
                }
            };
            if lease >= counts.len() || !open[lease] {
                continue;
            }
            cumulative[lease] = cumulative[lease].max(owed_s);
            let owed = payable(cumulative[lease], rate, counts[lease]).unwrap();
            let p = fees.payment(paid[lease], owed).unwrap();
            paid[lease] = owed;
            let moved = p.supplier + p.burned + p.treasury;
            prop_assert_eq!(moved, p.gross + p.renter_fee);
            vault = vault.checked_sub(moved).expect("the vault is short");
            out += moved;
            open[lease] = !close;
        }
        // Pro rata: the refund is the unearned price and the unused reserve, whatever happened.
        let gross: u64 = paid.iter().sum();
        let renter_fees: u64 = paid.iter().map(|g| fees.split(*g).unwrap().renter_fee).sum();
        let refund = (whole - gross) + (fees.renter_reserve(whole).unwrap() - renter_fees);
        prop_assert_eq!(vault, refund);
        prop_assert_eq!(out + refund, funded);
    }

    #[test]
    fn a_lease_never_earns_more_than_its_deposit(rate in 1u64..1 << 40, gpus in 1u16..64, hours in 1u32..1_000, s in 0u64..4_000_000) {
        let counted = clamp_seconds(s, i64::MAX, 0, i64::from(hours) * 3_600);
        prop_assert!(payable(counted, rate, gpus).unwrap() <= deposit(rate, gpus, hours).unwrap());
    }
}
