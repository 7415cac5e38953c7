use crate::{
    errors::OracleError,
    events::TierMeasured,
    state::{Device, Oracle},
};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{emit, Loaded};

const TOP_TIER: u8 = 4;

/// Records a device's connectivity tier, as the operators measured it.
///
/// # Authority
/// The oracle's authority.
///
/// # Parameters
/// `tier`: 0 not measured, 1 low, 2 medium, 3 high, 4 ultra high.
///
/// # Special errors
/// `NotTheAuthority`, `UnknownTier`.
#[derive(Accounts)]
pub struct SetTier {
    pub authority: Signer,
    #[account(seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    // Any device of this program: `register_device` creates them at their PDAs only.
    #[account(mut)]
    pub device: Loaded<Device>,
}

impl SetTier {
    pub fn set_tier(&mut self, tier: u8) -> Result<()> {
        require!(
            address_eq(self.authority.address(), &self.oracle.authority),
            OracleError::NotTheAuthority
        );
        require!(tier <= TOP_TIER, OracleError::UnknownTier);
        let before = self.device.tier;
        self.device.tier = tier;
        emit!(TierMeasured {
            device: *self.device.address(),
            before: before.into(),
            after: tier.into(),
        });
        Ok(())
    }
}
