//! Random sequences of wallets staking, leaving and claiming while hours pass: every unit is always
//! where the books say, and everyone can leave.
use super::{IO, holder, minted_to_stakers};
use io_tests::{
    send::{Outcome, assert_sent},
    staking::{self, COOLDOWN_S, errors},
    world::World,
};
use proptest::{prelude::*, test_runner::Config};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

const WALLETS: usize = 4;
const FUNDS: u64 = 1_000_000 * IO;

#[derive(Clone, Debug)]
enum Step {
    Stake { who: usize, amount: u64 },
    Unstake { who: usize, part_percent: u64 },
    Withdraw { who: usize },
    Claim { who: usize },
    Hours(u64),
    Seconds(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let who = 0..WALLETS;
    let amount = prop_oneof![Just(1u64), 1..1_000 * IO, 1..FUNDS];
    prop_oneof![
        3 => (who.clone(), amount).prop_map(|(who, amount)| Step::Stake { who, amount }),
        3 => (who.clone(), 1..=100u64)
            .prop_map(|(who, part_percent)| Step::Unstake { who, part_percent }),
        1 => who.clone().prop_map(|who| Step::Withdraw { who }),
        2 => who.prop_map(|who| Step::Claim { who }),
        3 => prop_oneof![1..5u64, 100..1_000u64].prop_map(Step::Hours),
        1 => (1..i64::from(COOLDOWN_S)).prop_map(Step::Seconds),
    ]
}

struct Run {
    world: World,
    mint: Pubkey,
    wallets: Vec<Keypair>,
}

impl Run {
    fn new() -> Self {
        let mut world = World::with_emission();
        let wallets = (0..WALLETS).map(|_| holder(&mut world, FUNDS)).collect();
        let mint = world.io_mint;
        Self {
            world,
            mint,
            wallets,
        }
    }

    fn try_send(&mut self, who: usize, instruction: solana_instruction::Instruction) -> Outcome {
        let accrue = io_tests::emissions::accrue(self.mint);
        self.world
            .send(&[accrue, instruction], &[&self.wallets[who]])
    }

    /// Takes a step; a refusal must be one the state explains.
    fn take(&mut self, step: &Step) {
        let outcome = match *step {
            Step::Stake { who, amount } => {
                let key = self.wallets[who].pubkey();
                self.try_send(who, staking::stake(key, &self.mint, amount))
            }
            Step::Unstake { who, part_percent } => {
                let key = self.wallets[who].pubkey();
                let staked = self.staked(who);
                if staked == 0 {
                    return;
                }
                let amount = (staked / 100 * part_percent).max(1);
                self.try_send(who, staking::unstake(key, amount))
            }
            Step::Withdraw { who } => {
                let key = self.wallets[who].pubkey();
                if !self.has_position(who) {
                    return;
                }
                self.try_send(who, staking::withdraw(key, &self.mint))
            }
            Step::Claim { who } => {
                let key = self.wallets[who].pubkey();
                if !self.has_position(who) {
                    return;
                }
                self.try_send(who, staking::claim_rewards(key, &self.mint))
            }
            Step::Hours(hours) => return self.world.warp_hours(hours),
            Step::Seconds(seconds) => return self.world.warp(seconds),
        };
        if let Err(refused) = outcome {
            // 1: SPL Token, not enough funds to stake.
            let explained = [
                1,
                errors::TICKETS_FULL,
                errors::NOTHING_MATURED,
                errors::NOTHING_TO_CLAIM,
            ];
            let code = refused.code();
            assert!(
                code.is_some_and(|code| explained.contains(&code)),
                "{step:?} was refused by {:?}\n{}",
                refused.error,
                refused.logs.join("\n")
            );
        }
    }

    fn has_position(&self, who: usize) -> bool {
        let key = staking::position(&self.wallets[who].pubkey());
        self.world.svm.get_account(&key).is_some()
    }

    fn staked(&self, who: usize) -> u64 {
        if self.has_position(who) {
            self.world.position(&self.wallets[who].pubkey()).amount
        } else {
            0
        }
    }

    /// The books against the accounts and the vaults.
    fn check(&self) {
        let pool = self.world.pool();
        let (mut staked, mut cooling, mut unpaid, mut held) = (0, 0, 0, 0);
        for who in 0..WALLETS {
            let key = self.wallets[who].pubkey();
            held += self
                .world
                .token_balance(&io_tests::token::associated(&key, &self.mint));
            if self.has_position(who) {
                let position = self.world.position(&key);
                staked += position.amount;
                cooling += position.cooling.iter().map(|t| t.0).sum::<u64>();
                unpaid += position.unpaid;
            }
        }
        let stake_vault = self.world.token_balance(&staking::stake_vault());
        let reward_vault = self.world.token_balance(&staking::reward_vault());
        assert_eq!(pool.delegated_total, staked);
        assert_eq!(pool.cooling_total, cooling);
        assert_eq!(
            stake_vault,
            staked + cooling,
            "principal is conserved to the unit"
        );
        assert_eq!(
            held + stake_vault,
            WALLETS as u64 * FUNDS + pool.rewards_paid
        );
        assert_eq!(
            reward_vault,
            minted_to_stakers(&self.world) - pool.rewards_paid
        );
        assert!(reward_vault >= unpaid + pool.reserve);
        assert!(pool.reserve + pool.rewards_paid <= pool.folded_total);
    }

    /// Everyone leaves with all that is his.
    fn everyone_leaves(&mut self) {
        self.world.warp(i64::from(COOLDOWN_S));
        for who in 0..WALLETS {
            if !self.has_position(who) {
                continue;
            }
            let key = self.wallets[who].pubkey();
            let _ = self.try_send(who, staking::withdraw(key, &self.mint));
            let staked = self.staked(who);
            if staked > 0 {
                assert_sent(self.try_send(who, staking::unstake(key, staked)));
            }
            let mint = self.mint;
            if self.world.position(&key).unpaid > 0 {
                assert_sent(self.try_send(who, staking::claim_rewards(key, &mint)));
            }
        }
        self.world.warp(i64::from(COOLDOWN_S));
        for who in 0..WALLETS {
            let key = self.wallets[who].pubkey();
            if self.has_position(who) && self.world.position(&key).cooling.iter().any(|t| t.0 > 0) {
                let mint = self.mint;
                assert_sent(self.try_send(who, staking::withdraw(key, &mint)));
            }
        }
        self.check();
        assert_eq!(self.world.token_balance(&staking::stake_vault()), 0);
        let pool = self.world.pool();
        // What stays is the reserve, the hours nobody stood through since, and dust of the floors.
        let folded_unpaid = pool.folded_total - pool.rewards_paid;
        assert!(folded_unpaid >= pool.reserve);
        assert!(
            folded_unpaid - pool.reserve < 1_000,
            "{} of dust",
            folded_unpaid - pool.reserve
        );
    }
}

/// Sequences; `IO_RANDOM_CASES` raises their number.
fn cases() -> u32 {
    std::env::var("IO_RANDOM_CASES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(24)
}

proptest! {
    #![proptest_config(Config { cases: cases(), failure_persistence: None, ..Config::default() })]

    #[test]
    fn conserved_and_all_can_leave(steps in prop::collection::vec(step(), 1..80)) {
        let mut run = Run::new();
        for step in &steps {
            run.take(step);
            run.check();
        }
        run.everyone_leaves();
    }
}
