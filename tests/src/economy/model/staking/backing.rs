//! What owners and friends put behind devices, and how it leaves.
use super::{Model, matured, require, start};
use crate::staking::errors as e;
use io_core::stake::MIN_CO_STAKE;

const OVERFLOW: u32 = 7001;
const ZERO_OUTPUT: u32 = 7015;

impl Model {
    pub(super) fn surplus(&mut self, at: usize, amount: u64) -> Result<(), u32> {
        require(amount > 0, e::ZERO_AMOUNT)?;
        let (now, wallet) = (self.now, self.owner_wallet(at));
        let cooldown_s = self.cooldown_s;
        let device = &mut self.devices[at];
        device.note(now, cooldown_s);
        let above = device.backing().saturating_sub(device.held);
        require(
            amount <= device.own.active && amount <= above,
            e::NO_SURPLUS,
        )?;
        device.own.active -= amount;
        require(device.own.total() >= device.spoken_for(), e::STAKE_LOCKED)?;
        let co = device.value(device.active_shares);
        require(
            co <= device.own.active || device.retired,
            e::CO_STAKE_ABOVE_HALF,
        )?;
        self.funds[wallet] += amount;
        Ok(())
    }

    pub(super) fn join(&mut self, who: usize, at: usize, amount: u64) -> Result<(), u32> {
        require(amount > 0, e::ZERO_AMOUNT)?;
        let wallet = self.friend_wallet(who);
        let device = &mut self.devices[at];
        require(
            device.own.locked == 0 && device.co_locked == 0,
            e::DEVICE_UNDER_SLASH,
        )?;
        let before = device.friend(who).shares;
        let worth = device.value(before) + amount;
        require(worth >= MIN_CO_STAKE, e::CO_STAKE_BELOW_MINIMUM)?;
        let wide = if device.pot == device.shares {
            u128::from(amount)
        } else {
            u128::from(amount) * u128::from(device.shares) / u128::from(device.pot)
        };
        require(wide > 0, ZERO_OUTPUT)?;
        let shares = u64::try_from(wide).map_err(|_| OVERFLOW)?;
        device.shares = device.shares.checked_add(shares).ok_or(OVERFLOW)?;
        device.pot += amount;
        device.active_shares += shares;
        device.friend(who).shares += shares;
        self.pay(wallet, amount)?;
        let device = &self.devices[at];
        let co = device.value(device.active_shares);
        require(co <= device.own.active, e::CO_STAKE_ABOVE_HALF)
    }

    pub(super) fn leave(&mut self, who: usize, at: usize, shares: u64) -> Result<(), u32> {
        require(shares > 0, e::ZERO_AMOUNT)?;
        let (now, cooldown_s) = (self.now, self.cooldown_s);
        let device = &mut self.devices[at];
        let before = device.friend(who).shares;
        let after = before.checked_sub(shares).ok_or(e::INSUFFICIENT_STAKE)?;
        require(
            after == 0 || device.value(after) >= MIN_CO_STAKE,
            e::CO_STAKE_BELOW_MINIMUM,
        )?;
        // Half as long again where the owner stays.
        let stays = device.own.active > 0 && !device.retired;
        let wait = cooldown_s + if stays { cooldown_s / 2 } else { 0 };
        device.active_shares -= shares;
        let friend = device.friend(who);
        friend.shares = after;
        start(&mut friend.tickets, shares, now + wait)
    }

    pub(super) fn withdraw_co(&mut self, who: usize, at: usize) -> Result<(), u32> {
        let (now, wallet) = (self.now, self.friend_wallet(who));
        let device = &mut self.devices[at];
        require(device.co_locked == 0, e::STAKE_LOCKED)?;
        let (shares, _) = matured(&mut device.friend(who).tickets, now);
        require(shares > 0, e::NOTHING_MATURED)?;
        let amount = device.value(shares);
        device.shares -= shares;
        device.pot -= amount;
        self.funds[wallet] += amount;
        Ok(())
    }
}
