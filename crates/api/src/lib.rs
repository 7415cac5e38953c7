//! What operators, workers and readers say to each other over HTTP: JSON messages, signed statements and
//! binary bodies. No I/O here; `io-oracle` serves these types and workers, wallets and keepers read them.
//!
//! Everything signed begins with a tag of its own, so that no statement can stand for another.
#![forbid(unsafe_code)]

pub mod challenge;
pub mod error;
pub mod heartbeat;
pub mod keys;
pub mod leaves;
pub mod proof;
pub mod proposal;
pub mod readers;
pub mod receipt;
pub mod settlement;

pub use error::{ErrorBody, WireError};
pub use keys::{Address, Bytes64, Digest};
