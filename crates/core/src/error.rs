//! Every refusal of the money rules, as one small copyable enum with stable codes.

use core::fmt;

/// Result of every fallible rule.
pub type Result<T> = core::result::Result<T, CoreError>;

/// Why a rule refused. Append only: the discriminant is the code that programs and tests quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum CoreError {
    /// 1: a result does not fit its type.
    Overflow = 1,
    /// 2: a divisor is zero.
    DivideByZero = 2,
    /// 3: a share in basis points is above 10,000.
    BpsOutOfRange = 3,
    /// 4: an epoch before the one a split starts from was asked for.
    EpochBeforeSplit = 4,
    /// 5: a reward was distributed while nothing is staked.
    NoStake = 5,
    /// 6: an accumulator value lies in the future of the accumulator.
    AccumulatorBehind = 6,
    /// 7: a leaf index is outside the tree.
    IndexOutOfRange = 7,
    /// 8: a proof does not have exactly one step per level.
    ProofLength = 8,
    /// 9: a tree depth is above 32.
    DepthOutOfRange = 9,
    /// 10: a cumulative amount would fall.
    CumulativeFell = 10,
    /// 11: the output slice does not have one entry per score.
    LengthMismatch = 11,
    /// 12: more quotes than a price feed has operators.
    TooManyQuotes = 12,
    /// 13: the fresh weight exceeds the total weight.
    WeightAboveTotal = 13,
    /// 14: a price is zero, or is zero after its safety margin.
    PriceNotPositive = 14,
    /// 15: an amount rounds to nothing.
    ZeroOutput = 15,
    /// 16: an amount asked for is zero.
    ZeroAmount = 16,
    /// 17: a rate-limit window is full.
    WindowFull = 17,
    /// 18: a connectivity tier outside 1..=4.
    UnknownTier = 18,
    /// 19: a lease of zero GPUs or zero hours.
    EmptyLease = 19,
    /// 20: more was paid already than is owed.
    PaidAboveOwed = 20,
    /// 21: a half-life or window length outside its range.
    DurationOutOfRange = 21,
    /// 22: the pool binds, so the reserve has to be released hour by hour.
    PoolBinds = 22,
    /// 23: an uptime, hire time or tier beyond what an hour holds.
    ScoreInputOutOfRange = 23,
    /// 24: a redemption above what was burned for the token.
    RedemptionAboveBurned = 24,
    /// 25: a proof leads to another root.
    RootMismatch = 25,
    /// 26: a span of hours longer than one call may cover.
    TooManyHours = 26,
}

impl CoreError {
    /// The stable code quoted by programs, services and tests.
    pub const fn code(self) -> u16 {
        self as u16
    }
}

impl fmt::Display for CoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Overflow => "the result does not fit its type; use smaller amounts",
            Self::DivideByZero => "a divisor is zero; check the configured amounts",
            Self::BpsOutOfRange => "a share is above 10,000 basis points; lower it",
            Self::EpochBeforeSplit => {
                "the epoch lies before the split in force; ask for a later one"
            }
            Self::NoStake => "nothing is staked; send this reward to the reserve",
            Self::AccumulatorBehind => {
                "the stake was settled at a later accumulator; pass the current one"
            }
            Self::IndexOutOfRange => "the leaf index is outside the tree; check the index",
            Self::ProofLength => "the proof must have exactly one 40- or 32-byte step per level",
            Self::DepthOutOfRange => "a tree has at most 32 levels; lower the depth",
            Self::CumulativeFell => "a cumulative amount never falls; rebuild from the last root",
            Self::LengthMismatch => "the output must have one entry per score; resize it",
            Self::TooManyQuotes => "a feed has at most 32 quotes; drop the surplus",
            Self::WeightAboveTotal => {
                "the quotes weigh more than the total stake; pass the epoch's total"
            }
            Self::PriceNotPositive => {
                "the price is not positive after its margin; wait for a better one"
            }
            Self::ZeroOutput => "the amount rounds to nothing; ask for more",
            Self::ZeroAmount => "the amount is zero; ask for more",
            Self::WindowFull => "the rate-limit window is full; wait or ask for less",
            Self::UnknownTier => "a connectivity tier is 1 (low) to 4 (ultra high)",
            Self::EmptyLease => "a lease needs at least one GPU and one hour",
            Self::PaidAboveOwed => "more was paid than the attested seconds earn; nothing is due",
            Self::DurationOutOfRange => "a duration must be between 1 and 4,294,967,295 seconds",
            Self::PoolBinds => {
                "an hour's pool is below the reserve's release; release hour by hour"
            }
            Self::ScoreInputOutOfRange => {
                "uptime and hire are at most 60 minutes an hour and a tier at most 4"
            }
            Self::RootMismatch => {
                "the proof leads to another root; fetch the leaf of the final root"
            }
            Self::TooManyHours => "a call covers at most 720 hours; call again for the rest",
            Self::RedemptionAboveBurned => "no more can be redeemed than was burned; ask for less",
        })
    }
}

impl core::error::Error for CoreError {}

#[cfg(test)]
mod tests {
    use super::CoreError;
    use std::string::ToString;

    #[test]
    fn codes_are_stable_and_messages_are_sentences() {
        assert_eq!(CoreError::Overflow.code(), 1);
        assert_eq!(CoreError::NoStake.code(), 5);
        assert_eq!(CoreError::WindowFull.code(), 17);
        assert_eq!(CoreError::RedemptionAboveBurned.code(), 24);
        assert_eq!(CoreError::TooManyHours.code(), 26);
        assert!(CoreError::NoStake.to_string().contains("reserve"));
    }
}
