use crate::{errors::StakingError, events::Staked, state::*};
use anchor_lang::prelude::*;
use emissions::state::Emission;
use io_runtime::{clock, emit, token, Loaded};

/// Adds IO to the owner's delegated stake, which earns the stakers' pool from now on.
///
/// # Authority
/// The owner.
///
/// # Parameters
/// - `amount`: IO base units.
///
/// # Special errors
/// `ZeroAmount`; `AccrueFirst` unless every completed hour is minted. The token program refuses a
/// source of another mint or owner.
#[derive(Accounts)]
pub struct Stake {
    #[account(mut)]
    pub owner: Signer,
    /// The only account of its type: owner and discriminator prove it.
    #[account(mut)]
    pub pool: Loaded<Pool>,
    #[account(init_if_needed, payer = owner, seeds = [b"position", owner.address().as_ref()], bump)]
    pub position: Loaded<Position>,
    #[account(mut, address = pool.stake_vault @ StakingError::WrongVault)]
    pub stake_vault: UncheckedAccount,
    #[account(mut)]
    pub source: UncheckedAccount,
    /// The only account of its type: owner and discriminator prove it.
    pub emission: Loaded<Emission>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl Stake {
    pub fn handle(&mut self, amount: u64, bump: u8) -> Result<()> {
        require!(amount > 0, StakingError::ZeroAmount);
        let Self {
            owner,
            pool,
            position,
            stake_vault,
            source,
            emission,
            ..
        } = self;
        pool.fold(emission, clock::now_ts())?;
        position.settle(&pool.accumulator())?;
        let stake_before = position.amount.get();
        let stake_after = stake_before
            .checked_add(amount)
            .ok_or(StakingError::Overflow)?;
        let delegated_total = pool
            .delegated_total
            .get()
            .checked_add(amount)
            .ok_or(StakingError::Overflow)?;

        token::transfer(source, stake_vault, owner, amount, &[]);

        position.version = VERSION;
        position.bump = bump;
        position.owner = *owner.address();
        position.amount = stake_after.into();
        pool.delegated_total = delegated_total.into();
        pool.invariant()?;
        pool.principal_invariant(token::vault_amount(stake_vault)?)?;
        emit!(Staked {
            owner: *owner.address(),
            stake_before,
            stake_after,
            delegated_total
        });
        Ok(())
    }
}
