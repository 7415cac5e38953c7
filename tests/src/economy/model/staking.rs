//! The books of `staking` in plain Rust: wide integers, no accounts, no chain. Rewards are left to the
//! chain; their totals are checked by the run.
mod backing;
mod slashes;
mod stake;
mod step;

use crate::staking::errors as e;
pub use stake::{Device, Own, Share};
use stake::{burn_latest, matured, start};
pub use step::{Step, Target};

pub const DAY_S: i64 = 86_400;
/// SPL Token: not enough in the source.
const NO_FUNDS: u32 = 1;

#[derive(Clone, Copy, Debug)]
pub struct Proposal {
    pub target: Target,
    pub own: u64,
    pub co: u64,
    pub ts: i64,
    pub open: bool,
}

#[derive(Clone, Debug)]
pub struct Model {
    pub now: i64,
    /// What a wallet that is in no step has staked.
    pub others: u64,
    pub stakers: Vec<Own>,
    pub devices: Vec<Device>,
    pub proposals: Vec<Proposal>,
    /// IO of each wallet.
    pub funds: Vec<u64>,
    /// The wallet of each device's owner. A staker's wallet has the staker's number.
    pub owners: Vec<usize>,
    /// The wallet of each friend, who may back any device.
    pub friends: Vec<usize>,
    pub slashed: u64,
    pub guarantees_paid: u64,
    pub lock_used: u64,
    pub lock_ts: i64,
    /// Of what begins to cool now.
    pub cooldown_s: i64,
}

impl Model {
    fn owner_wallet(&self, device: usize) -> usize {
        self.owners[device]
    }

    fn friend_wallet(&self, who: usize) -> usize {
        self.friends[who]
    }

    pub fn all_stake(&self) -> u64 {
        let stakers: u64 = self.stakers.iter().map(Own::total).sum();
        let devices: u64 = self.devices.iter().map(|d| d.own.total() + d.pot).sum();
        self.others + stakers + devices
    }

    fn own(&mut self, target: Target) -> &mut Own {
        match target {
            Target::Staker(who) => &mut self.stakers[who],
            Target::Device(device) => &mut self.devices[device].own,
        }
    }

    fn co(&self, target: Target) -> (u64, u64, u64) {
        match target {
            Target::Staker(_) => (0, 0, 0),
            Target::Device(device) => {
                let device = &self.devices[device];
                (device.pot, device.co_locked, device.guarantee)
            }
        }
    }

    fn pay(&mut self, wallet: usize, amount: u64) -> Result<(), u32> {
        let left = self.funds[wallet].checked_sub(amount).ok_or(NO_FUNDS)?;
        self.funds[wallet] = left;
        Ok(())
    }

    /// The step's effect, or the code it is refused with.
    pub fn take(&mut self, step: &Step) -> Result<(), u32> {
        let mut after = self.clone();
        after.effect(step)?;
        *self = after;
        Ok(())
    }

    pub(super) fn effect(&mut self, step: &Step) -> Result<(), u32> {
        match *step {
            Step::Stake { who, amount } => {
                require(amount > 0, e::ZERO_AMOUNT)?;
                self.pay(who, amount)?;
                self.stakers[who].active += amount;
            }
            Step::Unstake { who, amount } => {
                require(amount > 0, e::ZERO_AMOUNT)?;
                let unlock = self.now + self.cooldown_s;
                let own = &mut self.stakers[who];
                let free = own.active.saturating_sub(own.locked);
                require(amount <= free, e::INSUFFICIENT_STAKE)?;
                own.active -= amount;
                start(&mut own.tickets, amount, unlock)?;
            }
            Step::Withdraw { who } => {
                let now = self.now;
                let own = &mut self.stakers[who];
                let (out, left) = matured(&mut own.tickets, now);
                require(out > 0, e::NOTHING_MATURED)?;
                require(own.active + left >= own.locked, e::STAKE_LOCKED)?;
                self.funds[who] += out;
            }
            Step::StakeDevice { device, amount } => {
                require(amount > 0, e::ZERO_AMOUNT)?;
                self.pay(self.owner_wallet(device), amount)?;
                let (now, cooldown_s) = (self.now, self.cooldown_s);
                let device = &mut self.devices[device];
                device.own.active += amount;
                device.note(now, cooldown_s);
            }
            Step::UnstakeDevice { device, amount } => {
                require(amount > 0, e::ZERO_AMOUNT)?;
                let unlock = self.now + self.cooldown_s;
                let device = &mut self.devices[device];
                let free = device.own.active.saturating_sub(device.spoken_for());
                require(amount <= free, e::INSUFFICIENT_STAKE)?;
                device.own.active -= amount;
                let co = device.value(device.active_shares);
                require(
                    co <= device.own.active || device.retired,
                    e::CO_STAKE_ABOVE_HALF,
                )?;
                start(&mut device.own.tickets, amount, unlock)?;
            }
            Step::WithdrawDevice { device } => {
                let (now, wallet) = (self.now, self.owner_wallet(device));
                let device = &mut self.devices[device];
                let (out, left) = matured(&mut device.own.tickets, now);
                require(out > 0, e::NOTHING_MATURED)?;
                let stays = device.own.active + left;
                require(stays >= device.spoken_for(), e::STAKE_LOCKED)?;
                self.funds[wallet] += out;
            }
            Step::Surplus { device, amount } => self.surplus(device, amount)?,
            Step::Note { device } => {
                let (now, cooldown_s) = (self.now, self.cooldown_s);
                self.devices[device].note(now, cooldown_s);
            }
            Step::Processors { device, count } => self.devices[device].processors = count,
            Step::Join {
                who,
                device,
                amount,
            } => self.join(who, device, amount)?,
            Step::Leave {
                who,
                device,
                shares,
            } => self.leave(who, device, shares)?,
            Step::WithdrawCo { who, device } => self.withdraw_co(who, device)?,
            Step::Propose { target, amount } => self.propose(target, amount)?,
            Step::Confirm { proposal } => self.confirm(proposal)?,
            Step::Lapse {
                proposal,
                by_governance,
            } => self.lapse(proposal, by_governance)?,
            Step::Execute { target, amount } => {
                require(amount > 0, e::ZERO_AMOUNT)?;
                let (own, co) = self.pro_rata(target, amount);
                self.slash(target, own, co);
            }
            Step::LockGuarantee { device, amount } => {
                let (now, cooldown_s) = (self.now, self.cooldown_s);
                let device = &mut self.devices[device];
                let free = device.own.active.saturating_sub(device.spoken_for());
                require(amount <= free, e::INSUFFICIENT_STAKE)?;
                device.guarantee += amount;
                device.note(now, cooldown_s);
            }
            Step::ReleaseGuarantee { device, amount } => {
                self.end_guarantee(device, amount)?;
            }
            Step::PayGuarantee { device, amount, to } => {
                self.end_guarantee(device, amount)?;
                let own = &mut self.devices[device].own;
                let paid = amount.min(own.total());
                let at_work = paid.min(own.active);
                own.active -= at_work;
                burn_latest(&mut own.tickets, paid - at_work);
                self.funds[to] += paid;
                self.guarantees_paid += paid;
            }
            Step::Claim { .. } | Step::Compound { .. } | Step::Hours(_) | Step::Seconds(_) => {}
        }
        Ok(())
    }
}

fn require(holds: bool, code: u32) -> Result<(), u32> {
    if holds { Ok(()) } else { Err(code) }
}
