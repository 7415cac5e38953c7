use crate::{
    entries,
    errors::MarketError,
    events::{RoundArmed, RoundDrawn},
};
use anchor_lang::{pinocchio::sysvars::slot_hashes::SLOTHASHES_ID, prelude::*};
use io_core::{hash::Sha256, matching};
use io_round::Round;
use io_runtime::{clock, emit, CoreErrorExt, Loaded, SolSha256};
use oracle::{errors::OracleError, slot_hashes::SlotHashes};

const SEED_DOMAIN: &[u8] = b"io-match/1";
/// From arming to the slot whose hash decides.
const ARM_SLOTS: u64 = 32;

/// Draws a closed round. The first call arms a slot that lies 32 ahead; a later one takes the hash of the first
/// slot at or after it and stores whom each device serves, by `io_core::matching`. A hash that has left
/// the chain's memory, 512 slots back, is armed anew.
///
/// # Authority
/// Anyone.
///
/// # Special errors
/// `WrongRoundTime` before the close and after the end, `AlreadyDrawn`, `SlotNotReached`.
#[derive(Accounts)]
pub struct Draw {
    #[account(mut)]
    pub round: Loaded<Round>,
    #[account(address = SLOTHASHES_ID)]
    pub slot_hashes: UncheckedAccount,
}

impl Draw {
    fn validate(&self, now_ts: i64) -> Result<()> {
        let round = &self.round;
        require!(
            now_ts >= round.closes_ts.get() && now_ts < round.ends_ts.get(),
            MarketError::WrongRoundTime
        );
        require!(round.drawn == 0, MarketError::AlreadyDrawn);
        Ok(())
    }

    /// Hash of the armed slot; none when it has to be armed.
    fn hash(&self) -> Result<Option<[u8; 32]>> {
        let armed_slot = self.round.armed_slot.get();
        if armed_slot == 0 {
            return Ok(None);
        }
        let hashes = SlotHashes::from_account(self.slot_hashes.account())?;
        match hashes.first_at_or_after(armed_slot) {
            Ok(entry) => Ok(Some(entry.hash())),
            Err(OracleError::SlotTooOld) => Ok(None),
            Err(_) => Err(MarketError::SlotNotReached.into()),
        }
    }

    pub fn handle(&mut self) -> Result<()> {
        self.validate(clock::now_ts())?;
        let hash = self.hash()?;
        let round = &mut self.round;
        let Some(hash) = hash else {
            let armed_before = round.armed_slot.get();
            let armed_slot = clock::slot().saturating_add(ARM_SLOTS);
            round.armed_slot = armed_slot.into();
            emit!(RoundArmed {
                round: *round.address(),
                armed_before,
                armed_slot,
            });
            return Ok(());
        };
        let seed = SolSha256::hash_parts(&[
            SEED_DOMAIN,
            crate::ID.as_ref(),
            round.address().as_ref(),
            &hash,
        ]);
        let mut assignment = [matching::NO_JOB; matching::MOST_DEVICES];
        matching::assign::<SolSha256>(&**round, &seed, &mut assignment).or_program_error()?;
        round.seed = seed;
        round.drawn = 1;
        let mut given = 0u64;
        for (entry, job) in round.devices.iter_mut().zip(assignment) {
            entry.job = job;
            given = given.wrapping_add(u64::from(job != matching::NO_JOB));
        }
        entries::invariant(round)?;
        emit!(RoundDrawn {
            round: *round.address(),
            seed,
            devices: u64::from(round.devices_len),
            jobs: u64::from(round.jobs_len),
            given,
        });
        Ok(())
    }
}
