//! What happens next: people do what fits the state more often than not, in plans of several steps
//! that others interrupt.

mod chores;
mod hosts;
mod jobs;
mod plans;
mod power;
mod proofs;
mod rounds;
mod single;

use super::cast::{OFFICERS, PEOPLE};
use super::{
    dice::Dice,
    forged::can_be_forged,
    model::Model,
    op::{Forgery, Op},
};
use std::collections::VecDeque;

/// The source of operations.
pub struct Draw {
    dice: Dice,
    /// What is planned.
    plan: VecDeque<Op>,
    /// Transactions since the last time that `assert_conservation` was called.
    unchecked: u64,
    /// Steps for which an hour's proof of work is followed.
    proving: u64,
}

impl Draw {
    pub fn new(dice: Dice) -> Self {
        Self {
            dice,
            plan: VecDeque::new(),
            unchecked: 0,
            proving: 0,
        }
    }

    /// The next operation.
    pub fn next(&mut self, model: &Model) -> Op {
        self.unchecked += 1;
        if self.unchecked >= 500 {
            self.unchecked = 0;
            return Op::Check;
        }
        if self.proving > 0 && self.dice.roll(3) > 0 {
            let op = self.proof_step(model);
            return self.perhaps_forged(op, model);
        }
        if self.dice.roll(2) == 0
            && let Some(op) = self.round_chore(model)
        {
            return self.perhaps_forged(op, model);
        }
        if self.plan.is_empty() && self.proving == 0 && self.dice.roll(3) == 0 {
            self.make_a_plan(model);
        }
        let planned = !self.plan.is_empty() && self.dice.roll(4) > 0;
        let op = match self.plan.pop_front() {
            Some(op) if planned => op,
            other => {
                let planned = other.is_some();
                self.plan.extend(other);
                self.plan.rotate_right(usize::from(planned));
                let gently = planned || self.proving > 0;
                let chore = self.dice.roll(2) == 0;
                let due = chore.then(|| self.chore(model)).flatten();
                due.unwrap_or_else(|| self.single(model, gently))
            }
        };
        // By the clock alone: a chain that stands still makes nothing final, but slots follow.
        if let Op::Wait(seconds) | Op::Halt(seconds) = op
            && let Some(epoch) = model
                .oracle
                .lies_final_by(model.now + seconds.cast_signed(), u64::MAX)
            && !model.oracle.robbed
        {
            // The guardian is awake.
            self.plan.push_front(op);
            return Op::Void { epoch };
        }
        self.perhaps_forged(op, model)
    }

    /// One in six of what would land comes forged, and again as it is if it was planned.
    fn perhaps_forged(&mut self, op: Op, model: &Model) -> Op {
        if self.dice.roll(6) > 0 || !can_be_forged(&op) || model.clone().apply(&op).is_err() {
            return op;
        }
        let forgery = match self.dice.roll(8) {
            0 => Forgery::Unsigned,
            1 => Forgery::SignedBy {
                who: match self.dice.roll(4) {
                    0 => PEOPLE + self.dice.pick(OFFICERS),
                    _ => self.dice.pick(PEOPLE),
                },
            },
            2 => Forgery::Discriminator,
            _ => Forgery::Account {
                place: self.dice.pick(24),
                seed: self.dice.roll(u64::MAX),
            },
        };
        self.plan.push_front(op.clone());
        Op::Forged {
            op: Box::new(op),
            forgery,
        }
    }
}
