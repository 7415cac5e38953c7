use crate::{errors::StakingError, events::RewardsCompounded, state::*, Loaded};
use anchor_lang::prelude::*;
use emissions::state::Emission;
use io_runtime::token;

/// Turns a staker's rewards up to the last completed hour into stake, which earns from now on and
/// leaves through the cooldown like any other.
///
/// # Authority
/// Anyone, once the owner has signed `set_auto_compound`. Not where nothing is staked: whoever has
/// left is not put back in by what he had still earned.
///
/// # Parameters
/// None.
///
/// # Special errors
/// `NotAutoCompounding`, `NothingStaked`, `NothingToClaim`; `AccrueFirst` unless every completed hour
/// is minted.
#[derive(Accounts)]
pub struct Compound {
    #[account(mut)]
    pub pool: Loaded<Pool>,
    #[account(mut)]
    pub position: Loaded<Position>,
    #[account(mut, address = pool.reward_vault @ StakingError::WrongVault)]
    pub reward_vault: UncheckedAccount,
    #[account(mut, address = pool.stake_vault @ StakingError::WrongVault)]
    pub stake_vault: UncheckedAccount,
    pub emission: Loaded<Emission>,
    pub token_program: Program<Token>,
}

impl Compound {
    pub fn handle(&mut self) -> Result<()> {
        let Self {
            pool,
            position,
            reward_vault,
            stake_vault,
            emission,
            ..
        } = self;
        require!(
            position.auto_compound == 1,
            StakingError::NotAutoCompounding
        );
        let stake_before = position.amount.get();
        require!(stake_before > 0, StakingError::NothingStaked);
        pool.fold(emission, io_runtime::clock::now_ts())?;
        position.settle(&pool.accumulator())?;
        let amount = position.unpaid.get();
        require!(amount > 0, StakingError::NothingToClaim);
        let add = |total: u64| total.checked_add(amount).ok_or(StakingError::Overflow);
        let stake_after = add(stake_before)?;
        let delegated_total = add(pool.delegated_total.get())?;
        let rewards_paid = add(pool.rewards_paid.get())?;

        token::transfer(
            reward_vault,
            stake_vault,
            pool,
            amount,
            &[POOL_SEED, &[pool.bump]],
        );

        position.unpaid = 0u64.into();
        position.amount = stake_after.into();
        pool.delegated_total = delegated_total.into();
        pool.rewards_paid = rewards_paid.into();
        pool.invariant()?;
        pool.reward_invariant(token::vault_amount(reward_vault)?)?;
        pool.principal_invariant(token::vault_amount(stake_vault)?)?;
        io_runtime::emit!(RewardsCompounded {
            owner: position.owner,
            stake_before,
            stake_after,
            delegated_total,
            rewards_paid_after: rewards_paid,
        });
        Ok(())
    }
}
