//! What a settlement on chain says of itself.
use crate::oracle::accounts::EpochRecord;

impl EpochRecord {
    /// Whether the time to challenge the settlement has passed, by the chain's clock and by its slots: `oracle`'s rule.
    #[must_use]
    pub const fn is_window_over(&self, now_ts: i64, slot: u64) -> bool {
        now_ts >= self.final_ts && slot >= self.final_slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AccountData;

    #[test]
    fn time_and_slots_have_to_pass() {
        let mut record = EpochRecord::zeroed().unwrap();
        (record.final_ts, record.final_slot) = (100, 7);
        assert!(record.is_window_over(100, 7));
        assert!(!record.is_window_over(99, 8) && !record.is_window_over(101, 6));
    }
}
