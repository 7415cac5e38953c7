//! Who proposes in which round: a permutation of the operators drawn by the epoch's seed, a new one every
//! 120 seconds of chain time.

use sha2::{Digest as _, Sha256};

const TAG: &[u8] = b"io-proposer/1";
/// Chain seconds of one round.
pub const ROUND_S: i64 = 120;

/// The round at `now_ts` of an epoch whose summaries closed at `cutoff_ts`; `None` before.
#[must_use]
pub fn round_at(now_ts: i64, cutoff_ts: i64) -> Option<u32> {
    let since = now_ts.checked_sub(cutoff_ts).filter(|since| *since >= 0)?;
    // A round is named by how many whole ones lie behind it.
    u32::try_from(since / ROUND_S).ok()
}

/// The proposer of a round; `None` when nobody has weight.
#[must_use]
pub fn proposer(seed: &[u8; 32], epoch: u64, round: u32, weights: &[u64]) -> Option<u8> {
    let mut order: Vec<([u8; 32], u8)> = (0u8..)
        .zip(weights)
        .filter(|(_, weight)| **weight > 0)
        .map(|(operator, _)| {
            let mut hash = Sha256::new();
            hash.update(TAG);
            hash.update(seed);
            hash.update(epoch.to_le_bytes());
            hash.update([operator]);
            (hash.finalize().into(), operator)
        })
        .collect();
    order.sort_unstable();
    let at = (round as usize).checked_rem(order.len())?;
    order.get(at).map(|(_, operator)| *operator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_with_weight_gets_a_turn_before_anyone_gets_two() {
        let weights = [1, 0, 5, 9];
        let turns: Vec<u8> = (0..6)
            .filter_map(|r| proposer(&[3; 32], 8, r, &weights))
            .collect();
        let mut first = turns[..3].to_vec();
        first.sort_unstable();
        assert_eq!(first, [0, 2, 3]);
        assert_eq!(turns[..3], turns[3..]);
        assert_eq!(proposer(&[3; 32], 8, 0, &[0, 0]), None);
        let starts: std::collections::BTreeSet<_> = (0..40)
            .filter_map(|e| proposer(&[3; 32], e, 0, &weights))
            .collect();
        assert_eq!(starts.len(), 3, "the first turn depends on the epoch");
    }

    #[test]
    fn rounds_last_two_minutes() {
        assert_eq!(round_at(99, 100), None);
        assert_eq!((round_at(100, 100), round_at(219, 100)), (Some(0), Some(0)));
        assert_eq!(round_at(220, 100), Some(1));
    }
}
