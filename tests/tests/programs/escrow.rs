//! `escrow` on the real binary.
mod admin;
mod currencies;
mod exits;
mod extension;
mod guarantees;
mod hazards;
mod match_and_start;
mod orders;
mod params;
mod payments;
mod random_walk;
mod receipts;
mod token_2022;
