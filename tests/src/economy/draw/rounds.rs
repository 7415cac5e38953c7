//! A round, from its opening to the leases that it gives.

use super::Draw;
use crate::economy::{
    cast::*,
    model::Model,
    op::{JobId, Op, Round},
};

impl Draw {
    /// Jobs are ordered, and devices and jobs entered, armed and drawn; what is given is one of the chores.
    pub(super) fn plan_round(&mut self, model: &Model, times: [i64; 3]) {
        self.plan_prices(model);
        let mut jobs: Vec<JobId> = Vec::new();
        for _ in 0..1 + self.dice.roll(3) {
            let order = self.order(model);
            if let Op::Create { job, .. } = order {
                jobs.push(job);
            }
            self.plan.push_back(order);
        }
        // Orders take a minute; then the window that begins next, or this one where there is time.
        let [mut opens_ts, mut closes_ts, _] = times;
        let soon = model.now + 90;
        if soon >= closes_ts {
            let window = closes_ts - opens_ts + (times[2] - closes_ts);
            (opens_ts, closes_ts) = (opens_ts + window, closes_ts + window);
        }
        self.wait_until(soon, opens_ts + 1);
        self.plan.push_back(Op::Round(Round::Open { opens_ts }));
        let mut idle = model.idle();
        idle.retain(|device| model.devices[*device].offered);
        for _ in 0..1 + self.dice.roll(8) {
            if idle.is_empty() {
                break;
            }
            let device = idle.swap_remove(self.dice.pick(idle.len()));
            let entry = self.enter_device(opens_ts, device);
            self.plan.push_back(entry);
        }
        for job in jobs {
            let named = self.dice.roll(3) == 0;
            self.plan.push_back(Op::Round(Round::EnterJob {
                opens_ts,
                job,
                named,
            }));
        }
        self.wait_until(soon.max(opens_ts + 1), closes_ts + 1);
        self.plan.push_back(Op::Round(Round::Draw { opens_ts }));
        if self.dice.roll(4) == 0 {
            // Nobody draws until the armed slot is forgotten.
            self.plan.push_back(Op::Wait(20));
        }
        self.plan_prices(model);
        self.plan.push_back(Op::Round(Round::Draw { opens_ts }));
        // Somebody makes the leases; see `round_chore`.
        for _ in 0..12 {
            self.plan.push_back(Op::Accrue);
        }
    }

    fn wait_until(&mut self, from: i64, to: i64) {
        if let Some(seconds) = u64::try_from(to - from).ok().filter(|s| *s > 0) {
            self.plan.push_back(Op::Wait(seconds));
        }
    }

    fn enter_device(&mut self, opens_ts: i64, device: usize) -> Op {
        let mut min_rates = [1; 3];
        if self.dice.roll(6) == 0 {
            // Not in this token.
            min_rates[self.dice.pick(3)] = u64::MAX;
        }
        let most_hours = 4 + self.dice.roll(40) as u32;
        Op::Round(Round::EnterDevice {
            opens_ts,
            device,
            min_rates,
            most_hours,
        })
    }

    /// A lease that a round has given, or a round that is over.
    pub(super) fn round_chore(&mut self, model: &Model) -> Option<Op> {
        let now = model.now;
        let mut due: Vec<Op> = Vec::new();
        for round in model.rounds.values() {
            let opens_ts = round.opens_ts;
            if now >= round.ends_ts {
                due.push(Op::Round(Round::Close { opens_ts }));
            } else if round.drawn {
                for (job, device) in round.given() {
                    if model.hire(device).is_none() {
                        due.push(Op::Round(Round::Accept {
                            opens_ts,
                            job,
                            device,
                        }));
                    }
                }
            }
        }
        (!due.is_empty()).then(|| due.swap_remove(self.dice.pick(due.len())))
    }

    /// Any one step of a round, at any time.
    pub(super) fn round_call(&mut self, model: &Model) -> Op {
        let known: Vec<i64> = model.rounds.keys().copied().collect();
        let this = model.round_times(model.now).map(|times| times[0]);
        let any = known.last().copied().or(this).unwrap_or(model.now);
        let opens_ts = if self.dice.roll(3) == 0 {
            this.unwrap_or(any)
        } else {
            any
        };
        let (job, device) = (self.some_job(model), self.dice.pick(DEVICES));
        match self.dice.roll(8) {
            0 => Op::Round(Round::Open { opens_ts }),
            1..=2 => self.enter_device(opens_ts, device),
            3..=4 => Op::Round(Round::EnterJob {
                opens_ts,
                job,
                named: self.dice.roll(2) == 0,
            }),
            5 => Op::Round(Round::Draw { opens_ts }),
            6 => Op::Round(Round::Accept {
                opens_ts,
                job,
                device,
            }),
            _ => Op::Round(Round::Close { opens_ts }),
        }
    }
}
