//! The hourly score of a device and the division of a pool by scores.
//!
//! `score4 = uptime_min + 20·tier + 8·multiplier_milli·quantity + 2·hired_min` is four times the
//! network's published base score, whose figures have quarters. The published figure (10 GPUs,
//! multiplier 0.6, 50 minutes, tier 4, not hired: 12,032.5) is `score4 / 4`, **before** the uptime
//! factor: 50 + 80 + 48,000 = 48,130. The pool is divided by `score4 · uptime_min`, which is the score
//! times 240 and an integer.

use crate::error::{CoreError, Result};
use crate::units::HOUR_MIN;

#[cfg(feature = "std")]
mod shares;
#[cfg(feature = "std")]
pub use shares::shares;

/// What the operators agreed on for one device in one hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeviceHour {
    /// Minutes heard in the hour, 0..=60.
    pub uptime_min: u8,
    /// Connectivity tier, 0 (unmeasured) or 1 (low) to 4 (ultra high).
    pub tier: u8,
    /// The class's multiplier in thousandths.
    pub multiplier_milli: u32,
    /// GPUs of the device.
    pub quantity: u16,
    /// Minutes under hire in the hour, 0..=60.
    pub hired_min: u8,
}

impl DeviceHour {
    /// Four times the base score.
    ///
    /// # Errors
    /// `ScoreInputOutOfRange` for more than 60 minutes or a tier above 4.
    pub fn score4(&self) -> Result<u64> {
        let (uptime, hired) = (u64::from(self.uptime_min), u64::from(self.hired_min));
        if uptime > HOUR_MIN || hired > HOUR_MIN || self.tier > 4 {
            return Err(CoreError::ScoreInputOutOfRange);
        }
        // 8·2³²·2¹⁶ + 260 is below 2⁵², so nothing here or in `weight` can wrap.
        let tier = u64::from(self.tier).wrapping_mul(20);
        let power = u64::from(self.multiplier_milli)
            .wrapping_mul(u64::from(self.quantity))
            .wrapping_mul(8);
        Ok(uptime
            .wrapping_add(tier)
            .wrapping_add(power)
            .wrapping_add(hired.wrapping_mul(2)))
    }

    /// The weight that divides the pool: `score4 · uptime_min`, the score times 240.
    ///
    /// # Errors
    /// As [`DeviceHour::score4`].
    pub fn weight(&self) -> Result<u64> {
        Ok(self.score4()?.wrapping_mul(u64::from(self.uptime_min)))
    }
}

/// What a device must show to be paid for an hour (params).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirements {
    /// Rolling uptime over the last 24 epochs, minutes.
    pub rolling_uptime_min: u32,
}

impl Requirements {
    /// Mainnet: 300 minutes.
    pub const MAINNET: Self = Self {
        rolling_uptime_min: 300,
    };
}

/// What a device shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Uptime over the last 24 epochs, minutes.
    pub rolling_uptime_min: u32,
    /// Stake behind the device, IO base units, cooling stake not counted.
    pub stake: u64,
    /// Stake its class and GPU count require, IO base units.
    pub required_stake: u64,
    /// The proof of work of the hour passed.
    pub proof_passed: bool,
    /// The class's multiplier in thousandths.
    pub multiplier_milli: u32,
    /// Connectivity tier, 0 unmeasured.
    pub tier: u8,
}

/// Why a device is not paid for an hour; the first that applies, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Ineligible {
    /// 1: rolling uptime below the requirement.
    UptimeTooShort = 1,
    /// 2: stake below what the class and count require.
    StakeTooSmall = 2,
    /// 3: the proof of work was missing or failed.
    ProofNotPassed = 3,
    /// 4: the class is not live.
    ClassNotLive = 4,
    /// 5: connectivity was not measured.
    NoConnectivity = 5,
}

impl Standing {
    /// Whether the device is paid for the hour.
    ///
    /// # Errors
    /// The first reason why not.
    pub const fn eligible(&self, need: &Requirements) -> core::result::Result<(), Ineligible> {
        if self.rolling_uptime_min < need.rolling_uptime_min {
            return Err(Ineligible::UptimeTooShort);
        }
        if self.stake < self.required_stake {
            return Err(Ineligible::StakeTooSmall);
        }
        if !self.proof_passed {
            return Err(Ineligible::ProofNotPassed);
        }
        if self.multiplier_milli == 0 {
            return Err(Ineligible::ClassNotLive);
        }
        if self.tier == 0 {
            return Err(Ineligible::NoConnectivity);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLISHED: DeviceHour = DeviceHour {
        uptime_min: 50,
        tier: 4,
        multiplier_milli: 600,
        quantity: 10,
        hired_min: 0,
    };

    #[test]
    fn the_published_figure() {
        // 12,032.5 × 4
        assert_eq!(PUBLISHED.score4(), Ok(48_130));
        assert_eq!(PUBLISHED.weight(), Ok(48_130 * 50));
        let hired = DeviceHour {
            hired_min: 60,
            ..PUBLISHED
        };
        assert_eq!(hired.score4(), Ok(48_250));
    }

    #[test]
    fn no_input_in_range_wraps_and_others_are_refused() {
        let most = DeviceHour {
            uptime_min: 60,
            tier: 4,
            multiplier_milli: u32::MAX,
            quantity: u16::MAX,
            hired_min: 60,
        };
        let want = (60 + 80 + 8 * u128::from(u32::MAX) * u128::from(u16::MAX) + 120) * 60;
        assert_eq!(most.weight().map(u128::from), Ok(want));
        for bad in [
            DeviceHour {
                uptime_min: 61,
                ..PUBLISHED
            },
            DeviceHour {
                hired_min: 61,
                ..PUBLISHED
            },
            DeviceHour {
                tier: 5,
                ..PUBLISHED
            },
        ] {
            assert_eq!(bad.weight(), Err(CoreError::ScoreInputOutOfRange));
        }
        assert_eq!(
            DeviceHour {
                uptime_min: 0,
                ..PUBLISHED
            }
            .weight(),
            Ok(0)
        );
    }

    #[test]
    fn every_reason_is_named() {
        let need = Requirements::MAINNET;
        let good = Standing {
            rolling_uptime_min: 300,
            stake: 10,
            required_stake: 10,
            proof_passed: true,
            multiplier_milli: 1,
            tier: 1,
        };
        assert_eq!(good.eligible(&need), Ok(()));
        let cases = [
            (
                Standing {
                    rolling_uptime_min: 299,
                    ..good
                },
                Ineligible::UptimeTooShort,
            ),
            (Standing { stake: 9, ..good }, Ineligible::StakeTooSmall),
            (
                Standing {
                    proof_passed: false,
                    ..good
                },
                Ineligible::ProofNotPassed,
            ),
            (
                Standing {
                    multiplier_milli: 0,
                    ..good
                },
                Ineligible::ClassNotLive,
            ),
            (Standing { tier: 0, ..good }, Ineligible::NoConnectivity),
        ];
        for (standing, reason) in cases {
            assert_eq!(standing.eligible(&need), Err(reason));
        }
    }
}
