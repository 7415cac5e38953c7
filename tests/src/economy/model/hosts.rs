//! Devices as their suppliers list them.

use super::{Model, Refusal, sentence};
use crate::economy::{cast::*, staking::Step};

/// How a device is listed.
#[derive(Clone, Copy, Debug)]
pub struct Listing {
    pub registered: bool,
    pub offered: bool,
    pub retired: bool,
    /// Whether anything was ever staked for it.
    pub staked: bool,
    pub tier: u8,
    /// Whom its later leases pay.
    pub payee: usize,
    /// What co-stakers earn, basis points, and whether others may join them.
    pub share_bps: u16,
    pub open: bool,
}

impl Listing {
    /// As the founding leaves it, or not registered yet.
    pub fn first(device: usize) -> Self {
        let founded = device < SUPPLIERS;
        Self {
            registered: founded,
            offered: founded,
            retired: false,
            staked: false,
            tier: if founded { 4 } else { 0 },
            payee: payee(device),
            share_bps: 0,
            open: false,
        }
    }
}

impl Model {
    /// A device that is registered.
    pub(super) fn registered(&mut self, device: usize) -> Result<&mut Listing, Refusal> {
        let listing = &mut self.devices[device];
        if listing.registered {
            Ok(listing)
        } else {
            Err(sentence("nobody registered it"))
        }
    }

    /// A device that its supplier may still do something with.
    pub(super) fn managed(&mut self, device: usize) -> Result<&mut Listing, Refusal> {
        let listing = self.registered(device)?;
        if listing.retired {
            return Err(sentence("it is retired"));
        }
        Ok(listing)
    }

    pub(super) fn register(&mut self, device: usize) -> Result<(), Refusal> {
        let live = self.class.now.live;
        let listing = &mut self.devices[device];
        if listing.registered || !live {
            return Err(sentence("it is registered, or the class takes none"));
        }
        listing.registered = true;
        self.registry.push(device);
        Ok(())
    }

    pub(super) fn retire(&mut self, device: usize) -> Result<(), Refusal> {
        let listing = self.managed(device)?;
        (listing.retired, listing.offered) = (true, false);
        self.staking.devices[device].retired = true;
        Ok(())
    }

    pub(super) fn set_terms(
        &mut self,
        device: usize,
        share_bps: u16,
        open: bool,
    ) -> Result<(), Refusal> {
        let others = self.staking.devices[device].active_shares > 0;
        let listing = &mut self.devices[device];
        let fixed = others && share_bps != listing.share_bps;
        if !listing.staked || share_bps > 10_000 || fixed {
            return Err(sentence("no stake, no share, or the share is fixed"));
        }
        (listing.share_bps, listing.open) = (share_bps, open);
        Ok(())
    }

    /// What a step of a device's stake needs of the device.
    pub(super) fn require_device(&self, step: &Step) -> Result<(), Refusal> {
        use crate::staking::errors as e;
        let listing = match *step {
            Step::StakeDevice { device, amount } => {
                let listing = &self.devices[device];
                if !listing.registered {
                    return Err(sentence("nobody registered it"));
                }
                if amount > 0 && listing.retired {
                    return super::refuse(e::DEVICE_RETIRED);
                }
                return Ok(());
            }
            Step::UnstakeDevice { device, .. }
            | Step::WithdrawDevice { device }
            | Step::Surplus { device, .. }
            | Step::Note { device }
            | Step::Join { device, .. }
            | Step::Leave { device, .. }
            | Step::WithdrawCo { device, .. }
            | Step::Propose {
                target: super::staking::Target::Device(device),
                ..
            }
            | Step::Execute {
                target: super::staking::Target::Device(device),
                ..
            } => &self.devices[device],
            _ => return Ok(()),
        };
        if !listing.staked {
            return Err(sentence("nothing was ever staked for it"));
        }
        if matches!(step, Step::Join { .. }) && (listing.retired || !listing.open) {
            return Err(sentence("it takes nobody in"));
        }
        Ok(())
    }
}
