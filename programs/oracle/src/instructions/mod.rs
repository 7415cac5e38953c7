//! One file per instruction, in a folder per role.
pub mod admin;
pub mod crank;
pub mod disputes;
pub mod guardian;
pub mod operator;
pub mod supplier;

pub use admin::*;
pub use crank::*;
pub use disputes::*;
pub use guardian::*;
pub use operator::*;
pub use supplier::*;
