use crate::{errors::StakingError, events::GuaranteeReleased, state::*, Loaded};
use anchor_lang::prelude::*;
use io_runtime::singletons;

/// Gives a promised part of the owner's stake back to him: the first hour was delivered, or the lease
/// never started through another's fault.
///
/// # Authority
/// `escrow`, by its PDA `["escrow"]`.
///
/// # Parameters
/// - `amount`: IO base units.
///
/// # Special errors
/// `NotTheEscrow`, `ZeroAmount`, `NotGuaranteed`.
#[derive(Accounts)]
pub struct ReleaseGuarantee {
    #[account(address = singletons::ESCROW.address @ StakingError::NotTheEscrow)]
    pub escrow: Signer,
    #[account(mut)]
    pub device_stake: Loaded<DeviceStake>,
}

impl ReleaseGuarantee {
    pub fn handle(&mut self, amount: u64) -> Result<()> {
        let device_stake = &mut self.device_stake;
        require!(amount > 0, StakingError::ZeroAmount);
        let guarantee_before = device_stake.guarantee.get();
        let guarantee_after = guarantee_before
            .checked_sub(amount)
            .ok_or(StakingError::NotGuaranteed)?;

        // No token moves.
        device_stake.guarantee = guarantee_after.into();
        device_stake.invariant()?;
        io_runtime::emit!(GuaranteeReleased {
            device: device_stake.device,
            guarantee_before,
            guarantee_after,
        });
        Ok(())
    }
}
