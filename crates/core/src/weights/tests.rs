use super::*;
use crate::quorum::{exceeds_one_third, exceeds_two_thirds};
use proptest::prelude::*;
use std::vec::Vec;

fn weights(bonds: &[u64]) -> (Vec<u64>, u64) {
    let mut seen = Bonds::default();
    for bond in bonds {
        seen.add(*bond).unwrap();
    }
    let weights = seen.weights();
    (
        bonds.iter().map(|bond| weights.of(*bond)).collect(),
        weights.total,
    )
}

/// The definition: the highest cap up to the largest bond that leaves everybody below a third, by search.
fn highest_cap(bonds: &[u64]) -> u64 {
    let largest = bonds.iter().copied().max().unwrap_or(0);
    (0..=largest)
        .rev()
        .find(|cap| {
            let capped = bonds.iter().map(|bond| (*bond).min(*cap));
            let sum: u64 = capped.clone().sum();
            capped.max().unwrap_or(0) * 3 < sum
        })
        .unwrap()
}

#[test]
fn worked_examples() {
    for (bonds, want) in [
        (&[60, 60, 60, 60, 60, 60, 60][..], &[60; 7][..]),
        // One that bonds as much as ten weighs a little less than half of the other six.
        (
            &[600, 60, 60, 60, 60, 60, 60],
            &[179, 60, 60, 60, 60, 60, 60],
        ),
        // The floor is against the capped one: 12 of 38, not 12.5 of 38.5.
        (&[100, 5, 5, 6, 10], &[12, 5, 5, 6, 10]),
        // Two large ones weigh a unit less than the other two together, each.
        (&[1_000, 900, 60, 61], &[120, 120, 60, 61]),
        // Just below a third stays, a third does not.
        (&[29, 20, 20, 20], &[29, 20, 20, 20]),
        (&[30, 20, 20, 20], &[29, 20, 20, 20]),
        (&[1, 1, 1, 1], &[1, 1, 1, 1]),
        (&[9, 9, 1, 1], &[1, 1, 1, 1]),
        // Test networks.
        (&[7], &[7]),
        (&[7, 900], &[7, 7]),
        (&[4, 1, 1], &[1, 1, 1]),
        (&[5, 4, 3], &[3, 3, 3]),
        (&[5, 5, 5], &[5, 5, 5]),
        // Seats that do not count.
        (&[0, 7, 0], &[0, 7, 0]),
        (&[0, 0], &[0, 0]),
        (&[], &[]),
    ] {
        let (got, total) = weights(bonds);
        assert_eq!(got, want, "{bonds:?}");
        assert_eq!(total, want.iter().sum::<u64>(), "{bonds:?}");
    }
}

/// The finding this closes: more than twice all others together sealed alone.
#[test]
fn no_bond_buys_a_quorum_a_listing_or_a_veto() {
    for others in 3..31 {
        let mut bonds = std::vec![6_000_000_000_000u64; others];
        bonds.push(50_000_000_000_000_000);
        let (weights, total) = weights(&bonds);
        let whale = weights[others];
        assert!(!exceeds_one_third(whale, total));
        assert!(
            exceeds_two_thirds(total - whale, total),
            "the others seal without it"
        );
    }
}

#[test]
fn a_sum_beyond_64_bits_is_refused() {
    let mut bonds = Bonds::default();
    bonds.add(u64::MAX).unwrap();
    assert_eq!(bonds.add(1), Err(CoreError::Overflow));
    assert_eq!(bonds.weights().total, u64::MAX);
}

/// Bonds as they come: equal ones, near ones, and giants.
fn bonds(least: usize, most: u64) -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(
        prop_oneof![3 => 1..=most.min(100), 2 => 1..=most, 1 => Just(most), 1 => Just(0)],
        least..33,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    /// The closed form is the definition, for every set of four and more that count.
    #[test]
    fn the_cap_is_the_highest_that_leaves_everybody_below_a_third(bonds in bonds(4, 300)) {
        prop_assume!(bonds.iter().filter(|bond| **bond > 0).count() >= 4);
        let cap = highest_cap(&bonds);
        let want: Vec<u64> = bonds.iter().map(|bond| (*bond).min(cap)).collect();
        prop_assert_eq!(weights(&bonds).0, want);
    }

    #[test]
    fn nobody_holds_a_third_and_the_sum_is_the_total(bonds in bonds(1, 80_000_000_000_000_000 / 32)) {
        let (weights, total) = weights(&bonds);
        prop_assert_eq!(weights.iter().sum::<u64>(), total);
        for (weight, bond) in weights.iter().zip(&bonds) {
            prop_assert!(weight <= bond);
            prop_assert_eq!(*weight > 0, *bond > 0, "who bonds has a vote");
        }
        let count = bonds.iter().filter(|bond| **bond > 0).count() as u64;
        for weight in weights.iter().filter(|weight| **weight > 0) {
            if count >= 4 {
                prop_assert!(weight * 3 < total, "{} of {}", weight, total);
                prop_assert!(exceeds_two_thirds(total - weight, total));
            } else {
                prop_assert_eq!(weight * count, total);
            }
        }
    }

    /// Bonding more never takes weight from anyone, oneself included, and order is kept.
    #[test]
    fn weights_rise_with_every_bond(bonds in bonds(1, 1_000_000), at in any::<prop::sample::Index>(),
                                    more in 1u64..1_000_000) {
        let before = weights(&bonds);
        let mut raised = bonds.clone();
        let at = at.index(bonds.len());
        // The second and the third to join are the exception: see the top of the file.
        prop_assume!(bonds[at] > 0 || bonds.iter().filter(|bond| **bond > 0).count() >= 3);
        raised[at] += more;
        let after = weights(&raised);
        for (before, after) in before.0.iter().zip(&after.0) {
            prop_assert!(before <= after);
        }
        prop_assert!(before.1 <= after.1);
        for (i, bond) in raised.iter().enumerate() {
            for (j, other) in raised.iter().enumerate() {
                prop_assert!(bond > other || after.0[i] <= after.0[j]);
            }
        }
    }

    /// The order of the seats does not matter.
    #[test]
    fn weights_do_not_depend_on_the_seats(bonds in bonds(1, 1_000_000)) {
        let mut turned = bonds.clone();
        turned.rotate_left(bonds.len() / 2);
        let (mut one, mut other) = (weights(&bonds), weights(&turned));
        one.0.sort_unstable();
        other.0.sort_unstable();
        prop_assert_eq!(one, other);
    }
}
