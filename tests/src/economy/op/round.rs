//! Rounds, in which devices are drawn for jobs. A round is named by when it opens.

use super::JobId;
use serde::{Deserialize, Serialize};

/// A step of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Round {
    Open {
        opens_ts: i64,
    },
    /// Least rates in IOSD, IO and USDC.
    EnterDevice {
        opens_ts: i64,
        device: usize,
        min_rates: [u64; 3],
        most_hours: u32,
    },
    /// By anybody, or by the renter, who names it so.
    EnterJob {
        opens_ts: i64,
        job: JobId,
        named: bool,
    },
    /// Arms the draw, or draws.
    Draw {
        opens_ts: i64,
    },
    /// Anybody makes the lease for which a device was drawn.
    Accept {
        opens_ts: i64,
        job: JobId,
        device: usize,
    },
    Close {
        opens_ts: i64,
    },
}
