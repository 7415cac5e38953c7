//! What leases are paid, and how jobs end.

use super::{FEES_WAIT_S, SILENCE_S, Stage, end_of};
use crate::economy::{
    cast::TREASURY,
    dice::Dice,
    model::{
        Model, Refusal,
        oracle::{LeaseId, RECORDS},
        sentence,
    },
    op::{Coin, JobId},
    staking::Step,
};
use io_core::{
    fixed::{Rounding, mul_div_u64},
    lease,
    units::HOUR_S,
};

impl Model {
    /// What the leases have served by the end of `epoch`, as the operators will say: mostly all of it,
    /// sometimes less, or nonsense that the clock must bound.
    pub(in crate::economy::model) fn served(
        &self,
        epoch: u64,
        seed: u64,
    ) -> Vec<(LeaseId, u64, u32)> {
        let mut dice = Dice(seed);
        let mut usage = Vec::new();
        for (id, job) in &self.jobs {
            if job.start_ts == 0 {
                continue;
            }
            for device in job.leases.keys() {
                let until = end_of(epoch).min(job.end_ts);
                let elapsed = (until - job.start_ts).max(0) as u64;
                let seconds = match dice.roll(10) {
                    0 => elapsed / 2,
                    1 => dice.roll(elapsed + 1),
                    2 => elapsed.saturating_mul(1 + dice.roll(1 << 20)),
                    _ => elapsed / 60 * 60,
                };
                let first = seconds.min(HOUR_S) as u32;
                let lease = (id.0, id.1, job.created_ts, *device);
                usage.push((lease, seconds, first));
            }
        }
        usage
    }

    pub(in crate::economy::model) fn withdraw(
        &mut self,
        id: JobId,
        device: usize,
        epoch: u64,
    ) -> Result<(), Refusal> {
        let (now, slot) = (self.now, self.slot);
        let plan = self
            .oracle
            .record(epoch)
            .filter(|record| record.is_final(now, slot))
            .and_then(|record| record.plan.clone());
        let plan = plan.ok_or_else(|| sentence("the epoch is not final"))?;
        let job = self.job(id)?;
        let runs = match job.stage {
            Stage::Running => true,
            Stage::Cancelled => !job.never_ran(),
            _ => false,
        };
        let created_ts = job.created_ts;
        let named = (id.0, id.1, created_ts, device);
        let leaf = plan.usage.iter().find(|leaf| leaf.0 == named);
        let (Some(leaf), true) = (leaf, runs) else {
            return Err(sentence("it does not run, or is not in the tree"));
        };
        let (seconds, first_hour) = (leaf.1, leaf.2);
        let is_last = end_of(epoch) >= job.end_ts;
        let mut seconds = lease::clamp_seconds(seconds, now, job.start_ts, job.end_ts);
        let mut at_fault = false;
        if is_last {
            let length = lease::clock_seconds(job.end_ts, job.start_ts, job.end_ts);
            at_fault = length >= HOUR_S && lease::first_hour_missed(first_hour);
            if job.stage == Stage::Cancelled {
                let cancelled = lease::cancellation(seconds, length);
                seconds = cancelled.seconds;
                at_fault |= cancelled.guarantee_to_renter;
            }
        }
        let (rate, fees, coin) = (job.rate, job.fees(), job.coin);
        let lease = job.leases.get_mut(&device);
        let lease = lease.filter(|lease| !lease.settled);
        let lease = lease.ok_or_else(|| sentence("settled"))?;
        let owed = lease::payable(seconds, rate, lease.gpus).expect("within the deposit");
        if owed <= lease.paid && !is_last {
            return Err(sentence("nothing is due"));
        }
        let owed = owed.max(lease.paid);
        let pay = fees.payment(lease.paid, owed).expect("a split");
        lease.paid = owed;
        let to = lease.payee;
        (lease.settled, lease.at_fault) = (is_last, at_fault);
        job.paid += pay.gross;
        job.fee_paid += pay.renter_fee;
        job.burn_due += pay.burned;
        job.treasury_due += pay.treasury;
        job.vault -= pay.supplier;
        self.credit(coin, to, pay.supplier)
    }

    /// Pays a lease by a receipt of `seconds`, where nothing has been sealed for long.
    pub(in crate::economy::model) fn claim_receipt(
        &mut self,
        id: JobId,
        device: usize,
        seconds: u64,
    ) -> Result<(), Refusal> {
        let now = self.now;
        let last_seal = end_of(self.oracle.head.epoch);
        let job = self.job(id)?;
        let runs = match job.stage {
            Stage::Running => true,
            Stage::Cancelled => !job.never_ran(),
            _ => false,
        };
        if !runs || now < job.end_ts.max(last_seal) + SILENCE_S / 2 {
            return Err(sentence("it does not run, or there is no silence"));
        }
        let seconds = lease::clamp_seconds(seconds, now, job.start_ts, job.end_ts);
        let (rate, fees, coin) = (job.rate, job.fees(), job.coin);
        let lease = job.leases.get_mut(&device);
        let lease = lease.filter(|lease| !lease.settled);
        let lease = lease.ok_or_else(|| sentence("settled"))?;
        let owed = lease::payable(seconds, rate, lease.gpus).expect("within the deposit");
        if owed <= lease.paid {
            return Err(sentence("nothing is due"));
        }
        let pay = fees.payment(lease.paid, owed).expect("a split");
        lease.paid = owed;
        let to = lease.payee;
        job.paid += pay.gross;
        job.fee_paid += pay.renter_fee;
        job.burn_due += pay.burned;
        job.treasury_due += pay.treasury;
        job.vault -= pay.supplier;
        self.credit(coin, to, pay.supplier)
    }

    fn give_back(&mut self, id: JobId, amount: u64) -> Result<(), Refusal> {
        let job = self.jobs.get_mut(&id).expect("the caller found it");
        job.vault -= amount;
        let coin = job.coin;
        self.credit(coin, id.0, amount)
    }

    pub(in crate::economy::model) fn cancel(&mut self, id: JobId) -> Result<(), Refusal> {
        let now = self.now;
        let job = self.job(id)?;
        let may = matches!(job.stage, Stage::Open | Stage::Matched | Stage::Running)
            && !job.has_ended(now)
            && !(job.stage == Stage::Running && now <= job.start_ts);
        if !may {
            return Err(sentence("it has ended, or begins this second"));
        }
        let back = if job.stage == Stage::Running {
            let seconds = lease::clock_seconds(now, job.start_ts, job.end_ts).max(HOUR_S);
            let per_hour = lease::deposit(job.rate, job.gpus, 1).expect("as ordered");
            let most = mul_div_u64(seconds, per_hour, HOUR_S, Rounding::Up).expect("fits");
            let deposit = most.min(job.deposit);
            let fees = job.fees().renter_reserve(deposit).expect("a part");
            job.end_ts = now;
            job.end(Stage::Cancelled, deposit, fees)
        } else {
            (job.start_ts, job.end_ts) = (now, now);
            let (paid, fees) = (job.paid, job.fee_paid);
            job.end(Stage::Cancelled, paid, fees)
        };
        self.give_back(id, back)
    }

    pub(in crate::economy::model) fn expire(
        &mut self,
        id: JobId,
        epoch: Option<u64>,
    ) -> Result<(), Refusal> {
        let (now, slot) = (self.now, self.slot);
        let last_seal = end_of(self.oracle.head.epoch);
        let opened = |epoch| self.oracle.records.contains_key(&(epoch % RECORDS));
        if epoch.is_some_and(|epoch| !opened(epoch)) {
            return Err(sentence("there is no such record"));
        }
        let shown = epoch.and_then(|epoch| self.oracle.record(epoch));
        let shown = shown.filter(|record| record.is_final(now, slot));
        let shown = shown.map(|record| end_of(record.epoch));
        let job = self.job(id)?;
        let early = || sentence("too early, or ended");
        if matches!(job.stage, Stage::Open | Stage::Matched) {
            if !job.timed_out(now) {
                return Err(early());
            }
            (job.start_ts, job.end_ts) = (now, now);
        } else {
            let ran =
                job.stage == Stage::Running || (job.stage == Stage::Cancelled && !job.never_ran());
            if !ran || !job.has_ended(now) {
                return Err(early());
            }
            let judged = now >= job.end_ts + i64::from(job.terms.times[2])
                && shown.is_some_and(|end| end >= job.end_ts);
            let silent = now >= job.end_ts.max(last_seal) + SILENCE_S;
            if !judged && !silent {
                return Err(early());
            }
            job.unjudged = !judged && last_seal < job.end_ts;
        }
        let (paid, fees) = (job.paid, job.fee_paid);
        let back = job.end(Stage::Expired, paid, fees);
        self.give_back(id, back)
    }

    pub(in crate::economy::model) fn collect_fees(&mut self, id: JobId) -> Result<(), Refusal> {
        let job = self.job(id)?;
        if job.fees_due() == 0 {
            return Err(sentence("nothing is due"));
        }
        let burned = std::mem::take(&mut job.burn_due);
        let treasury = std::mem::take(&mut job.treasury_due);
        job.vault -= burned + treasury;
        let coin = job.coin;
        *self.purse(coin, TREASURY) += treasury;
        match coin {
            Coin::Io => {
                self.emission.fees_burned += burned;
                self.emission.supply -= burned;
            }
            Coin::Iosd => self.iosd.fees += burned,
            Coin::Usdc => assert_eq!(burned, 0, "nobody burns dollars"),
        }
        Ok(())
    }

    pub(in crate::economy::model) fn close_lease(
        &mut self,
        id: JobId,
        device: usize,
    ) -> Result<(), Refusal> {
        let job = self.job(id)?;
        let lease = job.leases.get(&device).copied();
        let lease = lease.ok_or_else(|| sentence("no such lease"))?;
        if !(lease.settled || job.stage == Stage::Expired || job.never_ran()) {
            return Err(sentence("the lease is not settled"));
        }
        let forfeits = job.forfeits(&lease);
        job.leases.remove(&device);
        let amount = lease.guarantee;
        self.stake_step(&if forfeits {
            Step::PayGuarantee {
                device,
                amount,
                to: id.0,
            }
        } else {
            Step::ReleaseGuarantee { device, amount }
        })
    }

    pub(in crate::economy::model) fn close(&mut self, id: JobId) -> Result<(), Refusal> {
        let now = self.now;
        let job = self.job(id)?;
        let may = job.has_ended(now)
            && job.leases.is_empty()
            && (job.fees_due() == 0 || now >= job.end_ts + FEES_WAIT_S);
        if !may {
            return Err(sentence("not ended, leased, or fees are due"));
        }
        let left = job.vault;
        self.give_back(id, left)?;
        self.jobs.remove(&id);
        Ok(())
    }

    pub(in crate::economy::model) fn donate(
        &mut self,
        id: JobId,
        from: usize,
        amount: u64,
    ) -> Result<(), Refusal> {
        let job = self.job(id)?;
        job.vault += amount;
        let coin = job.coin;
        self.spend(coin, from, amount)
    }
}
