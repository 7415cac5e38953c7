pub mod accept_authority;
pub mod initialize;
pub mod pause_minting;
pub mod set_authority;

pub use {accept_authority::*, initialize::*, pause_minting::*, set_authority::*};
