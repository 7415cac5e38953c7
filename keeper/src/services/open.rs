//! Opens the epoch in progress, so that its weights are fixed and its challenge can be drawn.
use anyhow::Result;
use io_client::oracle::accounts::EpochRecord;
use io_client::oracle::instructions::OpenEpoch;
use io_client::pda;

use crate::chain::{Keeper, Turned};

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
    let record: Option<EpochRecord> = keeper.read(&address).await?;
    if record.is_some_and(|record| record.epoch == epoch) {
        return Ok(0);
    }
    let instruction = OpenEpoch {
        payer: keeper.payer(),
        epoch_record: address,
    }
    .instruction(epoch);
    let turned = keeper
        .turn(
            "open",
            instruction,
            &["EpochAlreadyOpen", "EpochNotCurrent"],
        )
        .await?;
    Ok(u32::from(turned == Turned::Done))
}
