//! Steps of `staking` with what they do to the stakers' rewards.

use super::{
    Model, Refusal, refuse, sentence,
    staking::{Step, Target},
};
impl Model {
    /// A step of `staking`, with what it does to the stakers' rewards.
    pub(super) fn stake_step(&mut self, step: &Step) -> Result<(), Refusal> {
        self.require_device(step)?;
        self.staking.cooldown_s = i64::from(self.rewards.cooldown_at(self.now));
        if let Some(who) = self.settles(step) {
            if self.emission.accrued != self.completed() {
                return refuse(crate::staking::errors::ACCRUE_FIRST);
            }
            if matches!(step, Step::Compound { .. }) {
                self.require_compounding(who)?;
            }
            self.fold();
            self.rewards.settle(who, self.staking.stakers[who].active);
        }
        match *step {
            Step::Claim { who } => self.staking.funds[who] += self.rewards.take(who)?,
            Step::Compound { who } => self.staking.stakers[who].active += self.rewards.take(who)?,
            Step::UnstakeDevice { device, .. } if self.hire(device).is_some() => {
                return Err(sentence("the device is hired"));
            }
            Step::Leave { who, device, .. } | Step::WithdrawCo { who, device }
                if !self.staking.devices[device].friends.contains_key(&who) =>
            {
                return Err(sentence("he never joined"));
            }
            Step::Join { who, device, .. } if self.staking.owners[device] == who => {
                return Err(sentence("it is his own"));
            }
            _ => {}
        }
        if matches!(step, Step::Propose { .. }) && self.offices.slasher.is_none() {
            return Err(sentence("nobody may propose"));
        }
        let known = self.staking.proposals.len();
        if let Step::Confirm { proposal } | Step::Lapse { proposal, .. } = *step
            && proposal >= known
        {
            return Err(sentence("nobody proposed it"));
        }
        let slashed = self.staking.slashed;
        self.staking.effect(step).or_else(refuse)?;
        self.emission.supply -= self.staking.slashed - slashed;
        if let Step::StakeDevice { device, .. } = *step {
            self.devices[device].staked = true;
        }
        Ok(())
    }

    /// Gives the stakers the hours that are accrued.
    pub(super) fn fold(&mut self) {
        let stake = self.staking.stakers.iter().map(|own| own.active).sum();
        let total = self.emission.totals.stakers;
        self.rewards.fold(self.emission.accrued, total, stake);
    }

    fn require_compounding(&self, who: usize) -> Result<(), Refusal> {
        use crate::staking::errors as e;
        if !self.compounding[who] {
            return refuse(e::NOT_AUTO_COMPOUNDING);
        }
        if self.staking.stakers[who].active == 0 {
            return refuse(e::NOTHING_STAKED);
        }
        Ok(())
    }

    /// The staker whose rewards a step brings up to date, with the whole pool.
    fn settles(&self, step: &Step) -> Option<usize> {
        match *step {
            Step::Stake { who, .. }
            | Step::Unstake { who, .. }
            | Step::Claim { who }
            | Step::Compound { who } => Some(who),
            Step::Execute {
                target: Target::Staker(who),
                ..
            } => Some(who),
            Step::Confirm { proposal } => match self.staking.proposals.get(proposal)?.target {
                Target::Staker(who) => Some(who),
                Target::Device(_) => None,
            },
            _ => None,
        }
    }
}
