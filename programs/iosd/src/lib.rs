#![cfg_attr(target_os = "solana", no_std)]
extern crate alloc;

use anchor_lang::prelude::*;

pub mod state;

declare_id!("usP6UyZkt3tqnbXfie6yeeaT5e7UBBedaJcDoARLqF6");

#[program]
pub mod iosd {
    use super::*;
}
