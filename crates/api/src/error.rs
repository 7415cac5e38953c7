//! Refusals: of bytes that are not what they claim, and as the body of an HTTP error.

use serde::{Deserialize, Serialize};

/// The JSON body of every error an operator answers with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// Stable name of the refusal, such as `stale_heartbeat`.
    pub code: String,
    /// What is wrong.
    pub error: String,
    /// What to do about it.
    pub what_to_do: String,
}

/// Why bytes or text are not a message of this crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[repr(u8)]
pub enum WireError {
    /// 1
    #[error("not an address: give 32 bytes in base58")]
    Address = 1,
    /// 2
    #[error("not a digest or signature: give its bytes in hex")]
    Digest = 2,
    /// 3
    #[error("the signature is not by the key it must be; sign the statement with that key")]
    Signature = 3,
    /// 4
    #[error("the message has another length than its kind; send it whole")]
    Length = 4,
    /// 5
    #[error("the message does not begin with its kind's letters; check what was sent")]
    Magic = 5,
    /// 6
    #[error("the format's version is not known here; upgrade the older side")]
    Version = 6,
}
