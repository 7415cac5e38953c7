pub mod claim_rewards;
pub mod compound;
pub mod set_auto_compound;
pub mod stake;
pub mod unstake;
pub mod withdraw;

pub use claim_rewards::*;
pub use compound::*;
pub use set_auto_compound::*;
pub use stake::*;
pub use unstake::*;
pub use withdraw::*;
