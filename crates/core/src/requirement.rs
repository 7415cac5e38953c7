//! What a device must hold, and when a lower requirement frees stake.

/// A device's requirement as its stake account remembers it, IO base units.
///
/// A rise counts at once. A fall (fewer processors, a lower multiplier, a param) is noted and counts
/// a cooldown later, so that stake which stood for a proof stays within reach of a slash as long as
/// any other. The chain has no hook on what changes it: anyone notes it. The time runs from when the
/// fall is noted, never from before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Requirement {
    /// What stake must cover to leave at once.
    pub held: u64,
    /// Highest requirement noted since `lowered_ts`; equal to `held` when none is lower.
    pub next: u64,
    /// Unix seconds at which a lower one was first noted; 0: none.
    pub lowered_ts: i64,
}

impl Requirement {
    /// The requirement after noting at `now_ts` that it is `required`.
    ///
    /// While a fall waits, a value between the two moves `next` up and the wait goes on; when the
    /// wait is over and the value is lower still, the next wait begins. So `held` is never below any
    /// requirement noted within the last `cooldown_s`, and reaches a lasting one in two waits at most.
    #[must_use]
    pub fn note(mut self, now_ts: i64, required: u64, cooldown_s: u32) -> Self {
        let waited = now_ts.saturating_sub(self.lowered_ts) >= i64::from(cooldown_s);
        if self.lowered_ts != 0 && waited {
            self.held = self.next;
            self.lowered_ts = 0;
        }
        if required >= self.held {
            return Self {
                held: required,
                next: required,
                lowered_ts: 0,
            };
        }
        if self.lowered_ts == 0 {
            self.next = required;
            self.lowered_ts = now_ts;
        } else {
            self.next = self.next.max(required);
        }
        self
    }

    /// What of `staked` may leave at once.
    #[must_use]
    pub const fn surplus(&self, staked: u64) -> u64 {
        staked.saturating_sub(self.held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::vec::Vec;

    const WAIT: u32 = 100;

    fn noted(values: &[(i64, u64)]) -> Requirement {
        values
            .iter()
            .fold(Requirement::default(), |r, (ts, required)| {
                r.note(*ts, *required, WAIT)
            })
    }

    #[test]
    fn a_rise_counts_at_once_and_a_fall_after_the_wait() {
        let first = noted(&[(10, 16_000)]);
        assert_eq!((first.held, first.surplus(17_000)), (16_000, 1_000));
        let fallen = first.note(20, 8_000, WAIT);
        assert_eq!(
            (fallen.held, fallen.next, fallen.lowered_ts),
            (16_000, 8_000, 20)
        );
        assert_eq!(fallen.note(119, 8_000, WAIT).surplus(16_000), 0);
        assert_eq!(fallen.note(120, 8_000, WAIT).surplus(16_000), 8_000);
        assert_eq!(fallen.note(30, 20_000, WAIT).held, 20_000);
    }

    #[test]
    fn what_rises_and_falls_while_waiting_waits_for_the_higher() {
        let r = noted(&[(10, 16), (20, 8), (50, 12), (60, 8)]);
        assert_eq!((r.held, r.next, r.lowered_ts), (16, 12, 20));
        let r = r.note(120, 8, WAIT);
        assert_eq!((r.held, r.next, r.lowered_ts), (12, 8, 120));
        assert_eq!(r.note(220, 8, WAIT).held, 8);
    }

    #[test]
    fn a_clock_that_goes_back_frees_nothing() {
        let r = noted(&[(1_000, 16), (1_010, 8)]);
        assert_eq!(r.note(5, 8, WAIT).held, 16);
        assert_eq!(r.note(i64::MIN, 8, WAIT).held, 16);
    }

    proptest! {
        /// Never below what was noted within the last wait, and down to a lasting value in two waits.
        #[test]
        fn held_covers_the_last_wait(steps in prop::collection::vec((0i64..60, 0u64..20), 1..60)) {
            let mut r = Requirement::default();
            let mut log: Vec<(i64, u64)> = Vec::new();
            let mut now = 1_000;
            for (gap, required) in steps {
                now += gap;
                r = r.note(now, required, WAIT);
                log.push((now, required));
                let recent = log.iter().filter(|(ts, _)| now - ts < i64::from(WAIT));
                prop_assert!(recent.map(|(_, v)| *v).max() <= Some(r.held));
                prop_assert!(r.next <= r.held && r.held <= 19);
                prop_assert_eq!(r.lowered_ts == 0, r.next == r.held);
            }
            for _ in 0..3 {
                now += i64::from(WAIT);
                r = r.note(now, 0, WAIT);
            }
            prop_assert_eq!(r.held, 0);
        }
    }
}
