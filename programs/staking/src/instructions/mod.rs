pub mod admin;
pub mod delegated;
pub mod device;

pub use admin::*;
pub use delegated::*;
pub use device::*;
