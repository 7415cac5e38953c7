//! Instructions of the suppliers: their devices, and the roots of their proofs.
pub mod manage_device;
pub mod post_commit;
pub mod post_response;
pub mod register_device;

pub use manage_device::*;
pub use post_commit::*;
pub use post_response::*;
pub use register_device::*;
