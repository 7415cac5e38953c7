//! The economy in plain Rust: the money rules of `io_core` over maps and integers, with no account,
//! no signature and no chain. Written from the interface document, not from the programs.
//!
//! Modelled to the unit: every balance, stakes with their tickets, locks, guarantees and shares, the
//! stakers' accumulator, the emission, vesting, IOSD's queue and windows, prices with their quorum
//! and average, bonds, weights, votes, seals, voids and caps, jobs and leases in three currencies.
//! Also who holds which office, the parameters in force and to come, and which step of an hour's proof of work may
//! land. Not modelled: SOL, and what is proved.

pub mod emission;
pub mod hosts;
pub mod iosd;
pub mod jobs;
pub mod oracle;
pub mod power;
pub mod prices;
pub mod rewards;
pub mod rounds;
mod stakes;
pub mod staking;

use crate::{
    economy::{
        cast::*,
        op::{ClassTerms, EscrowTerms, JobId, Op},
    },
    staking::{COOLDOWN_S, MIN_EARNING_STAKE},
    world::{FIRST_SLOT, GENESIS_TS},
};
use emission::Emission;
pub use hosts::Listing;
use iosd::{Asked, RequestId};
use jobs::Job;
use oracle::Oracle;
use power::{Offices, Terms};
use prices::Prices;
use rewards::Rewards;
use solana_pubkey::Pubkey;
use staking::{Device, Own};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Why the model refuses: the program's code where the model knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: Option<u32>,
    pub why: &'static str,
}

fn refuse<T>(code: u32) -> Result<T, Refusal> {
    Err(Refusal {
        code: Some(code),
        why: "",
    })
}

const fn sentence(why: &'static str) -> Refusal {
    Refusal { code: None, why }
}

/// Everybody's books.
#[derive(Clone, Debug)]
pub struct Model {
    pub now: i64,
    pub slot: u64,
    /// Stakes, and everybody's IO.
    pub staking: staking::Model,
    pub rewards: Rewards,
    pub emission: Emission,
    pub iosd: iosd::Books,
    pub iosd_purses: Vec<u64>,
    pub dollars: Vec<u64>,
    pub prices: Prices,
    pub oracle: Oracle,
    pub jobs: BTreeMap<JobId, Job>,
    pub devices: Vec<Listing>,
    pub offices: Offices,
    pub escrow: Terms<EscrowTerms>,
    pub class: Terms<ClassTerms>,
    /// Whose rewards anybody may turn into stake.
    pub compounding: Vec<bool>,
    /// Whose account of IOSD is closed.
    pub closed: BTreeSet<usize>,
    /// By when they open.
    pub rounds: BTreeMap<i64, rounds::Round>,
    /// Devices in the order of their registration.
    pub registry: Vec<usize>,
    /// The wallets' addresses, which decide among equals in a draw.
    pub keys: Arc<Vec<Pubkey>>,
}

impl Model {
    /// As [`crate::economy::Walk::new`] founds the chain: nobody has staked, bonded or asked for
    /// anything; `supply` IO are with their holders and in the vesting allocations' vaults.
    pub fn new(supply: u64, funds: Vec<u64>, dollars: Vec<u64>) -> Self {
        let device = |device| Device {
            processors: u64::from(processors(device)),
            ..Device::default()
        };
        Self {
            now: GENESIS_TS,
            slot: FIRST_SLOT,
            staking: staking::Model {
                now: GENESIS_TS,
                others: 0,
                stakers: vec![Own::default(); PEOPLE],
                devices: (0..DEVICES).map(device).collect(),
                proposals: Vec::new(),
                funds,
                owners: (0..DEVICES).map(supplier).collect(),
                friends: (0..PEOPLE).collect(),
                slashed: 0,
                guarantees_paid: 0,
                lock_used: 0,
                lock_ts: 0,
                cooldown_s: i64::from(COOLDOWN_S),
            },
            rewards: Rewards::new(PEOPLE, MIN_EARNING_STAKE),
            emission: Emission::new(HOLDERS, supply),
            iosd: iosd::Books::default(),
            iosd_purses: vec![0; HOLDERS],
            dollars,
            prices: Prices::default(),
            oracle: Oracle::default(),
            jobs: BTreeMap::new(),
            devices: (0..DEVICES).map(Listing::first).collect(),
            offices: Offices::default(),
            escrow: Terms {
                now: EscrowTerms::GENESIS,
                next: None,
            },
            class: Terms {
                now: ClassTerms {
                    multiplier_milli: 1_000,
                    live: true,
                },
                next: None,
            },
            compounding: vec![false; PEOPLE],
            closed: BTreeSet::new(),
            rounds: BTreeMap::new(),
            registry: (0..SUPPLIERS).collect(),
            keys: Arc::default(),
        }
    }

    /// What `op` does, or why it is refused: then nothing has changed.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn apply(&mut self, op: &Op) -> Result<(), Refusal> {
        let mut after = self.clone();
        after.effect(op)?;
        *self = after;
        Ok(())
    }

    /// Mints the hours that are over, as the crank in front of a transaction does.
    fn accrue(&mut self) {
        let completed = self.completed();
        self.emission.accrue(completed);
    }

    fn effect(&mut self, op: &Op) -> Result<(), Refusal> {
        self.class_counts();
        match op {
            Op::Wait(seconds) | Op::Halt(seconds) => {
                self.now += seconds.cast_signed();
                self.staking.now = self.now;
                self.slot += match op {
                    Op::Halt(_) => 1,
                    _ => (seconds * 10 / 4).max(1),
                };
                self.oracle.robbed |= self.oracle.lies_final_by(self.now, self.slot).is_some();
            }
            Op::Accrue | Op::Check => self.accrue(),
            Op::Staking(step) => {
                self.accrue();
                self.stake_step(step)?;
            }
            Op::Unaccrued(step) => self.stake_step(step)?,
            Op::SetSplit {
                stakers_bps,
                cpu_bps,
            } => {
                self.accrue();
                let split = &mut self.emission.split;
                let from = self.emission.accrued + 1;
                let after = split.with_change(*stakers_bps, *cpu_bps, from);
                *split = after.map_err(|_| sentence("more than the whole"))?;
            }
            Op::Offer { device, offered } => self.managed(*device)?.offered = *offered,
            Op::SetPayee { device, to } => self.managed(*device)?.payee = *to,
            Op::Register { device } => self.register(*device)?,
            Op::Retire { device } => self.retire(*device)?,
            Op::RotateDevice { device, .. } => {
                self.managed(*device)?;
            }
            Op::Terms {
                device,
                share_bps,
                open,
            } => self.set_terms(*device, *share_bps, *open)?,
            Op::Compounding { who, enabled } => self.compounding[*who] = *enabled,
            Op::Rotate { seat, key } => self.rotate(*seat, *key)?,
            Op::Power(power) => self.power(power)?,
            Op::Proof(proof) => self.proof(proof)?,
            Op::Round(round) => self.round(round)?,
            Op::CloseAccount { who } => {
                if self.iosd_purses[*who] > 0 || !self.closed.insert(*who) {
                    return Err(sentence("it is closed, or not empty"));
                }
            }
            Op::OpenAccount { who } => {
                if !self.closed.remove(who) {
                    return Err(sentence("it is there"));
                }
            }
            Op::Collect { who } => {
                if self.closed.contains(&who.0) {
                    return Err(sentence("there is no account"));
                }
                let owed = self.iosd.collect(*who);
                let [io, iosd] = owed.ok_or_else(|| sentence("nothing is owed"))?;
                self.staking.funds[who.0] += io;
                self.iosd_purses[who.0] += iosd;
            }
            Op::ClaimVested { grant } => {
                let elapsed = (self.now - GENESIS_TS).unsigned_abs();
                let beneficiary = self.emission.beneficiaries[usize::from(*grant)];
                let beneficiary = beneficiary.ok_or_else(|| sentence("it is nobody's"))?;
                let amount = self.emission.vest(*grant, elapsed)?;
                self.staking.funds[beneficiary] += amount;
            }
            Op::Claim { wallet, epoch } => {
                self.accrue();
                self.claim(*wallet, *epoch)?;
            }
            Op::BurnIo { wallet, amount } => {
                self.take_io(*wallet, *amount)?;
                self.emission.fees_burned += amount;
                self.emission.supply -= amount;
            }
            Op::BurnIosd { wallet, amount } => {
                let purse = &mut self.iosd_purses[*wallet];
                *purse = purse
                    .checked_sub(*amount)
                    .filter(|_| *amount > 0)
                    .ok_or_else(|| sentence("not enough in the purse"))?;
                self.iosd.fees += amount;
            }
            Op::Request {
                who,
                kind,
                locked,
                out,
            } => self.request(*who, *kind, *locked, *out)?,
            Op::Execute { who, entry } => self.execute(*who, *entry)?,
            Op::Refund { who, entry } => self.refund(*who, *entry)?,
            Op::Skip { who } => {
                if !self.iosd.skip(*who) {
                    return Err(sentence("nothing to skip"));
                }
            }
            Op::PauseMinting => {
                if !self.iosd.pause(self.now) {
                    return Err(sentence("paused too recently"));
                }
            }
            Op::Post { seat, io, gpu } => self.post(*seat, *io, *gpu)?,
            Op::OpenEpoch => self.open_epoch()?,
            Op::Propose {
                epoch,
                earned,
                lie,
                seed,
            } => self.propose_settlement(*epoch, earned, *lie, *seed),
            Op::Vote { seat, epoch } => self.vote(*seat, *epoch)?,
            Op::Void { epoch } => self.void(*epoch)?,
            Op::Challenge { who, epoch, place } => self.open_challenge(*who, *epoch, *place)?,
            Op::Prove { who, epoch, side } => self.prove(*who, *epoch, *side)?,
            Op::Judge { who, epoch } => self.judge(*who, *epoch)?,
            Op::PauseSealing => self.pause_sealing()?,
            Op::Bond { seat, amount } => self.bond(*seat, *amount)?,
            Op::Unbond { seat } => self.unbond(*seat)?,
            Op::WithdrawBond { seat } => self.withdraw_bond(*seat)?,
            Op::AddOperator => self.add_operator()?,
            Op::Forged { .. } => return Err(sentence("forged")),
            of_a_job => self.job_effect(of_a_job)?,
        }
        Ok(())
    }

    fn job_effect(&mut self, op: &Op) -> Result<(), Refusal> {
        match *op {
            Op::Create {
                job,
                coin,
                tier,
                gpus,
                hours,
            } => self.create(job, coin, tier, gpus, hours),
            Op::Accept {
                job,
                device,
                most_hours,
            } => self.accept(job, device, most_hours),
            Op::Start {
                job,
                device,
                by_renter,
            } => self.start(job, device, by_renter),
            Op::Extend { job, hours } => self.extend(job, hours),
            Op::Withdraw { job, device, epoch } => self.withdraw(job, device, epoch),
            Op::Receipt {
                job,
                device,
                seconds,
            } => self.claim_receipt(job, device, seconds),
            Op::Cancel { job } => self.cancel(job),
            Op::Expire { job, epoch } => self.expire(job, epoch),
            Op::CollectFees { job } => self.collect_fees(job),
            Op::CloseLease { job, device } => self.close_lease(job, device),
            Op::Close { job } => self.close(job),
            Op::Donate { job, from, amount } => self.donate(job, from, amount),
            _ => unreachable!("the caller took the others"),
        }
    }

    fn take_io(&mut self, who: usize, amount: u64) -> Result<(), Refusal> {
        let purse = &mut self.staking.funds[who];
        *purse = purse
            .checked_sub(amount)
            .filter(|_| amount > 0)
            .ok_or_else(|| sentence("not enough in the purse"))?;
        Ok(())
    }

    fn claim(&mut self, wallet: usize, epoch: u64) -> Result<(), Refusal> {
        let (now, slot) = (self.now, self.slot);
        let record = self
            .oracle
            .record(epoch)
            .filter(|record| record.is_final(now, slot));
        let plan = record.and_then(|record| record.plan.clone());
        let plan = plan.ok_or_else(|| sentence("the epoch is not final"))?;
        let leaf = plan.rewards.iter().find(|leaf| leaf.0 == wallet);
        let leaf = leaf.ok_or_else(|| sentence("the wallet has no leaf"))?;
        let amount = self.emission.claim(wallet, leaf.1)?;
        self.staking.funds[wallet] += amount;
        Ok(())
    }

    fn request(&mut self, who: RequestId, kind: u8, locked: u64, out: u64) -> Result<(), Refusal> {
        let asked = Asked {
            seq: 0,
            kind,
            locked,
            out,
            slot: self.slot,
            created_ts: self.now,
            pending: true,
            ..Asked::default()
        };
        if self.closed.contains(&who.0) {
            return Err(sentence("there is no account"));
        }
        let purse = if asked.is_mint() {
            &mut self.staking.funds[who.0]
        } else {
            &mut self.iosd_purses[who.0]
        };
        if !self.iosd.request(who, asked, *purse) {
            return Err(sentence("the request is not taken"));
        }
        *purse -= locked;
        Ok(())
    }

    fn slot_of(&self, who: RequestId) -> u64 {
        self.iosd.requests.get(&who).map_or(u64::MAX, |r| r.slot)
    }

    fn execute(&mut self, who: RequestId, entry: Option<u8>) -> Result<(), Refusal> {
        let price = self.shown(self.slot_of(who), entry);
        let takes = [true, !self.closed.contains(&who.0)];
        let filled = self.iosd.execute(who, price, self.now, takes);
        let filled = filled.ok_or_else(|| sentence("it cannot be executed"))?;
        let (io, iosd) = if filled.is_mint {
            self.emission.burned_for_iosd += filled.burned;
            self.emission.supply -= filled.burned;
            (filled.change, filled.minted)
        } else {
            self.emission.redeemed += filled.minted;
            self.emission.supply += filled.minted;
            (filled.minted, filled.change)
        };
        self.staking.funds[who.0] += io;
        if takes[1] {
            self.iosd_purses[who.0] += iosd;
        }
        Ok(())
    }

    fn refund(&mut self, who: RequestId, entry: Option<u8>) -> Result<(), Refusal> {
        let price = self.shown(self.slot_of(who), entry);
        let takes = [true, !self.closed.contains(&who.0)];
        let back = self.iosd.refund(who, price, self.now, takes);
        let (amount, is_io) = back.ok_or_else(|| sentence("it cannot be refunded"))?;
        if is_io {
            self.staking.funds[who.0] += amount;
        } else if takes[1] {
            self.iosd_purses[who.0] += amount;
        }
        Ok(())
    }
}
