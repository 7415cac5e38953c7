pub mod accept_authority;
pub mod initialize;
pub mod set_authority;
pub mod set_params;

pub use {accept_authority::*, initialize::*, set_authority::*, set_params::*};
