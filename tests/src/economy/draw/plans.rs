//! Plans: what takes several steps to come to anything.

use super::Draw;
use crate::{
    city::IO,
    economy::{
        cast::*,
        model::{Model, rounds::Round},
        op::{Op, Proof},
        staking::{Step, Target},
    },
    oracle::world::BOND,
    world::{EPOCH_S, GENESIS_TS},
};

const DAY_S: u64 = 86_400;

impl Draw {
    pub(super) fn make_a_plan(&mut self, model: &Model) {
        match self.dice.roll(20) {
            0..=4 => self.plan_iosd(model),
            5..=8 => match model.round_times(model.now) {
                Some(times) if self.dice.roll(5) > 0 => self.plan_round(model, times),
                _ => self.plan_job(model),
            },
            9..=16 => self.plan_hour(model),
            17 => self.plan_slash(model),
            18 if self.dice.roll(4) == 0 => self.plan_succession(),
            18 if self.dice.roll(2) == 0 => self.plan_office(),
            19 if self.dice.roll(3) == 0 => {
                // A season passes in which nobody does anything, or the chain stands still.
                let days = 1 + self.dice.roll(250);
                let op = if self.dice.roll(2) == 0 {
                    Op::Halt(days * DAY_S)
                } else {
                    Op::Wait(days * DAY_S)
                };
                self.plan.push_back(op);
                if days >= 7 {
                    self.plan_receipts(model);
                }
            }
            _ => self.plan_vesting(),
        }
    }

    /// Every operator posts, twice, so that the ring gets a price younger than what was asked before.
    pub(super) fn plan_prices(&mut self, model: &Model) {
        let newest = model.prices.newest();
        let ema = newest.map_or(200_000_000, |entry| entry.posted.ema);
        // Within the tolerance as a rule, and back to two dollars in the long run.
        let pull = if ema > 200_000_000 { 96 } else { 104 };
        let io = ema / 100 * (pull - 4 + self.dice.roll(9));
        let gpu = 110_000_000 + self.dice.roll(30_000_000);
        for _ in 0..2 {
            let pause = 16 + self.dice.roll(10);
            self.plan.push_back(Op::Wait(pause));
            for seat in 0..OPERATORS {
                let spread = if self.dice.roll(12) == 0 { 20 } else { 1 };
                let io = io + io / 1_000 * self.dice.roll(spread) + self.dice.roll(100);
                let gpu = gpu + self.dice.roll(1_000_000);
                // One is silent now and then.
                if self.dice.roll(15) > 0 {
                    self.plan.push_back(Op::Post { seat, io, gpu });
                }
            }
        }
    }

    fn plan_iosd(&mut self, model: &Model) {
        for _ in 0..=self.dice.roll(3) {
            let request = self.request(model);
            self.plan.push_back(request);
        }
        for _ in 0..=self.dice.roll(2) {
            self.plan_prices(model);
        }
        // The keeper does the rest: one of the chores.
        for _ in 0..2 {
            if let Some(who) = model.iosd.at_head() {
                self.plan.push_back(Op::Execute { who, entry: None });
            }
        }
    }

    fn plan_hour(&mut self, model: &Model) {
        if self.dice.roll(12) == 0 {
            self.plan.push_back(Op::OpenEpoch);
            self.proving = 60;
            return;
        }
        let mut epoch = model.epoch();
        let into = (model.oracle.votes_from(epoch) - model.now).unsigned_abs();
        let mut lied = self.plan_seal(model, epoch, into);
        // Hours that follow each other closely are sealed before the first of them is final.
        for _ in 0..self.dice.roll(3) * self.dice.roll(2) {
            epoch += 1;
            lied |= self.plan_seal(model, epoch, u64::from(EPOCH_S));
            if self.dice.roll(3) == 0 {
                self.plan.push_back(Op::Void { epoch: epoch - 1 });
            }
        }
        if self.dice.roll(15) == 0 {
            self.plan.push_back(Op::Void { epoch });
        }
        if lied || self.dice.roll(25) == 0 {
            self.plan_challenge(model, epoch);
        }
        let window = u64::from(model.oracle.rules.challenge_window_s);
        let late = self.dice.roll(2) * self.dice.roll(u64::from(EPOCH_S));
        if self.dice.roll(20) == 0 {
            // The chain stands still while settlements could be challenged.
            let halt = self.dice.roll(12 * u64::from(EPOCH_S));
            self.plan.push_back(Op::Halt(halt));
        }
        self.plan.push_back(Op::Wait(window + late));
        for _ in 0..4 {
            let wallet = self.dice.pick(PAYEES);
            self.plan.push_back(Op::Claim { wallet, epoch });
        }
        self.plan_settling(model, epoch);
    }

    /// An hour is opened, agreed on and voted for, `into` seconds from now; whether by a lie.
    fn plan_seal(&mut self, model: &Model, epoch: u64, into: u64) -> bool {
        self.plan.push_back(Op::OpenEpoch);
        let first = self.dice.pick(OPERATORS);
        let agreed = self.proposal(model, epoch);
        if self.dice.roll(8) == 0 {
            // Somebody cannot wait for the hour's end.
            self.plan.push_back(agreed.clone());
            self.plan.push_back(Op::Vote { seat: first, epoch });
        }
        let pause = into + self.dice.roll(40);
        self.plan.push_back(Op::Wait(pause));
        let lied = matches!(agreed, Op::Propose { lie: Some(_), .. });
        if self.dice.roll(4) == 0 {
            // As soon as the hour is over, and within the window: what the operators heard.
            let over = self.plan.pop_back();
            let window = u64::from(model.oracle.rules.summary_window_s);
            if let Some(Op::Wait(seconds)) = over {
                self.plan
                    .push_back(Op::Wait(seconds.saturating_sub(window)));
                let seats = 1 + self.dice.pick(OPERATORS);
                for seat in 0..seats {
                    let summary = Proof::Summarize { seat, epoch };
                    self.plan.push_back(Op::Proof(summary));
                }
                self.plan.push_back(Op::Wait(window));
            }
        }
        self.plan.push_back(agreed);
        let votes = 4 + self.dice.pick(4);
        for vote in 0..votes {
            let seat = (first + vote) % OPERATORS;
            self.plan.push_back(Op::Vote { seat, epoch });
        }
        lied
    }

    /// What the operators agree on: the hour's suppliers, what they earn, and the leases.
    pub(super) fn proposal(&mut self, model: &Model, epoch: u64) -> Op {
        let known = model.oracle.head.rewards.len();
        let mut earned: Vec<(usize, u64)> = Vec::new();
        for _ in 0..=self.dice.roll(5) {
            // Payees are never forgotten, so there are only so many.
            let wallet = self.dice.pick(PAYEES);
            if earned.iter().all(|line| line.0 != wallet) {
                earned.push((wallet, 0));
            }
        }
        let of_old = |wallet: usize| model.oracle.head.rewards.iter().any(|l| l.0 == wallet);
        let new = earned.iter().filter(|line| !of_old(line.0)).count();
        // The epoch may be still to be opened: its cap is then at least what it was.
        let most = model.most(epoch, known + new);
        let left = most.unwrap_or(model.oracle.head.sum() + 1_000 * IO);
        let left = left.saturating_sub(model.oracle.head.sum());
        let each = left / earned.len() as u64;
        for line in &mut earned {
            line.1 = match self.dice.roll(10) {
                0 => each,
                1 => self.dice.roll(10),
                _ => each / 100 * self.dice.roll(101) + self.dice.roll(7).min(each / 200),
            };
        }
        if self.dice.roll(12) == 0 {
            // A unit too much.
            earned[0].1 = left + 1;
        }
        // A lying quorum takes from one what it gives to another.
        let lie = (known > 0 && self.dice.roll(25) == 0).then(|| {
            let less = 1 + self.dice.roll(10 * IO);
            (self.dice.pick(known), less)
        });
        let seed = self.dice.roll(u64::MAX);
        Op::Propose {
            epoch,
            earned,
            lie,
            seed,
        }
    }

    /// A watcher says which leaf fell, or that one did, and shows it; or not quite.
    fn plan_challenge(&mut self, model: &Model, epoch: u64) {
        let who = self.dice.pick(PEOPLE);
        let places = model.oracle.head.rewards.len() as u64 + 2;
        let lie = self.plan.iter().find_map(|op| match op {
            Op::Propose { lie, .. } => *lie,
            _ => None,
        });
        let any = self.dice.roll(places) as u32;
        let place = lie.map_or(any, |lie| lie.0 as u32);
        let late = self.dice.roll(2) * self.dice.roll(1_200);
        self.plan.push_back(Op::Challenge { who, epoch, place });
        self.plan.push_back(Op::Wait(1 + late));
        for side in [0, 1] {
            if self.dice.roll(8) > 0 {
                self.plan.push_back(Op::Prove { who, epoch, side });
            }
        }
        self.plan.push_back(Op::Judge { who, epoch });
    }

    fn plan_slash(&mut self, model: &Model) {
        let target = if self.dice.roll(2) == 0 {
            Target::Staker(self.dice.pick(PEOPLE))
        } else {
            Target::Device(self.dice.pick(DEVICES))
        };
        let amount = self.dice.amount(200 * IO);
        self.plan
            .push_back(Op::Staking(Step::Propose { target, amount }));
        if self.dice.roll(2) == 0 {
            let month = 30 * DAY_S + self.dice.roll(DAY_S);
            self.plan.push_back(Op::Wait(month));
            let proposal = model.staking.proposals.len();
            let confirm = Op::Staking(Step::Confirm { proposal });
            self.plan.push_back(confirm);
        }
    }

    /// An operator leaves, and months later another one takes the seat.
    fn plan_succession(&mut self) {
        let seat = self.dice.pick(OPERATORS);
        self.plan.push_back(Op::Unbond { seat });
        self.plan.push_back(Op::WithdrawBond { seat });
        self.plan.push_back(Op::Wait(45 * DAY_S));
        self.plan.push_back(Op::WithdrawBond { seat });
        self.plan.push_back(Op::AddOperator);
        let amount = BOND - self.dice.roll(2) * self.dice.roll(BOND);
        self.plan.push_back(Op::Bond { seat, amount });
        self.plan.push_back(Op::Bond { seat, amount: BOND });
    }

    fn plan_vesting(&mut self) {
        for grant in 0..3 {
            self.plan.push_back(Op::ClaimVested { grant });
        }
    }

    /// An epoch that ended not long ago.
    pub(super) fn some_epoch(&mut self, model: &Model) -> u64 {
        let records: Vec<u64> = model.oracle.records.values().map(|r| r.epoch).collect();
        if records.is_empty() || self.dice.roll(8) == 0 {
            return model.epoch().saturating_sub(self.dice.roll(3)).max(1);
        }
        // The newest matter most.
        let mut newest = records;
        newest.sort_unstable_by(|a, b| b.cmp(a));
        let few = newest.len().min(6);
        newest[self.dice.pick(few)]
    }

    pub(super) fn wait(&mut self, model: &Model, gently: bool) -> Op {
        let draws = |round: &Round| (round.closes_ts..round.ends_ts).contains(&model.now);
        if gently && model.rounds.values().any(draws) {
            // There is little time to draw a round and to make its leases.
            return Op::Wait(1 + self.dice.roll(4));
        }
        let most = match self.dice.roll(if gently { 40 } else { 400 }) {
            0..=19 => 60,
            20..=39 => 900,
            40..=250 => u64::from(EPOCH_S),
            251..=385 => DAY_S,
            386..=395 => 20 * DAY_S,
            // Nothing was produced for months.
            _ => 400 * DAY_S,
        };
        Op::Wait(1 + self.dice.roll(most))
    }
}

/// Seconds since the genesis.
pub(super) fn age(model: &Model) -> u64 {
    (model.now - GENESIS_TS).unsigned_abs()
}
