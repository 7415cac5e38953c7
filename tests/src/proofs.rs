//! Challenges of verdicts on GPU proofs: an hour in which a real proof, honest or not, was committed to, answered and judged, and
//! the evidence that can be opened from it.
pub mod evidence;
pub mod hour;
pub mod instructions;

pub use evidence::Evidence;
pub use hour::{Hour, Listed};
