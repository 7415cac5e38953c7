//! `iosd` on the real binary.
mod admin;
mod burn_fees;
mod execution;
mod params;
mod queue;
mod random_walk;
mod redemption;
mod redemption_queue;
mod redemption_refunds;
mod redemption_requests;
mod redemption_run;
mod redemption_walk;
mod refunds;
mod requests;
