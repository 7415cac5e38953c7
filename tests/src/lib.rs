//! The programs under test, loaded from `target/deploy` into an embedded chain, with everything a
//! test needs to set a scene, send a transaction and read what it left.
//!
//! Keys are derived from counters, so that runs are identical and compute units comparable.

// Error codes and account fields bear the programs' own names, which document them.
#![allow(missing_docs)]

pub mod city;
pub mod cu;
pub mod disputes;
pub mod economy;
pub mod emissions;
pub mod escrow;
pub mod forge;
pub mod instruction;
pub mod interface;
pub mod iosd;
pub mod loader;
pub mod market;
pub mod oracle;
pub mod proofs;
pub mod send;
pub mod staking;
pub mod token;
pub mod token_2022;
pub mod world;
