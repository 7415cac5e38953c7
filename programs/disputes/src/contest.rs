//! Until when a settlement may be challenged.
use crate::errors::DisputesError;
use anchor_lang::prelude::*;
use io_runtime::clock::Now;
use oracle::state::{EpochRecord, EpochStatus};

/// Checks that a challenge of the record's settlement may go on: its time is not over, and no other has
/// disproved it. The guardian may have voided it, or a challenge of an earlier one: that is no pardon
/// for those who voted for it.
///
/// The oracle asks the same before it acts (`EpochRecord::require_contestable`).
///
/// # Errors
/// `NotSealed`, `RootDisproved`, `RootFinal`.
pub fn require_contestable(record: &EpochRecord, now: Now) -> Result<()> {
    require!(
        record.status == EpochStatus::Sealed as u8 || record.status == EpochStatus::Void as u8,
        DisputesError::NotSealed
    );
    require!(record.disproved == 0, DisputesError::RootDisproved);
    require!(!record.is_window_over(now), DisputesError::RootFinal);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::boxed::Box;
    use bytemuck::Zeroable;
    use oracle::errors::OracleError;

    /// The two programs agree on every record, or one would take a bond for what the other refuses.
    #[test]
    fn the_oracle_asks_the_same() {
        let now = Now { ts: 100, slot: 100 };
        let mut record = Box::new(EpochRecord::zeroed());
        for status in 0..4u8 {
            for disproved in [0, 1] {
                for (final_ts, final_slot) in [(99, 99), (100, 100), (100, 101), (101, 100)] {
                    record.status = status;
                    record.disproved = disproved;
                    record.final_ts = i64::into(final_ts);
                    record.final_slot = u64::into(final_slot);
                    let ours = require_contestable(&record, now);
                    let theirs = record.require_contestable(now);
                    for (own, its) in [
                        (DisputesError::NotSealed, OracleError::NotSealed),
                        (DisputesError::RootDisproved, OracleError::RootDisproved),
                        (DisputesError::RootFinal, OracleError::RootFinal),
                    ] {
                        assert_eq!(
                            ours == Err(ProgramError::from(own)),
                            theirs == Err(ProgramError::from(its))
                        );
                    }
                    assert_eq!(ours.is_ok(), theirs.is_ok());
                }
            }
        }
    }
}
