//! Single steps of anybody's.

use super::{Draw, plans::age};
use crate::{
    city::IO,
    economy::{
        cast::*,
        model::Model,
        op::Op,
        staking::{Step, Target},
    },
};

impl Draw {
    /// One step; `gently` while a plan is under way, which long waits would spoil.
    pub(super) fn single(&mut self, model: &Model, gently: bool) -> Op {
        match self.dice.roll(100) {
            0..=3 => self.wait(model, gently),
            4 if !gently => self.wait(model, gently),
            4..=53 => self.stake_call(model),
            54..=55 | 88 => self.power(model),
            56..=68 => self.job_call(model),
            69..=74 => self.request(model),
            75..=79 => self.queue_call(model),
            80..=82 => Op::Claim {
                wallet: self.dice.pick(PAYEES),
                epoch: self.some_epoch(model),
            },
            83..=84 => Op::BurnIo {
                wallet: self.dice.pick(PEOPLE),
                amount: self.dice.roll(10 * IO),
            },
            85 => Op::BurnIosd {
                wallet: self.dice.pick(PEOPLE),
                amount: self.dice.roll(1_000_000),
            },
            86..=87 => Op::Accrue,
            89 => Op::ClaimVested {
                grant: self.dice.roll(3) as u8,
            },
            _ => self.oracle_call(model),
        }
    }

    fn oracle_call(&mut self, model: &Model) -> Op {
        let seat = self.dice.pick(OPERATORS);
        let epoch = self.some_epoch(model);
        match self.dice.roll(29) {
            0..=3 => Op::OpenEpoch,
            4..=6 => self.proposal(model, epoch),
            7..=15 => Op::Vote { seat, epoch },
            16 => Op::Void { epoch },
            17 if age(model) > 0 && self.pause(model.now, model.oracle.pause_ends_ts) => {
                Op::PauseSealing
            }
            18 if self.pause(model.now, model.iosd.pause_ends_ts) => Op::PauseMinting,
            19 if self.dice.roll(30) == 0 => Op::Unbond { seat },
            23 => Op::Challenge {
                who: self.dice.pick(PEOPLE),
                epoch,
                place: self.dice.roll(40) as u32,
            },
            24..=25 => self.challenge_call(model),
            27 => self.any_proof(model),
            28 => self.seat_call(model),
            20 => Op::WithdrawBond { seat },
            21 => Op::AddOperator,
            22 => Op::Bond {
                seat,
                amount: self.dice.roll(100 * IO),
            },
            _ => Op::Post {
                seat,
                io: 150_000_000 + self.dice.roll(100_000_000),
                gpu: 110_000_000 + self.dice.roll(20_000_000),
            },
        }
    }

    /// A step of any open challenge.
    fn challenge_call(&mut self, model: &Model) -> Op {
        let known = model.oracle.challenges.len();
        let at = self.dice.pick(known.max(1));
        let open = model.oracle.challenges.keys().nth(at).copied();
        let (who, epoch) = open.unwrap_or((self.dice.pick(PEOPLE), 1));
        match self.dice.roll(3) {
            0 => Op::Judge { who, epoch },
            side => Op::Prove {
                who,
                epoch,
                side: side as u8 - 1,
            },
        }
    }

    /// Whether the guardian tries: seldom where it would pause, more often where it must not.
    fn pause(&mut self, now: i64, ends_ts: i64) -> bool {
        let may = ends_ts == 0 || now >= ends_ts + 30 * 86_400;
        self.dice.roll(if may { 4 } else { 8 }) == 0
    }

    pub(super) fn request(&mut self, model: &Model) -> Op {
        let kind = self.dice.roll(4) as u8;
        let holders: Vec<usize> = (0..PEOPLE).filter(|w| model.iosd_purses[*w] > 0).collect();
        let mut who = (self.dice.pick(PEOPLE), self.dice.roll(NONCES));
        if kind >= 2 && !holders.is_empty() {
            who.0 = holders[self.dice.pick(holders.len())];
        }
        let io = 10 * IO + self.dice.roll(2_000 * IO);
        // About two dollars, mostly with room, sometimes too tight.
        let usd = io / 50;
        let slack = 1 + self.dice.roll(4);
        let (locked, out) = match kind {
            0 => (io, usd / slack),
            1 => (io, usd / slack),
            2 => (
                self.dice.amount(model.iosd_purses[who.0]).min(usd * 4),
                io / (10 * slack) / 10,
            ),
            _ => (usd, io / slack),
        };
        Op::Request {
            who,
            kind,
            locked,
            out,
        }
    }

    fn queue_call(&mut self, model: &Model) -> Op {
        let who = if self.dice.roll(3) > 0 {
            model.iosd.at_head()
        } else {
            let known = model.iosd.requests.len().max(1);
            let at = self.dice.pick(known);
            model.iosd.requests.keys().nth(at).copied()
        };
        let who = who.unwrap_or((self.dice.pick(PEOPLE), 0));
        let wrong = self.dice.roll(5) == 0;
        // One of the newest, or any.
        let newest = model.prices.head as u64 + 255 - self.dice.roll(4);
        let any = self.dice.roll(256);
        let shown = if self.dice.roll(4) > 0 { newest } else { any };
        let entry = wrong.then_some((shown % 256) as u8);
        match self.dice.roll(15) {
            0..=3 => Op::Execute { who, entry },
            4..=7 => Op::Refund { who, entry },
            8..=9 => Op::Skip { who },
            10..=11 => self.account_call(model),
            _ => Op::Collect {
                who: self.owed(model).unwrap_or(who),
            },
        }
    }

    /// A request that owes something.
    fn owed(&mut self, model: &Model) -> Option<(usize, u64)> {
        let all = model.iosd.requests.iter();
        let owed: Vec<_> = all.filter(|(_, r)| r.owed != [0; 2]).collect();
        (!owed.is_empty()).then(|| *owed[self.dice.pick(owed.len())].0)
    }

    /// Somebody who waits for IOSD closes the account they would go to, or makes it again.
    fn account_call(&mut self, model: &Model) -> Op {
        let closed = model.closed.len();
        if closed > 0 && self.dice.roll(3) > 0 {
            let who = model.closed.iter().nth(self.dice.pick(closed));
            return Op::OpenAccount {
                who: *who.expect("counted"),
            };
        }
        let all = model.iosd.requests.keys();
        let empty: Vec<_> = all.filter(|who| model.iosd_purses[who.0] == 0).collect();
        let who = match empty.len() {
            0 => self.dice.pick(PEOPLE),
            some => empty[self.dice.pick(some)].0,
        };
        Op::CloseAccount { who }
    }

    fn stake_call(&mut self, model: &Model) -> Op {
        let step = self.stake_step(model);
        let staker = matches!(
            step,
            Step::Stake { .. } | Step::Unstake { .. } | Step::Claim { .. } | Step::Compound { .. }
        );
        if self.dice.roll(60) == 0 {
            return self.terms_call(model);
        }
        if staker && self.dice.roll(12) == 0 {
            Op::Unaccrued(step)
        } else {
            Op::Staking(step)
        }
    }

    fn stake_step(&mut self, model: &Model) -> Step {
        let staking = &model.staking;
        let dice = &mut self.dice;
        let (who, device) = (dice.pick(PEOPLE), dice.pick(DEVICES));
        let stake = &staking.devices[device];
        let proposals = staking.proposals.len();
        match dice.roll(100) {
            0..=11 => Step::Stake {
                who,
                amount: dice.amount(1_000 * IO),
            },
            12..=20 => Step::Unstake {
                who,
                amount: dice.amount(staking.stakers[who].active),
            },
            21..=26 => {
                let cooled = (0..PEOPLE).filter(|w| staking.stakers[*w].cooling() > 0);
                let cooled: Vec<usize> = cooled.collect();
                let who = if cooled.is_empty() {
                    who
                } else {
                    cooled[dice.pick(cooled.len())]
                };
                Step::Withdraw { who }
            }
            27..=33 => Step::Claim { who },
            34..=39 => Step::Compound { who },
            40..=46 => Step::StakeDevice {
                device,
                amount: dice.amount(500 * IO),
            },
            47..=50 => Step::UnstakeDevice {
                device,
                amount: dice.amount(stake.own.active),
            },
            51..=54 => Step::WithdrawDevice { device },
            55..=58 => Step::Surplus {
                device,
                amount: dice.amount(stake.own.active / 2),
            },
            59 => Step::Note { device },
            60..=68 => Step::Join {
                who,
                device,
                amount: dice.amount(300 * IO),
            },
            69..=82 => {
                let friends = stake.friends.len();
                let friend = match friends {
                    0 => who,
                    _ => *stake
                        .friends
                        .keys()
                        .nth(dice.pick(friends))
                        .expect("counted"),
                };
                let shares = stake.current(friend).shares;
                if dice.roll(2) == 0 {
                    Step::Leave {
                        who: friend,
                        device,
                        shares: dice.amount(shares),
                    }
                } else {
                    Step::WithdrawCo {
                        who: friend,
                        device,
                    }
                }
            }
            83..=84 => Step::Propose {
                target: target(dice.roll(2) == 0, who, device),
                amount: dice.amount(300 * IO),
            },
            85..=89 if proposals > 0 => {
                let proposal = proposals - 1 - dice.pick(proposals.min(12));
                if dice.roll(2) == 0 {
                    Step::Confirm { proposal }
                } else {
                    Step::Lapse {
                        proposal,
                        by_governance: dice.roll(3) == 0,
                    }
                }
            }
            90..=93 => Step::Execute {
                target: target(dice.roll(2) == 0, who, device),
                amount: match dice.roll(30) {
                    0 => u64::MAX,
                    _ => dice.amount(20 * IO),
                },
            },
            94..=97 => Step::Stake {
                who,
                amount: dice.amount(50 * IO),
            },
            _ => Step::Claim { who },
        }
    }
}

fn target(of_a_staker: bool, who: usize, device: usize) -> Target {
    if of_a_staker {
        Target::Staker(who)
    } else {
        Target::Device(device)
    }
}
