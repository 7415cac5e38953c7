//! Called by the sibling programs.
pub mod burn;
pub mod redeem;

pub use burn::*;
pub use redeem::*;
