//! `emissions` on its real binary.
mod accrue;
mod admin;
mod claim;
mod genesis;
mod vesting;
