//! What is there to be done: the calls that keepers and owners make when they are due.

use super::Draw;
use crate::economy::{
    cast::*,
    model::{Model, jobs::Stage, oracle::Record},
    op::{JobId, Op},
    staking::{Own, Step},
};
use crate::oracle::world::BOND;

const DAY_S: i64 = 86_400;

impl Draw {
    /// Something that would land, as a rule; none where there is nothing of its kind to do.
    pub(super) fn chore(&mut self, model: &Model) -> Option<Op> {
        match self.dice.roll(9) {
            0..=2 => self.queue_chore(model),
            3 => self.slash_chore(model),
            4 => self.claim_chore(model),
            5 => self.stake_chore(model),
            6 => self.bond_chore(model),
            _ => self.job_chore(model),
        }
    }

    fn queue_chore(&mut self, model: &Model) -> Option<Op> {
        let all = model.iosd.requests.iter();
        let late = all.filter(|(_, asked)| asked.pending && asked.is_timed_out(model.now));
        let late: Vec<_> = late.map(|(who, _)| *who).collect();
        if late.len() > 1 && self.dice.roll(2) == 0 {
            // Out of turn: the queue passes it later.
            let who = late[self.dice.pick(late.len())];
            return Some(Op::Refund { who, entry: None });
        }
        let who = model.iosd.at_head()?;
        let asked = model.iosd.requests[&who];
        if !asked.pending {
            return Some(Op::Skip { who });
        }
        let right = model.prices.first_after(asked.slot);
        let newest = ((model.prices.head + 255) % 256) as u8;
        if right.is_some_and(|right| right != newest) && self.dice.roll(3) == 0 {
            // A later price, which may suit somebody better.
            let entry = Some(newest);
            return Some(Op::Execute { who, entry });
        }
        let priced = right.is_some();
        let op = Op::Execute { who, entry: None };
        if !asked.is_timed_out(model.now) && priced && model.clone().apply(&op).is_ok() {
            return Some(op);
        }
        (asked.is_timed_out(model.now) || priced).then_some(Op::Refund { who, entry: None })
    }

    fn slash_chore(&mut self, model: &Model) -> Option<Op> {
        let all = model.staking.proposals.iter().enumerate();
        let due: Vec<(usize, i64)> = all
            .filter(|(_, proposal)| proposal.open)
            .map(|(at, proposal)| (at, model.now - proposal.ts))
            .filter(|(_, age)| *age >= 30 * DAY_S)
            .collect();
        if due.is_empty() {
            return None;
        }
        let (proposal, age) = due[self.dice.pick(due.len())];
        let step = if age < 44 * DAY_S && self.dice.roll(5) > 0 {
            Step::Confirm { proposal }
        } else {
            Step::Lapse {
                proposal,
                by_governance: age < 44 * DAY_S,
            }
        };
        Some(Op::Staking(step))
    }

    /// The newest final record, or one of the others.
    fn final_record<'a>(&mut self, model: &'a Model) -> Option<&'a Record> {
        let records = model.oracle.records.values();
        let all: Vec<_> = records
            .filter(|record| record.is_final(model.now, model.slot))
            .collect();
        let newest = all.iter().max_by_key(|record| record.epoch).copied();
        if self.dice.roll(4) == 0 && !all.is_empty() {
            return Some(all[self.dice.pick(all.len())]);
        }
        newest
    }

    /// An operator that lost its bond puts down another; a challenge that nobody won ends.
    fn bond_chore(&mut self, model: &Model) -> Option<Op> {
        let mut challenges = model.oracle.challenges.keys();
        if let Some((who, epoch)) = challenges.next().copied()
            && self.dice.roll(3) == 0
        {
            return Some(Op::Judge { who, epoch });
        }
        let low = |seat: &usize| {
            let held = model.oracle.seats[*seat];
            held.active && held.bond < model.oracle.rules.bond
        };
        let seat = (0..OPERATORS).find(low)?;
        let amount = model.oracle.rules.bond.max(BOND);
        Some(Op::Bond { seat, amount })
    }

    fn claim_chore(&mut self, model: &Model) -> Option<Op> {
        let record = self.final_record(model)?;
        let plan = record.plan.as_ref()?;
        let owed = |leaf: &&(usize, u64)| leaf.1 > model.emission.claimed[leaf.0];
        let owed: Vec<usize> = plan
            .rewards
            .iter()
            .filter(owed)
            .map(|leaf| leaf.0)
            .collect();
        if owed.is_empty() {
            return None;
        }
        let wallet = owed[self.dice.pick(owed.len())];
        let epoch = record.epoch;
        Some(Op::Claim { wallet, epoch })
    }

    fn stake_chore(&mut self, model: &Model) -> Option<Op> {
        let mature = |own: &Own| own.tickets.iter().any(|t| t.0 > 0 && t.1 <= model.now);
        let staking = &model.staking;
        let mut due: Vec<Step> = Vec::new();
        for (who, own) in staking.stakers.iter().enumerate() {
            if mature(own) {
                due.push(Step::Withdraw { who });
            }
        }
        for (device, stake) in staking.devices.iter().enumerate() {
            let listing = &model.devices[device];
            if mature(&stake.own) {
                due.push(Step::WithdrawDevice { device });
            }
            for who in stake.friends.keys() {
                let tickets = stake.current(*who).tickets;
                if tickets.iter().any(|t| t.0 > 0 && t.1 <= model.now) {
                    due.push(Step::WithdrawCo { who: *who, device });
                }
            }
            let wanted = listing.registered && !listing.retired;
            if wanted && stake.backing() < stake.required() {
                due.push(Step::StakeDevice {
                    device,
                    amount: stake.required() / 2,
                });
            }
        }
        if due.is_empty() {
            return None;
        }
        let at = self.dice.pick(due.len());
        Some(Op::Staking(due.swap_remove(at)))
    }

    fn job_chore(&mut self, model: &Model) -> Option<Op> {
        let known = model.jobs.len();
        if known == 0 {
            return None;
        }
        let (id, job) = model.jobs.iter().nth(self.dice.pick(known))?;
        let id: JobId = *id;
        let lease = self.some_lease(model, id);
        match job.stage {
            Stage::Open => self.match_chore(model, id),
            Stage::Matched => Some(Op::Start {
                job: id,
                device: lease,
                by_renter: self.dice.roll(2) == 0,
            }),
            Stage::Expired => Some(self.closing(model, id, lease)),
            Stage::Cancelled if job.end_ts <= job.start_ts => Some(self.closing(model, id, lease)),
            Stage::Running | Stage::Cancelled => {
                let settled = job.leases.get(&lease).is_none_or(|lease| lease.settled);
                if settled && job.has_ended(model.now) {
                    return Some(self.closing(model, id, lease));
                }
                let epoch = self.final_record(model)?.epoch;
                Some(Op::Withdraw {
                    job: id,
                    device: lease,
                    epoch,
                })
            }
        }
    }

    fn match_chore(&mut self, model: &Model, job: JobId) -> Option<Op> {
        let order = &model.jobs[&job];
        let left = order.gpus - order.matched;
        let idle = model.idle();
        let fits: Vec<usize> = idle
            .into_iter()
            .filter(|d| processors(*d) <= left)
            .collect();
        if fits.is_empty() {
            return None;
        }
        Some(Op::Accept {
            job,
            device: fits[self.dice.pick(fits.len())],
            most_hours: order.hours + self.dice.roll(30) as u32,
        })
    }

    fn closing(&mut self, model: &Model, job: JobId, device: usize) -> Op {
        let books = &model.jobs[&job];
        if !books.leases.is_empty() {
            return Op::CloseLease { job, device };
        }
        if books.fees_due() > 0 {
            return Op::CollectFees { job };
        }
        Op::Close { job }
    }
}
