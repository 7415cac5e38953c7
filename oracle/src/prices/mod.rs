//! From what sources say to the price an operator posts.

mod decimal;
mod median;

pub use decimal::{DecimalError, parse_price};
pub use median::{Agreed, Observation, Policy, Refusal, agree};
