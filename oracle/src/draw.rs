//! Who must verify a device's proof: the second beacon draws operators, one after the other by stake, until
//! they hold more than a third of all stake.
//!
//! An operator that stays silent, or whose failure turns out false, is passed over for the next in the order:
//! else one liar among the first drawn would cost an honest device its hour.

use io_core::quorum::exceeds_one_third;
use sha2::{Digest as _, Sha256};

const TAG: &[u8] = b"io-draw/1";

/// The operators (by index into `weights`) in the order drawn for a device: without replacement, each draw in
/// proportion to the stakes left. Operators without weight are not drawn.
#[must_use]
pub fn order(beacon: &[u8; 32], device: u32, weights: &[u64]) -> Vec<u8> {
    let mut left: Vec<(u8, u64)> = (0u8..)
        .zip(weights.iter().copied())
        .filter(|(_, weight)| *weight > 0)
        .collect();
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let total: u128 = left.iter().map(|(_, weight)| u128::from(*weight)).sum();
        let mut hash = Sha256::new();
        hash.update(TAG);
        hash.update(beacon);
        hash.update(device.to_le_bytes());
        hash.update([order.len() as u8]);
        let draw: [u8; 32] = hash.finalize().into();
        // 128 bits modulo a total below 2⁶⁹: the bias is below 2⁻⁵⁹.
        let mut at = u128::from_le_bytes(std::array::from_fn(|i| draw[i])) % total;
        let chosen = left.iter().position(|(_, weight)| {
            let here = at < u128::from(*weight);
            at = at.saturating_sub(u128::from(*weight));
            here
        });
        order.push(left.remove(chosen.unwrap_or(0)).0);
    }
    order
}

/// Whether operator `me` must verify: the stake of those before it in the order, without the ones in `passed
/// over`, does not exceed a third of `total`.
#[must_use]
pub fn is_due(
    me: u8,
    order: &[u8],
    weights: &[u64],
    total: u64,
    passed_over: impl Fn(u8) -> bool,
) -> bool {
    let mut before = 0u64;
    for operator in order {
        if *operator == me {
            return !exceeds_one_third(before, total);
        }
        if !passed_over(*operator) {
            let weight = weights.get(usize::from(*operator)).copied().unwrap_or(0);
            before = before.saturating_add(weight);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_of_seven_and_eleven_of_thirty_two_are_due() {
        for (operators, due) in [(7usize, 3usize), (32, 11)] {
            let weights = vec![60_000u64; operators];
            let total = weights.iter().sum();
            for device in 0..50 {
                let order = order(&[7; 32], device, &weights);
                let mut sorted = order.clone();
                sorted.sort_unstable();
                assert_eq!(sorted, (0..operators as u8).collect::<Vec<_>>());
                let count = (0..operators as u8)
                    .filter(|me| is_due(*me, &order, &weights, total, |_| false))
                    .count();
                assert_eq!(count, due);
            }
        }
    }

    #[test]
    fn the_silent_are_replaced_by_the_next() {
        let weights = [1u64; 7];
        let order = order(&[1; 32], 5, &weights);
        let silent = order[1];
        let due: Vec<u8> = order
            .iter()
            .copied()
            .filter(|me| is_due(*me, &order, &weights, 7, |o| o == silent))
            .collect();
        assert_eq!(due, order[..4]);
        assert!(!is_due(9, &order, &weights, 7, |_| false));
    }

    #[test]
    fn draws_follow_stake() {
        let weights = [1u64, 0, 9];
        let mut first = [0u32; 3];
        for device in 0..2_000 {
            first[usize::from(order(&[2; 32], device, &weights)[0])] += 1;
        }
        assert_eq!(first[1], 0);
        // 200 expected, standard deviation 13.4.
        assert!((140..260).contains(&first[0]), "{first:?}");
    }
}
