//! One outside system each: the chain, the operators' HTTP interface, the state directory.

pub mod chain;
pub mod operators;
pub mod rpc;
pub mod store;
