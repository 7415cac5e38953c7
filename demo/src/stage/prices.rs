//! The quorum prices of IO as the board's ring keeps them.
use anyhow::Result;
use io_chain::Chain;
use io_client::oracle::accounts::PriceRing;
use io_client::{AccountData, oracle};

use crate::story::PricePoint;

/// An upper median beyond this many percent of the lower one was moved by somebody: the sample price moves by less
/// than two percent while the operators' values are valid.
pub const MOST_STRAY_PERCENT: u64 = 105;

/// Appends the ring's entries that are newer than the last of `points`. Called once an hour, so that the ring,
/// which holds 256 entries at least 15 s apart, has not come round in between.
///
/// # Errors
/// The chain does not answer.
pub async fn record(chain: &Chain, genesis_ts: i64, points: &mut Vec<PricePoint>) -> Result<()> {
    let ring: PriceRing = chain
        .fetch(&oracle::price_ring_address(), PriceRing::decode)
        .await?;
    for (_, entry) in ring.oldest_first() {
        let at_s = u64::try_from(i64::from(entry.oldest_ts) - genesis_ts).unwrap_or(0);
        if points.last().is_none_or(|last| at_s > last.at_s) {
            points.push(PricePoint {
                at_s,
                lower: entry.lower,
                upper: entry.upper,
                ema: entry.ema,
            });
        }
    }
    Ok(())
}
