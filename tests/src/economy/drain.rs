//! No token is stuck: from whatever state a walk came to, calls that anyone may send, or the owner
//! alone, empty every vault. No operator, no authority and no guardian does anything; time passes.
//!
//! What stays is named: the CPU part of the emission, which nothing pays out yet; of the suppliers'
//! part what no settlement has given to anybody, which later settlements give out; of the stakers'
//! part the reserve of the hours in which too few staked, and what the accumulator's floors have left
//! over, less than a unit for each time that somebody's rewards were brought up to date.

use super::{
    accounts::Purse,
    cast::*,
    model::{Model, jobs::Stage},
    op::{JobId, Op, Round},
    staking::Step,
    walk::Walk,
};
use io_core::units::MONTH_S;

const DAY_S: u64 = 86_400;
/// Stake of the one who begins again, more than the least that earns.
const AGAIN: u64 = 2_000 * crate::city::IO;
/// After this long every proposal can lapse, every ticket has matured, every request and every job
/// has timed out, and nothing has been sealed for 14 days.
const LONG_S: u64 = 45 * DAY_S;

/// What is left to be done, as calls: more than enough for everybody to leave.
fn bound(model: &Model) -> usize {
    let staking = &model.staking;
    let shares: usize = staking.devices.iter().map(|d| d.friends.len()).sum();
    let leases: usize = model.jobs.values().map(|job| job.leases.len()).sum();
    let proposals = staking.proposals.iter().filter(|p| p.open).count();
    4 * PEOPLE
        + 3 * shares
        + 4 * DEVICES
        + 3 * model.jobs.len()
        + 3 * leases
        + 3 * model.iosd.requests.len()
        + model.closed.len()
        + model.rounds.len()
        + proposals
        + model.oracle.challenges.len()
        + PAYEES
        + 2 * OPERATORS
        + 3
        + 4
}

struct Leaving<'a> {
    walk: &'a mut Walk,
    sent: usize,
}

/// Everybody takes what is his. Returns how many transactions it took.
///
/// # Errors
/// What is left where nothing should be, or where model and chain parted.
pub fn everybody_leaves(walk: &mut Walk) -> Result<usize, String> {
    let bound = bound(&walk.model);
    let mut leaving = Leaving { walk, sent: 0 };
    leaving.accounts_open()?;
    leaving.wait(LONG_S)?;
    leaving.proposals_lapse()?;
    leaving.jobs_end()?;
    leaving.rounds_close()?;
    leaving.requests_are_refunded()?;
    leaving.suppliers_claim()?;
    leaving.stakes_cool()?;
    leaving.challenges_end()?;
    leaving.operators_unbond()?;
    leaving.wait(LONG_S)?;
    leaving.stakes_leave()?;
    leaving.somebody_begins_again()?;
    leaving.allocations_vest()?;
    let sent = leaving.sent;
    if sent > bound {
        return Err(format!(
            "{sent} transactions, more than the {bound} that suffice"
        ));
    }
    walk.chain.everything(&walk.model)?;
    if !walk.model.rounds.is_empty() {
        return Err("a round stays open".to_owned());
    }
    nothing_stays(walk)?;
    Ok(sent)
}

impl Leaving<'_> {
    /// Lands or is refused, as the model says.
    fn call(&mut self, op: &Op) -> Result<(), String> {
        self.sent += 1;
        let taken = self.walk.take(op);
        taken.map_err(|what| format!("{}: {what}", op.line()))?;
        Ok(())
    }

    fn wait(&mut self, seconds: u64) -> Result<(), String> {
        self.walk.take(&Op::Wait(seconds)).map(|_| ())
    }

    /// Whoever closed an account makes it again.
    fn accounts_open(&mut self) -> Result<(), String> {
        for who in self.walk.model.closed.clone() {
            self.call(&Op::OpenAccount { who })?;
        }
        Ok(())
    }

    fn proposals_lapse(&mut self) -> Result<(), String> {
        for proposal in 0..self.walk.model.staking.proposals.len() {
            if self.walk.model.staking.proposals[proposal].open {
                self.call(&Op::Staking(Step::Lapse {
                    proposal,
                    by_governance: false,
                }))?;
            }
        }
        Ok(())
    }

    /// What a final epoch says was served is paid; then the jobs expire and close.
    fn jobs_end(&mut self) -> Result<(), String> {
        let epoch = self.walk.model.oracle.head.epoch;
        let jobs: Vec<JobId> = self.walk.model.jobs.keys().copied().collect();
        for job in jobs {
            let devices: Vec<usize> = self.walk.model.jobs[&job].leases.keys().copied().collect();
            for device in &devices {
                let device = *device;
                if epoch > 0 {
                    self.call(&Op::Withdraw { job, device, epoch })?;
                }
                // In the silence what a renter signed counts as well.
                let seconds = DAY_S * (device as u64 % 3);
                self.call(&Op::Receipt {
                    job,
                    device,
                    seconds,
                })?;
            }
            let books = &self.walk.model.jobs[&job];
            let never_ran = books.stage == Stage::Cancelled && books.end_ts <= books.start_ts;
            if books.stage != Stage::Expired && !never_ran {
                self.call(&Op::Expire { job, epoch: None })?;
            }
            for device in devices {
                self.call(&Op::CloseLease { job, device })?;
            }
            if self.walk.model.jobs[&job].fees_due() > 0 {
                self.call(&Op::CollectFees { job })?;
            }
            self.call(&Op::Close { job })?;
        }
        Ok(())
    }

    /// They hold no tokens, but somebody's rent.
    fn rounds_close(&mut self) -> Result<(), String> {
        let open: Vec<i64> = self.walk.model.rounds.keys().copied().collect();
        for opens_ts in open {
            self.call(&Op::Round(Round::Close { opens_ts }))?;
        }
        Ok(())
    }

    fn requests_are_refunded(&mut self) -> Result<(), String> {
        let all: Vec<_> = self.walk.model.iosd.requests.keys().copied().collect();
        for who in all {
            if self.walk.model.iosd.requests[&who].pending {
                self.call(&Op::Refund { who, entry: None })?;
            }
        }
        while let Some(who) = self.walk.model.iosd.at_head() {
            self.call(&Op::Skip { who })?;
        }
        let owed: Vec<_> = self.walk.model.iosd.requests.keys().copied().collect();
        for who in owed {
            self.call(&Op::Collect { who })?;
        }
        Ok(())
    }

    fn suppliers_claim(&mut self) -> Result<(), String> {
        let head = self.walk.model.oracle.head.clone();
        for (wallet, cumulative) in head.rewards.iter() {
            if self.walk.model.emission.claimed[*wallet] < *cumulative {
                self.call(&Op::Claim {
                    wallet: *wallet,
                    epoch: head.epoch,
                })?;
            }
        }
        Ok(())
    }

    /// What has matured leaves first, as tickets may be full; then all that is at work cools.
    fn stakes_cool(&mut self) -> Result<(), String> {
        self.mature_leaves()?;
        for who in 0..PEOPLE {
            let amount = self.walk.model.staking.stakers[who].active;
            if amount > 0 {
                self.call(&Op::Staking(Step::Unstake { who, amount }))?;
            }
            let unpaid = self.walk.model.rewards.unpaid[who];
            if unpaid > 0 {
                self.call(&Op::Staking(Step::Claim { who }))?;
            }
        }
        for device in 0..DEVICES {
            let stake = &self.walk.model.staking.devices[device];
            let friends: Vec<usize> = stake.friends.keys().copied().collect();
            for who in friends {
                let shares = self.walk.model.staking.devices[device].current(who).shares;
                if shares > 0 {
                    self.call(&Op::Staking(Step::Leave {
                        who,
                        device,
                        shares,
                    }))?;
                }
            }
            let amount = self.walk.model.staking.devices[device].own.active;
            if amount > 0 {
                self.call(&Op::Staking(Step::UnstakeDevice { device, amount }))?;
            }
        }
        Ok(())
    }

    fn stakes_leave(&mut self) -> Result<(), String> {
        self.mature_leaves()?;
        for seat in 0..OPERATORS {
            if self.walk.model.oracle.seats[seat].listed {
                self.call(&Op::WithdrawBond { seat })?;
            }
        }
        Ok(())
    }

    /// Hours in which nobody staked stop nobody who stakes after them.
    fn somebody_begins_again(&mut self) -> Result<(), String> {
        let (who, amount) = (0, AGAIN);
        self.wait(2 * DAY_S)?;
        self.call(&Op::Staking(Step::Stake { who, amount }))?;
        self.wait(2 * DAY_S)?;
        self.call(&Op::Staking(Step::Unstake { who, amount }))?;
        self.call(&Op::Staking(Step::Claim { who }))?;
        self.wait(LONG_S)?;
        self.call(&Op::Staking(Step::Withdraw { who }))
    }

    fn mature_leaves(&mut self) -> Result<(), String> {
        for who in 0..PEOPLE {
            if self.walk.model.staking.stakers[who].cooling() > 0 {
                self.call(&Op::Staking(Step::Withdraw { who }))?;
            }
        }
        for device in 0..DEVICES {
            let stake = &self.walk.model.staking.devices[device];
            let friends: Vec<usize> = stake.friends.keys().copied().collect();
            for who in friends {
                let mine = self.walk.model.staking.devices[device].current(who);
                if mine.tickets.iter().any(|ticket| ticket.0 > 0) {
                    self.call(&Op::Staking(Step::WithdrawCo { who, device }))?;
                }
            }
            if self.walk.model.staking.devices[device].own.cooling() > 0 {
                self.call(&Op::Staking(Step::WithdrawDevice { device }))?;
            }
        }
        Ok(())
    }

    fn challenges_end(&mut self) -> Result<(), String> {
        let open: Vec<_> = self.walk.model.oracle.challenges.keys().copied().collect();
        for (who, epoch) in open {
            self.call(&Op::Judge { who, epoch })?;
        }
        Ok(())
    }

    fn operators_unbond(&mut self) -> Result<(), String> {
        for seat in 0..OPERATORS {
            if self.walk.model.oracle.seats[seat].active {
                self.call(&Op::Unbond { seat })?;
            }
        }
        Ok(())
    }

    fn allocations_vest(&mut self) -> Result<(), String> {
        self.wait(49 * MONTH_S)?;
        for grant in 0..3 {
            let named = self.walk.model.emission.beneficiaries[usize::from(grant)];
            if named.is_some() && self.walk.model.emission.unvested(grant) > 0 {
                self.call(&Op::ClaimVested { grant })?;
            }
        }
        Ok(())
    }
}

/// The vaults, on the chain: empty, or exactly what is named.
fn nothing_stays(walk: &Walk) -> Result<(), String> {
    let (chain, model) = (&walk.chain, &walk.model);
    let rewards = &model.rewards;
    let unfolded = model.emission.totals.stakers - rewards.folded_total;
    for (key, purse) in &chain.accounts.purses {
        let held = chain.world.token_balance(key);
        let (least, most) = match purse {
            Purse::Held(..) => continue,
            // What was granted to nobody yet.
            Purse::Allocation(grant)
                if model.emission.beneficiaries[usize::from(*grant)].is_none() =>
            {
                let all = model.emission.unvested(*grant);
                (all, all)
            }
            Purse::CpuReserve => (model.emission.totals.cpu, model.emission.totals.cpu),
            Purse::SupplierRewards => {
                let nobodys = model.emission.totals.gpu - model.oracle.head.sum();
                (nobodys, nobodys)
            }
            Purse::StakerRewards => {
                let named = rewards.reserve + unfolded;
                (named, named + rewards.settlements + 1)
            }
            _ => (0, 0),
        };
        if !(least..=most).contains(&held) {
            return Err(format!(
                "{purse:?} still holds {held}, and {least} to {most} is what may stay"
            ));
        }
    }
    Ok(())
}
