pub mod confirm_slash;
pub mod execute_slash;
pub mod lapse_slash;
pub mod propose_slash;

pub use confirm_slash::*;
pub use execute_slash::*;
pub use lapse_slash::*;
pub use propose_slash::*;
