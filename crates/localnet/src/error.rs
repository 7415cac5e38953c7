//! Why a chain did not start or stop.
use crate::config::{MAX_SLOT_TIME_MS, MIN_SLOT_TIME_MS};

/// Why a chain did not start or stop.
#[derive(Debug, thiserror::Error)]
pub enum LocalnetError {
    /// The slot time or the block interval is outside the supported range.
    #[error(
        "a slot time or block interval of {slot_time_ms} ms is not supported: choose {MIN_SLOT_TIME_MS} to {MAX_SLOT_TIME_MS} ms"
    )]
    SlotTimeOutOfRange {
        /// What was asked for.
        slot_time_ms: u64,
    },
    /// RPC and WebSocket would share a port.
    #[error(
        "port {port} was given for both RPC and WebSocket: choose two different ports, or 0 for free ones"
    )]
    SamePort {
        /// The port given twice.
        port: u16,
    },
    /// A port is taken.
    #[error(
        "port {port} of 127.0.0.1 cannot be opened ({reason}): choose another, or 0 for a free one"
    )]
    PortUnavailable {
        /// The port.
        port: u16,
        /// The system's words.
        reason: String,
    },
    /// A first balance could not be given.
    #[error("the first balance of {wallet} could not be set: {reason}")]
    Airdrop {
        /// The wallet.
        wallet: String,
        /// The chain's words.
        reason: String,
    },
    /// The node ended, or did not answer, while starting.
    #[error("the embedded chain did not start: {0}")]
    Start(String),
    /// The node did not give its ports back in time.
    #[error(
        "the embedded chain was told to stop but still holds port {port} after 10 s: end the process"
    )]
    StopTimeout {
        /// The port still open.
        port: u16,
    },
    /// The chain ended with an error of its own.
    #[error("the embedded chain ended with an error: {0}")]
    Ended(String),
}
