//! What operators and the guardian send.

use super::Chain;
use crate::{
    economy::{
        cast::operator,
        model::Model,
        op::{Coin, Office, Op},
    },
    oracle::{
        challenges,
        instructions::{self as oracle, Settlement},
        tree::SumTree,
    },
    token::associated,
};
use solana_instruction::Instruction;

impl Chain {
    pub(super) fn oracle(&self, op: &Op, model: &Model) -> Instruction {
        let accounts = &self.accounts;
        let mint = accounts.mint(Coin::Io);
        let wallet = |seat: usize| accounts.key(operator(seat));
        let key = |seat: usize| accounts.keys[model.oracle.keys[seat]];
        let guardian = || self.holder(Office::Guardian, model);
        match *op {
            Op::Post { seat, io, gpu } => oracle::post_prices(&key(seat), &[(0, io), (1, gpu)]),
            Op::OpenEpoch => oracle::open_epoch(&accounts.sponsor, model.epoch()),
            Op::Vote { seat, epoch } => {
                let key = &key(seat);
                match model.oracle.plans.get(&epoch) {
                    Some(plan) => oracle::vote(key, &self.trees[&plan.id].settlement),
                    None => oracle::vote(key, &no_settlement(epoch)),
                }
            }
            Op::Void { epoch } => {
                let later = model.oracle.sealed_after(epoch);
                challenges::void_epoch(&guardian(), epoch, &later)
            }
            Op::Challenge { who, epoch, place } => {
                challenges::open_challenge(&accounts.key(who), &mint, epoch, place)
            }
            Op::Prove { who, epoch, side } => self.evidence(who, epoch, side, model),
            Op::Judge { who, epoch } => {
                // It voids what builds on it, if it voids at all.
                let later = if model.voids(who, epoch) {
                    model.oracle.sealed_after(epoch)
                } else {
                    Vec::new()
                };
                challenges::judge_challenge(&accounts.key(who), mint, epoch, &later)
            }
            Op::PauseSealing => challenges::pause_sealing(&guardian()),
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
                    &self.holder(Office::Oracle, model),
                    &wallet(seat),
                    &accounts.keys[model.oracle.free_key()],
                    "http://127.0.0.1:8600",
                )
            }
            _ => unreachable!("the caller chose"),
        }
    }
}

impl Chain {
    /// The challenged leaf on one side, with its path.
    fn evidence(&self, who: usize, epoch: u64, side: u8, model: &Model) -> Instruction {
        let challenge = model.oracle.challenges.get(&(who, epoch));
        let place = challenge.map_or(0, |challenge| challenge.place);
        let plan = model.oracle.record(epoch).and_then(|r| r.plan.as_ref());
        let none = Vec::new();
        let leaves = match plan {
            Some(plan) if side == 0 => &*plan.before,
            Some(plan) => &plan.rewards,
            None => &none,
        };
        let leaves: Vec<_> = leaves
            .iter()
            .map(|leaf| (self.accounts.key(leaf.0), leaf.1))
            .collect();
        let opened = SumTree::honest(&leaves).open(0, place);
        challenges::prove_challenge(&self.accounts.key(who), epoch, side, &opened)
    }
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
