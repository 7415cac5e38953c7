//! The stakers' pool: who earned what, to the unit.

use super::{Refusal, refuse};
use crate::staking::{COOLDOWN_S, errors as e};
use io_core::{
    accumulator::Accumulator,
    reserve::{MAX_RELEASE_HOURS, release_hour},
};

/// The pool's books, and each staker's settled rewards, IO base units.
#[derive(Clone, Debug)]
pub struct Rewards {
    pub accumulator: Accumulator,
    pub folded_epoch: u64,
    pub folded_total: u64,
    pub reserve: u64,
    pub paid: u64,
    pub seen_q64: Vec<u128>,
    pub unpaid: Vec<u64>,
    /// Below this stake an hour goes to the reserve.
    pub min_earning: u64,
    /// From unstake to withdraw.
    pub cooldown_s: u32,
    pub next: Option<Change>,
    /// Times that somebody's rewards were brought up to date: each rounds down by less than a unit.
    pub settlements: u64,
}

/// A change of the pool's parameters that is still to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub from_ts: i64,
    pub from_epoch: u64,
    pub cooldown_s: u32,
    pub min_earning: u64,
}

impl Rewards {
    pub fn new(people: usize, min_earning: u64) -> Self {
        Self {
            accumulator: Accumulator {
                per_unit_q64: 0,
                remainder_q64: 0,
            },
            folded_epoch: 0,
            folded_total: 0,
            reserve: 0,
            paid: 0,
            seen_q64: vec![0; people],
            unpaid: vec![0; people],
            min_earning,
            cooldown_s: COOLDOWN_S,
            next: None,
            settlements: 0,
        }
    }

    /// The cooldown that begins at `now`.
    pub fn cooldown_at(&self, now: i64) -> u32 {
        let next = self.next.filter(|next| now >= next.from_ts);
        next.map_or(self.cooldown_s, |next| next.cooldown_s)
    }

    /// Gives the hours up to `epoch`, which bring the stakers' total to `total`, to `stake`. Hours before a
    /// change are judged by the old parameters, at the mean of all that are given.
    pub fn fold(&mut self, epoch: u64, total: u64, stake: u64) {
        if epoch == self.folded_epoch {
            return;
        }
        if let Some(next) = self.next.filter(|next| epoch >= next.from_epoch) {
            let wide = u128::from(total - self.folded_total)
                * u128::from(next.from_epoch - self.folded_epoch)
                / u128::from(epoch - self.folded_epoch);
            let before = u64::try_from(wide).expect("a part of the total");
            self.fold_hours(next.from_epoch, self.folded_total + before, stake);
            (self.cooldown_s, self.min_earning) = (next.cooldown_s, next.min_earning);
            self.next = None;
        }
        self.fold_hours(epoch, total, stake);
    }

    fn fold_hours(&mut self, epoch: u64, total: u64, stake: u64) {
        let hours = epoch - self.folded_epoch;
        if hours == 0 {
            return;
        }
        let minted = total - self.folded_total;
        if stake < self.min_earning {
            self.reserve += minted;
        } else {
            // Hour by hour, as the rule says it; the program has it in closed form.
            let pool = minted / hours;
            let mut left = self.reserve;
            for _ in 0..hours.min(MAX_RELEASE_HOURS) {
                left -= release_hour(left, pool);
            }
            let reward = minted + self.reserve - left;
            self.reserve = left;
            let done = self.accumulator.distribute(reward, stake);
            done.expect("somebody staked, and the emission is finite");
        }
        (self.folded_epoch, self.folded_total) = (epoch, total);
    }

    /// Brings a staker's rewards up to date with what he has staked.
    pub fn settle(&mut self, who: usize, staked: u64) {
        if staked > 0 {
            let earned = self.accumulator.earned(staked, self.seen_q64[who]);
            self.unpaid[who] += earned.expect("behind the accumulator");
        }
        self.settlements += 1;
        self.seen_q64[who] = self.accumulator.per_unit_q64;
    }

    /// What is paid out of a staker's rewards: all.
    pub fn take(&mut self, who: usize) -> Result<u64, Refusal> {
        let amount = std::mem::take(&mut self.unpaid[who]);
        if amount == 0 {
            return refuse(e::NOTHING_TO_CLAIM);
        }
        self.paid += amount;
        Ok(amount)
    }

    /// What the vault must hold for stakers and reserve.
    pub fn owed(&self) -> u64 {
        self.unpaid.iter().sum::<u64>() + self.reserve
    }
}
