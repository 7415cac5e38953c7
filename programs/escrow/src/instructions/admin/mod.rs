pub mod accept_authority;
pub mod initialize;
pub mod set_authority;

pub use {accept_authority::*, initialize::*, set_authority::*};
