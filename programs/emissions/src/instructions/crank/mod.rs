pub mod accrue;
pub mod assert_conservation;

pub use accrue::*;
pub use assert_conservation::*;
