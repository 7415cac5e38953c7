//! A step as the transaction that takes it.
use super::{DEVICES, IO, STAKERS, Walk};
use crate::staking::scene::evidence;
use io_tests::{
    economy::staking::{Step, Target},
    emissions,
    send::Outcome,
    staking::{self, co_stake, device, position, slash},
    token::associated,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

impl Walk {
    fn target(&self, target: Target) -> Pubkey {
        match target {
            Target::Staker(who) => position(&self.wallets[who].pubkey()),
            Target::Device(at) => staking::device_stake(&self.devices[at]),
        }
    }

    fn proof(n: usize) -> [u8; 32] {
        let mut proof = evidence(0);
        proof[..8].copy_from_slice(&(n as u64 + 1).to_le_bytes());
        proof
    }

    /// Sends after the hours are accrued.
    fn send(&mut self, wallet: usize, instruction: Instruction) -> Outcome {
        let accrue = emissions::accrue(self.world.io_mint);
        self.world
            .send(&[accrue, instruction], &[&self.wallets[wallet]])
    }

    fn send_as_program(&mut self, instruction: Instruction) -> Outcome {
        self.world.accrue();
        let payer = self.wallets[0].insecure_clone();
        self.world.send_as_program(instruction, &payer)
    }

    /// The step on the chain.
    pub fn run(&mut self, step: &Step) -> Outcome {
        let mint = self.world.io_mint;
        let key = |walk: &Self, wallet: usize| walk.wallets[wallet].pubkey();
        let (owner_at, friend_at) = (STAKERS, STAKERS + DEVICES);
        match *step {
            Step::Stake { who, amount } => {
                self.send(who, staking::stake(key(self, who), &mint, amount))
            }
            Step::Unstake { who, amount } => {
                self.send(who, staking::unstake(key(self, who), amount))
            }
            Step::Withdraw { who } => self.send(who, staking::withdraw(key(self, who), &mint)),
            Step::Claim { who } => self.send(who, staking::claim_rewards(key(self, who), &mint)),
            Step::Compound { who } => {
                let owner = key(self, who);
                self.send(friend_at, staking::compound(&owner))
            }
            Step::StakeDevice { device: at, amount } => {
                let owner = key(self, owner_at + at);
                let stake = staking::stake_device(owner, self.devices[at], &mint, amount);
                self.send(owner_at + at, stake)
            }
            Step::UnstakeDevice { device: at, amount } => {
                let owner = key(self, owner_at + at);
                let unstake = staking::unstake_device(owner, self.devices[at], amount);
                self.send(owner_at + at, unstake)
            }
            Step::WithdrawDevice { device: at } => {
                let owner = key(self, owner_at + at);
                let withdraw = staking::withdraw_device(owner, self.devices[at], &mint);
                self.send(owner_at + at, withdraw)
            }
            Step::Surplus { device: at, amount } => {
                let owner = key(self, owner_at + at);
                let take = device::withdraw_surplus(owner, self.devices[at], &mint, amount);
                self.send(owner_at + at, take)
            }
            Step::Note { device: at } => {
                self.send(friend_at, device::note_requirement(self.devices[at]))
            }
            Step::Join {
                who,
                device: at,
                amount,
            } => {
                let friend = key(self, friend_at + who);
                let join = co_stake::join(friend, self.devices[at], &mint, amount, 0);
                self.send(friend_at + who, join)
            }
            Step::Leave {
                who,
                device: at,
                shares,
            } => {
                let friend = key(self, friend_at + who);
                self.send(
                    friend_at + who,
                    co_stake::leave(friend, self.devices[at], shares),
                )
            }
            Step::WithdrawCo { who, device: at } => {
                let friend = key(self, friend_at + who);
                let withdraw = co_stake::withdraw(friend, self.devices[at], &mint);
                self.send(friend_at + who, withdraw)
            }
            _ => self.run_slash(step),
        }
    }

    fn run_slash(&mut self, step: &Step) -> Outcome {
        let mint = self.world.io_mint;
        let authority = self.world.authority.insecure_clone();
        let by = authority.pubkey();
        let accrue = emissions::accrue(mint);
        match *step {
            Step::Propose { target, amount } => {
                let proof = Self::proof(self.model.proposals.len());
                let propose = slash::propose(by, self.target(target), amount, &proof);
                self.world.send(&[propose], &[&authority])
            }
            Step::Confirm { proposal } => {
                let target = self.target(self.model.proposals[proposal].target);
                let confirm = slash::confirm(by, target, &mint, &Self::proof(proposal));
                self.world.send(&[accrue, confirm], &[&authority])
            }
            Step::Lapse {
                proposal,
                by_governance,
            } => {
                let target = self.target(self.model.proposals[proposal].target);
                let anyone = self.wallets[0].insecure_clone();
                let caller = if by_governance { authority } else { anyone };
                let lapse = slash::lapse(caller.pubkey(), target, &Self::proof(proposal));
                self.world.send(&[lapse], &[&caller])
            }
            Step::Execute { target, amount } => {
                let proof = evidence(255);
                self.send_as_program(slash::execute(self.target(target), &mint, amount, &proof))
            }
            Step::LockGuarantee { device: at, amount } => {
                let required = 200 * IO * self.model.devices[at].processors;
                let lock = slash::lock_guarantee(&self.devices[at], amount, required);
                self.send_as_program(lock)
            }
            Step::ReleaseGuarantee { device: at, amount } => {
                self.send_as_program(slash::release_guarantee(&self.devices[at], amount))
            }
            Step::PayGuarantee {
                device: at,
                amount,
                to,
            } => {
                let renter = self.wallets[to].pubkey();
                let account = associated(&renter, &mint);
                let pay = slash::pay_guarantee(&self.devices[at], account, amount);
                self.send_as_program(pay)
            }
            _ => unreachable!("{step:?} is not sent"),
        }
    }
}
