//! The steps of an hour's proof of work on the chain. What is proved is none of the model's business; when each
//! step may land is.

use serde::{Deserialize, Serialize};

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Proof {
    /// Draws the challenge's slot.
    Draw { epoch: u64 },
    /// Keeps beacon 1 or 2.
    Beacon { epoch: u64, which: u8 },
    /// A supplier's commits in a class.
    Commit { who: usize, epoch: u64, class: u8 },
    /// Its responses.
    Respond { who: usize, epoch: u64, class: u8 },
    /// An operator's summary.
    Summarize { seat: usize, epoch: u64 },
}
