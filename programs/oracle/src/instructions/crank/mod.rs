//! Instructions that anyone may send.
pub mod capture_beacon;
pub mod capture_challenge;
pub mod open_epoch;

pub use capture_beacon::*;
pub use capture_challenge::*;
pub use open_epoch::*;
