//! Escrow of compute jobs: a renter funds a cluster at the board's price, suppliers lease their hosts
//! to it, attested seconds are paid, the rest goes back.
//!
//! Every job has a vault of its own and every state an exit that anyone may call in time. No key of
//! the network can move a deposit.
#![cfg_attr(target_os = "solana", no_std)]
// The dispatcher, which names these imports, is left out where the crate is a dependency.
#![cfg_attr(feature = "no-entrypoint", allow(unused_imports))]
extern crate alloc;

use anchor_lang::prelude::*;

pub mod errors;
pub mod events;
pub mod instructions;
pub mod params;
pub mod state;
pub mod terms;
pub mod timeouts;

use instructions::*;

declare_id!("esiGnLJ1MnFAopmuAdgihDr8yBP1yK3Pc3Yvw831Cmi");

// Not in builds as a dependency: two programs' dispatchers do not link into one binary.
#[cfg(not(feature = "no-entrypoint"))]
#[program]
pub mod escrow {
    use super::*;

    pub fn initialize(ctx: &mut Context<Initialize>, params: state::EscrowParams) -> Result<()> {
        ctx.accounts.handle(ctx.bumps.escrow, &params)
    }

    pub fn set_params(ctx: &mut Context<SetParams>, params: state::EscrowParams) -> Result<()> {
        ctx.accounts.handle(&params)
    }

    pub fn create_job(ctx: &mut Context<CreateJob>, nonce: u64, order: JobOrder) -> Result<()> {
        let (job_bump, vault_bump) = (ctx.bumps.job, ctx.bumps.vault);
        ctx.accounts.handle(job_bump, vault_bump, nonce, order)
    }

    pub fn accept(ctx: &mut Context<Accept>, min_rate: u64, most_hours: u32) -> Result<()> {
        let (lease_bump, hire_bump) = (ctx.bumps.lease, ctx.bumps.hire);
        ctx.accounts
            .handle(lease_bump, hire_bump, min_rate, most_hours)
    }

    pub fn start(ctx: &mut Context<Start>) -> Result<()> {
        ctx.accounts.handle()
    }

    pub fn extend(ctx: &mut Context<Extend>, hours: u32) -> Result<()> {
        ctx.accounts.handle(hours)
    }

    pub fn withdraw(
        ctx: &mut Context<Withdraw>,
        usage_index: u32,
        cumulative_s: u64,
        first_hour_s: u32,
        proof: &[u8],
    ) -> Result<()> {
        ctx.accounts.handle(&UsageProof {
            usage_index,
            cumulative_s,
            first_hour_s,
            proof,
        })
    }

    pub fn claim_receipt(ctx: &mut Context<ClaimReceipt>, cumulative_s: u64) -> Result<()> {
        ctx.accounts.handle(cumulative_s)
    }

    pub fn cancel(ctx: &mut Context<Cancel>) -> Result<()> {
        ctx.accounts.handle()
    }

    pub fn expire(ctx: &mut Context<Expire>) -> Result<()> {
        ctx.accounts.handle()
    }

    pub fn collect_fees(ctx: &mut Context<CollectFees>) -> Result<()> {
        ctx.accounts.handle()
    }

    pub fn close_lease(ctx: &mut Context<CloseLease>) -> Result<()> {
        ctx.accounts.handle()
    }

    pub fn close(ctx: &mut Context<Close>) -> Result<()> {
        ctx.accounts.handle()
    }

    pub fn set_authority(ctx: &mut Context<SetAuthority>, pending: &Address) -> Result<()> {
        ctx.accounts.handle(*pending)
    }

    pub fn accept_authority(ctx: &mut Context<AcceptAuthority>) -> Result<()> {
        ctx.accounts.handle()
    }
}
