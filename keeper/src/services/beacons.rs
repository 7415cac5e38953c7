//! Keeps the two beacons of an epoch before their slots leave the chain's memory (512 slots).
use anyhow::Result;
use io_client::oracle::accounts::EpochRecord;
use io_client::oracle::instructions::CaptureBeacon;
use io_client::pda;
use io_client::status::EpochStatus;

use crate::chain::{Keeper, Now, Turned};

/// Which beacon can be captured now.
fn due(now: &Now, record: &EpochRecord) -> Option<u8> {
    if record.status != EpochStatus::Open as u8 || record.s0 == 0 {
        return None;
    }
    let captured = |which: u8| match which {
        1 => record.beacon1_slot > 0,
        _ => record.beacon2_slot > 0,
    };
    [1u8, 2].into_iter().find(|which| {
        !captured(*which) && now.clock.slot > now.timeline.beacon_last_slot(record.s0, *which)
    })
}

/// Looks once, at the epoch in progress and the one before: a challenge drawn late has its second beacon
/// after the hour.
///
/// # Errors
/// See [`super::tick`].
pub async fn tick(keeper: &Keeper) -> Result<u32> {
    let now = keeper.now().await?;
    let Some(epoch) = now.epoch() else {
        return Ok(0);
    };
    let mut turned = 0;
    for number in [epoch.saturating_sub(1), epoch] {
        let address = pda::epoch_record(number);
        let Some(record) = keeper.read::<EpochRecord>(&address).await? else {
            continue;
        };
        if record.epoch != number {
            continue;
        }
        let Some(which) = due(&now, &record) else {
            continue;
        };
        let instruction = CaptureBeacon {
            epoch_record: address,
        }
        .instruction(which);
        let moot = [
            "BeaconAlreadyCaptured",
            "SlotNotReached",
            "SlotTooOld",
            "WrongEpoch",
        ];
        if keeper.turn("beacons", instruction, &moot).await? == Turned::Done {
            turned += 1;
        }
    }
    Ok(turned)
}
