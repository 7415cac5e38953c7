//! Operators as processes, with their databases and HTTP, on an embedded chain with the real programs after a
//! real genesis. The keeper that turns the cranks runs in the test's own process.
mod hour;
mod network;
mod operator;
mod prices;
#[path = "../harness/proofs.rs"]
mod proofs;
mod refusals;
mod restart;
mod sources;
mod supplier;
mod void;
