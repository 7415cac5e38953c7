//! Challenges of verdicts on GPU proofs, by anyone with a bond.
pub mod close_proof_challenge;
pub mod open_proof_challenge;
pub mod show;
pub mod show_absence;
pub mod show_gpu;
pub mod show_lister;
mod show_path;
mod show_probe;
pub mod show_step;
pub mod show_verdict;
pub mod uphold_proof_challenge;

pub use close_proof_challenge::*;
pub use open_proof_challenge::*;
pub use show::*;
pub use show_absence::*;
pub use show_gpu::*;
pub use show_lister::*;
pub use show_step::*;
pub use show_verdict::*;
pub use uphold_proof_challenge::*;
