#![cfg_attr(target_os = "solana", no_std)]
extern crate alloc;

use anchor_lang::prelude::*;

pub mod state;

declare_id!("esiGnLJ1MnFAopmuAdgihDr8yBP1yK3Pc3Yvw831Cmi");

#[program]
pub mod escrow {
    use super::*;
}
