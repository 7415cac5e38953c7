use crate::{
    errors::OracleError,
    events::BeaconCaptured,
    slot_hashes::SlotHashes,
    state::{EpochRecord, EpochStatus, Oracle},
};
use anchor_lang::prelude::*;
use io_core::hash::Sha256;
use io_runtime::{clock, emit, Loaded, SolSha256};

const BEACON_TAG: &[u8] = b"b";

/// Keeps a beacon before its slots leave the chain's memory: SHA-256 of the first slots and their hashes
/// at or after sb, sb + spacing and sb + 2 · spacing. A beacon that was not kept in time is lost, and
/// the hour counts as unproven.
///
/// # Authority
/// Anyone.
///
/// # Parameters
/// `which`: 1, drawn after the commits (samples), or 2, drawn after the responses (probes).
///
/// # Special errors
/// `WrongEpoch` for a record that is not open, `ChallengeNotDrawn`, `UnknownBeacon`,
/// `BeaconAlreadyCaptured`, `SlotNotReached`, `SlotTooOld`, `NotSlotHashes`.
#[derive(Accounts)]
pub struct CaptureBeacon {
    #[account(seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(mut)]
    pub epoch_record: Loaded<EpochRecord>,
    pub slot_hashes: UncheckedAccount,
}

impl CaptureBeacon {
    /// The beacon's first slot.
    fn validate(&self, which: u8) -> Result<u64> {
        let record = &self.epoch_record;
        require!(
            record.status == EpochStatus::Open as u8,
            OracleError::WrongEpoch
        );
        let s0 = record.s0.get();
        require!(s0 > 0, OracleError::ChallengeNotDrawn);
        let (captured, first) = match which {
            1 => (record.beacon1_slot, self.oracle.beacon1_slot(s0)?),
            2 => (record.beacon2_slot, self.oracle.beacon2_slot(s0)?),
            _ => return Err(OracleError::UnknownBeacon.into()),
        };
        require!(captured.get() == 0, OracleError::BeaconAlreadyCaptured);
        Ok(first)
    }

    pub fn capture_beacon(&mut self, which: u8) -> Result<()> {
        let first = self.validate(which)?;
        let beacon = self.beacon(first)?;
        let slot = clock::slot();
        let record = &mut *self.epoch_record;
        if which == 1 {
            record.beacon1 = beacon;
            record.beacon1_slot = slot.into();
        } else {
            record.beacon2 = beacon;
            record.beacon2_slot = slot.into();
        }
        emit!(BeaconCaptured {
            epoch: record.epoch.get(),
            which: which.into(),
            beacon,
        });
        Ok(())
    }

    /// SHA-256('b' ‖ slot₀ ‖ hash₀ ‖ slot₁ ‖ hash₁ ‖ slot₂ ‖ hash₂), slots u64 LE: as
    /// `io_pow::seed::beacon`.
    fn beacon(&self, first: u64) -> Result<[u8; 32]> {
        let spacing = u64::from(self.oracle.beacon_spacing_slots.get());
        let hashes = SlotHashes::from_account(self.slot_hashes.account())?;
        let mut parts = [BEACON_TAG; 4];
        let mut slot = first;
        for part in &mut parts[1..] {
            *part = hashes.first_at_or_after(slot)?.bytes;
            slot = slot.checked_add(spacing).ok_or(OracleError::Overflow)?;
        }
        Ok(SolSha256::hash_parts(&parts))
    }
}
