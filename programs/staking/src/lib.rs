#![cfg_attr(target_os = "solana", no_std)]
extern crate alloc;

use anchor_lang::prelude::*;

pub mod state;

declare_id!("st5ZmP6bsHkWJXaNDHxTmwn6W999BkNMHyz2mQA2DYQ");

#[program]
pub mod staking {
    use super::*;
}
