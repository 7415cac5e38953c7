//! Holds every stake. Delegated stake earns the stakers' pool through an O(1) accumulator; device
//! stake backs the offers of suppliers. All stake leaves through a cooldown.
#![cfg_attr(target_os = "solana", no_std)]
extern crate alloc;

use anchor_lang::prelude::*;

pub mod co_stake;
pub mod cooling;
pub mod device_stake;
pub mod errors;
pub mod events;
pub mod hire;
pub mod instructions;
pub mod proposal;
pub mod rewards;
pub mod slashing;
pub mod state;

pub use errors::StakingError;
pub use instructions::*;
use io_runtime::Loaded;

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

    /// See [`SetParams`].
    pub fn set_params(
        ctx: &mut Context<SetParams>,
        cooldown_s: u32,
        min_earning_stake: u64,
    ) -> Result<()> {
        ctx.accounts.handle(cooldown_s, min_earning_stake)
    }

    /// See [`SetAuthority`].
    pub fn set_authority(ctx: &mut Context<SetAuthority>, new_authority: &Address) -> Result<()> {
        ctx.accounts.handle(*new_authority)
    }

    /// See [`AcceptAuthority`].
    pub fn accept_authority(ctx: &mut Context<AcceptAuthority>) -> Result<()> {
        ctx.accounts.handle()
    }

    /// See [`SetGovernance`].
    pub fn set_governance(
        ctx: &mut Context<SetGovernance>,
        new_governance: &Address,
    ) -> Result<()> {
        ctx.accounts.handle(*new_governance)
    }

    /// See [`AcceptGovernance`].
    pub fn accept_governance(ctx: &mut Context<AcceptGovernance>) -> Result<()> {
        ctx.accounts.handle()
    }

    /// See [`SetSlashAuthority`].
    pub fn set_slash_authority(
        ctx: &mut Context<SetSlashAuthority>,
        new_authority: &Address,
    ) -> Result<()> {
        ctx.accounts.handle(*new_authority)
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

    /// See [`WithdrawSurplus`].
    pub fn withdraw_surplus(ctx: &mut Context<WithdrawSurplus>, amount: u64) -> Result<()> {
        ctx.accounts.handle(amount)
    }

    /// See [`NoteRequirement`].
    pub fn note_requirement(ctx: &mut Context<NoteRequirement>) -> Result<()> {
        ctx.accounts.handle()
    }

    /// See [`SetCoStakeTerms`].
    pub fn set_co_stake_terms(
        ctx: &mut Context<SetCoStakeTerms>,
        reward_share_bps: u16,
        open: bool,
    ) -> Result<()> {
        ctx.accounts.handle(reward_share_bps, open)
    }

    /// See [`JoinCoStake`].
    pub fn join_co_stake(
        ctx: &mut Context<JoinCoStake>,
        amount: u64,
        min_share_bps: u16,
    ) -> Result<()> {
        let bump = ctx.bumps.co_stake;
        ctx.accounts.handle(amount, min_share_bps, bump)
    }

    /// See [`LeaveCoStake`].
    pub fn leave_co_stake(ctx: &mut Context<LeaveCoStake>, shares: u64) -> Result<()> {
        ctx.accounts.handle(shares)
    }

    /// See [`WithdrawCoStake`].
    pub fn withdraw_co_stake(ctx: &mut Context<WithdrawCoStake>) -> Result<()> {
        ctx.accounts.handle()
    }

    /// See [`ProposeSlash`].
    pub fn propose_slash(
        ctx: &mut Context<ProposeSlash>,
        amount: u64,
        evidence: &[u8; 32],
    ) -> Result<()> {
        let bump = ctx.bumps.proposal;
        ctx.accounts.handle(amount, evidence, bump)
    }

    /// See [`ConfirmSlash`].
    pub fn confirm_slash(ctx: &mut Context<ConfirmSlash>) -> Result<()> {
        ctx.accounts.handle()
    }

    /// See [`LapseSlash`].
    pub fn lapse_slash(ctx: &mut Context<LapseSlash>) -> Result<()> {
        ctx.accounts.handle()
    }

    /// See [`ExecuteSlash`].
    pub fn execute_slash(
        ctx: &mut Context<ExecuteSlash>,
        amount: u64,
        evidence: &[u8; 32],
    ) -> Result<()> {
        ctx.accounts.handle(amount, evidence)
    }

    /// See [`LockGuarantee`].
    pub fn lock_guarantee(
        ctx: &mut Context<LockGuarantee>,
        amount: u64,
        required: u64,
    ) -> Result<()> {
        ctx.accounts.handle(amount, required)
    }

    /// See [`ReleaseGuarantee`].
    pub fn release_guarantee(ctx: &mut Context<ReleaseGuarantee>, amount: u64) -> Result<()> {
        ctx.accounts.handle(amount)
    }

    /// See [`PayGuarantee`].
    pub fn pay_guarantee(ctx: &mut Context<PayGuarantee>, amount: u64) -> Result<()> {
        ctx.accounts.handle(amount)
    }

    /// See [`SetAutoCompound`].
    pub fn set_auto_compound(ctx: &mut Context<SetAutoCompound>, enabled: bool) -> Result<()> {
        ctx.accounts.handle(enabled)
    }

    /// See [`Compound`].
    pub fn compound(ctx: &mut Context<Compound>) -> Result<()> {
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
