//! Division of a pool by weights with largest remainders: exact and the same for every operator.

use std::vec::Vec;

use crate::error::{CoreError, Result};

/// Divides `pool` base units by `weights` into `out` and returns what was divided: the pool, or 0
/// when all weights are zero.
///
/// Each gets `⌊pool·w/Σw⌋`; the units left over go one each to the largest remainders, the lower
/// index first among equals. A zero weight has no remainder and gets nothing. O(n).
///
/// # Errors
/// `LengthMismatch` when `out` does not have one entry per weight; then `out` is untouched.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "`total` is checked before it divides"
)]
pub fn shares(pool: u64, weights: &[u64], out: &mut [u64]) -> Result<u64> {
    if weights.len() != out.len() {
        return Err(CoreError::LengthMismatch);
    }
    // A slice has fewer than 2⁶⁴ entries below 2⁶⁴ each: the sum fits.
    let total = weights
        .iter()
        .fold(0u128, |sum, w| sum.wrapping_add(u128::from(*w)));
    if total == 0 {
        out.fill(0);
        return Ok(0);
    }
    let mut remainders = Vec::with_capacity(weights.len());
    let mut given = 0u64;
    for (index, (weight, share)) in weights.iter().zip(out.iter_mut()).enumerate() {
        let product = u128::from(pool).wrapping_mul(u128::from(*weight));
        // weight <= total, so a share is at most the pool, and so is their sum.
        *share = product.wrapping_div(total) as u64;
        given = given.wrapping_add(*share);
        let remainder = product.wrapping_rem(total);
        if remainder != 0 {
            remainders.push((core::cmp::Reverse(remainder), index));
        }
    }
    // The remainders, each below the total, sum to left·total: more than `left` of them, or none.
    let left = pool.wrapping_sub(given) as usize;
    if left != 0 {
        if left < remainders.len() {
            remainders.select_nth_unstable(left);
        }
        for (_, index) in remainders.iter().take(left) {
            if let Some(share) = out.get_mut(*index) {
                *share = share.wrapping_add(1);
            }
        }
    }
    Ok(pool)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::vec;

    /// The textbook way: sort all by remainder.
    fn reference(pool: u64, weights: &[u64]) -> Vec<u64> {
        let total: u128 = weights.iter().map(|w| u128::from(*w)).sum();
        let mut out: Vec<u64> = weights
            .iter()
            .map(|w| (u128::from(pool) * u128::from(*w) / total) as u64)
            .collect();
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by_key(|i| {
            let r = u128::from(pool) * u128::from(weights[*i]) % total;
            (std::cmp::Reverse(r), *i)
        });
        let left = pool - out.iter().sum::<u64>();
        for i in order.into_iter().take(left as usize) {
            out[i] += 1;
        }
        out
    }

    #[test]
    fn ties_go_to_the_lower_index_and_zero_gets_nothing() {
        let mut out = [9; 5];
        assert_eq!(shares(4, &[1, 0, 1, 1, 0], &mut out), Ok(4));
        assert_eq!(out, [2, 0, 1, 1, 0]);
        assert_eq!(shares(100, &[0, 0, 0, 0, 0], &mut out), Ok(0));
        assert_eq!(out, [0; 5]);
        assert_eq!(shares(1, &[1], &mut out), Err(CoreError::LengthMismatch));
        assert_eq!(shares(7, &[], &mut []), Ok(0));
        let mut two = [0; 2];
        shares(u64::MAX, &[u64::MAX, u64::MAX], &mut two).unwrap();
        assert_eq!(two, [u64::MAX / 2 + 1, u64::MAX / 2]);
    }

    /// Every pool up to 12 and every four weights up to 4.
    #[test]
    fn exhaustive_small() {
        for pool in 0..=12u64 {
            for code in 1..5usize.pow(4) {
                let w: Vec<u64> = (0..4).map(|i| (code / 5usize.pow(i) % 5) as u64).collect();
                let mut out = [0; 4];
                assert_eq!(shares(pool, &w, &mut out), Ok(pool));
                assert_eq!(out.to_vec(), reference(pool, &w), "{pool} {w:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn shares_sum_to_the_pool(pool in prop_oneof![0u64..50, any::<u64>()],
                                  weights in prop::collection::vec(prop_oneof![Just(0u64), 1u64..5, any::<u64>()], 1..60)) {
            let mut out = vec![0; weights.len()];
            let divided = shares(pool, &weights, &mut out).unwrap();
            if weights.iter().all(|w| *w == 0) {
                prop_assert_eq!(divided, 0);
            } else {
                prop_assert_eq!(divided, pool);
                prop_assert_eq!(&out, &reference(pool, &weights));
            }
            prop_assert_eq!(out.iter().map(|x| u128::from(*x)).sum::<u128>(), u128::from(divided));
            for (w, o) in weights.iter().zip(&out) {
                prop_assert!(*w != 0 || *o == 0);
            }
        }
    }
}
