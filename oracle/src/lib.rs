//! The oracle operator's service: hears devices, verifies their proofs, posts prices, and agrees with the other
//! operators on what each hour pays.
//!
//! `services/` are loops, one duty each; `adapters/` speak to one outside system each (the chain, peers, price
//! sources); `summary` and `report` are the pure heart that all operators must compute alike. Services see the
//! chain as a [`view::ChainView`] and act on it by [`node::Action`]s: only `adapters::chain` knows of RPC.
#![forbid(unsafe_code)]

pub mod adapters;
pub mod conduct;
pub mod draw;
pub mod fleet;
pub mod http;
pub mod metrics;
pub mod node;
pub mod prices;
pub mod report;
pub mod rotation;
pub mod run;
pub mod services;
pub mod settings;
pub mod settled;
pub mod store;
pub mod summary;
pub mod view;
