//! Operators, their bonds, and what they settle.

use super::{Model, Refusal, sentence};
use crate::{
    economy::cast::{OPERATORS, operator},
    oracle::world::{BOND, params},
    world::{EPOCH_S, GENESIS_TS},
};
use io_core::{
    bond_cover::allowance,
    quorum::exceeds_two_thirds,
    reserve::SupplierBooks,
    weights::{Bonds, Weights},
};
use std::{collections::BTreeMap, sync::Arc};

/// Records in the ring.
pub const RECORDS: u64 = 64;
const PAUSE_S: i64 = 72 * 3_600;
const PAUSE_REST_S: i64 = 30 * 86_400;
const MOST_WAIT_EPOCHS: i64 = 2;

/// A lease, for ever: its job, when that was created, its device.
pub type LeaseId = (usize, u64, i64, usize);

/// An operator's seat.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seat {
    pub listed: bool,
    pub active: bool,
    pub bond: u64,
    pub unbond_ts: i64,
}

impl Seat {
    /// The bond that counts, base units.
    pub fn counted(&self) -> u64 {
        if self.active && self.bond >= BOND {
            self.bond
        } else {
            0
        }
    }
}

/// What an epoch settles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub id: u64,
    /// Lifetime rewards by place in the tree: wallet, base units.
    pub rewards: Vec<(usize, u64)>,
    /// What it builds on.
    pub before: Arc<Vec<(usize, u64)>>,
    /// Attested seconds in all, and of the first hour, of each lease.
    pub usage: Vec<(LeaseId, u64, u32)>,
}

impl Plan {
    /// Sum of the tree.
    pub fn sum(&self) -> u64 {
        self.rewards.iter().map(|leaf| leaf.1).sum()
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    #[default]
    Open,
    Sealed,
    Void,
}

/// An epoch's record.
#[derive(Clone, Debug, Default)]
pub struct Record {
    pub epoch: u64,
    pub status: Status,
    pub weights: [u64; OPERATORS],
    pub total: u64,
    pub cap: u64,
    pub votes: [u64; OPERATORS],
    /// Once sealed.
    pub plan: Option<Arc<Plan>>,
    pub final_ts: i64,
    pub latest_final_ts: i64,
    pub final_slot: u64,
    pub latest_final_slot: u64,
    pub before: Head,
}

impl Record {
    /// Whether its settlement pays.
    pub fn is_final(&self, now: i64, slot: u64) -> bool {
        self.status == Status::Sealed && self.is_window_over(now, slot)
    }

    /// Whether the time to challenge it is over, by the clock and by slots.
    pub fn is_window_over(&self, now: i64, slot: u64) -> bool {
        now >= self.final_ts && slot >= self.final_slot
    }
}

/// What the next settlement builds on.
#[derive(Clone, Debug, Default)]
pub struct Head {
    pub epoch: u64,
    pub rewards: Arc<Vec<(usize, u64)>>,
    pub cap: u64,
    pub latest_final_ts: i64,
}

impl Head {
    /// Sum of its tree.
    pub fn sum(&self) -> u64 {
        self.rewards.iter().map(|leaf| leaf.1).sum()
    }
}

/// The program's books.
#[derive(Clone, Debug, Default)]
pub struct Oracle {
    pub seats: [Seat; OPERATORS],
    pub records: BTreeMap<u64, Record>,
    pub head: Head,
    pub opened_epoch: u64,
    pub opened_cap: u64,
    pub pause_ends_ts: i64,
    /// From which the newest seal was final at the latest; no void lowers it.
    pub latest_final_slot: u64,
    /// Agreed off chain, by epoch.
    pub plans: BTreeMap<u64, Arc<Plan>>,
    pub next_plan: u64,
}

impl Oracle {
    pub fn weights(&self) -> Weights {
        let mut bonds = Bonds::default();
        for seat in &self.seats {
            bonds.add(seat.counted()).expect("the supply fits");
        }
        bonds.weights()
    }

    /// The record where `epoch` lies, if it holds that epoch.
    pub fn record(&self, epoch: u64) -> Option<&Record> {
        self.records
            .get(&(epoch % RECORDS))
            .filter(|r| r.epoch == epoch)
    }

    /// The seat that the next operator gets.
    pub fn free_seat(&self) -> Option<usize> {
        self.seats.iter().position(|seat| !seat.listed)
    }

    /// All bonds, base units.
    pub fn bonds(&self) -> u64 {
        self.seats.iter().map(|seat| seat.bond).sum()
    }

    /// Sealed epochs after `epoch`, newest first.
    pub fn sealed_after(&self, epoch: u64) -> Vec<u64> {
        let mut at = self.head.epoch;
        let mut later = Vec::new();
        while at > epoch {
            later.push(at);
            at = self.record(at).map_or(0, |record| record.before.epoch);
        }
        later
    }
}

/// Start of an epoch's votes.
pub fn votes_from(epoch: u64) -> i64 {
    GENESIS_TS + i64::from(EPOCH_S) * epoch as i64 + i64::from(params().summary_window_s)
}

impl Model {
    /// The epoch in progress, from 1.
    pub fn epoch(&self) -> u64 {
        self.completed() + 1
    }

    /// Epochs that are over.
    pub fn completed(&self) -> u64 {
        ((self.now - GENESIS_TS) / i64::from(EPOCH_S)) as u64
    }

    pub(super) fn open_epoch(&mut self) -> Result<(), Refusal> {
        let epoch = self.epoch();
        let place = epoch % RECORDS;
        if let Some(old) = self.oracle.records.get(&place) {
            let was_sealed = old.status != Status::Open;
            let in_use = was_sealed
                && (!old.is_window_over(self.now, self.slot)
                    || old.epoch == self.oracle.head.epoch);
            if old.epoch == epoch || in_use {
                return Err(sentence("open already, or its record is in use"));
            }
        }
        let weights = self.oracle.weights();
        if weights.total == 0 {
            return Err(sentence("nobody is bonded"));
        }
        let scheduled = self.emission.split.totals(epoch).expect("the schedule").gpu;
        let epochs = epoch - self.oracle.opened_epoch;
        let cap = (self.oracle.opened_cap + allowance(weights.total, epochs)).min(scheduled);
        let mut record = Record {
            epoch,
            total: weights.total,
            cap,
            ..Record::default()
        };
        for (weight, seat) in record.weights.iter_mut().zip(&self.oracle.seats) {
            *weight = weights.of(seat.counted());
        }
        (self.oracle.opened_epoch, self.oracle.opened_cap) = (epoch, cap);
        self.oracle.records.insert(place, record);
        Ok(())
    }

    /// The most that a settlement of `epoch` with `leaves` leaves may sum to.
    pub fn most(&self, epoch: u64, leaves: usize) -> Option<u64> {
        let head = &self.oracle.head;
        let books = SupplierBooks {
            epoch: head.epoch,
            emitted: head.cap,
            allocated: head.sum(),
        };
        let new = u32::try_from(leaves.checked_sub(head.rewards.len())?).ok()?;
        books.cap(epoch, self.oracle.record(epoch)?.cap, new).ok()
    }

    pub(super) fn propose_settlement(&mut self, epoch: u64, earned: &[(usize, u64)], seed: u64) {
        let before = self.oracle.head.rewards.clone();
        let mut rewards = before.to_vec();
        for (wallet, more) in earned {
            match rewards.iter_mut().find(|leaf| leaf.0 == *wallet) {
                Some(leaf) => leaf.1 = leaf.1.saturating_add(*more),
                None => rewards.push((*wallet, *more)),
            }
        }
        self.oracle.next_plan += 1;
        let plan = Plan {
            id: self.oracle.next_plan,
            rewards,
            before,
            usage: self.served(epoch, seed),
        };
        self.oracle.plans.insert(epoch, Arc::new(plan));
        // Nobody votes on older ones any more.
        self.oracle.plans.retain(|at, _| at + RECORDS > epoch);
    }

    pub(super) fn vote(&mut self, seat: usize, epoch: u64) -> Result<(), Refusal> {
        let (now, current) = (self.now, self.epoch());
        let plan = self.oracle.plans.get(&epoch).cloned();
        let plan = plan.ok_or_else(|| sentence("nothing is agreed"))?;
        let record = self
            .oracle
            .record(epoch)
            .ok_or_else(|| sentence("not open"))?;
        let weight = record.weights[seat];
        let open = record.status == Status::Open
            && now >= votes_from(epoch)
            && current < epoch + RECORDS
            && now >= self.oracle.pause_ends_ts;
        let stands =
            self.oracle.seats[seat].listed && weight > 0 && self.oracle.seats[seat].bond >= weight;
        let head = &self.oracle.head;
        let most = self.most(epoch, plan.rewards.len());
        let follows = epoch > head.epoch
            && *plan.before == *head.rewards
            && plan
                .rewards
                .iter()
                .try_fold(0u64, |sum, leaf| sum.checked_add(leaf.1))
                .is_some()
            && plan.sum() >= head.sum()
            && most.is_some_and(|most| plan.sum() <= most);
        if !(open && stands && follows) {
            return Err(sentence("the vote does not stand"));
        }
        let seats = self.oracle.seats;
        let record = self.oracle.records.get_mut(&(epoch % RECORDS));
        let record = record.expect("found above");
        record.votes[seat] = plan.id;
        let tally: u64 = (0..OPERATORS)
            .filter(|at| record.votes[*at] == plan.id && seats[*at].bond >= record.weights[*at])
            .map(|at| record.weights[at])
            .sum();
        if exceeds_two_thirds(tally, record.total) {
            return self.seal(epoch, plan);
        }
        Ok(())
    }

    fn seal(&mut self, epoch: u64, plan: Arc<Plan>) -> Result<(), Refusal> {
        let (epoch_s, head) = (i64::from(EPOCH_S), self.oracle.head.clone());
        let due = self.now + i64::from(params().challenge_window_s);
        let final_ts = due.max(head.latest_final_ts);
        if final_ts > due + MOST_WAIT_EPOCHS * epoch_s {
            return Err(sentence("the seals are too close"));
        }
        let due_slot = self.slot + u64::from(params().challenge_window_s);
        let final_slot = due_slot.max(self.oracle.latest_final_slot);
        let latest_final_slot = final_slot + u64::from(EPOCH_S) / 2;
        self.oracle.latest_final_slot = latest_final_slot;
        let record = self.oracle.records.get_mut(&(epoch % RECORDS));
        let record = record.expect("voted on");
        (record.final_slot, record.latest_final_slot) = (final_slot, latest_final_slot);
        record.status = Status::Sealed;
        record.final_ts = final_ts;
        record.latest_final_ts = final_ts + epoch_s / 2;
        record.before = head;
        self.oracle.head = Head {
            epoch,
            rewards: Arc::new(plan.rewards.clone()),
            cap: record.cap,
            latest_final_ts: record.latest_final_ts,
        };
        record.plan = Some(plan);
        Ok(())
    }

    pub(super) fn void(&mut self, epoch: u64) -> Result<(), Refusal> {
        let record = self
            .oracle
            .record(epoch)
            .ok_or_else(|| sentence("not open"))?;
        if record.status != Status::Sealed || record.is_window_over(self.now, self.slot) {
            return Err(sentence("not sealed, or final"));
        }
        let before = record.before.clone();
        for at in self.oracle.sealed_after(epoch).into_iter().chain([epoch]) {
            let record = self.oracle.records.get_mut(&(at % RECORDS));
            record.expect("sealed").status = Status::Void;
        }
        self.oracle.head = before;
        Ok(())
    }

    pub(super) fn pause_sealing(&mut self) -> Result<(), Refusal> {
        let ends = self.oracle.pause_ends_ts;
        if ends != 0 && self.now < ends + PAUSE_REST_S {
            return Err(sentence("paused too recently"));
        }
        self.oracle.pause_ends_ts = self.now + PAUSE_S;
        Ok(())
    }

    pub(super) fn bond(&mut self, seat: usize, amount: u64) -> Result<(), Refusal> {
        let held = &mut self.oracle.seats[seat];
        if amount == 0 || !held.listed || !held.active {
            return Err(sentence("nothing to bond, or not active"));
        }
        held.bond += amount;
        self.take_io(operator(seat), amount)
    }

    pub(super) fn unbond(&mut self, seat: usize) -> Result<(), Refusal> {
        let held = &mut self.oracle.seats[seat];
        if !held.listed || !held.active {
            return Err(sentence("not active"));
        }
        held.active = false;
        held.unbond_ts = self.now + i64::from(params().unbonding_s);
        Ok(())
    }

    pub(super) fn withdraw_bond(&mut self, seat: usize) -> Result<(), Refusal> {
        let held = self.oracle.seats[seat];
        if !held.listed || held.active || self.now < held.unbond_ts {
            return Err(sentence("still unbonding"));
        }
        self.staking.funds[operator(seat)] += held.bond;
        self.oracle.seats[seat] = Seat::default();
        Ok(())
    }

    pub(super) fn add_operator(&mut self) -> Result<(), Refusal> {
        let seat = self.oracle.free_seat();
        let seat = seat.ok_or_else(|| sentence("everybody is listed"))?;
        self.oracle.seats[seat] = Seat {
            listed: true,
            active: true,
            ..Seat::default()
        };
        Ok(())
    }
}
