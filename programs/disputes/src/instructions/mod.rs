//! Instructions, by what is disputed.
pub mod proof;
pub mod settlement;

pub use proof::*;
pub use settlement::*;
