pub mod admin;
pub mod crank;
pub mod renter;
pub mod supplier;

pub use {admin::*, crank::*, renter::*, supplier::*};
