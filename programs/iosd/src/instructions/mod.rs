pub mod admin;
pub mod crank;
pub mod user;

pub use {admin::*, crank::*, user::*};
