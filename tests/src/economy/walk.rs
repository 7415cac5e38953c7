//! A walk: operations drawn from a seed, taken by the model and by the chain.

use super::{
    accounts::{Accounts, Purse},
    cast::*,
    chain::Chain,
    dice::Dice,
    drain,
    draw::Draw,
    model::Model,
    op::{Coin, Op},
    staking::Step,
    transaction::{send, unchecked},
};
use crate::{
    city::City,
    emissions, escrow,
    oracle::{
        instructions::{self as oracle, Class},
        world::BOND,
    },
    staking::{self, co_stake},
    token::associated,
    world::World,
};
use solana_instruction::Instruction;
use solana_signer::Signer;
use std::{collections::BTreeMap, sync::LazyLock};

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
}

impl Clone for Walk {
    fn clone(&self) -> Self {
        Self {
            model: self.model.clone(),
            chain: self.chain.clone(),
            tally: self.tally.clone(),
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
    /// Transactions with which everybody left.
    pub drained_in: usize,
}

impl Walk {
    /// The network at its genesis: everybody has a little, seven operators are bonded, devices are
    /// offered and open to co-stakers.
    pub fn new() -> Self {
        static FOUNDED: LazyLock<Walk> = LazyLock::new(Walk::found);
        FOUNDED.clone()
    }

    fn found() -> Self {
        let mut world = World::new();
        let accounts = Accounts::new(&mut world);
        unchecked(&mut world);
        let funds = vec![0; HOLDERS];
        let mut walk = Self {
            model: Model::new(0, funds.clone(), funds),
            chain: Chain {
                world,
                accounts,
                trees: BTreeMap::new(),
            },
            tally: BTreeMap::new(),
        };
        walk.initialize();
        walk.allocate();
        walk.offer_devices();
        walk.join_in();
        if let Err(what) = walk.chain.everything(&walk.model) {
            panic!("the founding is not what the model says: {what}");
        }
        walk.tally.clear();
        walk
    }

    fn must(&mut self, instructions: &[Instruction]) {
        let payer = self.chain.accounts.sponsor;
        crate::send::assert_sent(send(&mut self.chain.world, instructions, &payer));
    }

    fn initialize(&mut self) {
        let bare = City::bare();
        for program in ["oracle", "prices", "staking", "emissions", "iosd", "escrow"] {
            let instruction = bare.initialization(program);
            self.must(&[instruction]);
        }
    }

    /// The allocations of the genesis table: those that vest to wallets of the cast, the others to the
    /// holder, who gives everybody a part.
    fn allocate(&mut self) {
        let (by, mint) = (
            self.chain.accounts.authority,
            self.chain.accounts.mint(Coin::Io),
        );
        for grant in 0..3 {
            let to = self.chain.accounts.key(beneficiary(grant));
            self.must(&[emissions::mint_grant(by, mint, grant, to)]);
        }
        let holder = self.chain.accounts.key(HOLDER);
        let purse = associated(&holder, &mint);
        for allocation in [3, 4] {
            self.must(&[emissions::mint_allocation(by, mint, purse, allocation)]);
        }
        self.model.emission.supply = io_core::units::GENESIS_SUPPLY;
        self.model.staking.funds[HOLDER] = self.chain.world.token_balance(&purse);
        for who in 0..TREASURY {
            let amount = if who < PEOPLE { FUNDS } else { 3 * BOND };
            let to = associated(&self.chain.accounts.key(who), &mint);
            let give = crate::instruction::Ix::token(3)
                .writes(purse)
                .writes(to)
                .signer(holder)
                .u64(amount);
            self.must(&[give.build()]);
            self.model.staking.funds[HOLDER] -= amount;
            self.model.staking.funds[who] += amount;
        }
        for who in 0..PEOPLE {
            let usdc = self.chain.accounts.mint(Coin::Usdc);
            let to = associated(&self.chain.accounts.key(who), &usdc);
            self.chain.world.give_tokens(&to, DOLLARS);
            self.model.dollars[who] = DOLLARS;
        }
    }

    fn offer_devices(&mut self) {
        let by = self.chain.accounts.authority;
        let class = Class {
            multiplier_milli: 1_000,
            ..Class::test()
        };
        self.must(&[oracle::set_class(&by, 0, &class)]);
        for device in 0..DEVICES {
            let host = &self.chain.accounts.hosts[device];
            let (owner, at) = (host.key(), host.device);
            let params = oracle::Device {
                class: 0,
                processors: host.gpus,
                device_key: owner,
                payee: host.payee,
                region: 1,
            };
            let floor = 1u64.to_le_bytes();
            self.must(&[
                oracle::register_device(&owner, 0, &params),
                oracle::set_tier(&by, at, 4),
                oracle::manage_device("offer_device", &owner, at, &floor),
            ]);
        }
    }

    fn join_in(&mut self) {
        for seat in 0..OPERATORS {
            self.expect(&Op::AddOperator);
            self.expect(&Op::Bond { seat, amount: BOND });
        }
        for who in 0..PEOPLE {
            let amount = FIRST_STAKE;
            self.expect(&Op::Staking(Step::Stake { who, amount }));
            if compounds(who) {
                let owner = self.chain.accounts.key(who);
                self.must(&[staking::set_auto_compound(owner, true)]);
            }
        }
        for device in 0..DEVICES {
            let amount = 400 * crate::city::IO * u64::from(processors(device));
            self.expect(&Op::Staking(Step::StakeDevice { device, amount }));
            let (owner, at) = (
                self.chain.accounts.wallets[device].pubkey(),
                self.chain.accounts.hosts[device].device,
            );
            self.must(&[co_stake::set_terms(owner, at, 7_000, true)]);
        }
    }

    fn expect(&mut self, op: &Op) {
        match self.take(op) {
            Ok(true) => {}
            Ok(false) => panic!("{op:?} is refused"),
            Err(what) => panic!("{op:?}: {what}"),
        }
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
            Op::Wait(_) => {
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
            (Ok(_), Ok(())) => self.note_vault(op),
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
        let Some(forged) = self.chain.forge(op, forgery, &self.model) else {
            return Ok(false);
        };
        let payer = self.chain.accounts.sponsor;
        let outcome = send(&mut self.chain.world, &forged, &payer);
        self.tally.entry("Forged".to_owned()).or_default()[usize::from(outcome.is_err())] += 1;
        if outcome.is_ok() {
            return Err(format!("a forgery landed: {forgery:?} of {op:?}"));
        }
        self.compare_touched(&forged)?;
        Ok(false)
    }

    /// A new job's vault is one more balance.
    fn note_vault(&mut self, op: &Op) {
        if let Op::Create { job, .. } = op {
            let vault = escrow::vault(&self.chain.accounts.job(*job));
            self.chain.accounts.purses.insert(vault, Purse::Job(*job));
        }
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
        let is_sent = !matches!(op, Op::Wait(_) | Op::Propose { .. });
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
    let tally = walk.tally.clone();
    let drained = walk
        .chain
        .everything(&walk.model)
        .and_then(|()| drain::everybody_leaves(&mut walk));
    match drained {
        Ok(drained_in) => Ok(Report {
            steps,
            tally,
            drained_in,
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
