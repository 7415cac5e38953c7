//! When things are due: epochs in seconds of the chain's clock, the proof's steps in slots.
use crate::{
    errors::OracleError,
    state::{Oracle, CHALLENGE_CANDIDATES},
};
use anchor_lang::prelude::*;

/// The last candidate is due this part of an epoch before its end (300 s of an hour), so that commits
/// and responses land inside it.
const MARGIN_DIVISOR: u32 = 12;

impl Oracle {
    /// End of `epoch`, unix seconds: `genesis + epoch · length`. Epoch e covers the seconds from the
    /// end of e − 1 up to, not including, its own end.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn epoch_end_ts(&self, epoch: u64) -> Result<i64> {
        let end = epoch
            .checked_mul(u64::from(self.epoch_length_s.get()))
            .and_then(|since| i64::try_from(since).ok())
            .and_then(|since| self.genesis_ts.get().checked_add(since))
            .ok_or(OracleError::Overflow)?;
        Ok(end)
    }

    /// The epoch in progress at `now`, 1 for the first; none before genesis.
    pub fn epoch_at(&self, now: i64) -> Option<u64> {
        let since = u64::try_from(now.checked_sub(self.genesis_ts.get())?).ok()?;
        since
            .checked_div(u64::from(self.epoch_length_s.get()))?
            .checked_add(1)
    }

    /// From when votes on `epoch` are taken, and until when its summaries are.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn summary_cutoff_ts(&self, epoch: u64) -> Result<i64> {
        let cutoff = self
            .epoch_end_ts(epoch)?
            .checked_add(i64::from(self.summary_window_s.get()))
            .ok_or(OracleError::Overflow)?;
        Ok(cutoff)
    }

    /// Until when a challenge of `epoch` may be drawn.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn last_challenge_ts(&self, epoch: u64) -> Result<i64> {
        // Rounds down: a margin shorter by less than a second, for epochs that are not hours.
        let margin = self.epoch_length_s.get() / MARGIN_DIVISOR;
        let last = self
            .epoch_end_ts(epoch)?
            .checked_sub(i64::from(margin))
            .ok_or(OracleError::Overflow)?;
        Ok(last)
    }

    /// Slot of candidate `index` of a record opened at `opened_slot`.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn candidate_slot(&self, opened_slot: u64, index: u8) -> Result<u64> {
        let spread = u64::from(index)
            .checked_mul(u64::from(self.candidate_spacing_slots.get()))
            .ok_or(OracleError::Overflow)?;
        after(after(opened_slot, self.arm_slots.get().into())?, spread)
    }

    /// Whether the hash of candidate `index` makes it the challenge; the last one always does.
    pub fn candidate_passes(&self, index: u8, hash: &[u8; 32]) -> bool {
        hash[0] < self.candidate_threshold || index.saturating_add(1) >= CHALLENGE_CANDIDATES
    }

    /// Last slot in which a commit may land.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn commit_deadline_slot(&self, s0: u64) -> Result<u64> {
        after(s0, self.commit_deadline_slots.get().into())
    }

    /// First of the three slots of beacon 1.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn beacon1_slot(&self, s0: u64) -> Result<u64> {
        after(
            self.commit_deadline_slot(s0)?,
            self.beacon_gap_slots.get().into(),
        )
    }

    /// Last slot in which a response may land: `response_slots` after the last slot of beacon 1.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn response_deadline_slot(&self, s0: u64) -> Result<u64> {
        let spacing = u64::from(self.beacon_spacing_slots.get());
        let last_of_beacon = after(self.beacon1_slot(s0)?, spacing.saturating_mul(2))?;
        after(last_of_beacon, self.response_slots.get().into())
    }

    /// First of the three slots of beacon 2.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn beacon2_slot(&self, s0: u64) -> Result<u64> {
        after(
            self.response_deadline_slot(s0)?,
            self.beacon_gap_slots.get().into(),
        )
    }
}

fn after(slot: u64, distance: u64) -> Result<u64> {
    let later = slot.checked_add(distance).ok_or(OracleError::Overflow)?;
    Ok(later)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytemuck::Zeroable;

    fn oracle() -> Oracle {
        let mut oracle = Oracle::zeroed();
        oracle.genesis_ts = 1_000.into();
        oracle.epoch_length_s = 3_600.into();
        oracle.summary_window_s = 60.into();
        oracle.arm_slots = 32.into();
        oracle.candidate_spacing_slots = 900.into();
        oracle.candidate_threshold = 26;
        oracle.commit_deadline_slots = 60.into();
        oracle.beacon_gap_slots = 32.into();
        oracle.beacon_spacing_slots = 8.into();
        oracle.response_slots = 150.into();
        oracle
    }

    #[test]
    fn epochs_count_from_one_and_end_exclusively() {
        let oracle = oracle();
        assert_eq!(oracle.epoch_at(999), None);
        assert_eq!(oracle.epoch_at(1_000), Some(1));
        assert_eq!(oracle.epoch_at(4_599), Some(1));
        assert_eq!(oracle.epoch_at(4_600), Some(2));
        assert_eq!(oracle.epoch_end_ts(1), Ok(4_600));
        assert_eq!(oracle.summary_cutoff_ts(1), Ok(4_660));
        assert_eq!(oracle.last_challenge_ts(1), Ok(4_300));
        assert!(oracle.epoch_end_ts(u64::MAX).is_err());
        assert_eq!(oracle.epoch_at(i64::MIN), None);
    }

    /// The figures of the proof-of-work protocol: sb = s0 + deadline + 32, sb2 = sb + 16 + 150 + 32.
    #[test]
    fn slots_follow_the_protocol() {
        let oracle = oracle();
        assert_eq!(oracle.candidate_slot(1_000, 0), Ok(1_032));
        assert_eq!(oracle.candidate_slot(1_000, 9), Ok(9_132));
        assert_eq!(oracle.commit_deadline_slot(5_000), Ok(5_060));
        assert_eq!(oracle.beacon1_slot(5_000), Ok(5_092));
        assert_eq!(oracle.response_deadline_slot(5_000), Ok(5_258));
        assert_eq!(oracle.beacon2_slot(5_000), Ok(5_290));
        assert!(oracle.beacon2_slot(u64::MAX - 100).is_err());
    }

    #[test]
    fn only_the_last_candidate_is_forced() {
        let oracle = oracle();
        let mut hash = [0xff; 32];
        assert!(!oracle.candidate_passes(8, &hash));
        assert!(oracle.candidate_passes(9, &hash));
        hash[0] = 26;
        assert!(!oracle.candidate_passes(0, &hash));
        hash[0] = 25;
        assert!(oracle.candidate_passes(0, &hash));
    }
}
