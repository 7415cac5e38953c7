//! What must hold on the chain: every book as the model has it, and the invariants of the design on
//! the raw accounts, whatever the model says.

mod invariants;
mod powers;
mod rounds;
pub mod seals;

use super::{
    Model,
    accounts::Purse,
    cast::*,
    chain::Chain,
    model::{jobs::Stage, oracle::Status},
    staking::Own,
};
use crate::{
    emissions, escrow, iosd,
    oracle::{
        accounts::{OPEN, SEALED, VOID},
        address::singleton,
    },
    staking,
    token::read_u64,
};
use solana_pubkey::Pubkey;

/// What does not hold, in words.
pub type Broken = String;

fn same<T: PartialEq + std::fmt::Debug>(what: &str, chain: T, model: T) -> Result<(), Broken> {
    if chain == model {
        return Ok(());
    }
    Err(format!(
        "{what}: the chain has {chain:?}, the model {model:?}"
    ))
}

fn holds(what: &str, so: bool) -> Result<(), Broken> {
    if so {
        Ok(())
    } else {
        Err(format!("{what} does not hold"))
    }
}

impl Chain {
    /// The accounts among `touched` whose balances the model predicts.
    pub fn balances(&self, touched: &[Pubkey], model: &Model) -> Result<(), Broken> {
        for key in touched {
            if let Some(purse) = self.accounts.purses.get(key) {
                self.balance(key, *purse, model)?;
            } else if let Some(coin) = self.accounts.mints.iter().position(|mint| mint == key) {
                self.supply(coin, model)?;
            }
        }
        Ok(())
    }

    fn balance(&self, key: &Pubkey, purse: Purse, model: &Model) -> Result<(), Broken> {
        let held = self.world.token_balance(key);
        same(&format!("{purse:?}"), held, model.balance(purse))
    }

    fn supply(&self, coin: usize, model: &Model) -> Result<(), Broken> {
        let supply = self.world.supply(&self.accounts.mints[coin]);
        match coin {
            0 => same("supply of IOSD", supply, model.iosd.supply()),
            1 => same("supply of IO", supply, model.emission.supply),
            _ => Ok(()),
        }
    }

    /// Everything.
    pub fn everything(&self, model: &Model) -> Result<(), Broken> {
        for (key, purse) in &self.accounts.purses {
            self.balance(key, *purse, model)?;
        }
        self.supply(0, model)?;
        self.supply(1, model)?;
        self.stakes(model)?;
        self.totals(model)?;
        self.jobs(model)?;
        self.records(model)?;
        self.offices(model)?;
        self.parameters(model)?;
        self.hosts(model)?;
        self.proofs(model)?;
        self.rounds(model)?;
        self.invariants(model)
    }

    fn stakes(&self, model: &Model) -> Result<(), Broken> {
        for (who, own) in model.staking.stakers.iter().enumerate() {
            let view = self.world.position(&self.accounts.key(who));
            let seen = (view.amount, view.locked, view.unpaid, live(&view.cooling));
            let unpaid = model.rewards.unpaid[who];
            let expected = (own.active, own.locked, unpaid, live(&own.tickets));
            same(&format!("position of {who}"), seen, expected)?;
        }
        for (at, device) in model.staking.devices.iter().enumerate() {
            if !model.devices[at].staked {
                continue;
            }
            let view = self.world.device_stake(&self.accounts.hosts[at].device);
            let seen = (
                (
                    view.amount,
                    view.locked,
                    view.guarantee,
                    live(&view.cooling),
                ),
                (view.co_total, view.co_shares, view.co_active_shares),
                (view.co_locked, view.co_generation),
                (view.requirement, view.requirement_next, view.lowered_ts),
            );
            let own = &device.own;
            let expected = (
                (own.active, own.locked, device.guarantee, live(&own.tickets)),
                (device.pot, device.shares, device.active_shares),
                (device.co_locked, device.generation),
                (device.held, device.next, device.lowered_ts),
            );
            same(&format!("stake of device {at}"), seen, expected)?;
            for who in device.friends.keys() {
                let mine = device.current(*who);
                let key = self.accounts.key(*who);
                let view = self.world.co_stake(&self.accounts.hosts[at].device, &key);
                if view.generation == device.generation {
                    let seen = (view.shares, live(&view.cooling));
                    let expected = (mine.shares, live(&mine.tickets));
                    same(&format!("share of {who} in {at}"), seen, expected)?;
                }
            }
        }
        Ok(())
    }

    fn totals(&self, model: &Model) -> Result<(), Broken> {
        let (pool, rewards) = (self.world.pool(), &model.rewards);
        let stakes = &model.staking;
        let owns = stakes.stakers.iter();
        let owns = owns.chain(stakes.devices.iter().map(|device| &device.own));
        let expected = staking::PoolView {
            delegated_total: stakes.stakers.iter().map(|own| own.active).sum(),
            device_total: stakes.devices.iter().map(|d| d.own.active).sum(),
            cooling_total: owns.map(Own::cooling).sum(),
            co_total: stakes.devices.iter().map(|d| d.pot).sum(),
            slashed_total: stakes.slashed,
            guarantees_paid: stakes.guarantees_paid,
            acc_q64: rewards.accumulator.per_unit_q64,
            folded_epoch: rewards.folded_epoch,
            folded_total: rewards.folded_total,
            reserve: rewards.reserve,
            rewards_paid: rewards.paid,
        };
        same("pool", pool, expected)?;
        let emission = &model.emission;
        let expected = emissions::EmissionView {
            accrued_epoch: emission.accrued,
            emitted: emission.totals.emitted,
            stakers_total: emission.totals.stakers,
            gpu_total: emission.totals.gpu,
            cpu_total: emission.totals.cpu,
            claimed_total: emission.claimed_total,
            burned_for_iosd: emission.burned_for_iosd,
            redeemed: emission.redeemed,
            fees_burned: emission.fees_burned,
        };
        same("emission", self.world.emission(), expected)?;
        for wallet in 0..PEOPLE {
            let claimed = self.world.claimed(&self.accounts.key(wallet));
            same("claimed", claimed, emission.claimed[wallet])?;
        }
        let books = &model.iosd;
        let expected = iosd::Books {
            mint_window_used: books.mint_window.used,
            redeem_window_used: books.redeem_window.used,
            burned_io: books.burned,
            minted_iosd: books.minted,
            redeemed_io: books.redeemed,
            redeemed_iosd: books.redeemed_iosd,
            fees_burned_iosd: books.fees,
            locked_io: books.locked(true),
            locked_iosd: books.locked(false),
            next_seq: books.next,
            head_seq: books.head,
        };
        same("iosd", iosd::books(&self.world), expected)
    }

    fn jobs(&self, model: &Model) -> Result<(), Broken> {
        for (id, job) in &model.jobs {
            let address = self.accounts.job(*id);
            let view = escrow::read_job(&self.world, &address);
            let view = view.ok_or_else(|| format!("the chain has no job {id:?}"))?;
            let seen = (
                (view.status, view.gpus_matched, view.leases_open, view.hours),
                (view.rate, view.deposit, view.fee_reserved),
                (view.paid, view.fee_paid, view.burn_due, view.treasury_due),
                (view.created_ts, view.start_ts, view.end_ts),
            );
            let status = match job.stage {
                Stage::Open => 0,
                Stage::Matched => 1,
                Stage::Running => 2,
                Stage::Cancelled => 3,
                Stage::Expired => 4,
            };
            let leases = u16::try_from(job.leases.len()).expect("few");
            let expected = (
                (status, job.matched, leases, job.hours),
                (job.rate, job.deposit, job.fee_reserved),
                (job.paid, job.fee_paid, job.burn_due, job.treasury_due),
                (job.created_ts, job.start_ts, job.end_ts),
            );
            same(&format!("job {id:?}"), seen, expected)?;
            for (device, lease) in &job.leases {
                let host = &self.accounts.hosts[*device];
                let key = escrow::lease(&address, &host.device, job.created_ts);
                let view = escrow::read_lease(&self.world, &key);
                let view = view.ok_or_else(|| format!("no lease of {device} in {id:?}"))?;
                let seen = (view.paid, view.guarantee, view.status == 2, view.at_fault);
                let expected = (lease.paid, lease.guarantee, lease.settled, lease.at_fault);
                same(&format!("lease of {device} in {id:?}"), seen, expected)?;
            }
        }
        Ok(())
    }

    fn records(&self, model: &Model) -> Result<(), Broken> {
        for record in model.oracle.records.values() {
            let key = crate::oracle::address::epoch_record(record.epoch);
            let view = crate::oracle::accounts::Record(crate::oracle::accounts::Bytes(
                self.world.data(&key),
            ));
            let status = match record.status {
                Status::Open => OPEN,
                Status::Sealed => SEALED,
                Status::Void => VOID,
            };
            let seen = (
                view.epoch(),
                view.status(),
                view.supplier_cap(),
                view.total_weight(),
                view.final_ts(),
            );
            let expected = (
                record.epoch,
                status,
                record.cap,
                record.total,
                record.final_ts,
            );
            same(&format!("record of {}", record.epoch), seen, expected)?;
            if let Some(plan) = &record.plan {
                let sum = view.settlement().rewards_sum;
                same("a sealed sum", sum, plan.sum())?;
            }
        }
        let oracle = self.world.data(&singleton("oracle"));
        let head = &model.oracle.head;
        let seen = (read_u64(&oracle, 8 + 284), read_u64(&oracle, 8 + 324));
        same("the last seal", seen, (head.epoch, head.sum()))
    }
}

/// Tickets that hold something; empty ones may bear any time.
fn live(tickets: &[(u64, i64); 4]) -> [(u64, i64); 4] {
    tickets.map(|(amount, ts)| (amount, if amount == 0 { 0 } else { ts }))
}
