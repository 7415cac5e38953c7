//! Deployment as code: reads `genesis.toml`, looks at the chain, and does what is missing. Run again, it
//! does nothing.
#![forbid(unsafe_code)]

pub mod apply;
pub mod error;
pub mod genesis;
pub mod keyfile;
pub mod network;
pub mod steps;
pub mod task;

pub use apply::{Outcome, Row, apply, plan};
pub use error::MigrationError;
pub use genesis::{Genesis, GenesisError};
pub use network::Network;
