//! Slashes: what each part of a stake loses, how much a proposal may hold, and for how long.

use crate::{
    error::{CoreError, Result},
    fixed::{Rounding, bps_of, mul_div_u64},
    iosd::window::Window,
    units::DAY_S,
};

/// How long the accused may appeal. Governance cannot confirm before it is over: an appeal that can be
/// cut short is none.
pub const APPEAL_WINDOW_S: u64 = 30 * DAY_S;
/// How long after the appeal window governance may confirm; then the proposal lapses. As long as a
/// cooldown, so that a time lock of days and a vote fit.
pub const CONFIRM_WINDOW_S: u64 = 14 * DAY_S;
/// The part of all stake that proposals may lock per day.
pub const DAILY_LOCK_BPS: u16 = 100;

/// A stake's two parts, or what is taken of them, IO base units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The owner's.
    pub own: u64,
    /// The co-stakers' together.
    pub co: u64,
}

impl Parts {
    /// Both parts.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn total(self) -> Result<u64> {
        self.own.checked_add(self.co).ok_or(CoreError::Overflow)
    }

    /// Each part, but no more than `most` has of it.
    #[must_use]
    pub fn at_most(self, most: Self) -> Self {
        Self {
            own: self.own.min(most.own),
            co: self.co.min(most.co),
        }
    }

    /// What is left of each part, nothing where `taken` is more.
    #[must_use]
    pub fn less(self, taken: Self) -> Self {
        Self {
            own: self.own.saturating_sub(taken.own),
            co: self.co.saturating_sub(taken.co),
        }
    }
}

/// `amount` of a stake, taken from both parts in proportion. Saturates at the whole stake.
///
/// The owner's part rounds up, for the co-stakers: the two parts sum to the amount exactly, and
/// neither is more than there is.
///
/// # Errors
/// `Overflow` for a stake beyond 64 bits.
pub fn pro_rata(amount: u64, stake: Parts) -> Result<Parts> {
    let total = stake.total()?;
    let amount = amount.min(total);
    if stake.co == 0 {
        return Ok(Parts { own: amount, co: 0 });
    }
    // ⌈amount·own/total⌉ is at most `own` and at most `amount`, since amount <= total, own <= total.
    let own = mul_div_u64(amount, stake.own, total, Rounding::Up)?;
    Ok(Parts {
        own,
        co: amount.wrapping_sub(own),
    })
}

/// Which part of an owner's loss comes from stake that still cools; the rest comes from stake at work.
///
/// In proportion, so that a slash leaves what backs a device as it stood towards its co-stakers. The
/// cooling part rounds down, hence the part at work up: neither is more than there is.
///
/// # Errors
/// `Overflow` for a stake beyond 64 bits.
pub fn cooling_part(loss: u64, active: u64, cooling: u64) -> Result<u64> {
    if cooling == 0 {
        return Ok(0);
    }
    let total = active.checked_add(cooling).ok_or(CoreError::Overflow)?;
    mul_div_u64(loss.min(total), cooling, total, Rounding::Down)
}

/// What proposals have locked lately, against all stake: at most 1% at once, forgotten in a straight
/// line over a day.
///
/// The limit rounds down, for the stakers. It is of the stake as it stands now, so a lock is judged by
/// the network it meets.
///
/// # Errors
/// `BpsOutOfRange`: impossible for the constant above.
pub fn lock_window(used: u64, updated_ts: i64, all_stake: u64) -> Result<Window> {
    Ok(Window {
        used,
        updated_ts,
        capacity: bps_of(all_stake, DAILY_LOCK_BPS, Rounding::Down)?,
        length_s: DAY_S,
    })
}

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The accused may appeal; nobody may confirm.
    Appeal,
    /// Governance may confirm.
    Decision,
    /// Anyone may unlock the stake.
    Lapsed,
}

/// Where a proposal of `proposed_ts` stands at `now_ts`. A clock that went back is in the appeal.
#[must_use]
pub fn phase(proposed_ts: i64, now_ts: i64) -> Phase {
    let since = u64::try_from(now_ts.saturating_sub(proposed_ts)).unwrap_or(0);
    if since < APPEAL_WINDOW_S {
        Phase::Appeal
    } else if since < APPEAL_WINDOW_S.saturating_add(CONFIRM_WINDOW_S) {
        Phase::Decision
    } else {
        Phase::Lapsed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::CAP;
    use proptest::prelude::*;

    fn parts(own: u64, co: u64) -> Parts {
        Parts { own, co }
    }

    #[test]
    fn worked_slashes() {
        assert_eq!(pro_rata(300, parts(2_000, 1_000)), Ok(parts(200, 100)));
        assert_eq!(
            pro_rata(1, parts(2, 1)),
            Ok(parts(1, 0)),
            "the owner's part rounds up"
        );
        assert_eq!(pro_rata(9_999, parts(3, 4)), Ok(parts(3, 4)), "saturates");
        assert_eq!(pro_rata(5, parts(0, 0)), Ok(parts(0, 0)));
        assert_eq!(pro_rata(5, parts(0, 9)), Ok(parts(0, 5)));
        assert_eq!(pro_rata(1, parts(u64::MAX, 1)), Err(CoreError::Overflow));
        assert_eq!(cooling_part(10, 50, 50), Ok(5));
        assert_eq!(cooling_part(1, 50, 50), Ok(0), "stake at work goes first");
        assert_eq!(cooling_part(100, 0, 60), Ok(60));
        assert_eq!(cooling_part(7, 7, 0), Ok(0));
    }

    #[test]
    fn the_phases_meet_to_the_second() {
        let at = |since: u64| phase(1_000, 1_000i64.saturating_add_unsigned(since));
        assert_eq!(phase(1_000, i64::MIN), Phase::Appeal);
        assert_eq!(at(30 * DAY_S - 1), Phase::Appeal);
        assert_eq!(at(30 * DAY_S), Phase::Decision);
        assert_eq!(at(44 * DAY_S - 1), Phase::Decision);
        assert_eq!(at(44 * DAY_S), Phase::Lapsed);
        assert_eq!(phase(i64::MIN, i64::MAX), Phase::Lapsed);
    }

    #[test]
    fn a_hundredth_of_all_stake_a_day() {
        let mut window = lock_window(0, 0, 1_000_000).unwrap();
        assert_eq!(window.try_consume(500, 10_001), Err(CoreError::WindowFull));
        window.try_consume(500, 10_000).unwrap();
        assert_eq!(window.try_consume(500, 1), Err(CoreError::WindowFull));
        let day = i64::try_from(DAY_S).unwrap();
        window.try_consume(500 + day, 10_000).unwrap();
        assert_eq!(lock_window(0, 0, 99).unwrap().capacity, 0);
    }

    /// Every split of every stake up to 24 units of each part.
    #[test]
    fn exhaustive_small() {
        for own in 0..25u64 {
            for co in 0..25u64 {
                for amount in 0..=own + co + 1 {
                    let taken = pro_rata(amount, parts(own, co)).unwrap();
                    assert_eq!(taken.total(), Ok(amount.min(own + co)));
                    assert!(taken.own <= own && taken.co <= co);
                    // Within a unit of the exact proportion, on the owner's side.
                    let exact = amount.min(own + co) * own;
                    assert!(taken.own * (own + co) >= exact);
                    assert!(taken.own * (own + co) < exact + own + co || own + co == 0);
                    let cooling = cooling_part(amount, own, co).unwrap();
                    let loss = amount.min(own + co);
                    assert!(cooling <= co && loss - cooling <= own);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn parts_sum_and_nobody_falls_below_zero(amount in 0..=CAP, own in 0..=CAP / 2, co in 0..=CAP / 2) {
            let stake = parts(own, co);
            let taken = pro_rata(amount, stake).unwrap();
            prop_assert_eq!(taken.total().unwrap(), amount.min(own + co));
            prop_assert_eq!(taken.at_most(stake), taken);
            let left = stake.less(taken);
            prop_assert_eq!(left.total().unwrap() + taken.total().unwrap(), own + co);
            let cooling = cooling_part(taken.own, own / 3, own - own / 3).unwrap();
            prop_assert!(cooling <= own - own / 3 && taken.own - cooling <= own / 3);
        }
    }
}
