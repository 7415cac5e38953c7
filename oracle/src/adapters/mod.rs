//! One outside system each.

pub mod chain;
pub mod peers;
pub mod sources;
