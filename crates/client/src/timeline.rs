//! When things are due, as `oracle`'s program computes it from its parameters: epochs in seconds of the
//! chain's clock, the proof's steps in slots. Saturating: an absurd parameter makes a thing never due.
use crate::oracle::accounts::Oracle;

/// Candidates for the challenge of an epoch.
pub const CHALLENGE_CANDIDATES: u8 = 10;

/// The parameters that say when things are due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Start of epoch 1, unix seconds.
    pub genesis_ts: i64,
    /// Seconds of an epoch.
    pub epoch_length_s: u32,
    /// Seconds after an epoch's end until which summaries are taken.
    pub summary_window_s: u32,
    /// Age from which a posted price does not count, seconds.
    pub price_max_age_s: u32,
    /// Slots from an epoch's opening to its first challenge candidate.
    pub arm_slots: u32,
    /// Slots between challenge candidates.
    pub candidate_spacing_slots: u32,
    /// Slots after s0 until which commits land on time.
    pub commit_deadline_slots: u32,
    /// Slots from a deadline to the beacon after it.
    pub beacon_gap_slots: u32,
    /// Slots between the three of a beacon.
    pub beacon_spacing_slots: u32,
    /// Slots after beacon 1 until which responses land on time.
    pub response_slots: u32,
}

impl Oracle {
    /// When things are due.
    #[must_use]
    pub const fn timeline(&self) -> Timeline {
        Timeline {
            genesis_ts: self.genesis_ts,
            epoch_length_s: self.epoch_length_s,
            summary_window_s: self.summary_window_s,
            price_max_age_s: self.price_max_age_s,
            arm_slots: self.arm_slots,
            candidate_spacing_slots: self.candidate_spacing_slots,
            commit_deadline_slots: self.commit_deadline_slots,
            beacon_gap_slots: self.beacon_gap_slots,
            beacon_spacing_slots: self.beacon_spacing_slots,
            response_slots: self.response_slots,
        }
    }
}

impl Timeline {
    /// The published parameters, those of `genesis.toml`, with genesis at 0.
    pub const PUBLISHED: Self = Self {
        genesis_ts: 0,
        epoch_length_s: 3_600,
        summary_window_s: 60,
        price_max_age_s: 120,
        arm_slots: 32,
        candidate_spacing_slots: 900,
        commit_deadline_slots: 60,
        beacon_gap_slots: 32,
        beacon_spacing_slots: 8,
        response_slots: 150,
    };

    /// The epoch in progress at `now_ts`, from 1; none before genesis.
    #[must_use]
    pub fn epoch_at(&self, now_ts: i64) -> Option<u64> {
        let since = u64::try_from(now_ts.checked_sub(self.genesis_ts)?).ok()?;
        since
            .checked_div(u64::from(self.epoch_length_s))?
            .checked_add(1)
    }

    /// Epochs completed at `now_ts`: what `emissions` may have accrued.
    #[must_use]
    pub fn completed_at(&self, now_ts: i64) -> u64 {
        self.epoch_at(now_ts)
            .map_or(0, |epoch| epoch.saturating_sub(1))
    }

    /// End of `epoch`, exclusive, unix seconds; the far future where it does not fit.
    #[must_use]
    pub fn end_ts(&self, epoch: u64) -> i64 {
        let since = epoch.saturating_mul(u64::from(self.epoch_length_s));
        self.genesis_ts
            .saturating_add(i64::try_from(since).unwrap_or(i64::MAX))
    }

    /// Start of `epoch` (from 1), unix seconds.
    #[must_use]
    pub fn start_ts(&self, epoch: u64) -> i64 {
        self.end_ts(epoch.saturating_sub(1))
    }

    /// When an epoch's summaries close and its votes begin, unix seconds.
    #[must_use]
    pub fn cutoff_ts(&self, epoch: u64) -> i64 {
        self.end_ts(epoch)
            .saturating_add(i64::from(self.summary_window_s))
    }

    /// Seconds of a minute: a sixtieth of an epoch, rounded down.
    #[must_use]
    pub const fn minute_s(&self) -> u32 {
        self.epoch_length_s / 60
    }

    /// Epoch and minute (0..60) at `now_ts`.
    #[must_use]
    pub fn minute_at(&self, now_ts: i64) -> Option<(u64, u8)> {
        let epoch = self.epoch_at(now_ts)?;
        let since = now_ts.checked_sub(self.start_ts(epoch))?;
        // Epochs that are no multiple of a minute give their rest to the last one.
        let minute = since.checked_div(i64::from(self.minute_s()))?.min(59);
        Some((epoch, u8::try_from(minute).ok()?))
    }

    /// Slot of challenge candidate `index` of an epoch opened at `opened_slot`.
    #[must_use]
    pub fn candidate_slot(&self, opened_slot: u64, index: u8) -> u64 {
        let spread = u64::from(index).saturating_mul(self.candidate_spacing_slots.into());
        after(opened_slot, self.arm_slots).saturating_add(spread)
    }

    /// Last slot in which a commit lands on time.
    #[must_use]
    pub fn commit_deadline(&self, s0: u64) -> u64 {
        after(s0, self.commit_deadline_slots)
    }

    /// First slot of beacon 1, or of beacon 2 for any other `which`.
    #[must_use]
    pub fn beacon_slot(&self, s0: u64, which: u8) -> u64 {
        let deadline = if which == 1 {
            self.commit_deadline(s0)
        } else {
            self.response_deadline(s0)
        };
        after(deadline, self.beacon_gap_slots)
    }

    /// Last of the three slots of a beacon: from the slot after it on, it can be captured.
    #[must_use]
    pub fn beacon_last_slot(&self, s0: u64, which: u8) -> u64 {
        let first = self.beacon_slot(s0, which);
        after(
            after(first, self.beacon_spacing_slots),
            self.beacon_spacing_slots,
        )
    }

    /// Last slot in which a response lands on time.
    #[must_use]
    pub fn response_deadline(&self, s0: u64) -> u64 {
        after(self.beacon_last_slot(s0, 1), self.response_slots)
    }
}

fn after(slot: u64, distance: u32) -> u64 {
    slot.saturating_add(distance.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMELINE: Timeline = Timeline {
        genesis_ts: 1_000,
        ..Timeline::PUBLISHED
    };

    /// The same figures as the program's own test.
    #[test]
    fn times_are_the_programs() {
        assert_eq!(TIMELINE.epoch_at(999), None);
        assert_eq!(TIMELINE.epoch_at(i64::MIN), None);
        for (now_ts, epoch) in [(1_000, 1), (4_599, 1), (4_600, 2)] {
            assert_eq!(TIMELINE.epoch_at(now_ts), Some(epoch));
            assert_eq!(TIMELINE.completed_at(now_ts), epoch - 1);
        }
        assert_eq!((TIMELINE.start_ts(2), TIMELINE.end_ts(1)), (4_600, 4_600));
        assert_eq!(TIMELINE.cutoff_ts(1), 4_660);
        assert_eq!(TIMELINE.end_ts(u64::MAX), i64::MAX);
        assert_eq!(Timeline::default().epoch_at(5), None);
    }

    #[test]
    fn slots_are_the_programs() {
        assert_eq!(TIMELINE.candidate_slot(1_000, 0), 1_032);
        assert_eq!(TIMELINE.candidate_slot(1_000, 9), 9_132);
        assert_eq!(TIMELINE.commit_deadline(5_000), 5_060);
        assert_eq!(TIMELINE.beacon_slot(5_000, 1), 5_092);
        assert_eq!(TIMELINE.beacon_last_slot(5_000, 1), 5_108);
        assert_eq!(TIMELINE.response_deadline(5_000), 5_258);
        assert_eq!(TIMELINE.beacon_slot(5_000, 2), 5_290);
        assert_eq!(TIMELINE.beacon_slot(u64::MAX - 100, 2), u64::MAX);
    }

    #[test]
    fn an_epoch_has_sixty_minutes_and_the_last_takes_the_rest() {
        assert_eq!(TIMELINE.minute_at(4_599), Some((1, 59)));
        assert_eq!(TIMELINE.minute_at(4_660), Some((2, 1)));
        let odd = Timeline {
            epoch_length_s: 119,
            ..TIMELINE
        };
        assert_eq!(odd.minute_s(), 1);
        assert_eq!(odd.minute_at(1_118), Some((1, 59)));
        assert_eq!(Timeline::default().minute_at(5), None);
    }
}
