pub mod accept_authority;
pub mod initialize;
pub mod mint_allocation;
// Its derive binds the instruction argument also where no seed uses it.
#[allow(unused_variables)]
pub mod mint_vested_allocation;
pub mod name_beneficiary;
pub mod set_authority;
pub mod set_split;

pub use accept_authority::*;
pub use initialize::*;
pub use mint_allocation::*;
pub use mint_vested_allocation::*;
pub use name_beneficiary::*;
pub use set_authority::*;
pub use set_split::*;
