//! `escrow` on the real binary.
mod admin;
mod exits;
mod match_and_start;
mod orders;
mod payments;
mod random_walk;
