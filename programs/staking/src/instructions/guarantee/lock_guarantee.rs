use crate::{errors::StakingError, events::GuaranteeLocked, state::*, Loaded};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::singletons;

/// Promises a part of the owner's stake to a renter, for a first hour that is not delivered. Never out
/// of the co-stakers' part: what the host does is not theirs to answer for.
///
/// Also notes what the lease requires: a requirement that a lease was taken at counts for a cooldown,
/// even if nobody else had noted it. With nothing to lock that is all: so `market` holds the stake that
/// has weighed in a draw.
///
/// # Authority
/// `escrow`, by its PDA `["escrow"]`; with nothing to lock also `market`, by its PDA `["market"]`.
///
/// # Parameters
/// - `amount`: IO base units.
/// - `required`: what the device requires as it is hired, IO base units.
///
/// # Special errors
/// `NotTheEscrow`, `InsufficientStake`.
#[derive(Accounts)]
pub struct LockGuarantee {
    pub caller: Signer,
    pub pool: Loaded<Pool>,
    #[account(mut)]
    pub device_stake: Loaded<DeviceStake>,
}

impl LockGuarantee {
    pub fn handle(&mut self, amount: u64, required: u64) -> Result<()> {
        let Self {
            caller,
            pool,
            device_stake,
        } = self;
        require!(
            address_eq(caller.address(), &singletons::ESCROW.address)
                || (amount == 0 && address_eq(caller.address(), &singletons::MARKET.address)),
            StakingError::NotTheEscrow
        );
        // Stake at work only: what cools is on its way out.
        let free = device_stake
            .amount
            .get()
            .saturating_sub(device_stake.spoken_for());
        require!(amount <= free, StakingError::InsufficientStake);
        let guarantee_before = device_stake.guarantee.get();
        let guarantee_after = guarantee_before
            .checked_add(amount)
            .ok_or(StakingError::Overflow)?;
        let now_ts = io_runtime::clock::now_ts();

        // No token moves.
        device_stake.guarantee = guarantee_after.into();
        device_stake.note(now_ts, required, pool.cooldown_at(now_ts));
        device_stake.invariant()?;
        io_runtime::emit!(GuaranteeLocked {
            device: device_stake.device,
            guarantee_before,
            guarantee_after,
            requirement: device_stake.requirement.get(),
        });
        Ok(())
    }
}
