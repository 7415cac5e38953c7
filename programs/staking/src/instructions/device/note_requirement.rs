use crate::{errors::StakingError, events::RequirementNoted, state::*, Loaded};
use anchor_lang::prelude::*;
use io_runtime::singletons;
use oracle::state::{Classes, Device};

/// Notes what a device requires now: a rise counts at once, a fall frees stake a cooldown after it was
/// first noted. Staking for a device, hiring it and taking surplus do the same; this is for whoever
/// wants the time to run, or a rise to count, without them.
///
/// # Authority
/// Anyone.
///
/// # Parameters
/// None.
///
/// # Special errors
/// `WrongDevice`, `UnknownClass`.
#[derive(Accounts)]
pub struct NoteRequirement {
    pub pool: Loaded<Pool>,
    #[account(address = device_stake.device @ StakingError::WrongDevice)]
    pub device: Loaded<Device>,
    #[account(address = singletons::CLASSES.address)]
    pub classes: Loaded<Classes>,
    #[account(mut)]
    pub device_stake: Loaded<DeviceStake>,
}

impl NoteRequirement {
    pub fn handle(&mut self) -> Result<()> {
        let Self {
            pool,
            device,
            classes,
            device_stake,
        } = self;
        let before = device_stake.requirement.get();
        let now_ts = io_runtime::clock::now_ts();
        let noted = device_stake.note_device(now_ts, device, classes, pool)?;
        device_stake.invariant()?;
        io_runtime::emit!(RequirementNoted {
            device: *device.address(),
            requirement_before: before,
            requirement_after: noted.held,
            requirement_next: noted.next,
            lowered_ts: noted.lowered_ts,
        });
        Ok(())
    }
}
