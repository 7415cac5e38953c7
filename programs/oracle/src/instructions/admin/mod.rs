//! Instructions of the authority.
pub mod add_operator;
pub mod initialize;
pub mod initialize_prices;
pub mod set_authority;
pub mod set_class;
pub mod set_params;
pub mod set_tier;

pub use add_operator::*;
pub use initialize::*;
pub use initialize_prices::*;
pub use set_authority::*;
pub use set_class::*;
pub use set_params::*;
pub use set_tier::*;
