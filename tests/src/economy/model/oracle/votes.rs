//! Settlements: agreed on, voted for, sealed, voided.

use super::{Head, MOST_WAIT_EPOCHS, PAUSE_REST_S, PAUSE_S, Plan, RECORDS, Status};
use crate::{
    economy::{
        cast::OPERATORS,
        model::{Model, Refusal, sentence},
    },
    world::EPOCH_S,
};
use io_core::quorum::exceeds_two_thirds;
use std::sync::Arc;

impl Model {
    pub(in crate::economy::model) fn propose_settlement(
        &mut self,
        epoch: u64,
        earned: &[(usize, u64)],
        lie: Option<(usize, u64)>,
        seed: u64,
    ) {
        let before = self.oracle.head.rewards.clone();
        let mut rewards = before.to_vec();
        for (wallet, more) in earned {
            match rewards.iter_mut().find(|leaf| leaf.0 == *wallet) {
                Some(leaf) => leaf.1 = leaf.1.saturating_add(*more),
                None => rewards.push((*wallet, *more)),
            }
        }
        if let Some((place, less)) = lie
            && let Some(leaf) = rewards.get_mut(place)
        {
            // Not below what was claimed: what somebody has cannot be taken back.
            let claimed = self.emission.claimed[leaf.0];
            leaf.1 = leaf.1.saturating_sub(less).max(claimed);
        }
        self.oracle.next_plan += 1;
        let fell = |(before, after): (&(usize, u64), &(usize, u64))| after.1 < before.1;
        let plan = Plan {
            id: self.oracle.next_plan,
            lies: before.iter().zip(&rewards).any(fell),
            rewards,
            before,
            usage: self.served(epoch, seed),
        };
        self.oracle.plans.insert(epoch, Arc::new(plan));
        // Nobody votes on older ones any more.
        self.oracle.plans.retain(|at, _| at + RECORDS > epoch);
    }

    pub(in crate::economy::model) fn vote(
        &mut self,
        seat: usize,
        epoch: u64,
    ) -> Result<(), Refusal> {
        let (now, current) = (self.now, self.epoch());
        let votes_from = self.oracle.votes_from(epoch);
        let plan = self.oracle.plans.get(&epoch).cloned();
        let plan = plan.ok_or_else(|| sentence("nothing is agreed"))?;
        let record = self
            .oracle
            .record(epoch)
            .ok_or_else(|| sentence("not open"))?;
        let weight = record.weights[seat];
        let open = record.status == Status::Open
            && now >= votes_from
            && current < epoch + RECORDS
            && now >= self.oracle.pause_ends_ts;
        let stands =
            self.oracle.seats[seat].listed && weight > 0 && self.oracle.seats[seat].bond >= weight;
        let head = &self.oracle.head;
        let most = self.most(epoch, plan.rewards.len());
        let follows = epoch > head.epoch
            && *plan.before == *head.rewards
            && plan
                .rewards
                .iter()
                .try_fold(0u64, |sum, leaf| sum.checked_add(leaf.1))
                .is_some()
            && plan.sum() >= head.sum()
            && most.is_some_and(|most| plan.sum() <= most);
        if !(open && stands && follows) {
            return Err(sentence("the vote does not stand"));
        }
        let seats = self.oracle.seats;
        let record = self.oracle.records.get_mut(&(epoch % RECORDS));
        let record = record.expect("found above");
        record.votes[seat] = plan.id;
        let tally: u64 = (0..OPERATORS)
            .filter(|at| record.votes[*at] == plan.id && seats[*at].bond >= record.weights[*at])
            .map(|at| record.weights[at])
            .sum();
        if exceeds_two_thirds(tally, record.total) {
            return self.seal(epoch, plan);
        }
        Ok(())
    }

    fn seal(&mut self, epoch: u64, plan: Arc<Plan>) -> Result<(), Refusal> {
        let (epoch_s, head) = (i64::from(EPOCH_S), self.oracle.head.clone());
        let window = self.oracle.rules.challenge_window_s;
        let due = self.now + i64::from(window);
        let final_ts = due.max(head.latest_final_ts);
        if final_ts > due + MOST_WAIT_EPOCHS * epoch_s {
            return Err(sentence("the seals are too close"));
        }
        let final_slot = (self.slot + u64::from(window)).max(self.oracle.latest_final_slot);
        let latest_final_slot = final_slot + u64::from(EPOCH_S) / 2;
        self.oracle.latest_final_slot = latest_final_slot;
        (self.oracle.kept_epoch, self.oracle.next_kept) = self.kept();
        self.oracle.next_kept.get_or_insert(epoch);
        let record = self.oracle.records.get_mut(&(epoch % RECORDS));
        let record = record.expect("voted on");
        (record.final_slot, record.latest_final_slot) = (final_slot, latest_final_slot);
        record.status = Status::Sealed;
        record.final_ts = final_ts;
        record.latest_final_ts = final_ts + epoch_s / 2;
        record.before = head;
        self.oracle.head = Head {
            epoch,
            rewards: Arc::new(plan.rewards.clone()),
            cap: record.cap,
            latest_final_ts: record.latest_final_ts,
        };
        record.plan = Some(plan);
        Ok(())
    }

    pub(in crate::economy::model) fn void(&mut self, epoch: u64) -> Result<(), Refusal> {
        let record = self
            .oracle
            .record(epoch)
            .ok_or_else(|| sentence("not open"))?;
        if record.status != Status::Sealed || record.is_window_over(self.now, self.slot) {
            return Err(sentence("not sealed, or final"));
        }
        let before = record.before.clone();
        for at in self.oracle.sealed_after(epoch).into_iter().chain([epoch]) {
            let record = self.oracle.records.get_mut(&(at % RECORDS));
            record.expect("sealed").status = Status::Void;
        }
        self.oracle.head = before;
        self.oracle.next_kept = self.oracle.next_kept.filter(|next| *next < epoch);
        Ok(())
    }

    pub(in crate::economy::model) fn pause_sealing(&mut self) -> Result<(), Refusal> {
        let ends = self.oracle.pause_ends_ts;
        if ends != 0 && self.now < ends + PAUSE_REST_S {
            return Err(sentence("paused too recently"));
        }
        self.oracle.pause_ends_ts = self.now + PAUSE_S;
        Ok(())
    }
}
