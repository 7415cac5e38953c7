//! Quorum thresholds, strict and overflow-free.
//!
//! `3·part > 2·total` over integers is `part > ⌊2·total/3⌋`, and that floor is `total − ⌈total/3⌉`:
//! no product, hence no overflow and no 128-bit arithmetic. A total of zero never has a quorum.

/// `part > 2/3 · total`.
#[inline]
pub const fn exceeds_two_thirds(part: u64, total: u64) -> bool {
    part > total.wrapping_sub(total.div_ceil(3))
}

/// `part > 1/3 · total`.
#[inline]
pub const fn exceeds_one_third(part: u64, total: u64) -> bool {
    part > total / 3
}

/// `part > 1/2 · total`.
#[inline]
pub const fn exceeds_half(part: u64, total: u64) -> bool {
    part > total / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(part: u64, total: u64) {
        let (p, t) = (u128::from(part), u128::from(total));
        assert_eq!(
            exceeds_two_thirds(part, total),
            p * 3 > t * 2,
            "{part} of {total}"
        );
        assert_eq!(
            exceeds_one_third(part, total),
            p * 3 > t,
            "{part} of {total}"
        );
        assert_eq!(exceeds_half(part, total), p * 2 > t, "{part} of {total}");
    }

    #[test]
    fn every_small_pair_and_the_edges() {
        for total in 0..300u64 {
            for part in 0..=total {
                check(part, total);
            }
        }
        for total in u64::MAX - 5..=u64::MAX {
            for base in [total / 3, total / 2, total / 3 * 2, total - 6] {
                for d in 0..6 {
                    check(base + d, total);
                }
            }
        }
        assert!(!exceeds_two_thirds(0, 0) && !exceeds_one_third(0, 0) && !exceeds_half(0, 0));
    }

    #[test]
    fn five_of_seven_seal_and_four_do_not() {
        let bond = 6_000_000_000_000;
        assert!(exceeds_two_thirds(5 * bond, 7 * bond));
        assert!(!exceeds_two_thirds(4 * bond, 7 * bond));
        assert!(!exceeds_two_thirds(2, 3) && exceeds_two_thirds(3, 3));
        assert!(exceeds_one_third(3 * bond, 7 * bond) && !exceeds_one_third(2 * bond, 7 * bond));
    }

    proptest! {
        #[test]
        fn any_pair(part in any::<u64>(), total in any::<u64>()) {
            check(part, total);
        }
    }
}
