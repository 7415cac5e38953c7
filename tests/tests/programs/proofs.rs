//! `disputes` about GPU proofs: verdicts challenged with real ones.
mod limits;
mod lost;
mod refusals;
mod refuted;
mod wrong_pass;
