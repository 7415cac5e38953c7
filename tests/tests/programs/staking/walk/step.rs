//! What can happen, drawn at random from a seed.
use super::IO;

#[derive(Clone, Copy, Debug)]
pub enum Target {
    Staker(usize),
    Device(usize),
}

#[derive(Clone, Copy, Debug)]
pub enum Step {
    Stake {
        who: usize,
        amount: u64,
    },
    Unstake {
        who: usize,
        amount: u64,
    },
    Withdraw {
        who: usize,
    },
    Claim {
        who: usize,
    },
    Compound {
        who: usize,
    },
    StakeDevice {
        device: usize,
        amount: u64,
    },
    UnstakeDevice {
        device: usize,
        amount: u64,
    },
    WithdrawDevice {
        device: usize,
    },
    Surplus {
        device: usize,
        amount: u64,
    },
    Note {
        device: usize,
    },
    Processors {
        device: usize,
        count: u64,
    },
    Join {
        who: usize,
        device: usize,
        amount: u64,
    },
    Leave {
        who: usize,
        device: usize,
        shares: u64,
    },
    WithdrawCo {
        who: usize,
        device: usize,
    },
    Propose {
        target: Target,
        amount: u64,
    },
    Confirm {
        proposal: usize,
    },
    Lapse {
        proposal: usize,
        by_governance: bool,
    },
    Execute {
        target: Target,
        amount: u64,
    },
    LockGuarantee {
        device: usize,
        amount: u64,
    },
    ReleaseGuarantee {
        device: usize,
        amount: u64,
    },
    PayGuarantee {
        device: usize,
        amount: u64,
    },
    Hours(u64),
    Seconds(u64),
}

/// SplitMix64: a seed gives the same walk on every machine.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }

    fn pick(&mut self, of: usize) -> usize {
        self.roll(of as u64) as usize
    }

    /// Dust, a few hundred IO with odd units, all of `whole`, a part of it, or a little too much.
    fn amount(&mut self, whole: u64) -> u64 {
        match self.roll(10) {
            0 => self.roll(3),
            1 => whole,
            2 => whole.saturating_add(1),
            3..=5 => whole / 100 * self.roll(100) + self.roll(7),
            _ => 50 * IO + self.roll(400 * IO),
        }
    }

    fn target(&mut self, stakers: usize, devices: usize) -> Target {
        if self.roll(3) == 0 {
            Target::Staker(self.pick(stakers))
        } else {
            Target::Device(self.pick(devices))
        }
    }

    /// The next step, with amounts that fit what `model` holds more often than not.
    pub fn step(&mut self, model: &super::model::Model) -> Step {
        let (stakers, devices) = (model.stakers.len(), model.devices.len());
        let who = self.pick(stakers);
        let at = self.pick(devices);
        let device = &model.devices[at];
        let friend = self.pick(device.friends.len());
        let proposals = model.proposals.len();
        // The latest few: older ones are resolved, as a rule.
        let recent = |dice: &mut Self| proposals - 1 - dice.pick(proposals.min(6));
        match self.roll(100) {
            0..=6 => Step::Stake {
                who,
                amount: self.amount(1_000 * IO),
            },
            7..=11 => Step::Unstake {
                who,
                amount: self.amount(model.stakers[who].active),
            },
            12..=15 => Step::Withdraw { who },
            16..=17 => Step::Claim { who },
            18..=20 => Step::Compound { who },
            21..=29 => Step::StakeDevice {
                device: at,
                amount: self.amount(1_000 * IO),
            },
            30..=34 => Step::UnstakeDevice {
                device: at,
                amount: self.amount(device.own.active),
            },
            35..=38 => Step::WithdrawDevice { device: at },
            39..=42 => Step::Surplus {
                device: at,
                amount: self.amount(device.own.active / 2),
            },
            43 => Step::Note { device: at },
            44..=45 => Step::Processors {
                device: at,
                count: 1 + self.roll(4),
            },
            46..=54 => Step::Join {
                who: friend,
                device: at,
                amount: self.amount(500 * IO),
            },
            55..=60 => Step::Leave {
                who: friend,
                device: at,
                shares: self.amount(device.friends[friend].shares),
            },
            61..=66 => Step::WithdrawCo {
                who: friend,
                device: at,
            },
            67..=70 => Step::Propose {
                target: self.target(stakers, devices),
                amount: self.amount(2_000 * IO),
            },
            71..=74 if proposals > 0 => Step::Confirm {
                proposal: recent(self),
            },
            75..=77 if proposals > 0 => Step::Lapse {
                proposal: recent(self),
                by_governance: self.roll(3) == 0,
            },
            78..=80 => {
                let target = self.target(stakers, devices);
                // Seldom all of it, else nothing is left to walk on.
                let amount = if self.roll(12) == 0 {
                    u64::MAX
                } else {
                    self.amount(100 * IO)
                };
                Step::Execute { target, amount }
            }
            81..=83 => Step::LockGuarantee {
                device: at,
                amount: self.amount(device.own.active / 4),
            },
            84..=85 => Step::ReleaseGuarantee {
                device: at,
                amount: self.amount(device.guarantee),
            },
            86..=87 => Step::PayGuarantee {
                device: at,
                amount: self.amount(device.guarantee),
            },
            88..=93 => Step::Hours(1 + self.roll(100)),
            _ => Step::Seconds(1 + self.roll(9 * 86_400)),
        }
    }
}
