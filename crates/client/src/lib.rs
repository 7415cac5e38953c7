//! Client of the programs: addresses, accounts, instructions, events and errors.
//!
//! [`generated`] is written by `cargo xtask client` from `idl/*.json`; do not edit it. Around it, by
//! hand: the wire format ([`wire`]), accounts ([`account`]), program-derived addresses ([`pda`]), what a
//! status byte means ([`status`]), when things are due ([`timeline`]), events out of logs ([`events`]), the
//! meaning of an error code ([`errors`]) and what is needed of the token program ([`token`]).
//!
//! Numbers are plain Rust integers in the units their programs name: IO in 10⁻⁸, IOSD in 10⁻⁶, prices in
//! USD × 10⁸, times in unix seconds of the chain's clock.
pub mod account;
mod backing;
pub mod classes;
pub mod errors;
pub mod events;
pub mod filter;
pub mod generated;
pub mod params;
mod payment;
pub mod pda;
pub mod receipts;
mod ring;
pub mod rounds;
mod settlement;
pub mod status;
pub mod timeline;
pub mod token;
pub mod wire;

pub use account::AccountData;
pub use errors::{ErrorInfo, describe_error, error_text};
pub use events::{ProgramEvent, parse_events};
pub use generated::{PROGRAMS, disputes, emissions, escrow, iosd, market, oracle, staking};
pub use wire::{DecodeError, Wire};
