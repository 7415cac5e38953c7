//! An operation as the transaction that performs it.

use super::{
    Model,
    accounts::Accounts,
    cast::*,
    model::oracle::{LeaseId, Plan},
    op::{Coin, JobId, Op},
    staking::{Step, Target},
};
use crate::{
    emissions, escrow,
    instruction::{Ix, with_account},
    iosd,
    oracle::{
        challenges,
        instructions::{self as oracle, Settlement},
    },
    staking::{self, co_stake, device, position, slash},
    token::associated,
    world::{EMISSIONS, IOSD, World},
};
use io_core::{hash::HostSha256, merkle, merkle_sum};
use solana_instruction::Instruction;
use std::collections::BTreeMap;

const DEPTH: u8 = merkle_sum::DEPTH;

/// A plan's trees, and the settlement that names their roots.
#[derive(Clone)]
pub struct Trees {
    pub rewards: merkle_sum::Tree,
    pub usage: merkle::Tree,
    pub settlement: Settlement,
}

/// The chain's side of a walk.
pub struct Chain {
    pub world: World,
    pub accounts: Accounts,
    /// By the plan's number.
    pub trees: BTreeMap<u64, Trees>,
}

impl Clone for Chain {
    fn clone(&self) -> Self {
        Self {
            world: self.world.clone(),
            accounts: self.accounts.clone(),
            trees: self.trees.clone(),
        }
    }
}

impl Chain {
    /// Builds the trees of what the operators agreed on; keeps those that `model` knows.
    pub fn agree(&mut self, epoch: u64, plan: &Plan, model: &Model) {
        let key = |wallet: usize| self.accounts.key(wallet).to_bytes();
        let tree = |leaves: &[(usize, u64)]| {
            let leaves = leaves.iter().map(|leaf| (key(leaf.0), leaf.1));
            merkle_sum::Tree::build(DEPTH, leaves).expect("it fits")
        };
        let rewards = tree(&plan.rewards);
        let leaf = |(index, line): (u32, &(LeaseId, u64, u32))| {
            let (renter, nonce, created_ts, device) = line.0;
            let job = self.accounts.job((renter, nonce));
            let lease = escrow::lease(&job, &self.accounts.hosts[device].device, created_ts);
            merkle::usage_leaf::<HostSha256>(index, &lease.to_bytes(), line.1, line.2)
        };
        let leaves = (0u32..).zip(&plan.usage).map(leaf);
        let usage = merkle::Tree::build(DEPTH, leaves).expect("it fits");
        let root = rewards.root();
        // The first one builds on no tree at all.
        let prev_root = match plan.before.len() {
            0 => [0; 32],
            _ => tree(&plan.before).root().hash,
        };
        let settlement = Settlement {
            epoch,
            prev_root,
            rewards_root: root.hash,
            rewards_sum: root.sum,
            n_leaves: rewards.n_leaves(),
            usage_root: usage.root(),
            verdict_root: [2; 32],
            // Tells plans of the same content apart, as the model does.
            report_hash: number(plan.id),
        };
        let trees = Trees {
            rewards,
            usage,
            settlement,
        };
        self.trees.insert(plan.id, trees);
        let records = model.oracle.records.values();
        let mut known: Vec<u64> = records
            .filter_map(|r| r.plan.as_ref())
            .map(|p| p.id)
            .collect();
        known.extend(model.oracle.plans.values().map(|plan| plan.id));
        self.trees.retain(|id, _| known.contains(id));
    }

    /// What performs `op`; nothing where nothing is sent.
    pub fn instructions(&self, op: &Op, model: &Model) -> Vec<Instruction> {
        let accounts = &self.accounts;
        let mint = accounts.mint(Coin::Io);
        let accrue = || emissions::accrue(mint);
        let one = |instruction| vec![instruction];
        match op {
            Op::Wait(_) | Op::Propose { .. } => Vec::new(),
            Op::Accrue => one(accrue()),
            Op::Check => vec![accrue(), emissions::assert_conservation(mint)],
            Op::Staking(step) => vec![accrue(), self.stake_step(step, model)],
            Op::Unaccrued(step) => one(self.stake_step(step, model)),
            Op::ClaimVested { grant } => {
                let wallet = accounts.key(beneficiary(*grant));
                let to = associated(&wallet, &mint);
                one(emissions::claim_vested(wallet, *grant, to))
            }
            Op::Claim { wallet, epoch } => vec![accrue(), self.claim(*wallet, *epoch, model)],
            Op::BurnIo { wallet, amount } => {
                let owner = accounts.key(*wallet);
                let source = associated(&owner, &mint);
                one(emissions::count_tokens(
                    "burn_fees",
                    owner,
                    mint,
                    source,
                    *amount,
                ))
            }
            Op::BurnIosd { wallet, amount } => {
                let owner = accounts.key(*wallet);
                let source = associated(&owner, &accounts.mint(Coin::Iosd));
                one(iosd::burn_fees(&owner, &source, *amount))
            }
            Op::Request {
                who,
                kind,
                locked,
                out,
            } => {
                let (owner, world) = (accounts.key(who.0), &self.world);
                one(match kind {
                    0 => iosd::request_mint_exact_in(world, &owner, who.1, *locked, *out),
                    1 => iosd::request_mint_exact_out(world, &owner, who.1, *out, *locked),
                    2 => iosd::request_redeem_exact_in(world, &owner, who.1, *locked, *out),
                    _ => iosd::request_redeem_exact_out(world, &owner, who.1, *out, *locked),
                })
            }
            Op::Execute { who, entry } => {
                let owner = accounts.key(who.0);
                let index = shown(model, *who, *entry);
                one(iosd::execute(&self.world, &owner, who.1, index))
            }
            Op::Refund { who, entry } => {
                let owner = accounts.key(who.0);
                let index = shown(model, *who, *entry);
                one(iosd::refund(&self.world, &owner, who.1, index))
            }
            Op::Skip { who } => one(iosd::skip(&accounts.key(who.0), who.1)),
            Op::PauseMinting => one(iosd::pause_minting(&accounts.guardian)),
            Op::Forged { op, .. } => self.instructions(op, model),
            of_the_oracle @ (Op::Post { .. }
            | Op::OpenEpoch
            | Op::Vote { .. }
            | Op::Void { .. }
            | Op::PauseSealing
            | Op::Bond { .. }
            | Op::Unbond { .. }
            | Op::WithdrawBond { .. }
            | Op::AddOperator) => one(self.oracle(of_the_oracle, model)),
            of_a_job => one(self.job(of_a_job, model)),
        }
    }

    fn oracle(&self, op: &Op, model: &Model) -> Instruction {
        let accounts = &self.accounts;
        let mint = accounts.mint(Coin::Io);
        let wallet = |seat: usize| accounts.key(operator(seat));
        match *op {
            Op::Post { seat, io, gpu } => {
                oracle::post_prices(&accounts.keys[seat], &[(0, io), (1, gpu)])
            }
            Op::OpenEpoch => oracle::open_epoch(&accounts.sponsor, model.epoch()),
            Op::Vote { seat, epoch } => {
                let key = &accounts.keys[seat];
                match model.oracle.plans.get(&epoch) {
                    Some(plan) => oracle::vote(key, &self.trees[&plan.id].settlement),
                    None => oracle::vote(key, &no_settlement(epoch)),
                }
            }
            Op::Void { epoch } => {
                let later = model.oracle.sealed_after(epoch);
                challenges::void_epoch(&accounts.guardian, epoch, &later)
            }
            Op::PauseSealing => challenges::pause_sealing(&accounts.guardian),
            Op::Bond { seat, amount } => {
                let source = associated(&wallet(seat), &mint);
                oracle::bond(&wallet(seat), source, amount)
            }
            Op::Unbond { seat } => oracle::unbond(&wallet(seat), &wallet(seat)),
            Op::WithdrawBond { seat } => {
                let to = associated(&wallet(seat), &mint);
                oracle::withdraw_bond(&wallet(seat), to)
            }
            Op::AddOperator => {
                // Where no seat is free, one who sits already.
                let seat = model.oracle.free_seat().unwrap_or(0);
                oracle::add_operator(
                    &accounts.authority,
                    &wallet(seat),
                    &accounts.keys[seat],
                    "http://127.0.0.1:8600",
                )
            }
            _ => unreachable!("the caller chose"),
        }
    }

    fn claim(&self, wallet: usize, epoch: u64, model: &Model) -> Instruction {
        let (payer, mint) = (self.accounts.sponsor, self.accounts.mint(Coin::Io));
        let key = self.accounts.key(wallet);
        let plan = model.oracle.record(epoch).and_then(|r| r.plan.as_ref());
        let shown = plan.and_then(|plan| {
            let index = plan.rewards.iter().position(|leaf| leaf.0 == wallet)?;
            let trees = self.trees.get(&plan.id)?;
            let index = u32::try_from(index).ok()?;
            let proof = trees.rewards.proof(index).ok()?.as_flattened().to_vec();
            Some((index, plan.rewards[index as usize].1, proof))
        });
        let (index, amount, proof) = shown.unwrap_or((0, 1, vec![0; 40 * usize::from(DEPTH)]));
        emissions::claim(payer, key, &mint, epoch, index, amount, &proof)
    }

    fn stake_step(&self, step: &Step, model: &Model) -> Instruction {
        let accounts = &self.accounts;
        let mint = accounts.mint(Coin::Io);
        let key = |who: usize| accounts.key(who);
        let at = |device: usize| accounts.hosts[device].device;
        match *step {
            Step::Stake { who, amount } => staking::stake(key(who), &mint, amount),
            Step::Unstake { who, amount } => staking::unstake(key(who), amount),
            Step::Withdraw { who } => staking::withdraw(key(who), &mint),
            Step::Claim { who } => staking::claim_rewards(key(who), &mint),
            Step::Compound { who } => staking::compound(&key(who)),
            Step::StakeDevice { device, amount } => {
                staking::stake_device(key(device), at(device), &mint, amount)
            }
            Step::UnstakeDevice { device, amount } => {
                staking::unstake_device(key(device), at(device), amount)
            }
            Step::WithdrawDevice { device } => {
                staking::withdraw_device(key(device), at(device), &mint)
            }
            Step::Surplus { device, amount } => {
                device::withdraw_surplus(key(device), at(device), &mint, amount)
            }
            Step::Note { device } => device::note_requirement(at(device)),
            Step::Join {
                who,
                device,
                amount,
            } => co_stake::join(key(who), at(device), &mint, amount, 0),
            Step::Leave {
                who,
                device,
                shares,
            } => co_stake::leave(key(who), at(device), shares),
            Step::WithdrawCo { who, device } => co_stake::withdraw(key(who), at(device), &mint),
            _ => self.slash_step(step, model),
        }
    }

    fn slash_step(&self, step: &Step, model: &Model) -> Instruction {
        let accounts = &self.accounts;
        let (by, mint) = (accounts.authority, accounts.mint(Coin::Io));
        let target = |target: Target| match target {
            Target::Staker(who) => position(&accounts.key(who)),
            Target::Device(device) => accounts.hosts[device].stake,
        };
        let accused = |proposal: usize| match model.staking.proposals.get(proposal) {
            Some(known) => target(known.target),
            None => staking::pool(),
        };
        match *step {
            Step::Propose { target: at, amount } => {
                let evidence = number(model.staking.proposals.len() as u64 + 1);
                slash::propose(by, target(at), amount, &evidence)
            }
            Step::Confirm { proposal } => {
                let evidence = number(proposal as u64 + 1);
                slash::confirm(by, accused(proposal), &mint, &evidence)
            }
            Step::Lapse {
                proposal,
                by_governance,
            } => {
                let caller = if by_governance { by } else { accounts.sponsor };
                let evidence = number(proposal as u64 + 1);
                slash::lapse(caller, accused(proposal), &evidence)
            }
            Step::Execute { target: at, amount } => {
                slash::execute(target(at), &mint, amount, &number(u64::MAX))
            }
            _ => panic!("{step:?} is only a sibling's to call"),
        }
    }

    fn job(&self, op: &Op, model: &Model) -> Instruction {
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
                let signer = if *by_renter { job.0 } else { *device };
                let signer = accounts.key(signer);
                escrow::start(&signer, &accounts.job(*job), &lease(job, *device))
            }
            Op::Extend { job, hours } => {
                let mint = accounts.mint(coin(job));
                escrow::extend(&mint, &accounts.key(job.0), &accounts.job(*job), *hours)
            }
            Op::Withdraw { job, device, epoch } => {
                let leaf = self.usage(job, *device, *epoch, model);
                let to = accounts.key(payee(*device));
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
                let expire = escrow::expire(&renter, &accounts.job(*job), record);
                let to = associated(&renter, &accounts.mint(coin(job)));
                with_account(expire, 5, to)
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
                escrow::close_lease_to(&accounts.job(*job), &lease(job, *device), host, to)
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

/// The place of the price that is shown for a request.
fn shown(model: &Model, who: (usize, u64), entry: Option<u8>) -> u8 {
    let request = model.iosd.requests.get(&who);
    let right = request.and_then(|request| model.prices.first_after(request.slot));
    entry.or(right).unwrap_or(u8::MAX)
}

fn number(n: u64) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&n.to_le_bytes());
    bytes
}

fn no_settlement(epoch: u64) -> Settlement {
    Settlement {
        epoch,
        prev_root: [9; 32],
        rewards_root: [9; 32],
        rewards_sum: 0,
        n_leaves: 0,
        usage_root: [9; 32],
        verdict_root: [9; 32],
        report_hash: [9; 32],
    }
}
