//! When the steps of an hour's proof of work may land. The chain of the walk has every slot, and the hashes of the
//! last 512.

use super::{Oracle, RECORDS, Record, Status};
use crate::{
    economy::{
        cast::OPERATORS,
        model::{Model, Refusal, sentence},
        op::Proof,
    },
    oracle::{slots::hash_of, world::params},
    world::{EPOCH_S, GENESIS_TS},
};

/// Candidates for the challenge's slot.
pub const CANDIDATES: u8 = 10;
/// Entries of a supplier's ring.
const COMMITS: u64 = 4;
/// Slots whose hashes the chain knows.
const HASHES: u64 = 512;

/// A record's steps so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    pub opened_slot: u64,
    /// The candidate that is next, or was drawn.
    pub candidate: u8,
    /// 0: none is drawn.
    pub s0: u64,
    /// When the beacons were kept; 0: not yet.
    pub beacons: [u64; 2],
    pub summaries: [bool; OPERATORS],
}

/// An entry of a supplier's ring.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Commit {
    pub epoch: u64,
    pub slot: u64,
    pub response_slot: u64,
}

/// What the chain knows of a slot's hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    TooOld,
    Here,
    NotYet,
}

/// Whether the hash of slot `target` can be had in `slot`.
pub fn known(target: u64, slot: u64) -> Known {
    if target >= slot {
        Known::NotYet
    } else if target + HASHES < slot {
        Known::TooOld
    } else {
        Known::Here
    }
}

impl Steps {
    /// Slot of a candidate.
    pub fn candidate_slot(&self, index: u8) -> u64 {
        let spacing = u64::from(params().candidate_spacing_slots);
        self.opened_slot + u64::from(params().arm_slots) + u64::from(index) * spacing
    }

    /// Last slot for commits.
    pub fn commit_deadline(&self) -> u64 {
        self.s0 + u64::from(params().commit_deadline_slots)
    }

    /// The three slots of beacon 1 or 2.
    pub fn beacon(&self, which: u8) -> [u64; 3] {
        let gap = u64::from(params().beacon_gap_slots);
        let first = match which {
            1 => self.commit_deadline(),
            _ => self.response_deadline(),
        } + gap;
        let spacing = u64::from(params().beacon_spacing_slots);
        [first, first + spacing, first + 2 * spacing]
    }

    /// Last slot for responses.
    pub fn response_deadline(&self) -> u64 {
        self.beacon(1)[2] + u64::from(params().response_slots)
    }
}

impl Oracle {
    fn open_record(&mut self, epoch: u64) -> Result<&mut Record, Refusal> {
        let record = self.records.get_mut(&(epoch % RECORDS));
        let record = record.filter(|record| record.status == Status::Open);
        record.ok_or_else(|| sentence("no record is open there"))
    }
}

/// End of `epoch`.
fn end_of(epoch: u64) -> i64 {
    GENESIS_TS + i64::from(EPOCH_S) * epoch.cast_signed()
}

impl Model {
    pub(in crate::economy::model) fn proof(&mut self, proof: &Proof) -> Result<(), Refusal> {
        match *proof {
            Proof::Draw { epoch } => self.draw_challenge(epoch),
            Proof::Beacon { epoch, which } => self.keep_beacon(epoch, which),
            Proof::Commit { who, epoch, class } => self.commit(who, epoch, class),
            Proof::Respond { who, epoch, class } => self.respond(who, epoch, class),
            Proof::Summarize { seat, epoch } => self.summarize(seat, epoch),
        }
    }

    fn draw_challenge(&mut self, epoch: u64) -> Result<(), Refusal> {
        let (now, slot) = (self.now, self.slot);
        let record = self.oracle.open_record(epoch)?;
        let last_ts = end_of(record.epoch) - i64::from(EPOCH_S) / 12;
        let steps = &mut record.steps;
        if steps.s0 > 0 || steps.candidate >= CANDIDATES {
            return Err(sentence("drawn, or there is none"));
        }
        if now > last_ts {
            steps.candidate = CANDIDATES;
            return Ok(());
        }
        let first = steps.candidate;
        for index in first..CANDIDATES {
            let target = steps.candidate_slot(index);
            let forced = index + 1 == CANDIDATES;
            match known(target, slot) {
                Known::Here if forced || hash_of(target)[0] < params().candidate_threshold => {
                    (steps.candidate, steps.s0) = (index, target);
                    return Ok(());
                }
                Known::Here | Known::TooOld => {}
                Known::NotYet if index == first => return Err(sentence("none can be decided")),
                Known::NotYet => {
                    steps.candidate = index;
                    return Ok(());
                }
            }
        }
        steps.candidate = CANDIDATES;
        Ok(())
    }

    fn keep_beacon(&mut self, epoch: u64, which: u8) -> Result<(), Refusal> {
        let slot = self.slot;
        let steps = &mut self.oracle.open_record(epoch)?.steps;
        let all = steps.beacon(which).map(|at| known(at, slot));
        let at = match which {
            1 | 2 => usize::from(which) - 1,
            _ => return Err(sentence("there are two")),
        };
        if steps.s0 == 0 || steps.beacons[at] > 0 || all != [Known::Here; 3] {
            return Err(sentence("none drawn, kept, too early or lost"));
        }
        steps.beacons[at] = slot;
        Ok(())
    }

    fn commit(&mut self, who: usize, epoch: u64, class: u8) -> Result<(), Refusal> {
        let slot = self.slot;
        let record = self.oracle.open_record(epoch)?;
        let (epoch, steps) = (record.epoch, record.steps);
        if steps.s0 == 0 || slot > steps.commit_deadline() {
            return Err(sentence("not drawn, or too late"));
        }
        let ring = self.oracle.commits.entry((who, class)).or_default();
        let entry = &mut ring[(epoch % COMMITS) as usize];
        if entry.epoch == epoch {
            return Err(sentence("committed already"));
        }
        *entry = Commit {
            epoch,
            slot,
            response_slot: 0,
        };
        Ok(())
    }

    fn respond(&mut self, who: usize, epoch: u64, class: u8) -> Result<(), Refusal> {
        let slot = self.slot;
        let record = self.oracle.open_record(epoch)?;
        let (epoch, steps) = (record.epoch, record.steps);
        if steps.s0 == 0 || steps.beacons[0] == 0 || slot > steps.response_deadline() {
            return Err(sentence("no beacon, or too late"));
        }
        let ring = self.oracle.commits.get_mut(&(who, class));
        let ring = ring.ok_or_else(|| sentence("never committed"))?;
        let entry = &mut ring[(epoch % COMMITS) as usize];
        if entry.epoch != epoch || entry.response_slot > 0 {
            return Err(sentence("not committed, or responded"));
        }
        entry.response_slot = slot;
        Ok(())
    }

    fn summarize(&mut self, seat: usize, epoch: u64) -> Result<(), Refusal> {
        let (now, until) = (self.now, self.oracle.votes_from(epoch));
        let listed = self.oracle.seats[seat].listed;
        let record = self.oracle.open_record(epoch)?;
        let may = record.epoch == epoch
            && now >= end_of(epoch)
            && now < until
            && listed
            && record.weights[seat] > 0
            && !record.steps.summaries[seat];
        if !may {
            return Err(sentence("too early, too late, or nobody to say it"));
        }
        record.steps.summaries[seat] = true;
        Ok(())
    }
}
