//! Draws the epoch's challenge slot as its candidates pass.
use anyhow::Result;
use io_client::oracle::accounts::EpochRecord;
use io_client::oracle::instructions::CaptureChallenge;
use io_client::pda;
use io_client::status::EpochStatus;
use io_client::timeline::CHALLENGE_CANDIDATES;

use crate::chain::{Keeper, Now, Turned};

/// Whether a call would decide at least one candidate. A slot's hash is known from the next slot on.
fn due(now: &Now, record: &EpochRecord) -> bool {
    record.status == EpochStatus::Open as u8
        && record.s0 == 0
        && record.next_candidate < CHALLENGE_CANDIDATES
        && now.clock.slot
            > now
                .timeline
                .candidate_slot(record.opened_slot, record.next_candidate)
}

/// Looks once.
///
/// # Errors
/// See [`super::tick`].
pub async fn tick(keeper: &Keeper) -> Result<u32> {
    let now = keeper.now().await?;
    let Some(epoch) = now.epoch() else {
        return Ok(0);
    };
    let address = pda::epoch_record(epoch);
    let Some(record) = keeper.read::<EpochRecord>(&address).await? else {
        return Ok(0);
    };
    if record.epoch != epoch || !due(&now, &record) {
        return Ok(0);
    }
    let instruction = CaptureChallenge {
        epoch_record: address,
    }
    .instruction();
    let turned = keeper
        .turn(
            "challenge",
            instruction,
            &[
                "ChallengeAlreadyDrawn",
                "SlotNotReached",
                "NoChallenge",
                "WrongEpoch",
            ],
        )
        .await?;
    Ok(u32::from(turned == Turned::Done))
}
