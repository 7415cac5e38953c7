use crate::{errors::StakingError, events::StakerRewardsClaimed, state::*};
use anchor_lang::prelude::*;
use emissions::state::Emission;
use io_runtime::{clock, emit, token, Loaded};

/// Pays the owner all staker rewards up to the last completed hour.
///
/// # Authority
/// The owner, who names the destination.
///
/// # Parameters
/// None.
///
/// # Special errors
/// `NothingToClaim`; `AccrueFirst` unless every completed hour is minted.
#[derive(Accounts)]
pub struct ClaimStakerRewards {
    #[account(address = position.owner @ StakingError::NotTheOwner)]
    pub owner: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
    #[account(mut)]
    pub position: Loaded<Position>,
    #[account(mut, address = pool.reward_vault @ StakingError::WrongVault)]
    pub reward_vault: UncheckedAccount,
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub emission: Loaded<Emission>,
    pub token_program: Program<Token>,
}

impl ClaimStakerRewards {
    pub fn handle(&mut self) -> Result<()> {
        let Self {
            owner,
            pool,
            position,
            reward_vault,
            destination,
            emission,
            ..
        } = self;
        pool.fold(emission, clock::now_ts())?;
        position.settle(&pool.accumulator())?;
        let amount = position.unpaid.get();
        require!(amount > 0, StakingError::NothingToClaim);
        let rewards_paid = pool
            .rewards_paid
            .get()
            .checked_add(amount)
            .ok_or(StakingError::Overflow)?;

        token::transfer(
            reward_vault,
            destination,
            pool,
            amount,
            &[POOL_SEED, &[pool.bump]],
        );

        position.unpaid = 0u64.into();
        pool.rewards_paid = rewards_paid.into();
        pool.invariant()?;
        pool.reward_invariant(token::vault_amount(reward_vault)?)?;
        emit!(StakerRewardsClaimed {
            owner: *owner.address(),
            amount,
            rewards_paid_after: rewards_paid,
        });
        Ok(())
    }
}
