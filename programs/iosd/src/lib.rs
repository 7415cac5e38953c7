//! IOSD: the network's dollar token, obtained only by burning IO and redeemed for what was burned.
//!
//! Both ways take two steps, so that nobody trades on an old price: a request locks IO or IOSD with the
//! owner's limit, and anyone executes it at the first quorum price whose values all landed afterwards.
//!
//! Mints and redemptions stand in one queue. Their order is then nobody's choice, which matters because
//! a mint changes the part of what is left that a redemption pays. Nothing at the head can hold up the
//! other side: a request without a price means that those behind it have none either, and one that
//! cannot be executed, a mint during a pause among them, is refunded at once by anyone.
#![cfg_attr(target_os = "solana", no_std)]
extern crate alloc;

use anchor_lang::prelude::*;

pub mod delivery;
pub mod errors;
pub mod events;
pub mod fill;
pub mod instructions;
pub mod params;
pub mod price_choice;
pub mod queue;
pub mod state;

use instructions::*;

declare_id!("usP6UyZkt3tqnbXfie6yeeaT5e7UBBedaJcDoARLqF6");

// Not in builds as a dependency: two programs' dispatchers do not link into one binary.
#[cfg(not(feature = "no-entrypoint"))]
#[program]
pub mod iosd {
    use super::*;

    pub fn initialize(ctx: &mut Context<Initialize>, params: state::IosdParams) -> Result<()> {
        ctx.accounts.handle(ctx.bumps.iosd, &params)
    }

    pub fn set_params(ctx: &mut Context<SetParams>, params: state::IosdParams) -> Result<()> {
        ctx.accounts.handle(&params)
    }

    pub fn request_mint_exact_in(
        ctx: &mut Context<RequestMint>,
        nonce: u64,
        io_in: u64,
        min_out: u64,
    ) -> Result<()> {
        ctx.accounts
            .handle_exact_in(ctx.bumps.request, nonce, io_in, min_out)
    }

    pub fn request_mint_exact_out(
        ctx: &mut Context<RequestMint>,
        nonce: u64,
        iosd_out: u64,
        max_in: u64,
    ) -> Result<()> {
        ctx.accounts
            .handle_exact_out(ctx.bumps.request, nonce, iosd_out, max_in)
    }

    pub fn request_redeem_exact_in(
        ctx: &mut Context<RequestRedeem>,
        nonce: u64,
        iosd_in: u64,
        min_out: u64,
    ) -> Result<()> {
        ctx.accounts
            .handle_exact_in(ctx.bumps.request, nonce, iosd_in, min_out)
    }

    pub fn request_redeem_exact_out(
        ctx: &mut Context<RequestRedeem>,
        nonce: u64,
        io_out: u64,
        max_in: u64,
    ) -> Result<()> {
        ctx.accounts
            .handle_exact_out(ctx.bumps.request, nonce, io_out, max_in)
    }

    pub fn execute(ctx: &mut Context<Execute>, entry_index: u8) -> Result<()> {
        ctx.accounts.handle(entry_index)
    }

    pub fn refund(ctx: &mut Context<Refund>, entry_index: u8) -> Result<()> {
        ctx.accounts.handle(entry_index)
    }

    pub fn collect(ctx: &mut Context<Collect>) -> Result<()> {
        ctx.accounts.handle()
    }

    pub fn skip(ctx: &mut Context<Skip>) -> Result<()> {
        ctx.accounts.handle()
    }

    pub fn burn_fees(ctx: &mut Context<BurnFees>, amount: u64) -> Result<()> {
        ctx.accounts.handle(amount)
    }

    pub fn pause_minting(ctx: &mut Context<PauseMinting>) -> Result<()> {
        ctx.accounts.handle()
    }

    pub fn set_authority(ctx: &mut Context<SetAuthority>, pending: &Address) -> Result<()> {
        ctx.accounts.handle(*pending)
    }

    pub fn accept_authority(ctx: &mut Context<AcceptAuthority>) -> Result<()> {
        ctx.accounts.handle()
    }
}
