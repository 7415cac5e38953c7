//! A walk: operations drawn from a seed, taken by the model and by the chain.

mod founding;

use super::{
    accounts::Purse,
    chain::Chain,
    dice::Dice,
    drain,
    draw::Draw,
    model::Model,
    op::{Op, Round},
    transaction::{Called, send},
};
use crate::{escrow, interface, oracle::challenges, world::deploy_folder};
use solana_instruction::Instruction;
use std::{collections::BTreeMap, sync::LazyLock};

/// Transactions of one walk, as a rule.
pub const WALK: usize = 25_000;
/// Steps between two looks at everything.
const LOOK_EVERY: usize = 1_000;
/// Steps between two states from which everybody leaves, in a copy of both.
const LEAVE_EVERY: usize = 5_000;

/// The model and the chain, so far alike.
pub struct Walk {
    pub model: Model,
    pub chain: Chain,
    /// Transactions that landed and that were refused, by the operation's name.
    pub tally: BTreeMap<String, [u64; 2]>,
    /// How often each instruction landed, called by programs or not; and during the founding.
    pub called: BTreeMap<Called, u64>,
    pub founded: BTreeMap<Called, u64>,
}

impl Clone for Walk {
    fn clone(&self) -> Self {
        Self {
            model: self.model.clone(),
            chain: self.chain.clone(),
            tally: self.tally.clone(),
            called: self.called.clone(),
            founded: self.founded.clone(),
        }
    }
}

/// Where model and chain parted.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What does not hold.
    pub what: String,
    /// What was taken until then, the last one included.
    pub trace: Vec<Op>,
    /// Whether it was found while everybody left.
    pub draining: bool,
}

/// What a walk without a failure came to.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub steps: usize,
    pub tally: BTreeMap<String, [u64; 2]>,
    /// How often each instruction landed, as `program.instruction`.
    pub called: BTreeMap<String, u64>,
    /// The same of the founding.
    pub founded: BTreeMap<String, u64>,
    /// Transactions with which everybody left.
    pub drained_in: usize,
}

impl Report {
    /// Takes another walk's figures to its own.
    pub fn add(&mut self, more: &Self) {
        self.steps += more.steps;
        self.drained_in = self.drained_in.max(more.drained_in);
        for (name, [landed, refused]) in &more.tally {
            let line = self.tally.entry(name.clone()).or_default();
            line[0] += landed;
            line[1] += refused;
        }
        for (all, called) in [
            (&mut self.called, &more.called),
            (&mut self.founded, &more.founded),
        ] {
            for (name, times) in called {
                *all.entry(name.clone()).or_default() += times;
            }
        }
    }
}

fn named(called: &BTreeMap<Called, u64>) -> BTreeMap<String, u64> {
    let ours = called.iter().filter_map(|((program, data), times)| {
        let (interface, call) = interface::found(program, data)?;
        Some((format!("{}.{}", interface.name, call.name), *times))
    });
    ours.collect()
}

impl Walk {
    /// The network at its genesis: everybody has a little, seven operators are bonded, devices are
    /// offered and open to co-stakers.
    pub fn new() -> Self {
        static FOUNDED: LazyLock<Walk> = LazyLock::new(|| Walk::found(&deploy_folder()));
        FOUNDED.clone()
    }

    /// Takes `op` in the model and on the chain, which must come to the same; whether it landed.
    ///
    /// # Errors
    /// What differs.
    pub fn take(&mut self, op: &Op) -> Result<bool, String> {
        if let Op::Forged { op, forgery } = op {
            return self.take_forged(op, forgery);
        }
        let instructions = self.chain.instructions(op, &self.model);
        let expected = self.model.apply(op);
        match op {
            Op::Proof(_) | Op::Round(Round::Draw { .. }) => {
                self.chain.show_slot_hashes(self.model.slot)
            }
            Op::Wait(_) | Op::Halt(_) => {
                let Model { now, slot, .. } = self.model;
                self.chain.world.set_clock(now, slot);
            }
            Op::Propose { epoch, .. } => {
                let plan = self.model.oracle.plans[epoch].clone();
                self.chain.agree(*epoch, &plan, &self.model);
            }
            _ => {}
        }
        if instructions.is_empty() {
            return Ok(true);
        }
        let payer = self.chain.accounts.sponsor;
        let outcome = send(&mut self.chain.world, &instructions, &payer);
        let landed = outcome.is_ok();
        self.tally.entry(op.name()).or_default()[usize::from(!landed)] += 1;
        match (&outcome, &expected) {
            (Ok(called), Ok(())) => {
                self.count(called);
                self.note_vault(op);
                let Chain { seals, world, .. } = &mut self.chain;
                seals.look(op, &instructions, world)?;
            }
            (Ok(_), Err(refusal)) => {
                return Err(format!("it landed, but the model refuses it: {refusal:?}"));
            }
            (Err(refused), Ok(())) => {
                let (error, logs) = (&refused.error, refused.logs.join("\n"));
                return Err(format!(
                    "refused, but the model lets it pass: {error:?}\n{logs}"
                ));
            }
            (Err(refused), Err(refusal)) => {
                let sure = matches!(op, Op::Staking(_));
                if sure && refusal.code.is_some() && refused.code() != refusal.code {
                    let error = &refused.error;
                    return Err(format!("refused by {error:?}, the model says {refusal:?}"));
                }
            }
        }
        self.compare_touched(&instructions)?;
        Ok(landed)
    }

    fn compare_touched(&self, instructions: &[Instruction]) -> Result<(), String> {
        let metas = instructions.iter().flat_map(|i| &i.accounts);
        let touched: Vec<_> = metas.filter(|a| a.is_writable).map(|a| a.pubkey).collect();
        self.chain.balances(&touched, &self.model)
    }

    fn take_forged(&mut self, op: &Op, forgery: &super::Forgery) -> Result<bool, String> {
        if let Op::Proof(_) | Op::Round(Round::Draw { .. }) = op {
            self.chain.show_slot_hashes(self.model.slot);
        }
        let Some(forged) = self.chain.forge(op, forgery, &self.model) else {
            return Ok(false);
        };
        let payer = self.chain.accounts.sponsor;
        let outcome = send(&mut self.chain.world, &forged, &payer);
        self.tally.entry("Forged".to_owned()).or_default()[usize::from(outcome.is_err())] += 1;
        if outcome.is_ok() {
            let last = forged.last().expect("it has the forged one");
            return Err(format!("a forgery landed: {forgery:?} of {op:?}\n{last:?}"));
        }
        self.compare_touched(&forged)?;
        Ok(false)
    }

    fn count(&mut self, called: &[Called]) {
        for one in called {
            *self.called.entry(*one).or_default() += 1;
        }
    }

    /// A new job's vault is one more balance, and so is a challenge's.
    fn note_vault(&mut self, op: &Op) {
        let accounts = &mut self.chain.accounts;
        let (vault, purse) = match op {
            Op::Create { job, .. } => (escrow::vault(&accounts.job(*job)), Purse::Job(*job)),
            Op::Challenge { who, epoch, .. } => {
                let challenge = challenges::challenge(&accounts.key(*who), *epoch);
                let purse = Purse::ChallengeBond(*who, *epoch);
                (challenges::vault(&challenge), purse)
            }
            _ => return,
        };
        accounts.purses.insert(vault, purse);
    }
}

impl Default for Walk {
    fn default() -> Self {
        Self::new()
    }
}

/// Walks `steps` transactions from `seed` and then has everybody leave; `progress` is told the steps
/// taken, at every look.
///
/// # Errors
/// [`Failure`].
pub fn soak(
    seed: u64,
    steps: usize,
    mut progress: impl FnMut(usize),
) -> Result<Report, Box<Failure>> {
    let mut walk = Walk::new();
    let mut draw = Draw::new(Dice(seed));
    let mut trace = Vec::new();
    let (mut sent, mut draining) = (0, false);
    while sent < steps {
        let op = draw.next(&walk.model);
        let is_sent = !matches!(op, Op::Wait(_) | Op::Halt(_) | Op::Propose { .. });
        trace.push(op);
        let op = trace.last().expect("pushed");
        let mut seen = walk.take(op).map(|_| ());
        sent += usize::from(is_sent);
        if is_sent && sent.is_multiple_of(LOOK_EVERY) {
            seen = seen.and_then(|()| walk.chain.everything(&walk.model));
            progress(sent);
            if seen.is_ok() && sent.is_multiple_of(LEAVE_EVERY) && sent < steps {
                seen = drain::everybody_leaves(&mut walk.clone()).map(|_| ());
                draining = seen.is_err();
            }
        }
        if let Err(what) = seen {
            return Err(Box::new(Failure {
                what,
                trace,
                draining,
            }));
        }
    }
    finish(walk, trace, sent)
}

fn finish(mut walk: Walk, trace: Vec<Op>, steps: usize) -> Result<Report, Box<Failure>> {
    let report = Report {
        steps,
        tally: walk.tally.clone(),
        called: named(&walk.called),
        founded: named(&walk.founded),
        drained_in: 0,
    };
    let drained = walk
        .chain
        .everything(&walk.model)
        .and_then(|()| drain::everybody_leaves(&mut walk));
    match drained {
        Ok(drained_in) => Ok(Report {
            drained_in,
            ..report
        }),
        Err(what) => Err(Box::new(Failure {
            what,
            trace,
            draining: true,
        })),
    }
}

/// Takes a trace again, looks at everything, and has everybody leave.
///
/// # Errors
/// [`Failure`], with what was taken until then.
pub fn replay(trace: &[Op]) -> Result<Report, Box<Failure>> {
    let mut walk = Walk::new();
    for (taken, op) in trace.iter().enumerate() {
        if let Err(what) = walk.take(op) {
            return Err(Box::new(Failure {
                what,
                trace: trace[..=taken].to_vec(),
                draining: false,
            }));
        }
    }
    finish(walk, trace.to_vec(), trace.len())
}
