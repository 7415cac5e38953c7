//! When things are due, as `oracle`'s program computes it from its parameters: epochs in seconds of the
//! chain's clock, the proof's steps in slots. Saturating: an absurd parameter makes a thing never due.
use crate::oracle::accounts::Oracle;

/// Candidates for the challenge of an epoch.
pub const CHALLENGE_CANDIDATES: u8 = 10;

impl Oracle {
    /// The epoch in progress at `now_ts`, from 1; none before genesis.
    pub fn epoch_at(&self, now_ts: i64) -> Option<u64> {
        let since = u64::try_from(now_ts.checked_sub(self.genesis_ts)?).ok()?;
        since
            .checked_div(u64::from(self.epoch_length_s))?
            .checked_add(1)
    }

    /// Epochs completed at `now_ts`: what `emissions` may have accrued.
    pub fn completed_at(&self, now_ts: i64) -> u64 {
        self.epoch_at(now_ts)
            .map_or(0, |epoch| epoch.saturating_sub(1))
    }

    /// End of `epoch`, exclusive, unix seconds.
    pub fn epoch_end_ts(&self, epoch: u64) -> i64 {
        let since = epoch.saturating_mul(u64::from(self.epoch_length_s));
        self.genesis_ts
            .saturating_add(i64::try_from(since).unwrap_or(i64::MAX))
    }

    /// Slot of challenge candidate `index` of an epoch opened at `opened_slot`.
    pub fn candidate_slot(&self, opened_slot: u64, index: u8) -> u64 {
        opened_slot
            .saturating_add(u64::from(self.arm_slots))
            .saturating_add(
                u64::from(index).saturating_mul(u64::from(self.candidate_spacing_slots)),
            )
    }

    /// Last slot in which a commit may land.
    pub fn commit_deadline_slot(&self, s0: u64) -> u64 {
        s0.saturating_add(u64::from(self.commit_deadline_slots))
    }

    /// First slot of beacon 1 or 2.
    pub fn beacon_slot(&self, s0: u64, which: u8) -> u64 {
        let first = self
            .commit_deadline_slot(s0)
            .saturating_add(u64::from(self.beacon_gap_slots));
        if which == 1 {
            return first;
        }
        self.response_deadline_slot(s0)
            .saturating_add(u64::from(self.beacon_gap_slots))
    }

    /// Last of the three slots of beacon 1 or 2: from the slot after it on, it can be captured.
    pub fn beacon_last_slot(&self, s0: u64, which: u8) -> u64 {
        self.beacon_slot(s0, which)
            .saturating_add(2 * u64::from(self.beacon_spacing_slots))
    }

    /// Last slot in which a response may land.
    pub fn response_deadline_slot(&self, s0: u64) -> u64 {
        self.beacon_last_slot(s0, 1)
            .saturating_add(u64::from(self.response_slots))
    }
}
