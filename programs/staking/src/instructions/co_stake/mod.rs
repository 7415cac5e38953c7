pub mod join_co_stake;
pub mod leave_co_stake;
pub mod set_co_stake_terms;
pub mod withdraw_co_stake;

pub use join_co_stake::*;
pub use leave_co_stake::*;
pub use set_co_stake_terms::*;
pub use withdraw_co_stake::*;
