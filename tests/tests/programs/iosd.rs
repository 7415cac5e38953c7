//! `iosd` on the real binary.
mod admin;
mod execution;
mod queue;
mod random_walk;
mod refunds;
mod requests;
