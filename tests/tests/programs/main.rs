//! Every instruction of every program, on the real binaries. One test binary, as linking the chain
//! takes longer than running it.

// Here `&[call.clone()]` is a transaction of one instruction, and a table pairs an edit with its error: both say
// more than what clippy would have instead.
#![allow(clippy::cloned_ref_to_slice_refs, clippy::type_complexity)]

mod emissions;
mod escrow;
mod forgeries;
mod halted;
mod iosd;
mod market;
mod oracle;
mod proofs;
mod real_path;
mod staking;
