//! The schedule, what it paid, and the vesting allocations.

use super::{Refusal, refuse, sentence};
use crate::{
    economy::cast::{UNNAMED_GRANT, beneficiary},
    emissions::{CPU_BPS, STAKERS_BPS, errors as e},
};
use io_core::{
    emission::{Split, Totals},
    units::ALLOCATIONS,
};

/// `emissions`' books, IO base units.
#[derive(Clone, Debug)]
pub struct Emission {
    pub split: Split,
    pub accrued: u64,
    pub totals: Totals,
    pub claimed_total: u64,
    /// By wallet.
    pub claimed: Vec<u64>,
    pub vested: [u64; 3],
    /// Whom the grants pay, and who may take them over.
    pub beneficiaries: [Option<usize>; 3],
    pub next_beneficiaries: [Option<usize>; 3],
    pub burned_for_iosd: u64,
    pub redeemed: u64,
    pub fees_burned: u64,
    pub supply: u64,
}

impl Emission {
    pub fn new(holders: usize, supply: u64) -> Self {
        let split = Split::genesis(STAKERS_BPS, CPU_BPS).expect("parts of a whole");
        Self {
            split,
            accrued: 0,
            totals: split.totals(0).expect("the beginning"),
            claimed_total: 0,
            claimed: vec![0; holders],
            vested: [0; 3],
            beneficiaries: [0, 1, 2]
                .map(|grant| (grant != UNNAMED_GRANT).then(|| beneficiary(grant))),
            next_beneficiaries: [None; 3],
            burned_for_iosd: 0,
            redeemed: 0,
            fees_burned: 0,
            supply,
        }
    }

    /// Mints what the hours until `epoch` pay.
    pub fn accrue(&mut self, epoch: u64) {
        if epoch <= self.accrued {
            return;
        }
        let after = self.split.totals(epoch).expect("the schedule");
        self.supply += after.emitted - self.totals.emitted;
        self.totals = after;
        self.accrued = epoch;
    }

    /// A wallet takes what it has earned in all, `cumulative`, less what it took.
    pub fn claim(&mut self, wallet: usize, cumulative: u64) -> Result<u64, Refusal> {
        let amount = cumulative.saturating_sub(self.claimed[wallet]);
        if amount == 0 {
            return refuse(e::NOTHING_TO_CLAIM);
        }
        if self.claimed_total + amount > self.totals.gpu {
            return refuse(e::CLAIM_ABOVE_EMISSION);
        }
        self.claimed_total += amount;
        self.claimed[wallet] = cumulative;
        Ok(amount)
    }

    /// What is left in a vesting allocation's vault.
    pub fn unvested(&self, grant: u8) -> u64 {
        ALLOCATIONS[usize::from(grant)].amount - self.vested[usize::from(grant)]
    }

    /// Pays what has vested of a grant.
    pub fn vest(&mut self, grant: u8, elapsed_s: u64) -> Result<u64, Refusal> {
        let line = &ALLOCATIONS[usize::from(grant)];
        let vested = line.vesting.vested(line.amount, elapsed_s);
        let vested = vested.map_err(|_| sentence("no time at all"))?;
        let amount = vested - self.vested[usize::from(grant)];
        if amount == 0 {
            return refuse(e::NOTHING_VESTED);
        }
        self.vested[usize::from(grant)] = vested;
        Ok(amount)
    }
}
