//! GPU proof of work: an hourly proof that a device has the memory, bandwidth and int8 matrix throughput of
//! its class, byte-exact on GPU and CPU, checked by an ordinary CPU in milliseconds.
//!
//! The protocol, down to the bit, is in `docs/proof-of-work.md`. In one paragraph: a seed fixes two int8
//! operands per panel; their product fills a buffer `W` ([`operand`], [`fill`]); lanes walk `W` by
//! data-dependent 128-byte reads with a hashed checkpoint every 64 steps ([`walk`]); the checkpoints are
//! committed as one root per GPU ([`merkle`], [`fleet`]); a beacon draws 64 segments ([`sample`]), whose
//! lines are handed over under a second root ([`bundle`], [`response`]); a second beacon draws 256 bytes of
//! those lines ([`probe`]), which the verifier recomputes ([`verify`]).
//!
//! Without features the crate is `no_std`, allocates nothing and hashes through [`Sha256`], so that a
//! program judges a dispute with the very code the verifier ran ([`judge`]). `std` adds the prover and the
//! verifier of whole responses, `parallel` runs fill and walk on all cores. Dishonest provers, for tests, are a
//! crate of their own beside this one: no feature of another crate in the same build can let them in here.
//!
//! All integers are little endian wherever they are hashed or sent.
#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]

pub mod bundle;
pub mod fleet;
pub mod hash;
pub mod judge;
pub mod merkle;
pub mod operand;
pub mod packed;
pub mod params;
pub mod probe;
pub mod sample;
pub mod seed;
pub mod walk;

#[cfg(feature = "std")]
pub mod buffer;
#[cfg(feature = "std")]
mod cores;
#[cfg(feature = "std")]
mod fault;
#[cfg(feature = "std")]
pub mod fill;
#[cfg(feature = "std")]
pub mod lane;
#[cfg(feature = "std")]
pub mod level;
#[cfg(feature = "std")]
pub mod prove;
#[cfg(feature = "std")]
pub mod response;
#[cfg(feature = "std")]
pub mod verify;
#[cfg(feature = "std")]
mod wire;

#[cfg(feature = "std")]
pub use hash::HostSha256;
pub use hash::{Hash, Sha256};
#[cfg(feature = "std")]
pub use level::Level;
pub use params::ClassParams;
#[cfg(feature = "std")]
pub use prove::{Commitment, Job, Prover};
#[cfg(feature = "std")]
pub use response::Response;
#[cfg(feature = "std")]
pub use verify::{Claim, Fault, Refused, Verdict};
#[cfg(feature = "std")]
pub use wire::WireError;
