//! The commands, one file a group.
pub mod balance;
pub mod claim;
pub mod device;
pub mod epoch;
pub mod iosd;
pub mod job;
pub mod lease;
pub mod price;
pub mod quote;
mod round;
pub mod stake;

use std::time::{SystemTime, UNIX_EPOCH};

/// A number that this wallet has not used: the nanoseconds of the machine's clock. It only has to be new;
/// a repetition is refused by the chain, since the account exists.
fn fresh_nonce() -> u64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}
