//! Jobs: what is in each vault, and whose it is.

mod ends;

use super::{Listing, Model, Refusal, sentence};
use crate::{
    economy::{
        cast::{DEVICES, processors},
        op::{Coin, EscrowTerms, JobId},
        staking::Step,
    },
    world::{EPOCH_S, GENESIS_TS},
};
use io_core::{
    fees::Fees,
    lease,
    pricing::{rate_io, rate_usd_micro},
    units::HOUR_S,
};
use std::collections::BTreeMap;

const SILENCE_S: i64 = 14 * 86_400;
const FEES_WAIT_S: i64 = 30 * 86_400;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Open,
    Matched,
    Running,
    Cancelled,
    Expired,
}

/// A host's part of a job.
#[derive(Clone, Copy, Debug)]
pub struct Lease {
    pub settled: bool,
    pub at_fault: bool,
    pub gpus: u16,
    /// The wallet that is paid.
    pub payee: usize,
    pub paid: u64,
    pub guarantee: u64,
    /// Whether somebody else made it, for whom a round had drawn it.
    pub drawn: bool,
}

/// A job's books, payment token base units.
#[derive(Clone, Debug)]
pub struct Job {
    pub stage: Stage,
    pub coin: Coin,
    pub tier: u8,
    pub gpus: u16,
    pub matched: u16,
    pub hours: u32,
    pub most_hours: u32,
    pub rate: u64,
    pub deposit: u64,
    pub fee_reserved: u64,
    pub paid: u64,
    pub fee_paid: u64,
    pub burn_due: u64,
    pub treasury_due: u64,
    pub created_ts: i64,
    pub matched_ts: i64,
    pub start_ts: i64,
    pub end_ts: i64,
    /// Until when only a round gives it to anybody.
    pub only_until_ts: i64,
    pub unjudged: bool,
    pub vault: u64,
    /// As they were when it was created.
    pub terms: EscrowTerms,
    /// By device.
    pub leases: BTreeMap<usize, Lease>,
}

impl Job {
    fn fees(&self) -> Fees {
        let terms = self.terms;
        let (payment_bps, burn_bps) = match self.coin {
            Coin::Usdc => (terms.usdc_payment_bps, 0),
            Coin::Io | Coin::Iosd => (terms.payment_bps, terms.burn_bps),
        };
        Fees {
            reservation_bps: terms.reservation_bps,
            payment_bps,
            burn_bps,
        }
    }

    /// What the vault must hold.
    pub fn held(&self) -> u64 {
        self.deposit - self.paid + self.fee_reserved - self.fee_paid + self.fees_due()
    }

    pub fn fees_due(&self) -> u64 {
        self.burn_due + self.treasury_due
    }

    pub fn has_ended(&self, now: i64) -> bool {
        matches!(self.stage, Stage::Cancelled | Stage::Expired)
            || (self.stage == Stage::Running && now >= self.end_ts)
    }

    fn never_ran(&self) -> bool {
        matches!(self.stage, Stage::Cancelled | Stage::Expired) && self.end_ts <= self.start_ts
    }

    fn timed_out(&self, now: i64) -> bool {
        match self.stage {
            Stage::Open => now >= self.created_ts + i64::from(self.terms.times[0]),
            _ => now >= self.matched_ts + i64::from(self.terms.times[1]),
        }
    }

    /// Whose the guarantee of `lease` is: the renter's?
    pub fn forfeits(&self, lease: &Lease) -> bool {
        if lease.settled {
            lease.at_fault
        } else {
            !self.never_ran() && !self.unjudged
        }
    }

    /// Ends it with `deposit` at most for its leases; what comes back at once.
    fn end(&mut self, stage: Stage, deposit: u64, fees: u64) -> u64 {
        let before = self.held();
        self.stage = stage;
        (self.deposit, self.fee_reserved) = (deposit, fees);
        before - self.held()
    }
}

/// End of `epoch`.
fn end_of(epoch: u64) -> i64 {
    GENESIS_TS + i64::from(EPOCH_S) * epoch as i64
}

impl Model {
    /// Base units of `coin` that `who` holds.
    pub fn purse(&mut self, coin: Coin, who: usize) -> &mut u64 {
        match coin {
            Coin::Io => &mut self.staking.funds[who],
            Coin::Iosd => &mut self.iosd_purses[who],
            Coin::Usdc => &mut self.dollars[who],
        }
    }

    /// Pays into an account, which must be there.
    fn credit(&mut self, coin: Coin, who: usize, amount: u64) -> Result<(), Refusal> {
        self.require_account(coin, who)?;
        *self.purse(coin, who) += amount;
        Ok(())
    }

    fn require_account(&self, coin: Coin, who: usize) -> Result<(), Refusal> {
        if coin == Coin::Iosd && self.closed.contains(&who) {
            return Err(sentence("the account is closed"));
        }
        Ok(())
    }

    fn spend(&mut self, coin: Coin, who: usize, amount: u64) -> Result<(), Refusal> {
        self.require_account(coin, who)?;
        let purse = self.purse(coin, who);
        *purse = purse
            .checked_sub(amount)
            .ok_or_else(|| sentence("not enough in the purse"))?;
        Ok(())
    }

    pub(super) fn job(&mut self, id: JobId) -> Result<&mut Job, Refusal> {
        self.jobs
            .get_mut(&id)
            .ok_or_else(|| sentence("no such job"))
    }

    /// Where a device is leased.
    pub fn hire(&self, device: usize) -> Option<JobId> {
        let mut jobs = self.jobs.iter();
        jobs.find(|(_, job)| job.leases.contains_key(&device))
            .map(|(id, _)| *id)
    }

    pub(super) fn create(
        &mut self,
        id: JobId,
        coin: Coin,
        tier: u8,
        gpus: u16,
        hours: u32,
    ) -> Result<(), Refusal> {
        let none = || sentence("no price");
        if self.jobs.contains_key(&id) {
            return Err(sentence("the number is taken"));
        }
        self.escrow.enact(self.now);
        let board = self.agreed(1).ok_or_else(none)?;
        let usd = rate_usd_micro(board.aggregate.upper, tier).map_err(|_| none())?;
        let rate = match coin {
            Coin::Usdc => usd,
            Coin::Io => rate_io(usd, self.io_price().ok_or_else(none)?).map_err(|_| none())?,
            Coin::Iosd => {
                let price = self.io_price().ok_or_else(none)?;
                let backing = self.iosd.backing();
                backing.lease_amount(usd, price).map_err(|_| none())?
            }
        };
        let deposit = lease::deposit(rate, gpus, hours).map_err(|_| sentence("empty"))?;
        let mut job = Job {
            stage: Stage::Open,
            coin,
            tier,
            gpus,
            matched: 0,
            hours,
            most_hours: u32::MAX,
            rate,
            deposit,
            fee_reserved: 0,
            paid: 0,
            fee_paid: 0,
            burn_due: 0,
            treasury_due: 0,
            created_ts: self.now,
            matched_ts: 0,
            start_ts: 0,
            end_ts: 0,
            only_until_ts: 0,
            unjudged: false,
            vault: 0,
            terms: self.escrow.now,
            leases: BTreeMap::new(),
        };
        let [window, _, only] = job.terms.rounds;
        if window > 0 {
            job.only_until_ts = self.now + i64::from(only);
        }
        job.fee_reserved = job.fees().renter_reserve(deposit).expect("a part");
        job.vault = job.held();
        self.spend(coin, id.0, job.vault)?;
        self.jobs.insert(id, job);
        Ok(())
    }

    pub(super) fn accept(
        &mut self,
        id: JobId,
        device: usize,
        most_hours: u32,
    ) -> Result<(), Refusal> {
        if self.now < self.job(id)?.only_until_ts {
            return Err(sentence("it waits for a round"));
        }
        if !self.devices[device].offered {
            return Err(sentence("the device is not to be had"));
        }
        // The least rate of the walk's suppliers.
        self.lease(id, device, (1, most_hours), false)
    }

    /// A lease at what its supplier agreed to: least rate and most hours.
    pub(super) fn lease(
        &mut self,
        id: JobId,
        device: usize,
        (min_rate, most_hours): (u64, u32),
        drawn: bool,
    ) -> Result<(), Refusal> {
        let (now, gpus) = (self.now, processors(device));
        let hired = self.hire(device).is_some();
        let listing = self.devices[device];
        let Listing { payee, .. } = listing;
        let price = self.io_price();
        let job = self.job(id)?;
        let fits = job.stage == Stage::Open
            && !job.timed_out(now)
            && job.rate >= min_rate
            && most_hours >= job.hours
            && gpus <= job.gpus - job.matched;
        if !fits || hired || listing.retired || listing.tier < job.tier || !listing.staked {
            return Err(sentence("the job or the device is not to be had"));
        }
        let hour = lease::deposit(job.rate, gpus, 1).map_err(|_| sentence("empty"))?;
        let guarantee = match job.coin {
            Coin::Io => hour,
            _ => {
                let price = price.ok_or_else(|| sentence("no price"))?;
                rate_io(hour, price).map_err(|_| sentence("no price"))?
            }
        };
        job.matched += gpus;
        job.most_hours = job.most_hours.min(most_hours);
        job.leases.insert(
            device,
            Lease {
                settled: false,
                at_fault: false,
                gpus,
                payee,
                paid: 0,
                guarantee,
                drawn,
            },
        );
        if job.matched == job.gpus {
            job.stage = Stage::Matched;
            job.matched_ts = now;
        }
        let stake = &self.staking.devices[device];
        if stake.backing() < stake.required() {
            return Err(sentence("the stake is below the requirement"));
        }
        self.stake_step(&Step::LockGuarantee {
            device,
            amount: guarantee,
        })
    }

    pub(super) fn start(
        &mut self,
        id: JobId,
        device: usize,
        _by_renter: bool,
    ) -> Result<(), Refusal> {
        let now = self.now;
        let job = self.job(id)?;
        if job.stage != Stage::Matched || job.timed_out(now) || !job.leases.contains_key(&device) {
            return Err(sentence("not matched, or too late"));
        }
        job.stage = Stage::Running;
        job.start_ts = now;
        job.end_ts = now + i64::from(job.hours) * HOUR_S as i64;
        Ok(())
    }

    pub(super) fn extend(&mut self, id: JobId, hours: u32) -> Result<(), Refusal> {
        let now = self.now;
        let job = self.job(id)?;
        let after = job.hours.checked_add(hours);
        let after = after.filter(|after| *after <= job.most_hours);
        if job.stage != Stage::Running || job.has_ended(now) {
            return Err(sentence("it does not run"));
        }
        let after = after.ok_or_else(|| sentence("longer than its suppliers allowed"))?;
        let more = lease::deposit(job.rate, job.gpus, hours).map_err(|_| sentence("no hours"))?;
        let before = job.held();
        job.hours = after;
        job.deposit += more;
        job.fee_reserved = job.fees().renter_reserve(job.deposit).expect("a part");
        job.end_ts += i64::from(hours) * HOUR_S as i64;
        let funded = job.held() - before;
        job.vault += funded;
        let coin = job.coin;
        self.spend(coin, id.0, funded)
    }

    /// Devices that are leased to nobody.
    pub fn idle(&self) -> Vec<usize> {
        (0..DEVICES).filter(|d| self.hire(*d).is_none()).collect()
    }
}
