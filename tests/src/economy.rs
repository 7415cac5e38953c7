//! The whole economy twice: a model in plain Rust, and the real programs in the VM, side by side.
//!
//! [`Model`] keeps the books of the programs in maps and integers and predicts what each
//! [`Op`] does, or that it is refused. [`Walk`] draws operations from a seed, sends each as a real
//! transaction, applies it to the model, and compares: whether it landed, every balance it touched,
//! and at intervals every balance, every book and the invariants of the design on the raw accounts.
//! What was seen is a list of operations, one line of JSON each, so a failure can be replayed and
//! made smaller.

mod accounts;
mod cast;
mod chain;
mod check;
mod dice;
mod drain;
mod draw;
mod forged;
mod minimise;
mod model;
mod op;
mod transaction;
pub mod upgrade;
mod walk;

pub use cast::*;
pub use dice::Dice;
pub use minimise::minimise;
pub use model::{Model, Refusal, iosd, staking};
pub use op::{Forgery, Op};
pub use walk::{Failure, Report, WALK, Walk, replay, soak};
