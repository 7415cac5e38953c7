//! Rounds: who entered, and who was drawn for what. By the rule of `io_core`, from what was entered and the hash of a
//! slot; addresses decide there among equals, so the model knows these.

use super::{Model, Refusal, oracle::Known, sentence};
use crate::{
    economy::{
        cast::processors,
        op::{JobId, Round as Step},
    },
    escrow, market,
    oracle::slots::hash_of,
    world::{GENESIS_TS, MARKET},
};
use io_core::{
    hash::{HostSha256, Sha256},
    matching::{NO_JOB, Offer, Order, assign},
};

const ARM_SLOTS: u64 = 32;
/// Most jobs of a round. (It has room for more devices than there are.)
const MOST_JOBS: usize = 32;

/// A device that was entered, and the number of the job that it was drawn for.
#[derive(Clone, Copy, Debug)]
pub struct Entered {
    pub device: usize,
    pub offer: Offer,
    pub job: u8,
}

/// A job that was entered.
#[derive(Clone, Copy, Debug)]
pub struct Wanting {
    pub id: JobId,
    pub created_ts: i64,
    pub named: bool,
    pub order: Order,
}

impl Wanting {
    fn gpu_hours(&self) -> u64 {
        u64::from(self.order.gpus) * u64::from(self.order.hours)
    }

    /// Whether it takes the place of another job of the same renter.
    fn goes_before(&self, other: &Self) -> bool {
        self.named || (!other.named && self.gpu_hours() > other.gpu_hours())
    }
}

/// A window's round.
#[derive(Clone, Debug)]
pub struct Round {
    pub opens_ts: i64,
    pub closes_ts: i64,
    pub ends_ts: i64,
    /// 0: not armed.
    pub armed_slot: u64,
    pub drawn: bool,
    /// In the order of their registration.
    pub devices: Vec<Entered>,
    pub jobs: Vec<Wanting>,
}

impl Round {
    fn takes(&self, now: i64) -> bool {
        (self.opens_ts..self.closes_ts).contains(&now)
    }

    /// Leases that it has drawn: job and device.
    pub fn given(&self) -> impl Iterator<Item = (JobId, usize)> {
        let given = self.devices.iter().filter(|entry| entry.job != NO_JOB);
        given.map(|entry| (self.jobs[usize::from(entry.job)].id, entry.device))
    }

    /// Least rate and most hours that a device agreed to, where it was drawn for this job.
    pub fn consent(
        &self,
        now: i64,
        device: usize,
        job: JobId,
        created_ts: i64,
        coin: usize,
    ) -> Option<(u64, u32)> {
        let entry = self.devices.iter().find(|entry| entry.device == device)?;
        let wanting = self.jobs.get(usize::from(entry.job))?;
        let is_this = wanting.id == job && wanting.created_ts == created_ts;
        let counts = self.drawn && now < self.ends_ts && is_this;
        counts.then(|| (entry.offer.min_rates[coin], entry.offer.most_hours))
    }
}

impl Model {
    /// Opening, close and end of the round of the window in progress; none where none are held.
    pub fn round_times(&self, now: i64) -> Option<[i64; 3]> {
        let mut terms = self.escrow;
        terms.enact(now);
        let [window, draw, _] = terms.now.rounds.map(i64::from);
        if window == 0 {
            return None;
        }
        let start = now - (now - GENESIS_TS).rem_euclid(window);
        Some([start + draw, start + window, start + window + draw])
    }

    fn round_mut(&mut self, opens_ts: i64) -> Result<&mut Round, Refusal> {
        let round = self.rounds.get_mut(&opens_ts);
        round.ok_or_else(|| sentence("no such round"))
    }

    pub(super) fn round(&mut self, step: &Step) -> Result<(), Refusal> {
        match *step {
            Step::Open { opens_ts } => self.open_round(opens_ts),
            Step::EnterDevice {
                opens_ts,
                device,
                min_rates,
                most_hours,
            } => self.enter_device(opens_ts, device, min_rates, most_hours),
            Step::EnterJob {
                opens_ts,
                job,
                named,
            } => self.enter_job(opens_ts, job, named),
            Step::Draw { opens_ts } => self.draw_round(opens_ts),
            Step::Accept {
                opens_ts,
                job,
                device,
            } => self.accept_drawn(opens_ts, job, device),
            Step::Close { opens_ts } => {
                let now = self.now;
                if now < self.round_mut(opens_ts)?.ends_ts {
                    return Err(sentence("it is not over"));
                }
                self.rounds.remove(&opens_ts);
                Ok(())
            }
        }
    }

    fn open_round(&mut self, opens_ts: i64) -> Result<(), Refusal> {
        let times = self.round_times(self.now);
        let [opens, closes_ts, ends_ts] = times.ok_or_else(|| sentence("no rounds are held"))?;
        if opens != opens_ts || self.rounds.contains_key(&opens_ts) {
            return Err(sentence("another window's, or open"));
        }
        let round = Round {
            opens_ts,
            closes_ts,
            ends_ts,
            armed_slot: 0,
            drawn: false,
            devices: Vec::new(),
            jobs: Vec::new(),
        };
        self.rounds.insert(opens_ts, round);
        Ok(())
    }

    fn enter_device(
        &mut self,
        opens_ts: i64,
        device: usize,
        min_rates: [u64; 3],
        most_hours: u32,
    ) -> Result<(), Refusal> {
        let (now, listing) = (self.now, self.devices[device]);
        let hired = self.hire(device).is_some();
        let stake = &self.staking.devices[device];
        let (backing, enough) = (stake.backing(), stake.backing() >= stake.required());
        if !listing.offered || !listing.staked || hired || !enough {
            return Err(sentence("not offered, hired, or not staked enough"));
        }
        let order = &self.registry;
        let number = order.iter().position(|one| *one == device);
        let after: Vec<usize> = order[number.expect("registered")..].to_vec();
        let entered = Entered {
            device,
            offer: Offer {
                stake: backing,
                min_rates,
                most_hours,
                gpus: processors(device),
                tier: listing.tier,
                region: 1,
            },
            job: NO_JOB,
        };
        let round = self.round_mut(opens_ts)?;
        let known = round.devices.iter().any(|entry| entry.device == device);
        if !round.takes(now) || known {
            return Err(sentence("it takes nobody, or has it"));
        }
        let later = |entry: &Entered| after.contains(&entry.device);
        let at = round.devices.iter().position(later);
        round
            .devices
            .insert(at.unwrap_or(round.devices.len()), entered);
        // What weighs in the draw stays for a cooldown.
        let cooldown_s = i64::from(self.rewards.cooldown_at(now));
        self.staking.devices[device].hold(now, backing, cooldown_s);
        Ok(())
    }

    fn enter_job(&mut self, opens_ts: i64, id: JobId, named: bool) -> Result<(), Refusal> {
        let now = self.now;
        let key = escrow::job(&self.keys[id.0], id.1).to_bytes();
        let priority = self.staking.stakers[id.0].active;
        let job = self.job(id)?.clone();
        let mut wanting = Wanting {
            id,
            created_ts: job.created_ts,
            named,
            order: Order {
                key,
                priority,
                rate: job.rate,
                hours: job.hours,
                gpus: job.gpus - job.matched,
                tier: job.tier,
                region: 0,
                payment: job.coin as u8,
            },
        };
        let round = self.round_mut(opens_ts)?;
        let open = job.stage == super::jobs::Stage::Open && job.only_until_ts >= round.ends_ts;
        if !round.takes(now) || !open {
            return Err(sentence("it takes nobody, or the job is free for anybody"));
        }
        let of_renter = round.jobs.iter().position(|one| one.id.0 == id.0);
        if let Some(at) = of_renter {
            let other = round.jobs[at];
            if other.id == id {
                wanting.named |= other.named;
            } else if !wanting.goes_before(&other) {
                return Err(sentence("another job of the renter goes before"));
            }
            round.jobs[at] = wanting;
        } else if round.jobs.len() < MOST_JOBS {
            round.jobs.push(wanting);
        } else {
            let stakes = round.jobs.iter().map(|one| one.order.priority);
            let least = stakes.enumerate().min_by_key(|one| (one.1, one.0));
            let (at, stake) = least.expect("it is full");
            if priority <= stake {
                return Err(sentence("it is full of larger stakes"));
            }
            round.jobs[at] = wanting;
        }
        Ok(())
    }

    fn draw_round(&mut self, opens_ts: i64) -> Result<(), Refusal> {
        let (now, slot) = (self.now, self.slot);
        let round = self.round_mut(opens_ts)?;
        if !(round.closes_ts..round.ends_ts).contains(&now) || round.drawn {
            return Err(sentence("too early, too late, or drawn"));
        }
        let armed = round.armed_slot;
        match super::oracle::known(armed, slot) {
            Known::NotYet if armed > 0 => return Err(sentence("the slot has not passed")),
            Known::Here if armed > 0 => {}
            _ => {
                round.armed_slot = slot + ARM_SLOTS;
                return Ok(());
            }
        }
        let address = market::round(0, opens_ts);
        let hash = hash_of(armed);
        let parts = [&b"io-match/1"[..], MARKET.as_ref(), address.as_ref(), &hash];
        let seed = HostSha256::hash_parts(&parts);
        let offers: Vec<Offer> = round.devices.iter().map(|entry| entry.offer).collect();
        let orders: Vec<Order> = round.jobs.iter().map(|job| job.order).collect();
        let mut all = [NO_JOB; 64];
        assign::<HostSha256>(&(&offers[..], &orders[..]), &seed, &mut all).expect("it fits");
        for (entry, job) in round.devices.iter_mut().zip(all) {
            entry.job = job;
        }
        round.drawn = true;
        Ok(())
    }

    fn accept_drawn(&mut self, opens_ts: i64, id: JobId, device: usize) -> Result<(), Refusal> {
        let now = self.now;
        let (created_ts, coin) = {
            let job = self.job(id)?;
            (job.created_ts, job.coin as usize)
        };
        let round = self.round_mut(opens_ts)?;
        let consent = round.consent(now, device, id, created_ts, coin);
        let consent = consent.ok_or_else(|| sentence("it was not drawn for this"))?;
        self.lease(id, device, consent, true)
    }
}
