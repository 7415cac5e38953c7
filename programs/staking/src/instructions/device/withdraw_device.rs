use crate::{cooling::take_matured, errors::StakingError, events::DeviceWithdrawn, state::*};
use anchor_lang::prelude::*;
use io_runtime::{clock, emit, token, Loaded};

/// Pays out every ticket of a device stake that has cooled.
///
/// # Authority
/// The owner of the stake, who names the destination.
///
/// # Parameters
/// None.
///
/// # Special errors
/// `NothingMatured`; `StakeLocked` when what stays would not cover slashes proposed and guarantees.
#[derive(Accounts)]
pub struct WithdrawDevice {
    #[account(address = device_stake.owner @ StakingError::NotTheOwner)]
    pub owner: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
    #[account(mut)]
    pub device_stake: Loaded<DeviceStake>,
    #[account(mut, address = pool.stake_vault @ StakingError::WrongVault)]
    pub stake_vault: UncheckedAccount,
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl WithdrawDevice {
    pub fn handle(&mut self) -> Result<()> {
        let Self {
            owner,
            pool,
            device_stake,
            stake_vault,
            destination,
            ..
        } = self;
        let now_ts = clock::now_ts();
        let (amount, cooling_left) = take_matured(&mut device_stake.cooling, now_ts)?;
        require!(amount > 0, StakingError::NothingMatured);
        let stays = device_stake
            .amount
            .get()
            .checked_add(cooling_left)
            .ok_or(StakingError::Overflow)?;
        require!(
            stays >= device_stake.spoken_for(),
            StakingError::StakeLocked
        );
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
        device_stake.invariant()?;
        pool.principal_invariant(token::vault_amount(stake_vault)?)?;
        emit!(DeviceWithdrawn {
            device: device_stake.device,
            owner: *owner.address(),
            amount,
            cooling_left,
        });
        Ok(())
    }
}
