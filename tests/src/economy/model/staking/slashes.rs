//! Slashes proposed, decided and proven, and guarantees.
use super::{DAY_S, Model, Proposal, Target, require};
use crate::staking::errors as e;
use io_core::{slash::lock_window, stake::MIN_CO_STAKE};

impl Model {
    pub(super) fn slash(&mut self, target: Target, own_loss: u64, co_loss: u64) {
        self.own(target).lose(own_loss);
        if let Target::Device(device) = target {
            let device = &mut self.devices[device];
            device.pot -= co_loss;
            if device.pot == 0 && device.shares > 0 {
                device.generation += 1;
                (device.shares, device.active_shares) = (0, 0);
            }
        }
        self.slashed += own_loss + co_loss;
    }

    /// Own and co-stakers' parts of `amount`, the owner's rounded up.
    pub(super) fn pro_rata(&mut self, target: Target, amount: u64) -> (u64, u64) {
        let (own, co) = (self.own(target).total(), self.co(target).0);
        let amount = amount.min(own + co);
        if amount == 0 {
            return (0, 0);
        }
        let share = (u128::from(amount) * u128::from(own)).div_ceil(u128::from(own + co)) as u64;
        (share, amount - share)
    }

    pub(super) fn propose(&mut self, target: Target, amount: u64) -> Result<(), u32> {
        require(amount >= MIN_CO_STAKE, e::PROPOSAL_BELOW_MINIMUM)?;
        let (own, co) = self.pro_rata(target, amount);
        let (pot, co_locked, _) = self.co(target);
        let stake = self.own(target);
        let own = own.min(stake.total().saturating_sub(stake.locked));
        let co = co.min(pot.saturating_sub(co_locked));
        require(own + co > 0, e::NOTHING_TO_LOCK)?;
        let mut window =
            lock_window(self.lock_used, self.lock_ts, self.all_stake()).expect("one hundredth");
        window
            .try_consume(self.now, own + co)
            .map_err(|_| e::DAILY_LOCK_LIMIT)?;
        (self.lock_used, self.lock_ts) = (window.used, window.updated_ts);
        self.own(target).locked += own;
        if let Target::Device(device) = target {
            self.devices[device].co_locked += co;
        }
        self.proposals.push(Proposal {
            target,
            own,
            co,
            ts: self.now,
            open: true,
        });
        Ok(())
    }

    pub(super) fn unlock(&mut self, at: usize) -> Proposal {
        let proposal = self.proposals[at];
        self.proposals[at].open = false;
        self.own(proposal.target).locked -= proposal.own;
        if let Target::Device(device) = proposal.target {
            self.devices[device].co_locked -= proposal.co;
        }
        proposal
    }

    pub(super) fn confirm(&mut self, at: usize) -> Result<(), u32> {
        let proposal = self.proposals[at];
        require(proposal.open, e::PROPOSAL_RESOLVED)?;
        let since = self.now - proposal.ts;
        require(since >= 30 * DAY_S, e::APPEAL_OPEN)?;
        require(since < 44 * DAY_S, e::PROPOSAL_LAPSED)?;
        let (pot, _, guarantee) = self.co(proposal.target);
        let total = self.own(proposal.target).total();
        let own = proposal.own.min(total.saturating_sub(guarantee));
        self.unlock(at);
        self.slash(proposal.target, own, proposal.co.min(pot));
        Ok(())
    }

    pub(super) fn lapse(&mut self, at: usize, by_governance: bool) -> Result<(), u32> {
        let proposal = self.proposals[at];
        require(proposal.open, e::PROPOSAL_RESOLVED)?;
        let over = self.now - proposal.ts >= 44 * DAY_S;
        require(over || by_governance, e::PROPOSAL_STANDS)?;
        self.unlock(at);
        Ok(())
    }

    pub(super) fn end_guarantee(&mut self, device: usize, amount: u64) -> Result<(), u32> {
        require(amount > 0, e::ZERO_AMOUNT)?;
        let guarantee = &mut self.devices[device].guarantee;
        *guarantee = guarantee.checked_sub(amount).ok_or(e::NOT_GUARANTEED)?;
        Ok(())
    }
}
