//! Instructions of the guardian. Nothing here makes a settlement, touches one that is final, or moves
//! a token.
pub mod pause_sealing;
pub mod set_guardian;
pub mod void_epoch;

pub use pause_sealing::*;
pub use void_epoch::*;
