//! What `disputes` has done for a challenge. Nothing here asks whether the challenge is right: that is
//! judged there, and its signature says so.
pub mod hold_up;
pub mod uphold;

pub use hold_up::*;
pub use uphold::*;
