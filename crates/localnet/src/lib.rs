//! An embedded Solana chain for the demo and the tests: surfpool (LiteSVM behind Solana's JSON-RPC and
//! WebSocket API) in its offline mode, on the loopback interface only.
//!
//! The chain executes the real program binaries. What it may do beyond a cluster is in [`cheats`] and
//! nowhere else: load a program, give SOL away, move the clock. All other cheat codes of surfpool are
//! locked out at start, so no test or demo can write an account by hand.
//!
//! # How this chain differs from a cluster
//! Measured by `tests/time_travel.rs` and `tests/node.rs`:
//! - A transaction is executed when it arrives, not when a block closes; it is `processed` at once and
//!   `confirmed` with the next block.
//! - One leader, no forks: `confirmed` trails the tip by one slot, `finalized` by 31.
//! - `Clock::unix_timestamp` grows by the slot time with each block, so it follows the wall clock between
//!   jumps, a few percent late when the machine is busy.
//! - A jump of any length takes under a millisecond (36 ms the worst of 270, on two busy cores). It sets
//!   the clock exactly, skips `jump / slot time` slots (60 s: 150 at 400 ms, 1,200 at 50 ms) and makes
//!   one block, so blockhashes and `lastValidBlockHeight` age by one block and transactions in flight
//!   survive: a blockhash lives through some 140 jumps of whatever length.
//! - SlotHashes holds the slots in which a block was made, 512 of them, and none of the skipped ones.
//!   Deadlines counted in slots pass within one jump if they are shorter than it.
//! - Slot hashes are a function of the block height: predictable. A settlement seed drawn on this chain
//!   protects nobody.
//!
//! Compute units of the bundled SPL programs differ from a validator's: never compare them across chains.
pub mod cheats;
mod config;
mod error;
mod lockout;
mod node;
mod runloop;

pub use cheats::{CheatError, Cheats};
pub use config::{LocalnetConfig, MAX_SLOT_TIME_MS, MIN_SLOT_TIME_MS};
pub use error::LocalnetError;
pub use node::Localnet;
