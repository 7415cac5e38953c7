pub mod admin;
pub mod crank;
pub mod sibling;
pub mod user;

pub use admin::*;
pub use crank::*;
pub use sibling::*;
pub use user::*;
