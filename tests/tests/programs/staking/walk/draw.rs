//! The next step, drawn at random.
use io_tests::{
    city::IO,
    economy::{
        Dice,
        staking::{Model, Step, Target},
    },
};

fn target(dice: &mut Dice, stakers: usize, devices: usize) -> Target {
    if dice.roll(3) == 0 {
        Target::Staker(dice.pick(stakers))
    } else {
        Target::Device(dice.pick(devices))
    }
}

/// The next step, with amounts that fit what `model` holds more often than not.
pub fn step(dice: &mut Dice, model: &Model) -> Step {
    let (stakers, devices) = (model.stakers.len(), model.devices.len());
    let who = dice.pick(stakers);
    let at = dice.pick(devices);
    let device = &model.devices[at];
    let friend = dice.pick(model.friends.len());
    let proposals = model.proposals.len();
    // The latest few: older ones are resolved, as a rule.
    let recent = |dice: &mut Dice| proposals - 1 - dice.pick(proposals.min(6));
    match dice.roll(100) {
        0..=6 => Step::Stake {
            who,
            amount: dice.amount(1_000 * IO),
        },
        7..=11 => Step::Unstake {
            who,
            amount: dice.amount(model.stakers[who].active),
        },
        12..=15 => Step::Withdraw { who },
        16..=17 => Step::Claim { who },
        18..=20 => Step::Compound { who },
        21..=29 => Step::StakeDevice {
            device: at,
            amount: dice.amount(1_000 * IO),
        },
        30..=34 => Step::UnstakeDevice {
            device: at,
            amount: dice.amount(device.own.active),
        },
        35..=38 => Step::WithdrawDevice { device: at },
        39..=42 => Step::Surplus {
            device: at,
            amount: dice.amount(device.own.active / 2),
        },
        43 => Step::Note { device: at },
        44..=45 => Step::Processors {
            device: at,
            count: 1 + dice.roll(4),
        },
        46..=54 => Step::Join {
            who: friend,
            device: at,
            amount: dice.amount(500 * IO),
        },
        55..=60 => Step::Leave {
            who: friend,
            device: at,
            shares: dice.amount(device.current(friend).shares),
        },
        61..=66 => Step::WithdrawCo {
            who: friend,
            device: at,
        },
        67..=70 => Step::Propose {
            target: target(dice, stakers, devices),
            amount: dice.amount(2_000 * IO),
        },
        71..=74 if proposals > 0 => Step::Confirm {
            proposal: recent(dice),
        },
        75..=77 if proposals > 0 => Step::Lapse {
            proposal: recent(dice),
            by_governance: dice.roll(3) == 0,
        },
        78..=80 => {
            let target = target(dice, stakers, devices);
            // Seldom all of it, else nothing is left to walk on.
            let amount = if dice.roll(12) == 0 {
                u64::MAX
            } else {
                dice.amount(100 * IO)
            };
            Step::Execute { target, amount }
        }
        81..=83 => Step::LockGuarantee {
            device: at,
            amount: dice.amount(device.own.active / 4),
        },
        84..=85 => Step::ReleaseGuarantee {
            device: at,
            amount: dice.amount(device.guarantee),
        },
        86..=87 => Step::PayGuarantee {
            device: at,
            amount: dice.amount(device.guarantee),
            to: model.funds.len() - 1,
        },
        88..=93 => Step::Hours(1 + dice.roll(100)),
        _ => Step::Seconds(1 + dice.roll(9 * 86_400)),
    }
}
