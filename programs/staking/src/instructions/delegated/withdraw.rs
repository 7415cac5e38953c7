use crate::{cooling::take_matured, errors::StakingError, events::Withdrawn, state::*};
use anchor_lang::prelude::*;
use io_runtime::{clock, emit, token, Loaded};

/// Pays out every ticket that has cooled.
///
/// # Authority
/// The owner, who names the destination.
///
/// # Parameters
/// None.
///
/// # Special errors
/// `NothingMatured`; `StakeLocked` when what stays would not cover a lock: stake can be slashed
/// until it is withdrawn.
#[derive(Accounts)]
pub struct Withdraw {
    #[account(address = position.owner @ StakingError::NotTheOwner)]
    pub owner: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
    #[account(mut)]
    pub position: Loaded<Position>,
    #[account(mut, address = pool.stake_vault @ StakingError::WrongVault)]
    pub stake_vault: UncheckedAccount,
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl Withdraw {
    pub fn handle(&mut self) -> Result<()> {
        let Self {
            owner,
            pool,
            position,
            stake_vault,
            destination,
            ..
        } = self;
        let now_ts = clock::now_ts();
        let (amount, cooling_left) = take_matured(&mut position.cooling, now_ts)?;
        require!(amount > 0, StakingError::NothingMatured);
        let stays = position
            .amount
            .get()
            .checked_add(cooling_left)
            .ok_or(StakingError::Overflow)?;
        require!(stays >= position.locked.get(), StakingError::StakeLocked);
        let cooling_total = pool
            .cooling_total
            .get()
            .checked_sub(amount)
            .ok_or(StakingError::InvariantBroken)?;

        token::transfer(
            stake_vault,
            destination,
            pool,
            amount,
            &[POOL_SEED, &[pool.bump]],
        );

        pool.cooling_total = cooling_total.into();
        pool.invariant()?;
        pool.principal_invariant(token::vault_amount(stake_vault)?)?;
        emit!(Withdrawn {
            owner: *owner.address(),
            amount,
            cooling_left
        });
        Ok(())
    }
}
