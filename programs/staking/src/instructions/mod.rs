pub mod admin;
pub mod co_stake;
pub mod delegated;
pub mod device;
pub mod guarantee;
pub mod slash;

pub use admin::*;
pub use co_stake::*;
pub use delegated::*;
pub use device::*;
pub use guarantee::*;
pub use slash::*;
