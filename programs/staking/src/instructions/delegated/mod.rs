pub mod claim_rewards;
pub mod stake;
pub mod unstake;
pub mod withdraw;

pub use claim_rewards::*;
pub use stake::*;
pub use unstake::*;
pub use withdraw::*;
