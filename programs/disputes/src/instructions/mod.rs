//! Instructions, by what is disputed.
pub mod settlement;

pub use settlement::*;
