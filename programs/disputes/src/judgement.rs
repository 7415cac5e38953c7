//! How a challenge ends.
use crate::{contest::require_contestable, errors::DisputesError, state::Challenge};
use anchor_lang::prelude::*;
use io_runtime::clock::Now;
use oracle::state::{EpochRecord, EpochStatus};

/// How a challenge ends. The values are the event's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Outcome {
    /// The settlement became final, or its record serves another epoch: the bond is burned.
    Lost = 0,
    /// The evidence proves a fault in time: the oracle voids the settlement and slashes its voters.
    Won = 1,
    /// The settlement is void without this challenge (the guardian, another challenge, one that it was
    /// built on): the bond goes back.
    Returned = 2,
}

impl Outcome {
    /// Of a challenge as its record stands. `is_challenger`: it is the challenger who asks, which alone
    /// may give up what can still be won.
    ///
    /// # Errors
    /// `WrongEpoch` for a record that never was the challenged one, `ChallengeOpen`.
    pub fn of(
        record: &EpochRecord,
        challenge: &Challenge,
        is_challenger: bool,
        now: Now,
    ) -> Result<Self> {
        let same = record.epoch == challenge.epoch;
        require!(
            same || record.follows_in_place(challenge.epoch.get()),
            DisputesError::WrongEpoch
        );
        let contestable = same && require_contestable(record, now).is_ok();
        if contestable && challenge.proven_fault().is_some() {
            return Ok(Self::Won);
        }
        if same && record.status == EpochStatus::Void as u8 {
            require!(!contestable || is_challenger, DisputesError::ChallengeOpen);
            return Ok(Self::Returned);
        }
        require!(!contestable, DisputesError::ChallengeOpen);
        Ok(Self::Lost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::boxed::Box;
    use bytemuck::Zeroable;

    fn outcome(status: EpochStatus, fault: u8, ts: i64, own: bool) -> Result<Outcome> {
        let mut record = Box::new(EpochRecord::zeroed());
        record.epoch = 2.into();
        record.status = status as u8;
        record.final_ts = 100.into();
        let mut challenge = Challenge::zeroed();
        challenge.epoch = 2.into();
        challenge.fault = fault;
        Outcome::of(&record, &challenge, own, Now { ts, slot: 0 })
    }

    #[test]
    fn it_ends_by_its_evidence_its_record_and_the_time() {
        use EpochStatus::{Sealed, Void};
        let open = Err(ProgramError::from(DisputesError::ChallengeOpen));
        assert_eq!(outcome(Sealed, 1, 99, false), Ok(Outcome::Won));
        assert_eq!(outcome(Void, 1, 99, false), Ok(Outcome::Won));
        assert_eq!(outcome(Sealed, 0, 99, true), open, "not even its own");
        assert_eq!(outcome(Void, 0, 99, false), open);
        assert_eq!(outcome(Void, 0, 99, true), Ok(Outcome::Returned));
        assert_eq!(outcome(Void, 1, 100, false), Ok(Outcome::Returned));
        assert_eq!(outcome(Sealed, 1, 100, true), Ok(Outcome::Lost));
    }

    #[test]
    fn a_record_of_another_epoch_is_none_unless_it_follows_in_place() {
        let mut record = Box::new(EpochRecord::zeroed());
        let challenge = {
            let mut challenge = Challenge::zeroed();
            challenge.epoch = 2.into();
            challenge.fault = 1;
            challenge
        };
        let now = Now { ts: 0, slot: 0 };
        for (epoch, expected) in [
            (1, Err(ProgramError::from(DisputesError::WrongEpoch))),
            (65, Err(ProgramError::from(DisputesError::WrongEpoch))),
            (66, Ok(Outcome::Lost)),
        ] {
            record.epoch = u64::into(epoch);
            record.status = EpochStatus::Sealed as u8;
            record.final_ts = 100.into();
            assert_eq!(Outcome::of(&record, &challenge, true, now), expected);
        }
    }
}
