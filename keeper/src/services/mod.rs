//! One loop a file. Each exposes `tick`: look once, turn what is due.
pub mod accrue;
pub mod beacons;
pub mod challenge;
pub mod jobs;
pub mod open;
pub mod requests;

use anyhow::Result;

use crate::chain::Keeper;
use crate::settings::Crank;

/// One look of one loop. Returns how many cranks landed.
///
/// # Errors
/// The node's failures and refusals that are not expected; the caller logs them and looks again.
pub async fn tick(crank: Crank, keeper: &Keeper) -> Result<u32> {
    match crank {
        Crank::Open => open::tick(keeper).await,
        Crank::Challenge => challenge::tick(keeper).await,
        Crank::Beacons => beacons::tick(keeper).await,
        Crank::Accrue => accrue::tick(keeper).await,
        Crank::Requests => requests::tick(keeper).await,
        Crank::Jobs => jobs::tick(keeper).await,
    }
}
