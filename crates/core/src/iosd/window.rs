//! A rate limit that decays in a straight line.

use crate::{
    error::{CoreError, Result},
    fixed::{Rounding, mul_div_u64},
};

/// At most `capacity` may be used at once, and use is forgotten at `capacity` per `length_s`.
///
/// Decay rounds down: at no time is more forgotten than the line allows, so the window is never too
/// generous. The clock advances only by the whole units forgotten, so frequent small uses cannot hold
/// the decay at zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Base units in use as of `updated_ts`.
    pub used: u64,
    /// Unix seconds up to which decay was applied.
    pub updated_ts: i64,
    /// Base units that may be in use.
    pub capacity: u64,
    /// Seconds in which a full window empties.
    pub length_s: u64,
}

impl Window {
    /// Base units in use at `now_ts`. A clock that went back counts as standing still.
    ///
    /// # Errors
    /// `DurationOutOfRange` for a length of 0.
    pub fn used_at(&self, now_ts: i64) -> Result<u64> {
        Ok(self.decayed(now_ts)?.used)
    }

    /// Uses `amount` base units at `now_ts`. On an error nothing changes.
    ///
    /// # Errors
    /// `WindowFull`; `DurationOutOfRange` for a length of 0.
    pub fn try_consume(&mut self, now_ts: i64, amount: u64) -> Result<()> {
        let mut next = self.decayed(now_ts)?;
        next.used = match next.used.checked_add(amount) {
            Some(used) if used <= next.capacity => used,
            _ => return Err(CoreError::WindowFull),
        };
        *self = next;
        Ok(())
    }

    /// The window with new limits (params). What is in use stays, even above a smaller capacity.
    ///
    /// # Errors
    /// `DurationOutOfRange` for a length of 0, old or new.
    pub fn with_limits(&self, now_ts: i64, capacity: u64, length_s: u64) -> Result<Self> {
        if length_s == 0 {
            return Err(CoreError::DurationOutOfRange);
        }
        Ok(Self {
            capacity,
            length_s,
            ..self.decayed(now_ts)?
        })
    }

    fn decayed(&self, now_ts: i64) -> Result<Self> {
        if self.length_s == 0 {
            return Err(CoreError::DurationOutOfRange);
        }
        let elapsed = u64::try_from(now_ts.saturating_sub(self.updated_ts)).unwrap_or(0);
        // Beyond a u64 everything is forgotten.
        let decay =
            mul_div_u64(self.capacity, elapsed, self.length_s, Rounding::Down).unwrap_or(u64::MAX);
        if decay >= self.used {
            let updated_ts = self.updated_ts.max(now_ts);
            return Ok(Self {
                used: 0,
                updated_ts,
                ..*self
            });
        }
        if decay == 0 {
            return Ok(*self);
        }
        // The seconds these units took, rounded up, so that no second is counted twice. At most
        // `elapsed`, because decay <= capacity·elapsed/length.
        let spent = mul_div_u64(decay, self.length_s, self.capacity, Rounding::Up)?;
        Ok(Self {
            // decay < used.
            used: self.used.wrapping_sub(decay),
            updated_ts: self.updated_ts.saturating_add_unsigned(spent),
            ..*self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::vec::Vec;

    fn window(capacity: u64, length_s: u64) -> Window {
        Window {
            used: 0,
            updated_ts: 1_000,
            capacity,
            length_s,
        }
    }

    #[test]
    fn fills_empties_and_refuses() {
        let mut w = window(3_600, 3_600);
        assert_eq!(w.try_consume(1_000, 3_601), Err(CoreError::WindowFull));
        w.try_consume(1_000, 3_600).unwrap();
        let full = w;
        assert_eq!(w.try_consume(1_009, 10), Err(CoreError::WindowFull));
        assert_eq!(w, full);
        w.try_consume(1_010, 10).unwrap();
        assert_eq!(w.used_at(1_010 + 3_600), Ok(0));
        assert_eq!(w.try_consume(900, 1), Err(CoreError::WindowFull));
        w.try_consume(i64::MAX, 3_600).unwrap();
        assert_eq!(w.try_consume(i64::MIN, 1), Err(CoreError::WindowFull));
        let broken = Window { length_s: 0, ..w };
        assert_eq!(broken.used_at(1), Err(CoreError::DurationOutOfRange));
        assert_eq!(w.with_limits(1, 1, 0), Err(CoreError::DurationOutOfRange));
    }

    /// A capacity smaller than the length: one unit a second would decay by nothing each time.
    #[test]
    fn small_frequent_uses_do_not_stop_the_decay() {
        let mut w = window(10, 3_600);
        w.try_consume(1_000, 10).unwrap();
        let mut granted = 0;
        for t in 1_001..=1_000 + 7_200 {
            granted += u64::from(w.try_consume(t, 1).is_ok());
        }
        assert_eq!(granted, 20);
    }

    #[test]
    fn a_smaller_capacity_keeps_what_is_used() {
        let mut w = window(100, 100);
        w.try_consume(1_000, 90).unwrap();
        let mut w = w.with_limits(1_000, 50, 100).unwrap();
        assert_eq!(w.try_consume(1_000, 1), Err(CoreError::WindowFull));
        assert_eq!(w.used_at(1_100), Ok(40));
    }

    proptest! {
        /// Over any stretch: granted ≤ capacity + capacity·stretch/length, whatever the pattern.
        #[test]
        fn never_too_generous(capacity in 1u64..1_000_000, length in 1u64..10_000,
                              steps in prop::collection::vec((0i64..500, 1u64..200_000), 1..200)) {
            let mut w = window(capacity, length);
            let mut now = 1_000i64;
            let mut log: Vec<(i64, u64)> = Vec::new();
            for (gap, amount) in steps {
                now += gap;
                let amount = amount % (capacity + 1);
                if w.try_consume(now, amount).is_ok() {
                    log.push((now, amount));
                }
                prop_assert!(w.used <= capacity);
            }
            for from in 0..log.len() {
                let mut sum = 0u128;
                for (t, amount) in &log[from..] {
                    sum += u128::from(*amount);
                    let stretch = (*t - log[from].0) as u128;
                    prop_assert!(sum * u128::from(length) <= u128::from(capacity) * (u128::from(length) + stretch));
                }
            }
        }
    }
}
