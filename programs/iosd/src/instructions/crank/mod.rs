pub mod execute;
pub mod refund;
pub mod skip;

pub use {execute::*, refund::*, skip::*};
