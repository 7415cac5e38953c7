//! How much emission the operators' bonds stand for.
//!
//! A quorum of liars can misdirect what settlements newly allocate until it is removed. The network's
//! bound is that two thirds of the bonds are worth at least 72 hours of it. It is kept by allocating no
//! more than that: where the bonds would not cover an hour's emission, the hour's bound is lower and the
//! rest waits for hours in which they do. Nothing stops when an operator leaves or is slashed, nobody is
//! locked in because its bond is needed, and nothing is lost. (A floor below which nothing is opened or
//! sealed would let any one operator that keeps the bonds above it halt the network by resigning.)
//! Emission only falls, so bonds that cover it once cover it for ever.

/// Epochs of emission that two thirds of the bonds cover.
pub const COVERED_EPOCHS: u64 = 72;

/// IO base units that settlements may newly allocate over `epochs` epochs with `bonds` IO base units
/// bonded: `2/3 / 72` of the bonds for each, and for 72 of them at most, however long nothing was
/// opened. Rounded down for each epoch, against suppliers, by less than a base unit.
pub const fn allowance(bonds: u64, epochs: u64) -> u64 {
    // 2/3 / 72 = 1/108. The product is at most 72/108 of a u64.
    let covered = if epochs < COVERED_EPOCHS {
        epochs
    } else {
        COVERED_EPOCHS
    };
    (bonds / (COVERED_EPOCHS * 3 / 2)).saturating_mul(covered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{emission::cumulative, units::ONE_IO};
    use proptest::prelude::*;

    #[test]
    fn seven_bonds_of_sixty_thousand_cover_the_first_hour_and_so_every_hour() {
        let bonds = 7 * 60_000 * ONE_IO;
        // All of the suppliers' 80%, CPUs included.
        let hour = |n: u64| (cumulative(n) - cumulative(n - 1)) / 5 * 4;
        assert_eq!(allowance(bonds, 1), 388_888_888_888);
        assert!(allowance(bonds, 1) >= hour(1));
        assert!(allowance(6 * 60_000 * ONE_IO, 1) < hour(1));
        for n in 2..2_000 {
            assert!(hour(n) <= hour(n - 1));
        }
    }

    #[test]
    fn none_without_bonds_or_time_and_no_more_than_72_hours() {
        assert_eq!((allowance(0, 9), allowance(u64::MAX, 0)), (0, 0));
        assert_eq!(allowance(1_080, 5), 50);
        assert_eq!(allowance(1_080, 72), 720);
        assert_eq!(allowance(1_080, u64::MAX), 720);
    }

    proptest! {
        /// The bound itself: two thirds of the bonds are never less than 72 hours of it.
        #[test]
        fn two_thirds_cover_72_hours(bonds in any::<u64>(), epochs in any::<u64>()) {
            let allowed = u128::from(allowance(bonds, epochs));
            let hours = u128::from(epochs.min(72));
            prop_assert!(allowed * 72 * 3 <= u128::from(bonds) * 2 * hours.max(1));
            prop_assert!(allowed <= u128::from(bonds) * 2 / 3);
            // Less than a base unit an hour is lost.
            prop_assert!((allowed + hours) * 108 >= u128::from(bonds) * hours);
        }
    }
}
