//! The supplier's agent. For the epoch in progress it proves that each of the supplier's devices is the GPU it
//! claims to be, says every minute that the device is at work, and holds the operators' receipts.
//!
//! ```text
//! observer ──view──┬─> proofs      fill, walk, commit root ─> chain; beacon 1; response root ─> chain
//!                  ├─> uploads     bodies ─> operators, until receipts weigh more than two thirds
//!                  └─> heartbeats  every chain-minute ─> operators
//! ```
//!
//! What is due is decided by the chain's record alone, never by this machine's clock. What a device is bound by
//! (its commit and response roots) is on disk before anything is sent, so a restart resumes and no root is ever
//! posted beside another.
//!
//! One worker serves all devices of a supplier, because the chain takes one root per supplier, class and epoch.
#![forbid(unsafe_code)]

pub mod adapters;
pub mod backend;
pub mod cards;
pub mod cli;
pub mod doctor;
pub mod fleet;
pub mod keys;
pub mod offline;
pub mod round;
pub mod services;
pub mod settings;

pub use backend::{Backend, BackendError, Committed};
pub use settings::Settings;
