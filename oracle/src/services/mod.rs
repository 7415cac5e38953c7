//! Loops, one duty each. A loop ends when it is told to, or with the error that it cannot go on from.

pub mod agree;
pub mod gather;
pub mod observe;
pub mod post_prices;
pub mod seal;
pub mod submit;
pub mod summarize;
pub mod verify;
