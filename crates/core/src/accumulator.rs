//! Rewards per unit of stake in O(1), whatever the number of stakers.

use crate::{
    error::{CoreError, Result},
    fixed::{div_wide, mul_wide},
};

/// Reward per unit staked since genesis, with the part that did not divide.
///
/// Rounds down for the vault: what stakers can take is never more than what was distributed. The
/// undivided rest stays in `remainder_q64` and enters the next distribution, so nothing is lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accumulator {
    /// Base units of reward per base unit of stake, 64 fraction bits.
    pub per_unit_q64: u128,
    /// Base units not yet divided, 64 fraction bits; always below the stake of the last distribution.
    pub remainder_q64: u64,
}

impl Accumulator {
    /// Adds `reward` base units for `total_stake` base units. On an error nothing changes.
    ///
    /// # Errors
    /// `NoStake` when `total_stake` is 0: the caller sends the reward to the stakers' reserve.
    /// `Overflow` after more than 2⁶⁴ rewards per unit: out of reach, since the whole emission on a
    /// single staked unit stays below 2¹¹⁹.
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "`total_stake` is checked first"
    )]
    pub fn distribute(&mut self, reward: u64, total_stake: u64) -> Result<()> {
        if total_stake == 0 {
            return Err(CoreError::NoStake);
        }
        // The dividend reward·2⁶⁴ + remainder is the pair of words (reward, remainder).
        let high = reward.wrapping_div(total_stake);
        let rest = reward.wrapping_rem(total_stake);
        let (low, remainder) = div_wide(rest, self.remainder_q64, total_stake)?;
        let increment = (u128::from(high) << 64) | u128::from(low);
        self.per_unit_q64 = self
            .per_unit_q64
            .checked_add(increment)
            .ok_or(CoreError::Overflow)?;
        self.remainder_q64 = remainder;
        Ok(())
    }

    /// Base units earned by `stake` since the accumulator stood at `since_q64`, rounded down.
    ///
    /// # Errors
    /// `AccumulatorBehind` when `since_q64` is ahead; `Overflow` when the reward exceeds a u64.
    pub fn earned(&self, stake: u64, since_q64: u128) -> Result<u64> {
        let delta = self
            .per_unit_q64
            .checked_sub(since_q64)
            .ok_or(CoreError::AccumulatorBehind)?;
        let (fraction_part, _) = mul_wide(stake, delta as u64);
        let (above, whole_part) = mul_wide(stake, (delta >> 64) as u64);
        if above != 0 {
            return Err(CoreError::Overflow);
        }
        whole_part
            .checked_add(fraction_part)
            .ok_or(CoreError::Overflow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        emission::{LAST_EPOCH, epoch_emission},
        units::{CAP, EMISSION_CAP},
    };
    use proptest::prelude::*;
    use std::vec::Vec;

    #[test]
    fn nothing_staked_is_refused_and_changes_nothing() {
        let mut acc = Accumulator {
            per_unit_q64: 7,
            remainder_q64: 3,
        };
        let before = acc;
        assert_eq!(acc.distribute(100, 0), Err(CoreError::NoStake));
        assert_eq!(acc, before);
        assert_eq!(acc.earned(1, 8), Err(CoreError::AccumulatorBehind));
    }

    #[test]
    fn the_rest_is_carried() {
        let mut acc = Accumulator::default();
        for _ in 0..3 {
            acc.distribute(1, 3).unwrap();
        }
        // Three thirds are one unit for each staked unit: no third is lost to rounding.
        assert_eq!(acc.earned(1, 0), Ok(1));
        assert_eq!(acc.remainder_q64, 0);
    }

    /// The whole schedule paid to a single unit of stake, and to the whole supply.
    #[test]
    fn the_whole_schedule_overflows_for_no_stake() {
        for stake in [1u64, 7, 100_000_000_000, CAP, u64::MAX] {
            let mut acc = Accumulator::default();
            for epoch in 1..=LAST_EPOCH {
                acc.distribute(epoch_emission(epoch), stake).unwrap();
            }
            let earned = acc.earned(stake, 0).unwrap();
            assert!(earned <= EMISSION_CAP);
            // Only the carried rest is missing, and it is below one unit.
            assert!(EMISSION_CAP - earned <= 1, "stake {stake}: {earned}");
        }
    }

    #[test]
    fn a_reward_above_u64_is_an_error() {
        let mut acc = Accumulator::default();
        acc.distribute(u64::MAX, 1).unwrap();
        assert_eq!(acc.earned(2, 0), Err(CoreError::Overflow));
        acc.per_unit_q64 = u128::MAX;
        let before = acc;
        assert_eq!(acc.distribute(1, 1), Err(CoreError::Overflow));
        assert_eq!(acc, before);
    }

    #[derive(Clone, Debug)]
    enum Step {
        Reward(u64),
        Stake(usize, u64),
        Unstake(usize, u64),
        Settle(usize),
    }

    fn step() -> impl Strategy<Value = Step> {
        let amount = prop_oneof![1u64..4, 1u64..1_000_000_000_000, Just(CAP / 8)];
        prop_oneof![
            prop_oneof![0u64..3, 0u64..500_000_000_000].prop_map(Step::Reward),
            (0usize..6, amount.clone()).prop_map(|(i, a)| Step::Stake(i, a)),
            (0usize..6, amount).prop_map(|(i, a)| Step::Unstake(i, a)),
            (0usize..6).prop_map(Step::Settle),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        /// Whatever the sequence: the vault covers every staker, the last one out included, and
        /// what rounding leaves behind is at most one unit per settlement plus the carried rest.
        #[test]
        fn the_vault_is_never_short(steps in prop::collection::vec(step(), 1..120)) {
            let mut acc = Accumulator::default();
            let (mut vault, mut total, mut settlements) = (0u64, 0u64, 0u64);
            let mut stakes = [(0u64, 0u128); 6];
            let settle = |acc: &Accumulator, entry: &mut (u64, u128), vault: &mut u64| {
                let due = acc.earned(entry.0, entry.1).unwrap();
                entry.1 = acc.per_unit_q64;
                *vault = vault.checked_sub(due).expect("the vault is short");
            };
            for s in steps {
                match s {
                    Step::Reward(r) => {
                        if acc.distribute(r, total).is_ok() {
                            vault += r;
                        } else {
                            prop_assert_eq!(total, 0);
                        }
                    }
                    Step::Stake(i, a) => {
                        settle(&acc, &mut stakes[i], &mut vault);
                        settlements += 1;
                        stakes[i].0 += a;
                        total += a;
                    }
                    Step::Unstake(i, a) => {
                        settle(&acc, &mut stakes[i], &mut vault);
                        settlements += 1;
                        let a = a.min(stakes[i].0);
                        stakes[i].0 -= a;
                        total -= a;
                    }
                    Step::Settle(i) => {
                        settle(&acc, &mut stakes[i], &mut vault);
                        settlements += 1;
                    }
                }
            }
            let order: Vec<usize> = (0..6).rev().collect();
            for i in order {
                settle(&acc, &mut stakes[i], &mut vault);
                settlements += 1;
            }
            prop_assert!(vault <= settlements + 1, "{} units left after {} settlements", vault, settlements);
        }
    }
}
