pub mod accept_authority;
pub mod initialize;
pub mod pause_minting;
pub mod set_authority;
pub mod set_params;

pub use {accept_authority::*, initialize::*, pause_minting::*, set_authority::*, set_params::*};
