//! One outside system each.

pub mod chain;
pub mod sources;
