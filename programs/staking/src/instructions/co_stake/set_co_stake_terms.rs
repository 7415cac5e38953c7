use crate::{errors::StakingError, events::CoStakeTermsSet, state::*, Loaded};
use anchor_lang::prelude::*;
use io_core::units::BPS;

/// Opens a device's stake to others, or closes it to more of them. What they earn is fixed while any
/// of them is in: only who has left or begun to leave earns nothing from it any more.
///
/// # Authority
/// The owner of the device's stake.
///
/// # Parameters
/// - `reward_share_bps`: of what a co-stake's part of the stake earns, the co-staker's part.
/// - `open`: whether others may join from now on.
///
/// # Special errors
/// `NotTheOwner`, `RewardShareOutOfRange`, `RewardShareFixed`.
#[derive(Accounts)]
pub struct SetCoStakeTerms {
    #[account(address = device_stake.owner @ StakingError::NotTheOwner)]
    pub owner: Signer,
    #[account(mut)]
    pub device_stake: Loaded<DeviceStake>,
}

impl SetCoStakeTerms {
    pub fn handle(&mut self, reward_share_bps: u16, open: bool) -> Result<()> {
        let stake = &mut self.device_stake;
        let share_before = stake.reward_share_bps.get();
        require!(
            u64::from(reward_share_bps) <= BPS,
            StakingError::RewardShareOutOfRange
        );
        require!(
            reward_share_bps == share_before || stake.co_active_shares.get() == 0,
            StakingError::RewardShareFixed
        );
        let open_before = stake.co_open;
        stake.reward_share_bps = reward_share_bps.into();
        stake.co_open = u8::from(open);
        stake.invariant()?;
        io_runtime::emit!(CoStakeTermsSet {
            device: stake.device,
            share_bps_before: share_before,
            share_bps_after: reward_share_bps,
            open_before: open_before.into(),
            open_after: u16::from(open),
        });
        Ok(())
    }
}
