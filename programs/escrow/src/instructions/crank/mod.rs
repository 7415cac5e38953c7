pub mod close;
pub mod close_lease;
pub mod expire;
pub mod withdraw;

pub use {close::*, close_lease::*, expire::*, withdraw::*};
