//! What renters, suppliers and keepers send about jobs.

use super::{Chain, DEPTH};
use crate::{
    economy::{
        cast::{payee, supplier},
        model::{Model, jobs::Job},
        op::{Coin, JobId, Op},
    },
    emissions, escrow,
    instruction::{Ix, with_account},
    iosd,
    token::associated,
    world::{EMISSIONS, IOSD},
};
use solana_instruction::Instruction;

impl Chain {
    pub(super) fn job(&self, op: &Op, model: &Model) -> Instruction {
        let accounts = &self.accounts;
        let coin = |id: &JobId| model.jobs.get(id).map_or(Coin::Iosd, |job| job.coin);
        let created = |id: &JobId| model.jobs.get(id).map_or(0, |job| job.created_ts);
        let lease = |id: &JobId, device: usize| {
            let host = &accounts.hosts[device];
            escrow::lease(&accounts.job(*id), &host.device, created(id))
        };
        match op {
            Op::Create {
                job,
                coin,
                tier,
                gpus,
                hours,
            } => {
                let order = escrow::Order {
                    class: 0,
                    tier: *tier,
                    region: 0,
                    scenario: 1,
                    gpus: *gpus,
                    hours: *hours,
                    max_price: u64::MAX,
                    max_rate: u64::MAX,
                };
                escrow::create_job_in(&accounts.mint(*coin), &accounts.key(job.0), job.1, &order)
            }
            Op::Accept {
                job,
                device,
                most_hours,
            } => {
                let host = &accounts.hosts[*device];
                escrow::accept_for(&self.world, &accounts.job(*job), host, 1, *most_hours)
            }
            Op::Start {
                job,
                device,
                by_renter,
            } => {
                let signer = if *by_renter { job.0 } else { supplier(*device) };
                let signer = accounts.key(signer);
                escrow::start(&signer, &accounts.job(*job), &lease(job, *device))
            }
            Op::Extend { job, hours } => {
                let mint = accounts.mint(coin(job));
                escrow::extend(&mint, &accounts.key(job.0), &accounts.job(*job), *hours)
            }
            Op::Withdraw { job, device, epoch } => {
                let leaf = self.usage(job, *device, *epoch, model);
                let lease_of = |job: &Job| job.leases.get(device).map(|lease| lease.payee);
                let to = model.jobs.get(job).and_then(lease_of);
                let to = accounts.key(to.unwrap_or(payee(*device)));
                let mint = accounts.mint(coin(job));
                escrow::withdraw_in(&mint, &accounts.job(*job), &lease(job, *device), &to, &leaf)
            }
            Op::Cancel { job } => {
                let mint = accounts.mint(coin(job));
                escrow::cancel_in(&mint, &accounts.key(job.0), &accounts.job(*job))
            }
            Op::Expire { job, epoch } => {
                let renter = accounts.key(job.0);
                let record = epoch.map(crate::oracle::address::epoch_record);
                let mint = accounts.mint(coin(job));
                escrow::expire_in(&mint, &renter, &accounts.job(*job), record)
            }
            Op::CollectFees { job } => {
                let (books, program) = match coin(job) {
                    Coin::Io => (emissions::emission(), EMISSIONS),
                    _ => (iosd::iosd(), IOSD),
                };
                let mint = accounts.mint(coin(job));
                escrow::collect_fees_in(&mint, &accounts.job(*job), books, program)
            }
            Op::CloseLease { job, device } => {
                let host = &accounts.hosts[*device];
                let to = associated(&accounts.key(job.0), &accounts.mint(Coin::Io));
                let close =
                    escrow::close_lease_to(&accounts.job(*job), &lease(job, *device), host, to);
                let known = model.jobs.get(job).and_then(|job| job.leases.get(device));
                // Its rent goes to whoever paid it.
                if known.is_some_and(|lease| lease.drawn) {
                    with_account(close, 3, accounts.sponsor)
                } else {
                    close
                }
            }
            Op::Close { job } => {
                let mint = accounts.mint(coin(job));
                escrow::close_in(&mint, &accounts.key(job.0), &accounts.job(*job))
            }
            Op::Donate { job, from, amount } => {
                let owner = accounts.key(*from);
                Ix::token(3)
                    .writes(associated(&owner, &accounts.mint(coin(job))))
                    .writes(escrow::vault(&accounts.job(*job)))
                    .signer(owner)
                    .u64(*amount)
                    .build()
            }
            _ => unreachable!("{op:?} is not a job's"),
        }
    }

    /// The renter's signature, verified, and what it pays.
    pub(super) fn receipt(
        &self,
        id: JobId,
        device: usize,
        seconds: u64,
        model: &Model,
    ) -> Vec<Instruction> {
        let accounts = &self.accounts;
        let known = model.jobs.get(&id);
        let created_ts = known.map_or(0, |job| job.created_ts);
        let coin = known.map_or(Coin::Iosd, |job| job.coin);
        let leased = known.and_then(|job| job.leases.get(&device));
        let to = accounts.key(leased.map_or(payee(device), |lease| lease.payee));
        let job = accounts.job(id);
        let lease = escrow::lease(&job, &accounts.hosts[device].device, created_ts);
        let verify = escrow::receipt(&accounts.wallets[id.0], &job, &lease, seconds);
        let mint = accounts.mint(coin);
        vec![
            verify,
            escrow::claim_receipt_in(&mint, &job, &lease, &to, seconds),
        ]
    }

    fn usage(&self, id: &JobId, device: usize, epoch: u64, model: &Model) -> escrow::Usage {
        let created_ts = model.jobs.get(id).map_or(0, |job| job.created_ts);
        let named = (id.0, id.1, created_ts, device);
        let plan = model.oracle.record(epoch).and_then(|r| r.plan.as_ref());
        let shown = plan.and_then(|plan| {
            let index = plan.usage.iter().position(|leaf| leaf.0 == named)?;
            let trees = self.trees.get(&plan.id)?;
            let index = u32::try_from(index).ok()?;
            let leaf = plan.usage[index as usize];
            Some((
                index,
                leaf.1,
                leaf.2,
                trees.usage.proof(index).ok()?.concat(),
            ))
        });
        let nothing = (0, 3_600, 3_600, vec![0; 32 * usize::from(DEPTH)]);
        let (index, cumulative_s, first_hour_s, proof) = shown.unwrap_or(nothing);
        escrow::Usage {
            record: crate::oracle::address::epoch_record(epoch),
            index,
            cumulative_s,
            first_hour_s,
            proof,
        }
    }
}
