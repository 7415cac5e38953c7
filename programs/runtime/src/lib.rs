//! What the five programs share of the Solana runtime: the SHA-256 syscall behind `io-core`'s
//! trait, the sibling programs' addresses, and the check that only the upgrade authority may
//! initialize. No rule of money lives here: those are in `io-core`.
#![cfg_attr(target_os = "solana", no_std)]

pub mod emission_split;
pub mod ids;
