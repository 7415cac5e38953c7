pub mod accept_authority;
pub mod accept_governance;
pub mod initialize;
pub mod set_authority;
pub mod set_governance;
pub mod set_params;
pub mod set_slash_authority;

pub use accept_authority::*;
pub use accept_governance::*;
pub use initialize::*;
pub use set_authority::*;
pub use set_governance::*;
pub use set_params::*;
pub use set_slash_authority::*;
