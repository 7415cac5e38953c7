//! The chain's clock, moved by jumps.
use anyhow::Result;
use io_chain::ChainClock;

use crate::{SLOT_TIME_MS, Testbed};

impl Testbed {
    /// The chain's clock.
    ///
    /// # Errors
    /// The chain does not answer.
    pub async fn now(&self) -> Result<ChainClock> {
        Ok(self.network.chain.clock().await?)
    }

    /// Moves the clock by `seconds`.
    ///
    /// # Errors
    /// The chain does not answer.
    pub async fn pass(&self, seconds: u32) -> Result<()> {
        self.cheats.travel_by(seconds).await?;
        Ok(())
    }

    /// Moves the clock to `target_ts`, unix seconds, unless it is there.
    ///
    /// # Errors
    /// The chain does not answer.
    pub async fn pass_time(&self, target_ts: i64) -> Result<()> {
        if self.now().await?.unix_timestamp < target_ts {
            self.cheats.travel_to(target_ts).await?;
        }
        Ok(())
    }

    /// Moves the clock so that `slot` lies behind.
    ///
    /// # Errors
    /// The chain does not answer.
    pub async fn pass_slot(&self, slot: u64) -> Result<()> {
        let ahead = (slot + 1).saturating_sub(self.now().await?.slot);
        // Rounded up: the slot shall lie behind.
        let seconds = (ahead * SLOT_TIME_MS).div_ceil(1_000);
        if seconds > 0 {
            self.pass(u32::try_from(seconds)?).await?;
        }
        Ok(())
    }
}
