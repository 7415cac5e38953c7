//! One wallet's part in the stake of another's device.
use crate::{
    cooling::{CoolingTicket, COOLING_TICKETS},
    state::DeviceStake,
};
use anchor_lang::prelude::*;
use bytemuck::Zeroable;

/// PDA `["co_stake", device, owner]`: shares of `DeviceStake::co_total`. A share is one base unit until
/// the device is slashed.
#[account]
pub struct CoStake {
    pub version: u8,
    pub bump: u8,
    pub _pad: [u8; 2],
    /// `DeviceStake::co_generation` of the shares.
    pub generation: PodU32,
    pub device: Address,
    pub owner: Address,
    /// Shares at work.
    pub shares: PodU64,
    /// Shares on their way out: the tickets' amounts are shares.
    pub cooling: [CoolingTicket; COOLING_TICKETS],
    pub _reserved: [u8; 24],
}

impl CoStake {
    /// Drops the shares of a pot that was slashed whole since they were last touched.
    #[inline(always)]
    pub fn catch_up(&mut self, device_stake: &DeviceStake) {
        if self.generation == device_stake.co_generation {
            return;
        }
        self.generation = device_stake.co_generation;
        self.shares = 0u64.into();
        self.cooling = Zeroable::zeroed();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::mem::{align_of, offset_of, size_of};

    #[test]
    fn the_layout_is_what_readers_assume() {
        assert_eq!(align_of::<CoStake>(), 1);
        assert_eq!(size_of::<CoStake>(), 168);
        assert_eq!(offset_of!(CoStake, generation), 4);
        assert_eq!(offset_of!(CoStake, device), 8);
        assert_eq!(offset_of!(CoStake, owner), 40);
        assert_eq!(offset_of!(CoStake, shares), 72);
        assert_eq!(offset_of!(CoStake, cooling), 80);
    }

    #[test]
    fn shares_of_an_older_generation_are_dropped() {
        let mut device_stake = DeviceStake::zeroed();
        let mut mine = CoStake::zeroed();
        mine.shares = 7u64.into();
        mine.cooling[2].amount = 5u64.into();
        mine.catch_up(&device_stake);
        assert_eq!((mine.shares.get(), mine.cooling[2].amount.get()), (7, 5));
        device_stake.co_generation = 1u32.into();
        mine.catch_up(&device_stake);
        assert_eq!((mine.shares.get(), mine.cooling[2].amount.get()), (0, 0));
        assert_eq!(mine.generation.get(), 1);
    }
}
