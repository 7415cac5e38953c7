//! An hour's proof of work, step by step.

use super::Draw;
use crate::economy::{
    cast::*,
    model::{
        Model,
        oracle::{CANDIDATES, Status},
    },
    op::{Op, Proof},
};

/// Seconds in which so many slots pass, at 400 ms.
const fn seconds(slots: u64) -> u64 {
    slots * 4 / 10 + 1
}

impl Draw {
    /// What is due next in the proof of the hour in progress, or time until it is.
    pub(super) fn proof_step(&mut self, model: &Model) -> Op {
        self.proving -= 1;
        let epoch = model.epoch();
        let open = model.oracle.record(epoch);
        let Some(record) = open.filter(|record| record.status == Status::Open) else {
            return Op::OpenEpoch;
        };
        let steps = &record.steps;
        if steps.s0 == 0 {
            if steps.candidate >= CANDIDATES {
                self.proving = 0;
                return Op::Proof(Proof::Draw { epoch });
            }
            let slot = steps.candidate_slot(steps.candidate);
            return self.at(model, slot + 1, Proof::Draw { epoch });
        }
        let who = self.dice.pick(SUPPLIERS);
        let class = self.dice.roll(2) as u8;
        if model.slot <= steps.commit_deadline() && self.dice.roll(4) > 0 {
            return Op::Proof(Proof::Commit { who, epoch, class });
        }
        if steps.beacons[0] == 0 {
            let beacon = Proof::Beacon { epoch, which: 1 };
            return self.at(model, steps.beacon(1)[2] + 1, beacon);
        }
        if model.slot <= steps.response_deadline() && self.dice.roll(4) > 0 {
            let committed = model.oracle.commits.keys();
            let mine: Vec<_> = committed.collect();
            let (who, class) = match mine.len() {
                0 => (who, class),
                some => *mine[self.dice.pick(some)],
            };
            return Op::Proof(Proof::Respond { who, epoch, class });
        }
        let beacon = Proof::Beacon { epoch, which: 2 };
        if steps.beacons[1] > 0 {
            self.proving = 0;
            return Op::Proof(beacon);
        }
        self.at(model, steps.beacon(2)[2] + 1, beacon)
    }

    /// The step, once the chain has come to `slot`; sometimes too early.
    fn at(&mut self, model: &Model, slot: u64, proof: Proof) -> Op {
        match slot.checked_sub(model.slot) {
            Some(slots) if slots > 0 && self.dice.roll(12) > 0 => Op::Wait(seconds(slots)),
            _ => Op::Proof(proof),
        }
    }

    /// Any step at any time.
    pub(super) fn any_proof(&mut self, model: &Model) -> Op {
        let epoch = self.some_epoch(model);
        let (who, class) = (self.dice.pick(SUPPLIERS), self.dice.roll(2) as u8);
        Op::Proof(match self.dice.roll(5) {
            0 => Proof::Draw { epoch },
            1 => Proof::Beacon {
                epoch,
                which: self.dice.roll(4) as u8,
            },
            2 => Proof::Commit { who, epoch, class },
            3 => Proof::Respond { who, epoch, class },
            _ => Proof::Summarize {
                seat: self.dice.pick(OPERATORS),
                epoch,
            },
        })
    }
}
