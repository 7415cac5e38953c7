//! When rounds are. `escrow`'s parameters say how long; they change between two windows.
use crate::errors::MarketError;
use anchor_lang::prelude::*;
use escrow::state::Escrow;

/// When the round of the window at some time opens, closes and ends, unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundTimes {
    pub opens_ts: i64,
    pub closes_ts: i64,
    pub ends_ts: i64,
}

/// The round that takes entries in the window at `now_ts`.
///
/// # Errors
/// `NoRounds` where none are held.
pub fn round_times(escrow: &Escrow, now_ts: i64) -> Result<RoundTimes> {
    let (window_s, draw_s) = escrow.rounds_at(now_ts);
    let genesis_ts = escrow.genesis_ts.get();
    let since = now_ts.saturating_sub(genesis_ts).max(0).unsigned_abs();
    let within = since
        .checked_rem(u64::from(window_s))
        .ok_or(MarketError::NoRounds)?;
    // Neither goes below genesis nor, by some hours, beyond now.
    let start_ts = genesis_ts.saturating_add_unsigned(since.saturating_sub(within));
    let closes_ts = start_ts.saturating_add(i64::from(window_s));
    Ok(RoundTimes {
        opens_ts: start_ts.saturating_add(i64::from(draw_s)),
        closes_ts,
        ends_ts: closes_ts.saturating_add(i64::from(draw_s)),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects)]
    use super::*;
    use anchor_lang::bytemuck::Zeroable;

    #[test]
    fn windows_follow_each_other_without_gap_or_overlap() {
        let mut escrow = Escrow::zeroed();
        escrow.genesis_ts = 1_000.into();
        let none = Error::Custom(6_000 + MarketError::NoRounds as u32);
        assert_eq!(round_times(&escrow, 2_000), Err(none));
        escrow.match_window_s = 600.into();
        escrow.match_draw_s = 120.into();
        let first = RoundTimes {
            opens_ts: 1_120,
            closes_ts: 1_600,
            ends_ts: 1_720,
        };
        for now_ts in [0, 1_000, 1_599] {
            assert_eq!(round_times(&escrow, now_ts).unwrap(), first);
        }
        let second = round_times(&escrow, 1_600).unwrap();
        assert_eq!((second.opens_ts, second.closes_ts), (first.ends_ts, 2_200));
        // A change that is pending counts from its moment.
        escrow.next_from_ts = 2_200.into();
        escrow.next = escrow.params();
        escrow.next.match_window_s = 300.into();
        assert_eq!(round_times(&escrow, 2_199).unwrap(), second);
        let third = round_times(&escrow, 2_200).unwrap();
        assert_eq!((third.opens_ts, third.closes_ts), (2_320, 2_500));
    }
}
