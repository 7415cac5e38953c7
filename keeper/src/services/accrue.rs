//! Accrues the emission of completed hours.
use anyhow::Result;
use io_client::emissions::{self, accounts::Emission, instructions::Accrue};

use crate::chain::{Keeper, Turned};

/// Looks once.
///
/// # Errors
/// See [`super::tick`].
pub async fn tick(keeper: &Keeper) -> Result<u32> {
    let now = keeper.now().await?;
    let emission: Emission = keeper.require(&emissions::emission_address()).await?;
    if emission.accrued_epoch >= now.timeline.completed_at(now.clock.unix_timestamp) {
        return Ok(0);
    }
    let instruction = Accrue {
        io_mint: emission.io_mint,
    }
    .instruction();
    let turned = keeper.turn("accrue", instruction, &[]).await?;
    Ok(u32::from(turned == Turned::Done))
}
