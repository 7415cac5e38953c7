//! Holds every stake. Delegated stake earns the stakers' pool through an O(1) accumulator; device
//! stake backs the offers of suppliers. All stake leaves through a cooldown.
#![cfg_attr(target_os = "solana", no_std)]
extern crate alloc;

use anchor_lang::prelude::*;

pub mod cooling;
pub mod errors;
pub mod events;
pub mod instructions;
pub mod rewards;
pub mod state;

pub use errors::StakingError;
pub use instructions::*;

declare_id!("st5ZmP6bsHkWJXaNDHxTmwn6W999BkNMHyz2mQA2DYQ");

// Not in builds as a dependency: two programs' dispatchers do not link into one binary.
#[cfg(not(feature = "no-entrypoint"))]
#[program]
pub mod staking {
    use super::*;

    /// See [`Initialize`].
    pub fn initialize(
        ctx: &mut Context<Initialize>,
        cooldown_s: u32,
        min_earning_stake: u64,
    ) -> Result<()> {
        let bump = ctx.bumps.pool;
        ctx.accounts.handle(cooldown_s, min_earning_stake, bump)
    }

    /// See [`SetAuthority`].
    pub fn set_authority(ctx: &mut Context<SetAuthority>, new_authority: Address) -> Result<()> {
        ctx.accounts.handle(new_authority)
    }

    /// See [`AcceptAuthority`].
    pub fn accept_authority(ctx: &mut Context<AcceptAuthority>) -> Result<()> {
        ctx.accounts.handle()
    }

    /// See [`Stake`].
    pub fn stake(ctx: &mut Context<Stake>, amount: u64) -> Result<()> {
        let bump = ctx.bumps.position;
        ctx.accounts.handle(amount, bump)
    }

    /// See [`Unstake`].
    pub fn unstake(ctx: &mut Context<Unstake>, amount: u64) -> Result<()> {
        ctx.accounts.handle(amount)
    }

    /// See [`Withdraw`].
    pub fn withdraw(ctx: &mut Context<Withdraw>) -> Result<()> {
        ctx.accounts.handle()
    }

    /// See [`ClaimStakerRewards`].
    pub fn claim_rewards(ctx: &mut Context<ClaimStakerRewards>) -> Result<()> {
        ctx.accounts.handle()
    }

    /// See [`StakeDevice`].
    pub fn stake_device(ctx: &mut Context<StakeDevice>, amount: u64) -> Result<()> {
        let bump = ctx.bumps.device_stake;
        ctx.accounts.handle(amount, bump)
    }

    /// See [`UnstakeDevice`].
    pub fn unstake_device(ctx: &mut Context<UnstakeDevice>, amount: u64) -> Result<()> {
        ctx.accounts.handle(amount)
    }

    /// See [`WithdrawDevice`].
    pub fn withdraw_device(ctx: &mut Context<WithdrawDevice>) -> Result<()> {
        ctx.accounts.handle()
    }
}

const _: () = {
    let (declared, shared) = (ID.to_bytes(), io_runtime::ids::STAKING.to_bytes());
    let mut i = 0;
    while i < 32 {
        assert!(
            declared[i] == shared[i],
            "io_runtime::ids names another program id"
        );
        i += 1;
    }
};
