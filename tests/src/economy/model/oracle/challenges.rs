//! Challenges of settlements: what a watcher puts down, shows, and gets.

use super::{RECORDS, Record, Status};
use crate::{
    economy::model::{Model, Refusal, sentence},
    world::EPOCH_S,
};

/// Leaves of a tree of the network's depth.
const PLACES: u32 = 1 << io_core::merkle_sum::DEPTH;

/// An open challenge of one leaf.
#[derive(Clone, Copy, Debug)]
pub struct Challenge {
    pub bond: u64,
    pub place: u32,
    /// The leaf of the tree before, and of the settlement's: wallet, base units; once shown.
    pub shown: [Option<(usize, u64)>; 2],
}

impl Challenge {
    /// Whether the two leaves prove that one fell or changed hands.
    fn proves(&self) -> bool {
        let [Some(before), Some(after)] = self.shown else {
            return false;
        };
        before.0 != after.0 || after.1 < before.1
    }
}

impl Record {
    /// Whether a challenge may go on.
    fn is_contestable(&self, now: i64, slot: u64) -> bool {
        self.status != Status::Open && !self.disproved && !self.is_window_over(now, slot)
    }
}

impl Model {
    fn contestable(&self, epoch: u64) -> Result<&Record, Refusal> {
        let record = self.oracle.record(epoch);
        let record = record.filter(|record| record.is_contestable(self.now, self.slot));
        record.ok_or_else(|| sentence("not sealed, final, or disproved"))
    }

    /// Whether a judgement would find the challenge won, of a settlement that still stands.
    pub fn voids(&self, who: usize, epoch: u64) -> bool {
        let challenge = self.oracle.challenges.get(&(who, epoch));
        let record = self.contestable(epoch);
        challenge.is_some_and(Challenge::proves)
            && record.is_ok_and(|record| record.status == Status::Sealed)
    }

    pub(in crate::economy::model) fn open_challenge(
        &mut self,
        who: usize,
        epoch: u64,
        place: u32,
    ) -> Result<(), Refusal> {
        let (now, slot) = (self.now, self.slot);
        self.contestable(epoch)?;
        if place >= PLACES || self.oracle.challenges.contains_key(&(who, epoch)) {
            return Err(sentence("no such leaf, or challenged already"));
        }
        let bond = self.oracle.rules.challenge_bond;
        self.take_io(who, bond)?;
        let challenge = Challenge {
            bond,
            place,
            shown: [None; 2],
        };
        self.oracle.challenges.insert((who, epoch), challenge);
        let record = self.oracle.records.get_mut(&(epoch % RECORDS));
        let record = record.expect("contestable");
        if record.status == Status::Sealed {
            let until = (now + i64::from(EPOCH_S) / 6).min(record.latest_final_ts);
            record.final_ts = record.final_ts.max(until);
            let until = (slot + u64::from(EPOCH_S) / 6).min(record.latest_final_slot);
            record.final_slot = record.final_slot.max(until);
        }
        Ok(())
    }

    pub(in crate::economy::model) fn prove(
        &mut self,
        who: usize,
        epoch: u64,
        side: u8,
    ) -> Result<(), Refusal> {
        let record = self.contestable(epoch)?;
        let plan = record.plan.clone().expect("it was sealed");
        let challenge = self.oracle.challenges.get_mut(&(who, epoch));
        let challenge = challenge.ok_or_else(|| sentence("no such challenge"))?;
        let leaves = if side == 0 {
            &*plan.before
        } else {
            &plan.rewards
        };
        let leaf = leaves.get(challenge.place as usize);
        let leaf = leaf.ok_or_else(|| sentence("no leaf and no fault"))?;
        challenge.shown[usize::from(side)] = Some(*leaf);
        Ok(())
    }

    pub(in crate::economy::model) fn judge(
        &mut self,
        who: usize,
        epoch: u64,
    ) -> Result<(), Refusal> {
        let challenge = self.oracle.challenges.get(&(who, epoch)).copied();
        let challenge = challenge.ok_or_else(|| sentence("no such challenge"))?;
        let contestable = self.contestable(epoch).is_ok();
        let mut slashed = 0;
        let paid = if contestable && challenge.proves() {
            slashed = self.disprove(epoch)?;
            challenge.bond + slashed / 4
        } else if contestable {
            return Err(sentence("it can still be won"));
        } else {
            let record = self.oracle.record(epoch);
            let void = record.is_some_and(|record| record.status == Status::Void);
            if void { challenge.bond } else { 0 }
        };
        self.oracle.challenges.remove(&(who, epoch));
        self.staking.funds[who] += paid;
        let burned = challenge.bond + slashed - paid;
        self.oracle.burned += burned;
        self.emission.supply -= burned;
        Ok(())
    }

    /// Voids the settlement with what builds on it, and takes its voters' bonds; returns their sum.
    fn disprove(&mut self, epoch: u64) -> Result<u64, Refusal> {
        let record = self.oracle.records.get_mut(&(epoch % RECORDS));
        let record = record.expect("contestable");
        record.disproved = true;
        let (status, votes) = (record.status, record.votes);
        let id = record.plan.as_ref().expect("it was sealed").id;
        if status == Status::Sealed {
            self.void(epoch)?;
        }
        let voters = self.oracle.seats.iter_mut().zip(votes);
        let liars = voters.filter(|(_, vote)| *vote == id);
        Ok(liars.map(|(seat, _)| std::mem::take(&mut seat.bond)).sum())
    }
}
