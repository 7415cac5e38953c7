//! `emissions` on its real binary.
mod accrue;
mod admin;
mod claim;
mod conservation;
mod fee_burn;
mod genesis;
mod split;
mod vesting;
