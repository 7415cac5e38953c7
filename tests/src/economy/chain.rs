//! An operation as the transaction that performs it.

mod jobs;
mod oracle;
mod power;
mod proofs;
mod rounds;
mod stakes;

use super::{
    Model,
    accounts::Accounts,
    check::seals::Seals,
    model::oracle::{LeaseId, Plan},
    op::{Coin, Office, Op, Power},
};
use crate::{
    emissions, escrow, iosd, oracle::instructions::Settlement, token::associated, world::World,
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
    /// The records as they were seen.
    pub seals: Seals,
}

impl Clone for Chain {
    fn clone(&self) -> Self {
        Self {
            world: self.world.clone(),
            accounts: self.accounts.clone(),
            trees: self.trees.clone(),
            seals: self.seals.clone(),
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
            Op::Wait(_) | Op::Halt(_) | Op::Propose { .. } => Vec::new(),
            // It would say that more was claimed than settled, rightly.
            Op::Check if model.oracle.robbed => one(accrue()),
            Op::Accrue => one(accrue()),
            Op::Check => vec![accrue(), emissions::assert_conservation(mint)],
            Op::Staking(step) => vec![accrue(), self.stake_step(step, model)],
            Op::Unaccrued(step) => one(self.stake_step(step, model)),
            Op::SetSplit {
                stakers_bps,
                cpu_bps,
            } => {
                let by = self.holder(Office::Emissions, model);
                vec![accrue(), emissions::set_split(by, *stakers_bps, *cpu_bps)]
            }
            Op::Offer { .. }
            | Op::SetPayee { .. }
            | Op::Register { .. }
            | Op::Retire { .. }
            | Op::RotateDevice { .. }
            | Op::Terms { .. }
            | Op::Compounding { .. }
            | Op::Rotate { .. }
            | Op::CloseAccount { .. }
            | Op::OpenAccount { .. }
            | Op::Collect { .. } => one(self.host(op, model)),
            Op::Power(power @ Power::SetStaking { .. }) => {
                vec![accrue(), self.power(power, model)]
            }
            Op::Power(power) => one(self.power(power, model)),
            Op::Proof(proof) => one(self.proof(proof, model)),
            Op::Round(round) => one(self.round(round)),
            Op::Receipt {
                job,
                device,
                seconds,
            } => self.receipt(*job, *device, *seconds, model),
            Op::ClaimVested { grant } => {
                let wallet = self.beneficiary(*grant, model);
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
            Op::PauseMinting => {
                let guardian = iosd_guardian(model);
                one(iosd::pause_minting(&accounts.officers[guardian]))
            }
            Op::Forged { op, .. } => self.instructions(op, model),
            of_the_oracle @ (Op::Post { .. }
            | Op::OpenEpoch
            | Op::Vote { .. }
            | Op::Void { .. }
            | Op::Challenge { .. }
            | Op::Prove { .. }
            | Op::Judge { .. }
            | Op::PauseSealing
            | Op::Bond { .. }
            | Op::Unbond { .. }
            | Op::WithdrawBond { .. }
            | Op::AddOperator) => one(self.oracle(of_the_oracle, model)),
            of_a_job => one(self.job(of_a_job, model)),
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
}

/// The place of the price that is shown for a request.
fn shown(model: &Model, who: (usize, u64), entry: Option<u8>) -> u8 {
    let request = model.iosd.requests.get(&who);
    let right = request.and_then(|request| model.prices.first_after(request.slot));
    entry.or(right).unwrap_or(u8::MAX)
}

/// Who may pause minting now: parameters whose time has come are in force.
fn iosd_guardian(model: &Model) -> usize {
    let mut terms = model.iosd.terms;
    terms.enact(model.now);
    terms.now.guardian
}

fn number(n: u64) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&n.to_le_bytes());
    bytes
}
