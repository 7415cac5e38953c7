//! Rounds: devices that their suppliers have opted in are drawn by stake for jobs that wait, by a slot hash that
//! nobody knew.
//!
//! It holds no tokens and has no authority and no parameters: the times of rounds are `escrow`'s, and of its
//! jobs it only reads. What it decides, it leaves in a [`io_round::Round`], which `escrow` reads when a lease
//! is accepted. The one thing it may ask of another program is that `staking` holds the stake that weighs.
#![cfg_attr(target_os = "solana", no_std)]
extern crate alloc;

use anchor_lang::prelude::*;

pub mod entries;
pub mod errors;
pub mod events;
pub mod instructions;
pub mod times;

use instructions::*;

declare_id!("madD9kcgZr6u5X5sPJZQYu3XcFz3XdgjhsCA4mT6mUq");

// Not in builds as a dependency: two programs' dispatchers do not link into one binary.
#[cfg(not(feature = "no-entrypoint"))]
#[program]
pub mod market {
    use super::*;

    pub fn open_round(ctx: &mut Context<OpenRound>, class: u8, opens_ts: i64) -> Result<()> {
        let bump = ctx.bumps.round;
        ctx.accounts.handle(bump, class, opens_ts)
    }

    pub fn enter_device(
        ctx: &mut Context<EnterDevice>,
        min_rate_iosd: u64,
        min_rate_io: u64,
        min_rate_usdc: u64,
        most_hours: u32,
    ) -> Result<()> {
        let min_rates = [min_rate_iosd, min_rate_io, min_rate_usdc];
        ctx.accounts.handle(min_rates, most_hours)
    }

    pub fn enter_job(ctx: &mut Context<EnterJob>) -> Result<()> {
        ctx.accounts.handle()
    }

    pub fn draw(ctx: &mut Context<Draw>) -> Result<()> {
        ctx.accounts.handle()
    }

    pub fn close_round(ctx: &mut Context<CloseRound>) -> Result<()> {
        ctx.accounts.handle()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_address_that_others_know_is_its_own() {
        assert_eq!(crate::ID, io_runtime::ids::MARKET);
        assert_eq!(crate::ID, io_round::ID);
    }
}
