use super::*;
use crate::hash::HostSha256;
use proptest::prelude::*;
use std::vec::Vec;

fn offer(stake: u64, gpus: u16) -> Offer {
    Offer {
        stake,
        min_rates: [1, 1, 1],
        most_hours: u32::MAX,
        gpus,
        tier: 4,
        region: 1,
    }
}

fn order(number: u8, priority: u64, gpus: u16) -> Order {
    Order {
        key: [number; 32],
        priority,
        rate: 10,
        hours: 5,
        gpus,
        tier: 1,
        region: 0,
        payment: 0,
    }
}

fn seed(number: u64) -> [u8; 32] {
    HostSha256::hash_parts(&[b"seed", &number.to_le_bytes()])
}

fn assigned(offers: &[Offer], orders: &[Order], seed: &[u8; 32]) -> Result<Assignment> {
    let mut assignment = [0; MOST_DEVICES];
    assign::<HostSha256>(&(offers, orders), seed, &mut assignment)?;
    Ok(assignment)
}

fn run(offers: &[Offer], orders: &[Order], number: u64) -> Vec<Option<u8>> {
    let all = assigned(offers, orders, &seed(number)).unwrap();
    assert!(all[offers.len()..].iter().all(|job| *job == NO_JOB));
    all[..offers.len()]
        .iter()
        .map(|job| (*job != NO_JOB).then_some(*job))
        .collect()
}

/// Pins the rule: whoever recomputes an assignment of the past must find these.
#[test]
fn vectors() {
    let offers = [
        offer(100, 8),
        offer(300, 8),
        offer(50, 1),
        offer(50, 1),
        offer(200, 4),
    ];
    let orders = [order(1, 7, 8), order(2, 9, 16), order(3, 7, 1)];
    let drawn: Vec<Vec<u8>> = (0..3)
        .map(|n| {
            let round = (&offers[..], &orders[..]);
            let draw = Draw::new::<HostSha256>(&round, &seed(n)).unwrap();
            draw.order().to_vec()
        })
        .collect();
    assert_eq!(drawn, VECTOR_DRAWS);
    for number in 0..3 {
        let got = run(&offers, &orders, number);
        // The sixteen of the renter with the most stake take both large hosts, in every draw.
        assert_eq!((got[0], got[1]), (Some(1), Some(1)), "{number}");
        // Eight cannot be made of what is left: 4 + 1 + 1.
        assert!(got.iter().all(|job| *job != Some(0)), "{number}");
        let one = got[2..].iter().filter(|job| **job == Some(2)).count();
        assert_eq!(one, 1, "{number}");
        assert_eq!(got[4], None, "{number}");
    }
}

const VECTOR_DRAWS: [[u8; 5]; 3] = [[1, 4, 0, 3, 2], [4, 3, 1, 0, 2], [1, 0, 4, 3, 2]];

/// Of many seeds a device is drawn first, and second, as often as its stake says: within five standard
/// deviations, which chance exceeds once in two million.
#[test]
fn odds_are_the_stakes() {
    const SEEDS: u64 = 40_000;
    let stakes = [200u64, 300, 500, 1_000, 3_000];
    let offers: Vec<Offer> = stakes.iter().map(|stake| offer(*stake, 1)).collect();
    let mut first = [0u64; 5];
    let mut second = [0u64; 5];
    for number in 0..SEEDS {
        let draw = Draw::new::<HostSha256>(&(&offers[..], &[][..]), &seed(number)).unwrap();
        first[usize::from(draw.order()[0])] += 1;
        second[usize::from(draw.order()[1])] += 1;
    }
    let total = 5_000.0;
    for device in 0..5 {
        let p = stakes[device] as f64 / total;
        assert_close(first[device], p, SEEDS);
        let p: f64 = (0..5)
            .filter(|other| *other != device)
            .map(|other| {
                let w = stakes[other] as f64;
                w / total * stakes[device] as f64 / (total - w)
            })
            .sum();
        assert_close(second[device], p, SEEDS);
    }
}

fn assert_close(count: u64, p: f64, of: u64) {
    let (mean, deviation) = (p * of as f64, (of as f64 * p * (1.0 - p)).sqrt());
    let off = (count as f64 - mean).abs();
    assert!(off < 5.0 * deviation, "{count} of {of}, expected {mean}");
}

/// A job of one GPU: a supplier with 3,000 of 5,000 wins as often with one device as with six.
#[test]
fn splitting_a_stake_wins_no_more() {
    const SEEDS: u64 = 40_000;
    let job = [order(1, 0, 1)];
    let rest = [offer(1_500, 1), offer(500, 1)];
    let won = |own: &[Offer]| {
        let all: Vec<Offer> = own.iter().chain(&rest).copied().collect();
        (0..SEEDS)
            .filter(|number| run(&all, &job, *number)[..own.len()].contains(&Some(0)))
            .count() as u64
    };
    assert_close(won(&[offer(3_000, 1)]), 0.6, SEEDS);
    assert_close(won(&[offer(500, 1); 6]), 0.6, SEEDS);
}

#[test]
fn more_stake_comes_first_and_the_seed_decides_between_equals() {
    let offers = [offer(100, 8)];
    let mut firsts = [0u64; 2];
    for number in 0..4_000 {
        let unequal = [order(1, 10, 8), order(2, 11, 8)];
        assert_eq!(run(&offers, &unequal, number), [Some(1)]);
        let equal = [order(1, 10, 8), order(2, 10, 8)];
        firsts[usize::from(run(&offers, &equal, number)[0].unwrap())] += 1;
    }
    assert_close(firsts[0], 0.5, 4_000);
}

#[test]
fn what_does_not_fit_is_passed_over() {
    let job = Order {
        region: 2,
        tier: 3,
        payment: 1,
        ..order(1, 0, 4)
    };
    let good = Offer {
        region: 2,
        tier: 3,
        most_hours: 5,
        min_rates: [REFUSED, 10, REFUSED],
        ..offer(1, 4)
    };
    assert_eq!(run(&[good], &[job], 0), [Some(0)]);
    for bad in [
        Offer { region: 1, ..good },
        Offer { tier: 2, ..good },
        Offer {
            most_hours: 4,
            ..good
        },
        Offer {
            min_rates: [0, 11, 0],
            ..good
        },
        Offer {
            min_rates: [0, REFUSED, 0],
            ..good
        },
        Offer { gpus: 5, ..good },
        Offer { gpus: 3, ..good },
        Offer { gpus: 0, ..good },
        Offer { stake: 0, ..good },
    ] {
        assert_eq!(run(&[bad], &[job], 0), [None], "{bad:?}");
        let giant = Offer {
            stake: 1 << 40,
            ..bad
        };
        if bad.stake > 0 && bad.gpus != 3 {
            assert_eq!(run(&[giant, good], &[job], 0), [None, Some(0)], "{bad:?}");
        }
    }
    let unknown = Order { payment: 3, ..job };
    assert_eq!(run(&[good], &[unknown], 0), [None]);
    let top = Order {
        rate: REFUSED,
        payment: 0,
        ..job
    };
    assert_eq!(
        run(&[good], &[top], 0),
        [None],
        "refused is refused at any rate"
    );
}

/// A single GPU drawn before the hosts must not keep them from a job that only they fill.
#[test]
fn a_small_host_does_not_stand_in_the_way() {
    let offers = [offer(1 << 50, 1), offer(1, 8), offer(1, 8)];
    for number in 0..50 {
        assert_eq!(
            run(&offers, &[order(1, 0, 16)], number),
            [None, Some(0), Some(0)]
        );
    }
}

/// A job too large for what was drawn takes nothing from the next.
#[test]
fn an_unfillable_job_holds_nothing() {
    let offers = [offer(5, 8), offer(5, 8)];
    let orders = [order(1, 100, 64), order(2, 0, 16)];
    assert_eq!(run(&offers, &orders, 3), [Some(1), Some(1)]);
}

#[test]
fn bounds() {
    let offers = [offer(1, 1); MOST_DEVICES + 1];
    let orders: Vec<Order> = (0..=MOST_JOBS as u8).map(|n| order(n, 0, 1)).collect();
    let run = |o: &[Offer], j: &[Order]| assigned(o, j, &[0; 32]);
    assert_eq!(run(&offers, &[]), Err(CoreError::IndexOutOfRange));
    assert_eq!(run(&offers[1..], &orders), Err(CoreError::IndexOutOfRange));
    assert!(run(&offers[1..], &orders[1..]).is_ok());
    let huge = [offer(u64::MAX, 1), offer(1, 1)];
    assert_eq!(run(&huge, &[]), Err(CoreError::Overflow));
    assert_eq!(run(&huge[..1], &orders[1..2]).unwrap()[0], 0);
    assert_eq!(run(&[], &orders[1..]).unwrap(), [NO_JOB; MOST_DEVICES]);
}

fn any_offer() -> impl Strategy<Value = Offer> {
    let size = prop::sample::select(&[1u16, 2, 4, 8][..]);
    (1u64..1 << 40, size, 1u8..5, 1u8..3, 1u64..20, 1u32..9).prop_map(
        |(stake, gpus, tier, region, rate, hours)| Offer {
            stake,
            min_rates: [rate; 3],
            most_hours: hours,
            gpus,
            tier,
            region,
        },
    )
}

fn any_orders() -> impl Strategy<Value = Vec<Order>> {
    let one = (0u64..4, 1u16..40, 1u8..5, 0u8..3, 1u64..20, 1u32..9, 0u8..3);
    prop::collection::vec(one, 0..=MOST_JOBS).prop_map(|all| {
        (0u8..)
            .zip(all)
            .map(
                |(n, (priority, gpus, tier, region, rate, hours, payment))| Order {
                    key: [n; 32],
                    priority,
                    rate,
                    hours,
                    gpus,
                    tier,
                    region,
                    payment,
                },
            )
            .collect()
    })
}

proptest! {
    /// Every device serves one job at most, that it fits; a job is filled to the last GPU or not at all;
    /// and where a job got nothing, no subset of the devices left over in the end fills it.
    #[test]
    fn jobs_are_filled_exactly_or_not_at_all(
        offers in prop::collection::vec(any_offer(), 0..=MOST_DEVICES),
        orders in any_orders(),
        number in any::<u64>(),
    ) {
        let got = run(&offers, &orders, number);
        for (device, job) in got.iter().enumerate() {
            if let Some(job) = job {
                prop_assert!(offers[device].fits(&orders[usize::from(*job)]));
            }
        }
        for (number, order) in (0u8..).zip(&orders) {
            let given: u32 = got
                .iter()
                .zip(&offers)
                .filter(|(job, _)| **job == Some(number))
                .map(|(_, offer)| u32::from(offer.gpus))
                .sum();
            prop_assert!(given == 0 || given == u32::from(order.gpus));
            if given == 0 {
                // Sizes divide each other: the largest first find a filling if there is one.
                let mut sizes: Vec<u16> = got
                    .iter()
                    .zip(&offers)
                    .filter(|(job, offer)| job.is_none() && offer.fits(order))
                    .map(|(_, offer)| offer.gpus)
                    .collect();
                sizes.sort_unstable_by(|a, b| b.cmp(a));
                let mut left = order.gpus;
                for size in sizes {
                    if size <= left {
                        left -= size;
                    }
                }
                prop_assert!(left > 0, "{order:?} could have been filled");
            }
        }
    }

    /// In which order jobs were entered changes nothing.
    #[test]
    fn the_order_of_entry_plays_no_part(
        offers in prop::collection::vec(any_offer(), 0..=MOST_DEVICES),
        orders in any_orders(),
        number in any::<u64>(),
        turn in 0usize..MOST_JOBS,
    ) {
        let keys = |orders: &[Order]| -> Vec<Option<[u8; 32]>> {
            run(&offers, orders, number)
                .iter()
                .map(|job| job.map(|job| orders[usize::from(job)].key))
                .collect()
        };
        let before = keys(&orders);
        let mut turned = orders.clone();
        turned.reverse();
        let by = turn % turned.len().max(1);
        turned.rotate_left(by);
        prop_assert_eq!(keys(&turned), before);
    }

    /// Every device with stake is drawn exactly once.
    #[test]
    fn a_draw_is_a_permutation(
        stakes in prop::collection::vec(0u64..1 << 57, 0..=MOST_DEVICES),
        number in any::<u64>(),
    ) {
        let offers: Vec<Offer> = stakes.iter().map(|stake| offer(*stake, 1)).collect();
        let draw = Draw::new::<HostSha256>(&(&offers[..], &[][..]), &seed(number)).unwrap();
        let mut drawn = draw.order().to_vec();
        drawn.sort_unstable();
        let staked: Vec<u8> = (0u8..)
            .zip(&stakes)
            .filter(|(_, stake)| **stake > 0)
            .map(|(device, _)| device)
            .collect();
        prop_assert_eq!(drawn, staked);
    }
}
