//! What officers decide, and how offices and grants pass on.

use super::Draw;
use crate::{
    city::IO,
    economy::{
        cast::*,
        dice::Dice,
        model::Model,
        op::{ClassTerms, EscrowTerms, IosdTerms, OFFICES, Office, Op, Power, Rules},
    },
    oracle::world::{BOND, CHALLENGE_BOND},
    world::EPOCH_S,
};

const IOSD: u64 = 1_000_000;

/// Times of rounds; none are held half of the time.
fn rounds(dice: &mut Dice) -> [u32; 3] {
    if dice.roll(2) == 0 {
        return [0; 3];
    }
    let window = [600, 720, 900, 1_200, 1_800, 1_000][dice.pick(6)];
    let draw = 120 + dice.roll(180) as u32;
    [window, draw, 2 * window + dice.roll(3_600) as u32]
}

impl Draw {
    /// Any use of power.
    pub(super) fn power(&mut self, model: &Model) -> Op {
        let grant = self.dice.roll(3) as u8;
        let power = match self.dice.roll(26) {
            0..=1 => {
                return Op::SetSplit {
                    stakers_bps: 1_000 + self.dice.roll(3_000) as u16,
                    cpu_bps: self.dice.roll(1_500) as u16,
                };
            }
            2..=5 => self.hand_over(model),
            6 => Power::NameSlasher {
                next: self.somebody(),
            },
            7 => Power::NameBeneficiary {
                grant: match self.dice.roll(4) {
                    0 => grant,
                    _ => UNNAMED_GRANT,
                },
                to: self.dice.pick(PEOPLE),
            },
            8 => Power::HandGrant {
                grant,
                to: (self.dice.roll(4) > 0).then(|| self.dice.pick(PEOPLE)),
            },
            9..=10 => {
                let next = model.emission.next_beneficiaries[usize::from(grant)];
                let stranger = self.dice.roll(4) == 0 || next.is_none();
                let anybody = self.dice.pick(PEOPLE);
                let who = next.filter(|_| !stranger).unwrap_or(anybody);
                Power::TakeGrant { grant, who }
            }
            11..=13 => Power::SetStaking {
                cooldown_s: EPOCH_S * (20 + self.dice.roll(28 * 24 - 20) as u32),
                min_earning: match self.dice.roll(8) {
                    0 => 0,
                    // More than is staked, as a rule: these hours go to the reserve.
                    1 => 40_000 * IO + self.dice.roll(100_000 * IO),
                    _ => 1 + self.dice.roll(1_500 * IO),
                },
            },
            14..=15 => self.set_iosd(),
            16..=17 => self.set_escrow(),
            18..=19 => self.set_rules(),
            20 => Power::Remove {
                seat: match self.dice.roll(8) {
                    0 => self.dice.pick(OPERATORS),
                    // Somebody who is on his way out already.
                    _ => {
                        let leaving = |seat: &usize| !model.oracle.seats[*seat].active;
                        (0..OPERATORS).find(leaving).unwrap_or(0)
                    }
                },
            },
            21 => Power::SetClass(ClassTerms {
                multiplier_milli: match self.dice.roll(8) {
                    0 => 0,
                    1..=4 => 1_000,
                    _ => 250 + self.dice.roll(2_500) as u32,
                },
                live: self.dice.roll(6) > 0,
            }),
            _ => Power::SetTier {
                device: self.dice.pick(DEVICES),
                tier: match self.dice.roll(8) {
                    0 => self.dice.roll(6) as u8,
                    _ => 4,
                },
            },
        };
        Op::Power(power)
    }

    fn somebody(&mut self) -> Option<usize> {
        (self.dice.roll(6) > 0).then(|| self.dice.pick(OFFICERS))
    }

    fn office(&mut self) -> Office {
        OFFICES[self.dice.pick(OFFICES.len())]
    }

    /// A step of a handover: the first, or the second of one that is open.
    fn hand_over(&mut self, model: &Model) -> Power {
        let open = OFFICES
            .into_iter()
            .find(|office| model.offices.next[*office as usize].is_some());
        match open {
            Some(office) if self.dice.roll(2) == 0 => {
                let named = model.offices.next[office as usize];
                let stranger = self.dice.roll(4) == 0;
                let anybody = self.dice.pick(OFFICERS);
                let who = named.filter(|_| !stranger).unwrap_or(anybody);
                Power::Take { office, who }
            }
            _ => Power::Name {
                office: self.office(),
                next: self.somebody(),
            },
        }
    }

    /// An office or a grant passes on.
    pub(super) fn plan_office(&mut self) {
        if self.dice.roll(3) == 0 {
            let (grant, who) = (self.dice.roll(3) as u8, self.dice.pick(PEOPLE));
            let to = Some(who);
            self.plan
                .push_back(Op::Power(Power::HandGrant { grant, to }));
            self.plan
                .push_back(Op::Power(Power::TakeGrant { grant, who }));
            return;
        }
        let (office, who) = (self.office(), self.dice.pick(OFFICERS));
        let next = Some(who);
        self.plan.push_back(Op::Power(Power::Name { office, next }));
        self.plan.push_back(Op::Power(Power::Take { office, who }));
    }

    fn set_iosd(&mut self) -> Power {
        let dice = &mut self.dice;
        Power::SetIosd(IosdTerms {
            ttl_s: 50 + dice.roll(u64::from(3 * EPOCH_S)) as u32,
            deviation_bps: 500 + dice.roll(2_050) as u16,
            min_io: 1 + dice.roll(30 * IO),
            min_iosd: 1 + dice.roll(10 * IOSD),
            mint_window: 9_500 * IOSD + dice.roll(400_000 * IOSD),
            redeem_window: 9_500 * IOSD + dice.roll(400_000 * IOSD),
            window_s: EPOCH_S + dice.roll(u64::from(48 * EPOCH_S)) as u32,
            spread_bps: dice.roll(520) as u16,
            guardian: dice.pick(OFFICERS),
        })
    }

    fn set_escrow(&mut self) -> Power {
        let dice = &mut self.dice;
        let hours = |hours: u64| hours as u32 * EPOCH_S;
        Power::SetEscrow(EscrowTerms {
            reservation_bps: dice.roll(300) as u16,
            payment_bps: dice.roll(400) as u16,
            burn_bps: dice.roll(10_100) as u16,
            usdc_payment_bps: dice.roll(750) as u16,
            times: [
                hours(3 + dice.roll(72)),
                50 + dice.roll(u64::from(4 * EPOCH_S)) as u32,
                hours(23 + dice.roll(400)),
            ],
            rounds: rounds(dice),
        })
    }

    fn set_rules(&mut self) -> Power {
        let dice = &mut self.dice;
        let bond = match dice.roll(4) {
            0 => BOND + dice.roll(BOND / 4),
            _ => BOND - dice.roll(BOND / 2),
        };
        Power::SetRules(Rules {
            bond,
            challenge_bond: CHALLENGE_BOND / 4 + dice.roll(CHALLENGE_BOND),
            challenge_window_s: EPOCH_S - 10 + dice.roll(u64::from(2 * EPOCH_S)) as u32,
            summary_window_s: 58 + dice.roll(240) as u32,
            price_max_age_s: 60 + dice.roll(545) as u32,
            ema_half_life_s: 50 + dice.roll(u64::from(4 * EPOCH_S)) as u32,
        })
    }
}
