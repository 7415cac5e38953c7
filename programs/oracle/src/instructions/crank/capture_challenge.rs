use crate::{
    errors::OracleError,
    events::{ChallengeDrawn, ChallengeFailed},
    slot_hashes::{SlotHash, SlotHashes},
    state::{EpochRecord, EpochStatus, Oracle, CHALLENGE_CANDIDATES},
};
use anchor_lang::prelude::*;
use io_core::hash::Sha256;
use io_runtime::{clock, emit, Loaded, SolSha256};

const SEED_DOMAIN: &[u8] = b"io-pow/1";

/// Draws the epoch's challenge slot from the candidates that have passed, in order: the first whose
/// hash passes the threshold, the last one whatever its hash. A candidate whose slot has left the
/// chain's memory counts as failed. Progress is kept, so one call handles all that have passed.
///
/// When the last candidate fails, or the epoch's last twelfth begins first, the hour has no challenge.
///
/// # Authority
/// Anyone.
///
/// # Special errors
/// `WrongEpoch` for a record that is not open, `ChallengeAlreadyDrawn`, `NoChallenge`,
/// `SlotNotReached` when no candidate can be decided, `NotSlotHashes`.
#[derive(Accounts)]
pub struct CaptureChallenge {
    #[account(seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(mut)]
    pub epoch_record: Loaded<EpochRecord>,
    pub slot_hashes: UncheckedAccount,
}

enum Draw<'a> {
    Drawn(u8, SlotHash<'a>),
    /// This candidate is next; those before it failed.
    Waiting(u8),
    Failed,
}

impl CaptureChallenge {
    fn validate(&self) -> Result<()> {
        let record = &self.epoch_record;
        require!(
            record.status == EpochStatus::Open as u8,
            OracleError::WrongEpoch
        );
        require!(record.s0.get() == 0, OracleError::ChallengeAlreadyDrawn);
        require!(
            record.next_candidate < CHALLENGE_CANDIDATES,
            OracleError::NoChallenge
        );
        Ok(())
    }

    fn draw<'a>(&self, hashes: &'a SlotHashes, now: i64) -> Result<Draw<'a>> {
        let record = &self.epoch_record;
        if now > self.oracle.last_challenge_ts(record.epoch.get())? {
            return Ok(Draw::Failed);
        }
        let opened = record.opened_slot.get();
        for index in record.next_candidate..CHALLENGE_CANDIDATES {
            match hashes.first_at_or_after(self.oracle.candidate_slot(opened, index)?) {
                Ok(entry) if self.oracle.candidate_passes(index, &entry.hash()) => {
                    return Ok(Draw::Drawn(index, entry));
                }
                Ok(_) | Err(OracleError::SlotTooOld) => (),
                Err(OracleError::SlotNotReached) => return Ok(Draw::Waiting(index)),
                Err(other) => return Err(other.into()),
            }
        }
        Ok(Draw::Failed)
    }

    pub fn capture_challenge(&mut self) -> Result<()> {
        self.validate()?;
        let hashes = SlotHashes::from_account(self.slot_hashes.account())?;
        let draw = self.draw(&hashes, clock::now_ts())?;
        let record = &mut *self.epoch_record;
        let epoch = record.epoch.get();
        match draw {
            Draw::Drawn(index, entry) => {
                record.next_candidate = index;
                record.s0 = entry.slot().into();
                record.s0_hash = entry.hash();
                record.seed = SolSha256::hash_parts(&[
                    SEED_DOMAIN,
                    crate::ID.as_ref(),
                    &epoch.to_le_bytes(),
                    &record.s0_hash,
                ]);
                emit!(ChallengeDrawn {
                    epoch,
                    candidate: index.into(),
                    s0: entry.slot(),
                    seed: record.seed,
                });
            }
            Draw::Waiting(index) => {
                require!(index > record.next_candidate, OracleError::SlotNotReached);
                record.next_candidate = index;
            }
            Draw::Failed => {
                record.next_candidate = CHALLENGE_CANDIDATES;
                emit!(ChallengeFailed { epoch });
            }
        }
        Ok(())
    }
}
