#![cfg_attr(target_os = "solana", no_std)]
extern crate alloc;

use anchor_lang::prelude::*;

pub mod state;

declare_id!("orGNbtCwF9SkjVzsdo16tb5FhvkjS2YAekzD65dDQ9a");

#[program]
pub mod oracle {
    use super::*;
}
