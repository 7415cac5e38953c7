//! Challenges of settlements, by anyone with a bond.
pub mod judge_challenge;
pub mod open_challenge;
pub mod prove_challenge;

pub use judge_challenge::*;
pub use open_challenge::*;
pub use prove_challenge::*;
