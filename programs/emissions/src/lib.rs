#![cfg_attr(target_os = "solana", no_std)]
extern crate alloc;

use anchor_lang::prelude::*;

pub mod state;

declare_id!("emYsEPQ88Xe4o4KWjh4CufrVUJRwtgnGMxdCvonuUy5");

#[program]
pub mod emissions {
    use super::*;
}
