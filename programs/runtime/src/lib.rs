//! What the programs share of the Solana runtime: the sibling programs' addresses and singleton
//! accounts, the SHA-256 syscall behind `io-core`'s trait, accounts, events and the clock with little
//! code around them, token transfers that cost little, and the check that only the upgrade authority
//! may initialize. No rule of money lives here: those are in `io-core`.
#![cfg_attr(target_os = "solana", no_std)]
extern crate alloc;

pub mod any_token;
pub mod clock;
pub mod cpi;
mod create;
pub mod emission_calls;
pub mod emission_split;
pub mod epoch;
pub mod errors;
pub mod event;
pub mod guarantee_calls;
pub mod ids;
pub mod loaded;
pub mod params;
pub mod sha256;
pub mod sibling_books;
pub mod signatures;
pub mod singletons;
pub mod token;
pub mod token_2022;
pub mod token_close;
pub mod upgrade_authority;

pub use any_token::AnySpl;
pub use errors::{core_error, CoreErrorExt, RuntimeError};
pub use loaded::{Loaded, Spl};
pub use sha256::SolSha256;
pub use upgrade_authority::require_upgrade_authority;
