use crate::{
    co_stake::CoStake, cooling::take_matured, errors::StakingError, events::CoStakeWithdrawn,
    state::*, Loaded,
};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{token, CoreErrorExt};

/// Pays out every ticket of a co-stake that has cooled, at what its shares are worth now.
///
/// While a proposed slash has locked a part of the co-stakes none of them is withdrawn: their one total
/// cannot tell whose part is free, and whoever came first would leave his part of the slash to those
/// who stay. A lock ends by confirmation or lapses, 44 days after the proposal at the latest.
///
/// # Authority
/// The co-staker, who names the destination.
///
/// # Parameters
/// None.
///
/// # Special errors
/// `NotTheOwner`, `WrongDevice`, `StakeLocked`, `NothingMatured`.
#[derive(Accounts)]
pub struct WithdrawCoStake {
    #[account(address = co_stake.owner @ StakingError::NotTheOwner)]
    pub owner: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
    #[account(mut)]
    pub device_stake: Loaded<DeviceStake>,
    #[account(mut)]
    pub co_stake: Loaded<CoStake>,
    #[account(mut, address = pool.stake_vault @ StakingError::WrongVault)]
    pub stake_vault: UncheckedAccount,
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl WithdrawCoStake {
    pub fn handle(&mut self) -> Result<()> {
        let Self {
            owner,
            pool,
            device_stake,
            co_stake,
            stake_vault,
            destination,
            ..
        } = self;
        require!(
            address_eq(&device_stake.device, &co_stake.device),
            StakingError::WrongDevice
        );
        require!(device_stake.co_locked.get() == 0, StakingError::StakeLocked);
        co_stake.catch_up(device_stake);
        let now_ts = io_runtime::clock::now_ts();
        let (shares, shares_cooling) = take_matured(&mut co_stake.cooling, now_ts)?;
        require!(shares > 0, StakingError::NothingMatured);
        let mut pot = device_stake.pot();
        // May be zero where slashes left less than a unit: the shares go all the same.
        let amount = pot.leave(shares).or_program_error()?;
        let co_total = pool
            .co_total
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

        device_stake.set_pot(pot);
        pool.co_total = co_total.into();
        device_stake.invariant()?;
        pool.principal_invariant(token::vault_amount(stake_vault)?)?;
        io_runtime::emit!(CoStakeWithdrawn {
            device: co_stake.device,
            owner: *owner.address(),
            amount,
            shares,
            shares_cooling,
            device_co_total: pot.total,
        });
        Ok(())
    }
}
