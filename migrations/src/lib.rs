//! Deployment as code: reads `genesis.toml`, looks at the chain, and does what is missing. Run again, it
//! does nothing.
#![forbid(unsafe_code)]

pub mod amount;
pub mod apply;
pub mod genesis;
pub mod keyfile;
pub mod network;
pub mod steps;
pub mod task;
pub mod token;

pub use apply::{Outcome, Row, apply, plan};
pub use genesis::{Genesis, GenesisError};
pub use network::{MigrationError, Network};
