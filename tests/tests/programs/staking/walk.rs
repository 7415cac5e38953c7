//! A random walk over every instruction that moves stake: a model in plain Rust says what each step
//! does or why it is refused, and the program must agree to the unit.
mod chain;
mod compare;
mod draw;

use super::{IO, holder, stake};
use io_tests::{
    economy::{
        Dice,
        staking::{Device, Model, Own, Step},
    },
    send::assert_sent,
    staking::{self, co_stake, errors},
    world::World,
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

const STAKERS: usize = 3;
const DEVICES: usize = 2;
const FRIENDS: usize = 3;
const FUNDS: u64 = 300_000 * IO;
/// One who stays, so that the hours are earned and a day's limit has room for a few proposals.
const OTHERS: u64 = 150_000 * IO;

struct Walk {
    world: World,
    model: Model,
    /// Stakers, then devices' owners, then friends, then the renter.
    wallets: Vec<Keypair>,
    devices: Vec<Pubkey>,
    supply: u64,
}

impl Walk {
    fn new() -> Self {
        let mut world = World::with_emission();
        let other = holder(&mut world, OTHERS);
        stake(&mut world, &other, OTHERS);
        let count = STAKERS + DEVICES + FRIENDS + 1;
        let wallets: Vec<Keypair> = (0..count).map(|_| holder(&mut world, FUNDS)).collect();
        for wallet in &wallets[..STAKERS] {
            stake(&mut world, wallet, IO);
            let enable = staking::set_auto_compound(wallet.pubkey(), true);
            assert_sent(world.send(&[enable], &[wallet]));
        }
        let mint = world.io_mint;
        let mut devices = Vec::new();
        for owner in &wallets[STAKERS..STAKERS + DEVICES] {
            let key = world.put_device(owner.pubkey(), 0, 1);
            let first = staking::stake_device(owner.pubkey(), key, &mint, 1_000 * IO);
            let terms = co_stake::set_terms(owner.pubkey(), key, 7_000, true);
            assert_sent(world.send(&[first, terms], &[owner]));
            devices.push(key);
        }
        let mut funds = vec![FUNDS; count];
        funds[..STAKERS].fill(FUNDS - IO);
        funds[STAKERS..STAKERS + DEVICES].fill(FUNDS - 1_000 * IO);
        let model = Model {
            now: world.now(),
            others: OTHERS,
            stakers: vec![Own::staked(IO); STAKERS],
            devices: vec![
                Device {
                    own: Own::staked(1_000 * IO),
                    processors: 1,
                    held: 200 * IO,
                    next: 200 * IO,
                    ..Device::default()
                };
                DEVICES
            ],
            proposals: Vec::new(),
            funds,
            owners: (STAKERS..STAKERS + DEVICES).collect(),
            friends: (STAKERS + DEVICES..STAKERS + DEVICES + FRIENDS).collect(),
            slashed: 0,
            guarantees_paid: 0,
            lock_used: 0,
            lock_ts: 0,
            cooldown_s: i64::from(staking::COOLDOWN_S),
        };
        let supply = world.supply(&mint);
        Self {
            world,
            model,
            wallets,
            devices,
            supply,
        }
    }

    /// Takes a step in the model and on the chain; both must come to the same.
    fn take(&mut self, step: &Step) {
        match *step {
            Step::Hours(hours) => self.world.warp_hours(hours),
            Step::Seconds(seconds) => self.world.warp(seconds.cast_signed()),
            Step::Processors { device, count } => {
                self.model.take(step).expect("the oracle's business");
                let processors = u16::try_from(count).expect("few");
                self.world.set_processors(&self.devices[device], processors);
            }
            Step::Claim { who } | Step::Compound { who } => self.take_rewards(step, who),
            // Neither has an account for a co-stake that never was.
            Step::Leave { who, device, .. } | Step::WithdrawCo { who, device }
                if !self.has_co_stake(who, device) => {}
            _ => {
                let expected = self.model.clone().take(step);
                let outcome = self.run(step);
                let code = outcome.as_ref().err().map(|refused| refused.code());
                assert_eq!(
                    code,
                    expected.err().map(Some),
                    "{step:?}\n{}",
                    outcome.err().map_or(String::new(), |r| r.logs.join("\n"))
                );
                let _ = self.model.take(step);
            }
        }
        self.model.now = self.world.now();
    }

    /// What was earned the chain knows; where it goes the model says.
    fn take_rewards(&mut self, step: &Step, who: usize) {
        let before = self.world.pool().rewards_paid;
        let staked = self.model.stakers[who].active > 0;
        match self.run(step) {
            Ok(_) => {
                let moved = self.world.pool().rewards_paid - before;
                assert!(moved > 0);
                match step {
                    Step::Claim { .. } => self.model.funds[who] += moved,
                    _ => self.model.stakers[who].active += moved,
                }
            }
            Err(refused) => {
                let compounds = matches!(step, Step::Compound { .. });
                let expected = if compounds && !staked {
                    errors::NOTHING_STAKED
                } else {
                    errors::NOTHING_TO_CLAIM
                };
                assert_eq!(refused.code(), Some(expected), "{step:?}");
            }
        }
    }

    fn has_co_stake(&self, who: usize, device: usize) -> bool {
        let friend = self.wallets[STAKERS + DEVICES + who].pubkey();
        let key = co_stake::co_stake(&self.devices[device], &friend);
        self.world.svm.get_account(&key).is_some()
    }

    /// Every one leaves with all that is his, whatever state the walk came to.
    fn everyone_leaves(&mut self) {
        for proposal in 0..self.model.proposals.len() {
            if self.model.proposals[proposal].open {
                self.take(&Step::Lapse {
                    proposal,
                    by_governance: true,
                });
            }
        }
        for device in 0..DEVICES {
            let amount = self.model.devices[device].guarantee;
            self.take(&Step::ReleaseGuarantee { device, amount });
        }
        // Tickets may be full: what has matured leaves first, then what is at work, then that.
        for _ in 0..2 {
            self.take(&Step::Seconds(21 * 86_400));
            for device in 0..DEVICES {
                for who in 0..FRIENDS {
                    self.take(&Step::WithdrawCo { who, device });
                    let shares = self.model.devices[device].current(who).shares;
                    self.take(&Step::Leave {
                        who,
                        device,
                        shares,
                    });
                }
                self.take(&Step::WithdrawDevice { device });
                let amount = self.model.devices[device].own.active;
                self.take(&Step::UnstakeDevice { device, amount });
            }
            for who in 0..STAKERS {
                self.take(&Step::Withdraw { who });
                self.take(&Step::Claim { who });
                let amount = self.model.stakers[who].active;
                self.take(&Step::Unstake { who, amount });
            }
        }
        self.check();
        assert_eq!(
            self.world.token_balance(&staking::stake_vault()),
            OTHERS,
            "not a unit stays behind"
        );
    }
}

fn walk(seed: u64, steps: usize) {
    let mut dice = Dice(seed);
    let mut walk = Walk::new();
    let mut landed = 0;
    for number in 0..steps {
        let step = draw::step(&mut dice, &walk.model);
        let before = format!("{:?}", walk.model);
        walk.take(&step);
        landed += usize::from(before != format!("{:?}", walk.model));
        walk.check();
        assert!(number < 200 || landed > number / 4, "a walk of refusals");
    }
    walk.everyone_leaves();
}

/// Steps a walk; `IO_RANDOM_STEPS` raises their number.
fn steps() -> usize {
    std::env::var("IO_RANDOM_STEPS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(2_000)
}

#[test]
fn model_and_program_agree_step_by_step() {
    for seed in [1, 2] {
        walk(seed, steps());
    }
}
