use crate::{errors::StakingError, events::PoolInitialized, state::*};
use anchor_lang::prelude::*;
use anchor_spl::{
    mint::Mint,
    token::{self, TokenAccount},
};
use io_core::units::IO_DECIMALS;
use io_runtime::{emit, require_upgrade_authority, singletons, Loaded, Spl};

/// Creates the pool and its two vaults.
///
/// # Authority
/// The program's upgrade authority, which becomes the config authority, governance and slash authority.
///
/// # Parameters
/// - `cooldown_s`: seconds from unstake to withdraw (14 days on mainnet).
/// - `min_earning_stake`: IO base units; below this total the hour goes to the reserve.
///
/// # Special errors
/// `NotTheUpgradeAuthority`, `WrongMint`, `MinEarningStakeZero`, `CooldownZero`.
#[derive(Accounts)]
pub struct Initialize {
    #[account(mut)]
    pub authority: Signer,
    pub program_data: UncheckedAccount,
    #[account(init, payer = authority, seeds = [b"pool"], bump)]
    pub pool: Loaded<Pool>,
    pub io_mint: Spl<Mint>,
    #[account(init, payer = authority, seeds = [b"stake_vault"], bump,
        token::mint = io_mint, token::authority = pool)]
    pub stake_vault: Spl<TokenAccount>,
    #[account(init, payer = authority, seeds = [b"reward_vault"], bump,
        token::mint = io_mint, token::authority = pool)]
    pub reward_vault: Spl<TokenAccount>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl Initialize {
    fn validate(&self, cooldown_s: u32, min_earning_stake: u64) -> Result<()> {
        let Self {
            authority,
            program_data,
            io_mint,
            ..
        } = self;
        require_upgrade_authority(program_data, authority.address(), &singletons::STAKING_DATA)?;
        // The mint's authority is not checked: `emissions` takes charge of it after this and then
        // checks that these vaults are of its mint.
        require!(
            io_mint.decimals() == IO_DECIMALS && !io_mint.has_freeze_authority(),
            StakingError::WrongMint
        );
        // With zero an empty pool would have to divide by its stake.
        require!(min_earning_stake > 0, StakingError::MinEarningStakeZero);
        require!(cooldown_s > 0, StakingError::CooldownZero);
        Ok(())
    }

    pub fn handle(&mut self, cooldown_s: u32, min_earning_stake: u64, bump: u8) -> Result<()> {
        self.validate(cooldown_s, min_earning_stake)?;
        let pool = &mut self.pool;
        pool.version = VERSION;
        pool.bump = bump;
        pool.authority = *self.authority.address();
        pool.io_mint = *self.io_mint.address();
        pool.stake_vault = *self.stake_vault.address();
        pool.reward_vault = *self.reward_vault.address();
        // Until they are handed over: a quorum and a vote take their place later.
        pool.governance = *self.authority.address();
        pool.slash_authority = *self.authority.address();
        pool.min_earning_stake = min_earning_stake.into();
        pool.cooldown_s = cooldown_s.into();
        pool.invariant()?;
        emit!(PoolInitialized {
            authority: pool.authority,
            io_mint: pool.io_mint,
            min_earning_stake,
            cooldown_s: u64::from(cooldown_s),
        });
        Ok(())
    }
}
