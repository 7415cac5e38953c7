//! What stands behind a device, as `escrow` judges it.
use crate::staking::accounts::DeviceStake;
use io_core::{
    co_stake::{Pot, backing},
    slash::Parts,
};

impl DeviceStake {
    /// All co-stakes of the device.
    pub fn pot(&self) -> Pot {
        Pot {
            total: self.co_total,
            shares: self.co_shares,
        }
    }

    /// What backs the device, IO base units: the owner's part and the co-stakes at work, less what is
    /// locked of either. 0 for books that the program cannot have written.
    pub fn backing(&self) -> u64 {
        let locked = Parts {
            own: self.locked,
            co: self.co_locked,
        };
        backing(self.amount, self.pot(), self.co_active_shares, locked).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AccountData;

    #[test]
    fn co_stakes_at_work_count_and_locked_stake_does_not() {
        let mut data = vec![0; 8 + 248];
        data[..8].copy_from_slice(&DeviceStake::DISCRIMINATOR);
        // amount, locked, co_total, co_shares, co_active_shares, co_locked
        for (at, value) in [
            (72, 500u64),
            (80, 100),
            (160, 300),
            (168, 400),
            (176, 200),
            (184, 50),
        ] {
            data[8 + at..16 + at].copy_from_slice(&value.to_le_bytes());
        }
        let stake = DeviceStake::decode(&data).unwrap();
        assert_eq!(stake.backing(), 400 + 100);
    }
}
