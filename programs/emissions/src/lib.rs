//! Holds the only IO mint authority: emits the hourly schedule, mints the genesis allocation, and
//! pays suppliers what a final settlement root says they have earned.
#![cfg_attr(target_os = "solana", no_std)]
extern crate alloc;

use anchor_lang::prelude::*;

pub mod errors;
pub mod events;
pub mod instructions;
pub mod state;

pub use errors::EmissionsError;
pub use instructions::*;

declare_id!("emYsEPQ88Xe4o4KWjh4CufrVUJRwtgnGMxdCvonuUy5");

// Not in builds as a dependency: two programs' dispatchers do not link into one binary.
#[cfg(not(feature = "no-entrypoint"))]
#[program]
pub mod emissions {
    use super::*;

    /// See [`Initialize`].
    pub fn initialize(
        ctx: &mut Context<Initialize>,
        genesis_ts: i64,
        epoch_length_s: u32,
        stakers_bps: u16,
        cpu_bps: u16,
    ) -> Result<()> {
        let bumps = [ctx.bumps.emission];
        ctx.accounts
            .handle(genesis_ts, epoch_length_s, stakers_bps, cpu_bps, bumps[0])
    }

    /// See [`MintAllocation`].
    pub fn mint_allocation(ctx: &mut Context<MintAllocation>, allocation: u8) -> Result<()> {
        ctx.accounts.handle(allocation)
    }

    /// See [`MintVestedAllocation`].
    pub fn mint_vested_allocation(
        ctx: &mut Context<MintVestedAllocation>,
        allocation: u8,
        beneficiary: &Address,
    ) -> Result<()> {
        let bump = ctx.bumps.grant;
        ctx.accounts.handle(allocation, *beneficiary, bump)
    }

    /// See [`NameBeneficiary`].
    pub fn name_beneficiary(
        ctx: &mut Context<NameBeneficiary>,
        beneficiary: &Address,
    ) -> Result<()> {
        ctx.accounts.handle(*beneficiary)
    }

    /// See [`SetSplit`].
    pub fn set_split(ctx: &mut Context<SetSplit>, stakers_bps: u16, cpu_bps: u16) -> Result<()> {
        ctx.accounts.handle(stakers_bps, cpu_bps)
    }

    /// See [`SetAuthority`].
    pub fn set_authority(ctx: &mut Context<SetAuthority>, new_authority: &Address) -> Result<()> {
        ctx.accounts.handle(*new_authority)
    }

    /// See [`AcceptAuthority`].
    pub fn accept_authority(ctx: &mut Context<AcceptAuthority>) -> Result<()> {
        ctx.accounts.handle()
    }

    /// See [`Accrue`].
    pub fn accrue(ctx: &mut Context<Accrue>) -> Result<()> {
        ctx.accounts.handle()
    }

    /// See [`AssertConservation`].
    pub fn assert_conservation(ctx: &mut Context<AssertConservation>) -> Result<()> {
        ctx.accounts.handle()
    }

    /// See [`ClaimRewards`].
    pub fn claim(
        ctx: &mut Context<ClaimRewards>,
        index: u32,
        cumulative: u64,
        proof: &[u8],
    ) -> Result<()> {
        let bump = ctx.bumps.claim;
        ctx.accounts.handle(index, cumulative, proof, bump)
    }

    /// See [`ClaimVested`].
    pub fn claim_vested(ctx: &mut Context<ClaimVested>) -> Result<()> {
        ctx.accounts.handle()
    }

    /// See [`HandOverGrant`].
    pub fn hand_over_grant(ctx: &mut Context<HandOverGrant>, beneficiary: &Address) -> Result<()> {
        ctx.accounts.handle(*beneficiary)
    }

    /// See [`AcceptGrant`].
    pub fn accept_grant(ctx: &mut Context<AcceptGrant>) -> Result<()> {
        ctx.accounts.handle()
    }

    /// See [`BurnIo`].
    pub fn burn_fees(ctx: &mut Context<BurnIo>, amount: u64) -> Result<()> {
        ctx.accounts.handle_fees(amount)
    }

    /// See [`BurnIo`].
    pub fn burn_for_iosd(ctx: &mut Context<BurnIo>, amount: u64) -> Result<()> {
        ctx.accounts.handle_for_iosd(amount)
    }

    /// See [`Redeem`].
    pub fn redeem(ctx: &mut Context<Redeem>, amount: u64) -> Result<()> {
        ctx.accounts.handle(amount)
    }
}

const _: () = {
    let (declared, shared) = (ID.to_bytes(), io_runtime::ids::EMISSIONS.to_bytes());
    let mut i = 0;
    while i < 32 {
        assert!(
            declared[i] == shared[i],
            "io_runtime::ids names another program id"
        );
        i += 1;
    }
};
