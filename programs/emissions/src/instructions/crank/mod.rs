pub mod accrue;

pub use accrue::*;
