//! Orders, leases and their ends.

use super::Draw;
use crate::economy::{
    cast::*,
    model::{Model, jobs::Stage},
    op::{Coin, JobId, Op},
};

impl Draw {
    /// A number of a renter's; mostly few renters, so that numbers are used again.
    fn job_id(&mut self) -> JobId {
        (self.dice.pick(PEOPLE), self.dice.roll(NONCES))
    }

    pub(super) fn some_job(&mut self, model: &Model) -> JobId {
        let known = model.jobs.len();
        if known == 0 || self.dice.roll(20) == 0 {
            return self.job_id();
        }
        let at = self.dice.pick(known);
        *model.jobs.keys().nth(at).expect("counted")
    }

    pub(super) fn some_lease(&mut self, model: &Model, job: JobId) -> usize {
        let leased = model.jobs.get(&job).map_or(0, |job| job.leases.len());
        if leased == 0 || self.dice.roll(20) == 0 {
            return self.dice.pick(DEVICES);
        }
        let at = self.dice.pick(leased);
        *model.jobs[&job].leases.keys().nth(at).expect("counted")
    }

    pub(super) fn order(&mut self, model: &Model) -> Op {
        // IOSD only who has some.
        let holders: Vec<usize> = (0..PEOPLE).filter(|w| model.iosd_purses[*w] > 0).collect();
        let coin = match self.dice.roll(3) {
            0 => Coin::Io,
            1 => Coin::Usdc,
            _ => Coin::Iosd,
        };
        let mut job = self.job_id();
        if coin == Coin::Iosd && !holders.is_empty() {
            job.0 = holders[self.dice.pick(holders.len())];
        }
        Op::Create {
            job,
            coin,
            tier: 1 + self.dice.roll(4) as u8,
            gpus: 1 + self.dice.roll(6) as u16,
            hours: 1 + self.dice.roll(12) as u32,
        }
    }

    pub(super) fn plan_job(&mut self, model: &Model) {
        self.plan_prices(model);
        let order = self.order(model);
        let Op::Create {
            job, gpus, hours, ..
        } = order
        else {
            unreachable!("an order creates");
        };
        self.plan.push_back(order);
        let mut idle: Vec<usize> = model.idle();
        idle.retain(|device| model.devices[*device].offered);
        let mut left = gpus;
        let mut first = None;
        while left > 0 && !idle.is_empty() {
            let device = idle.swap_remove(self.dice.pick(idle.len()));
            if processors(device) > left {
                continue;
            }
            left -= processors(device);
            first.get_or_insert(device);
            let most_hours = hours + self.dice.roll(30) as u32;
            self.plan.push_back(Op::Accept {
                job,
                device,
                most_hours,
            });
        }
        if self.dice.roll(12) > 0 {
            self.plan.push_back(Op::Start {
                job,
                device: first.unwrap_or(0),
                by_renter: self.dice.roll(2) == 0,
            });
        }
        if self.dice.roll(4) == 0 {
            let hours = self.dice.roll(8) as u32;
            self.plan.push_back(Op::Extend { job, hours });
        }
        if self.dice.roll(5) == 0 {
            self.plan.push_back(Op::Wait(1 + self.dice.roll(5_400)));
            self.plan.push_back(Op::Cancel { job });
        }
        if self.dice.roll(6) == 0 {
            let (from, amount) = (self.dice.pick(PEOPLE), self.dice.roll(50));
            self.plan.push_back(Op::Donate { job, from, amount });
        }
    }

    /// The leases of what runs take what an epoch says, and those that are over close.
    pub(super) fn plan_settling(&mut self, model: &Model, epoch: u64) {
        let some: Vec<JobId> = model.jobs.keys().copied().collect();
        for job in some {
            if self.dice.roll(3) == 0 {
                continue;
            }
            let devices: Vec<usize> = model.jobs[&job].leases.keys().copied().collect();
            for device in &devices {
                let device = *device;
                self.plan.push_back(Op::Withdraw { job, device, epoch });
            }
            self.plan.push_back(Op::CollectFees { job });
            let over = model.jobs[&job].has_ended(model.now) || self.dice.roll(4) == 0;
            if over {
                if self.dice.roll(6) == 0 {
                    let epoch = Some(epoch).filter(|_| self.dice.roll(3) > 0);
                    self.plan.push_back(Op::Expire { job, epoch });
                }
                for device in devices {
                    self.plan.push_back(Op::CloseLease { job, device });
                }
                self.plan.push_back(Op::Close { job });
            }
        }
    }

    /// A renter has signed for some seconds, and somebody shows it.
    pub(super) fn receipt(&mut self, model: &Model, job: JobId, device: usize) -> Op {
        let length = model.jobs.get(&job).map_or(0, |job| {
            let length = job.end_ts - job.start_ts;
            u64::try_from(length).unwrap_or(0)
        });
        let seconds = match self.dice.roll(4) {
            0 => self.dice.roll(2 * length + 2),
            1 => length / 2,
            _ => length,
        };
        Op::Receipt {
            job,
            device,
            seconds,
        }
    }

    /// Nothing has been sealed for long: what the renters have signed is shown.
    pub(super) fn plan_receipts(&mut self, model: &Model) {
        let all: Vec<JobId> = model.jobs.keys().copied().collect();
        for job in all {
            let devices: Vec<usize> = model.jobs[&job].leases.keys().copied().collect();
            for device in devices {
                let receipt = self.receipt(model, job, device);
                self.plan.push_back(receipt);
            }
        }
    }

    /// Any one call of a job's.
    pub(super) fn job_call(&mut self, model: &Model) -> Op {
        let job = self.some_job(model);
        let device = self.some_lease(model, job);
        match self.dice.roll(25) {
            24 => self.round_call(model),
            20..=22 => self.host_call(model),
            23 => self.receipt(model, job, device),
            0 => self.order(model),
            1..=2 => Op::Accept {
                job,
                device: self.dice.pick(DEVICES),
                most_hours: 1 + self.dice.roll(40) as u32,
            },
            3 => Op::Start {
                job,
                device,
                by_renter: self.dice.roll(2) == 0,
            },
            4 => Op::Extend {
                job,
                hours: self.dice.roll(20) as u32,
            },
            5..=7 => Op::Withdraw {
                job,
                device,
                epoch: self.some_epoch(model),
            },
            8 => Op::Cancel { job },
            9..=11 => {
                let epoch = self.some_epoch(model);
                let shows = self.dice.roll(2) == 0;
                Op::Expire {
                    job,
                    epoch: shows.then_some(epoch),
                }
            }
            12..=14 => Op::CloseLease { job, device },
            15..=16 => Op::CollectFees { job },
            17 => {
                let known = model.jobs.contains_key(&job);
                let from = self.dice.pick(PEOPLE);
                let amount = self.dice.roll(100);
                if known {
                    Op::Donate { job, from, amount }
                } else {
                    Op::Close { job }
                }
            }
            _ => {
                let ended = model
                    .jobs
                    .iter()
                    .find(|(_, job)| job.stage == Stage::Expired || job.has_ended(model.now));
                let job = ended.map_or(job, |(id, _)| *id);
                Op::Close { job }
            }
        }
    }
}
