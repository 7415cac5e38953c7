//! Operators, their bonds, and what they settle.

mod challenges;
mod proofs;
mod votes;

pub use challenges::Challenge;
pub use proofs::{CANDIDATES, Commit, Known, Steps, known};

use super::{Model, Refusal, sentence};
use crate::{
    economy::{
        cast::{KEYS, OPERATORS, operator},
        op::Rules,
    },
    oracle::world::params,
    world::{EPOCH_S, GENESIS_TS},
};
use io_core::{
    bond_cover::allowance,
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
    pub fn counted(&self, required: u64) -> u64 {
        if self.active && self.bond >= required {
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
    /// Whether somebody has less than before.
    pub lies: bool,
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
    /// As many slots as seconds have to pass, too: a chain that stands still makes none.
    pub final_slot: u64,
    pub latest_final_slot: u64,
    pub before: Head,
    /// By a challenge.
    pub disproved: bool,
    pub steps: Steps,
}

impl Record {
    /// Whether its settlement pays.
    pub fn is_final(&self, now: i64, slot: u64) -> bool {
        self.status == Status::Sealed && self.is_window_over(now, slot)
    }

    /// Whether its time to be challenged is over.
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
#[derive(Clone, Debug)]
pub struct Oracle {
    pub rules: Rules,
    /// From the next opening of an epoch on.
    pub next_rules: Option<Rules>,
    pub seats: [Seat; OPERATORS],
    /// The number of each seat's key; one above all for a seat that is empty.
    pub keys: [usize; OPERATORS],
    /// By supplier and class.
    pub commits: BTreeMap<(usize, u8), [Commit; 4]>,
    pub records: BTreeMap<u64, Record>,
    pub head: Head,
    /// Sealed records from this epoch on are not reused.
    pub kept_epoch: u64,
    /// The one that takes its place when it is final.
    pub next_kept: Option<u64>,
    pub opened_epoch: u64,
    pub opened_cap: u64,
    pub pause_ends_ts: i64,
    /// Of the last seal; a void leaves it.
    pub latest_final_slot: u64,
    /// By challenger and epoch.
    pub challenges: BTreeMap<(usize, u64), Challenge>,
    /// Bonds that were burned, base units.
    pub burned: u64,
    /// A lie became final: nobody watched, and what is claimed may exceed what is settled.
    pub robbed: bool,
    /// Agreed off chain, by epoch.
    pub plans: BTreeMap<u64, Arc<Plan>>,
    pub next_plan: u64,
}

impl Default for Oracle {
    fn default() -> Self {
        let genesis = params();
        Self {
            rules: Rules {
                bond: genesis.bond,
                challenge_bond: genesis.challenge_bond,
                challenge_window_s: genesis.challenge_window_s,
                summary_window_s: genesis.summary_window_s,
                price_max_age_s: genesis.price_max_age_s,
                ema_half_life_s: genesis.ema_half_life_s,
            },
            next_rules: None,
            seats: Default::default(),
            keys: [KEYS; OPERATORS],
            commits: BTreeMap::new(),
            records: BTreeMap::new(),
            head: Head::default(),
            kept_epoch: 0,
            next_kept: None,
            opened_epoch: 0,
            opened_cap: 0,
            pause_ends_ts: 0,
            latest_final_slot: 0,
            challenges: BTreeMap::new(),
            burned: 0,
            robbed: false,
            plans: BTreeMap::new(),
            next_plan: 0,
        }
    }
}

impl Oracle {
    pub fn weights(&self) -> Weights {
        let mut bonds = Bonds::default();
        for seat in &self.seats {
            let bond = seat.counted(self.rules.bond);
            bonds.add(bond).expect("the supply fits");
        }
        bonds.weights()
    }

    /// What counts of a seat's bond, base units.
    pub fn counted(&self, seat: usize) -> u64 {
        self.seats[seat].counted(self.rules.bond)
    }

    /// Start of an epoch's votes.
    pub fn votes_from(&self, epoch: u64) -> i64 {
        GENESIS_TS
            + i64::from(EPOCH_S) * epoch.cast_signed()
            + i64::from(self.rules.summary_window_s)
    }

    /// The record where `epoch` lies, if it holds that epoch.
    pub fn record(&self, epoch: u64) -> Option<&Record> {
        self.records
            .get(&(epoch % RECORDS))
            .filter(|r| r.epoch == epoch)
    }

    /// Sealed lies that nobody has voided and that are final by `until`.
    pub fn lies_final_by(&self, until: i64, slot: u64) -> Option<u64> {
        let mut records = self.records.values();
        let lie = |record: &&Record| {
            let lies = record.plan.as_ref().is_some_and(|plan| plan.lies);
            lies && record.is_final(until, slot)
        };
        records.find(lie).map(|record| record.epoch)
    }

    /// The seat that the next operator gets.
    pub fn free_seat(&self) -> Option<usize> {
        self.seats.iter().position(|seat| !seat.listed)
    }

    /// The lowest key that no seat has.
    pub fn free_key(&self) -> usize {
        let mut keys = 0..KEYS;
        let free = keys.find(|key| !self.keys.contains(key));
        free.expect("there are more keys than seats")
    }

    /// The operators' bonds, base units. A challenger's is in its challenge's own vault.
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

impl Model {
    /// The epoch in progress, from 1.
    pub fn epoch(&self) -> u64 {
        self.completed() + 1
    }

    /// Epochs that are over.
    pub fn completed(&self) -> u64 {
        ((self.now - GENESIS_TS) / i64::from(EPOCH_S)) as u64
    }

    /// The epoch from which on sealed records are kept, and the one that is waited for, as of now.
    pub(super) fn kept(&self) -> (u64, Option<u64>) {
        let of = &self.oracle;
        let is_final = |epoch: &u64| {
            of.record(*epoch).is_some_and(|record| {
                self.now >= record.latest_final_ts && self.slot >= record.latest_final_slot
            })
        };
        let silent = self.now >= of.head.latest_final_ts && self.slot >= of.latest_final_slot;
        if silent {
            return (of.head.epoch, None);
        }
        match of.next_kept.filter(is_final) {
            Some(epoch) => (epoch, None),
            None => (of.kept_epoch, of.next_kept),
        }
    }

    pub(super) fn open_epoch(&mut self) -> Result<(), Refusal> {
        let epoch = self.epoch();
        let place = epoch % RECORDS;
        let kept = self.kept();
        if let Some(old) = self.oracle.records.get(&place) {
            let was_sealed = old.status != Status::Open;
            let kept = old.status == Status::Sealed && old.epoch >= kept.0;
            let in_use = was_sealed && (!old.is_window_over(self.now, self.slot) || kept);
            if old.epoch == epoch || in_use {
                return Err(sentence("open already, or its record is in use"));
            }
        }
        if let Some(next) = self.oracle.next_rules.take() {
            self.oracle.rules = next;
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
            steps: Steps {
                opened_slot: self.slot,
                ..Steps::default()
            },
            ..Record::default()
        };
        for (seat, weight) in record.weights.iter_mut().enumerate() {
            *weight = weights.of(self.oracle.counted(seat));
        }
        (self.oracle.opened_epoch, self.oracle.opened_cap) = (epoch, cap);
        (self.oracle.kept_epoch, self.oracle.next_kept) = kept;
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
        self.oracle.keys[seat] = KEYS;
        Ok(())
    }

    pub(super) fn add_operator(&mut self) -> Result<(), Refusal> {
        let seat = self.oracle.free_seat();
        let seat = seat.ok_or_else(|| sentence("everybody is listed"))?;
        self.oracle.keys[seat] = self.oracle.free_key();
        self.oracle.seats[seat] = Seat {
            listed: true,
            active: true,
            ..Seat::default()
        };
        Ok(())
    }

    pub(super) fn rotate(&mut self, seat: usize, key: usize) -> Result<(), Refusal> {
        let keys = &self.oracle.keys;
        let taken = keys.contains(&key) && keys[seat] != key;
        if !self.oracle.seats[seat].listed || taken {
            return Err(sentence("not listed, or another's key"));
        }
        self.oracle.keys[seat] = key;
        Ok(())
    }
}
