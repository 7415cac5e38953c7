pub mod note_requirement;
pub mod stake_device;
pub mod unstake_device;
pub mod withdraw_device;
pub mod withdraw_surplus;

pub use note_requirement::*;
pub use stake_device::*;
pub use unstake_device::*;
pub use withdraw_device::*;
pub use withdraw_surplus::*;
