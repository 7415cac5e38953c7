//! The oracle operator's service: hears devices, verifies their proofs, posts prices, and agrees with the other
//! operators on what each hour pays.
//!
//! `services/` are loops, one duty each; `adapters/` speak to one outside system each (the chain, peers, price
//! sources); `summary` and `report` are the pure heart that all operators must compute alike.
#![forbid(unsafe_code)]

pub mod conduct;
pub mod draw;
pub mod fleet;
pub mod prices;
pub mod report;
pub mod rotation;
pub mod summary;
