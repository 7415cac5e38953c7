//! The network's money rules, used by the on-chain programs and by every service alike.
//!
//! Integers only: no floats, no allocation outside the tree builders and the hourly shares (feature
//! `std`), no Solana SDK, and with `default-features = false` no dependency at all. Every division
//! says which way it rounds and for whom. Where a product needs more than 64 bits it is built from
//! 64-bit limbs, because 128-bit multiplication and division are slow library calls on the VM.
#![no_std]
#![forbid(unsafe_code)]
#![deny(clippy::arithmetic_side_effects)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects))]

#[cfg(any(test, feature = "std"))]
extern crate std;

pub mod accumulator;
#[cfg(feature = "std")]
pub mod amount;
pub mod bond_cover;
pub mod co_stake;
pub mod emission;
pub mod error;
pub mod fees;
pub mod fixed;
pub mod hash;
pub mod iosd;
pub mod lease;
pub mod ledger;
pub mod matching;
pub mod merkle;
pub mod merkle_sum;
pub mod price;
pub mod pricing;
pub mod quorum;
pub mod receipt;
pub mod requirement;
pub mod reserve;
pub mod score;
pub mod slash;
pub mod stake;
pub mod units;
pub mod vesting;
pub mod weights;

pub use error::{CoreError, Result};
