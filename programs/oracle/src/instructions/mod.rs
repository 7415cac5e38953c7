//! One file per instruction, in a folder per role.
pub mod admin;
pub mod challenger;
pub mod crank;
pub mod guardian;
pub mod operator;
pub mod supplier;

pub use admin::*;
pub use challenger::*;
pub use crank::*;
pub use guardian::*;
pub use operator::*;
pub use supplier::*;
