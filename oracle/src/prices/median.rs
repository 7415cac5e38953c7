//! The median of what fresh sources say, without those far from it.

use io_core::units::BPS;

/// What one source said last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observation {
    /// USD × 10⁸.
    pub price: u64,
    /// When the source says it was so, or when it was fetched: unix seconds of the chain's clock. Never moved
    /// forward afterwards.
    pub ts: i64,
}

/// When sources agree enough to post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Age beyond which an observation is not used, chain seconds.
    pub max_age_s: u32,
    /// Distance from the median beyond which an observation is left out, basis points.
    pub max_deviation_bps: u16,
    /// Observations that must remain.
    pub min_sources: u32,
}

/// A price to post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// USD × 10⁸.
    pub price: u64,
    /// Time of the oldest observation in it: unix seconds of the chain's clock.
    pub ts: i64,
    /// Time of the newest one.
    pub newest_ts: i64,
    /// Observations in it.
    pub sources: u32,
}

/// Why there is no price to post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Too few fresh observations.
    #[error("{fresh} of {needed} sources are fresh; wait, or add sources")]
    TooFewFresh {
        /// Fresh observations.
        fresh: u32,
        /// Required.
        needed: u32,
    },
    /// Sources contradict each other.
    #[error("{close} of {needed} sources lie near the median; look at the sources")]
    TooFarApart {
        /// Observations near the median.
        close: u32,
        /// Required.
        needed: u32,
    },
}

/// The lower median of the fresh observations near their median.
///
/// # Errors
/// [`Refusal`].
pub fn agree(
    observations: &[Observation],
    now_ts: i64,
    policy: &Policy,
) -> Result<Agreed, Refusal> {
    let oldest = now_ts.saturating_sub(i64::from(policy.max_age_s));
    let mut fresh: Vec<Observation> = observations
        .iter()
        .copied()
        .filter(|o| o.ts >= oldest && o.ts <= now_ts)
        .collect();
    let needed = policy.min_sources.max(1);
    if (fresh.len() as u32) < needed {
        return Err(Refusal::TooFewFresh {
            fresh: fresh.len() as u32,
            needed,
        });
    }
    fresh.sort_unstable_by_key(|o| o.price);
    let middle = u128::from(lower_median(&fresh));
    // |p − m| / m ≤ bps / 10⁴, without a division.
    let near = |o: &Observation| {
        u128::from(o.price).abs_diff(middle) * u128::from(BPS)
            <= middle * u128::from(policy.max_deviation_bps)
    };
    let close: Vec<Observation> = fresh.into_iter().filter(near).collect();
    let sources = close.len() as u32;
    if sources < needed {
        return Err(Refusal::TooFarApart {
            close: sources,
            needed,
        });
    }
    let ts = close.iter().map(|o| o.ts).min().unwrap_or(now_ts);
    Ok(Agreed {
        price: lower_median(&close),
        ts,
        newest_ts: close.iter().map(|o| o.ts).max().unwrap_or(now_ts),
        sources,
    })
}

/// Of an even number the lower of the two in the middle. The slice is sorted and not empty.
fn lower_median(sorted: &[Observation]) -> u64 {
    sorted[(sorted.len() - 1) / 2].price
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const POLICY: Policy = Policy {
        max_age_s: 60,
        max_deviation_bps: 500,
        min_sources: 2,
    };

    fn at(price: u64, ts: i64) -> Observation {
        Observation { price, ts }
    }

    #[test]
    fn one_wild_source_changes_nothing() {
        let honest = [at(100, 1_000), at(101, 999), at(102, 998)];
        let wild = [honest.as_slice(), &[at(1_010, 1_000)]].concat();
        let agreed = agree(&wild, 1_000, &POLICY).unwrap();
        assert_eq!(
            agreed,
            Agreed {
                price: 101,
                ts: 998,
                newest_ts: 1_000,
                sources: 3
            }
        );
        assert_eq!(agree(&honest, 1_000, &POLICY).unwrap().price, 101);
    }

    #[test]
    fn old_and_future_observations_are_not_used() {
        let two = [at(100, 940), at(100, 939)];
        assert_eq!(
            agree(&two, 1_000, &POLICY),
            Err(Refusal::TooFewFresh {
                fresh: 1,
                needed: 2
            })
        );
        let two = [at(100, 1_000), at(100, 1_001)];
        assert_eq!(
            agree(&two, 1_000, &POLICY),
            Err(Refusal::TooFewFresh {
                fresh: 1,
                needed: 2
            })
        );
        assert_eq!(
            agree(&[], 1_000, &POLICY),
            Err(Refusal::TooFewFresh {
                fresh: 0,
                needed: 2
            })
        );
    }

    #[test]
    fn sources_that_contradict_each_other_give_no_price() {
        let two = [at(100, 1_000), at(200, 1_000)];
        assert_eq!(
            agree(&two, 1_000, &POLICY),
            Err(Refusal::TooFarApart {
                close: 1,
                needed: 2
            })
        );
    }

    proptest! {
        #[test]
        fn a_minority_cannot_move_the_price_out_of_the_honest_range(
            honest in prop::collection::vec(1_000u64..1_020, 3..8),
            liars in prop::collection::vec(1u64..1_000_000, 0..3),
        ) {
            prop_assume!(liars.len() * 2 < honest.len());
            let all: Vec<_> = honest.iter().chain(&liars).map(|price| at(*price, 1_000)).collect();
            let agreed = agree(&all, 1_000, &POLICY).unwrap();
            let (low, high) = (honest.iter().min().unwrap(), honest.iter().max().unwrap());
            prop_assert!((low..=high).contains(&&agreed.price));
        }
    }
}
