pub mod admin;
pub mod crank;
pub mod renter;
pub mod round;
pub mod supplier;

pub use {admin::*, crank::*, renter::*, round::*, supplier::*};
