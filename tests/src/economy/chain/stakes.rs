//! Steps of `staking`.

use super::{Chain, number};
use crate::{
    economy::{
        cast::{AUTHORITY, supplier},
        model::Model,
        op::{Coin, Office},
        staking::{Step, Target},
    },
    staking::{self, co_stake, device, position, slash},
};
use solana_instruction::Instruction;

impl Chain {
    pub(super) fn stake_step(&self, step: &Step, model: &Model) -> Instruction {
        let accounts = &self.accounts;
        let mint = accounts.mint(Coin::Io);
        let key = |who: usize| accounts.key(who);
        let owner = |device: usize| accounts.key(supplier(device));
        let at = |device: usize| accounts.hosts[device].device;
        match *step {
            Step::Stake { who, amount } => staking::stake(key(who), &mint, amount),
            Step::Unstake { who, amount } => staking::unstake(key(who), amount),
            Step::Withdraw { who } => staking::withdraw(key(who), &mint),
            Step::Claim { who } => staking::claim_rewards(key(who), &mint),
            Step::Compound { who } => staking::compound(&key(who)),
            Step::StakeDevice { device, amount } => {
                staking::stake_device(owner(device), at(device), &mint, amount)
            }
            Step::UnstakeDevice { device, amount } => {
                staking::unstake_device(owner(device), at(device), amount)
            }
            Step::WithdrawDevice { device } => {
                staking::withdraw_device(owner(device), at(device), &mint)
            }
            Step::Surplus { device, amount } => {
                device::withdraw_surplus(owner(device), at(device), &mint, amount)
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
        let by = self.holder(Office::Governance, model);
        let mint = accounts.mint(Coin::Io);
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
                let by = accounts.officers[model.offices.slasher.unwrap_or(AUTHORITY)];
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
}
