pub mod stake_device;
pub mod unstake_device;
pub mod withdraw_device;

pub use stake_device::*;
pub use unstake_device::*;
pub use withdraw_device::*;
