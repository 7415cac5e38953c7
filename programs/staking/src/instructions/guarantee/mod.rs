pub mod lock_guarantee;
pub mod pay_guarantee;
pub mod release_guarantee;

pub use lock_guarantee::*;
pub use pay_guarantee::*;
pub use release_guarantee::*;
