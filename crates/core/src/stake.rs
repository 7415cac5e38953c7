//! Required stakes, class multipliers and the staking constants.

use crate::{
    error::{CoreError, Result},
    units::{DAY_S, ONE_IO},
};

/// Stake per processor at multiplier 1, IO base units: 200 IO.
pub const STAKE_PER_PROCESSOR: u64 = 20_000_000_000;
/// Multiplier 1 in thousandths; weaker classes stake as much as this one.
pub const MULTIPLIER_ONE_MILLI: u32 = 1_000;
/// Below this total stake an hour's stakers' part goes to the stakers' reserve: 1,000 IO.
pub const MIN_EARNING_STAKE: u64 = 100_000_000_000;
/// Unstaking, and stake freed by a lower requirement.
pub const COOLDOWN_S: u64 = 14 * DAY_S;
/// What a co-staker who leaves first waits on top.
pub const FIRST_LEAVER_EXTRA_S: u64 = 7 * DAY_S;
/// The least a co-staker puts up: 50 IO.
pub const MIN_CO_STAKE: u64 = 5_000_000_000;
/// The most that co-stakers hold together of a device's stake.
pub const MAX_CO_STAKE_BPS: u16 = 5_000;
/// Bond of an oracle operator: 60,000 IO.
pub const OPERATOR_BOND: u64 = 60_000 * ONE_IO;
/// How long an operator's bond stays slashable after it leaves.
pub const OPERATOR_UNBONDING_S: u64 = 45 * DAY_S;
/// Bond of a challenger: 500 IO.
pub const CHALLENGER_BOND: u64 = 500 * ONE_IO;

/// Published multipliers of June 2025, in thousandths (params).
pub const MULTIPLIERS: [(&str, u32); 13] = [
    ("B200", 30_000),
    ("H200", 12_000),
    ("H100", 10_000),
    ("A100-80G", 5_000),
    ("RTX 6000 Ada", 4_500),
    ("L40S", 3_000),
    ("RTX 4080", 2_750),
    ("A100-40G", 2_000),
    ("RTX 3090", 1_750),
    ("RTX 4090", 1_250),
    ("Apple M3/M4", 1_000),
    ("T4", 500),
    ("L4", 250),
];

/// The multiplier of a group of cards that no test can tell apart: the lowest of its members, since
/// the weakest could pose as any other. None for an empty group.
pub fn group_multiplier_milli(members: &[u32]) -> Option<u32> {
    members.iter().copied().min()
}

/// Stake that a device of `processors` equal GPUs needs, IO base units:
/// `200 IO × max(1, multiplier) × processors`, exact.
///
/// # Errors
/// `ZeroAmount` without processors; `Overflow`.
pub fn required(multiplier_milli: u32, processors: u16) -> Result<u64> {
    if processors == 0 {
        return Err(CoreError::ZeroAmount);
    }
    let milli = u64::from(multiplier_milli.max(MULTIPLIER_ONE_MILLI));
    // 200 IO divides by a thousand: no rounding.
    (STAKE_PER_PROCESSOR / 1_000)
        .checked_mul(milli)
        .and_then(|each| each.checked_mul(u64::from(processors)))
        .ok_or(CoreError::Overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(name: &str) -> u32 {
        MULTIPLIERS.iter().find(|(n, _)| *n == name).unwrap().1
    }

    #[test]
    fn worked_requirements() {
        assert_eq!(required(published("H100"), 8), Ok(16_000 * ONE_IO));
        assert_eq!(required(published("T4"), 1), Ok(200 * ONE_IO));
        assert_eq!(required(published("L4"), 3), Ok(600 * ONE_IO));
        assert_eq!(required(published("RTX 3090"), 1), Ok(350 * ONE_IO));
        assert_eq!(required(0, 1), Ok(200 * ONE_IO));
        assert_eq!(STAKE_PER_PROCESSOR % 1_000, 0);
    }

    #[test]
    fn refusals_are_named() {
        assert_eq!(required(1_000, 0), Err(CoreError::ZeroAmount));
        assert_eq!(required(u32::MAX, u16::MAX), Err(CoreError::Overflow));
    }

    #[test]
    fn the_weakest_member_sets_the_group() {
        let group = [published("RTX 6000 Ada"), published("L40S")];
        assert_eq!(group_multiplier_milli(&group), Some(3_000));
        assert_eq!(group_multiplier_milli(&[]), None);
    }
}
