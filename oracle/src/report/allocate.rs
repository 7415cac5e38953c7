//! From the agreed hour to money: who is eligible, what each device gets, which wallet it goes to.

use std::collections::HashMap;

use io_core::reserve::SupplierBooks;
use io_core::score::{DeviceHour, Requirements, Standing, shares};
use io_core::{CoreError, merkle, merkle_sum};

use super::{Books, EpochFacts, LeaseTally, LeaseUsage, Rules, Tally, UPTIME_EPOCHS, USAGE_DEPTH};
use crate::fleet::Fleet;
use crate::summary::verdict;

/// A lease's first hour, for which its guarantee answers.
const FIRST_HOUR_S: i64 = 3_600;

/// What eligibility and score look at besides the tally.
pub struct Context<'a> {
    pub rules: &'a Rules,
    pub fleet: Option<&'a Fleet>,
    pub multipliers: &'a [u32],
    pub leases: &'a [LeaseTally],
}

/// Terms on which a device counts: registered ones by the agreed reading, generated ones by the generator.
struct Terms {
    multiplier_milli: u32,
    processors: u16,
    tier: u8,
    staked: bool,
    payee: [u8; 32],
}

impl Context<'_> {
    fn terms(&self, tally: &Tally, index: u32) -> Option<Terms> {
        if let Some(reading) = tally.readings.get(&index) {
            let multiplier_milli = match self.fleet {
                Some(fleet) if reading.generated => fleet.host_multiplier_milli(),
                _ => self
                    .multipliers
                    .get(usize::from(reading.class))
                    .copied()
                    .unwrap_or(0),
            };
            return reading.in_service.then_some(Terms {
                multiplier_milli,
                processors: reading.processors,
                tier: reading.tier,
                staked: reading.staked,
                payee: reading.payee,
            });
        }
        let device = self.fleet?.device(index)?;
        Some(Terms {
            multiplier_milli: device.multiplier_milli,
            processors: 1,
            tier: device.tier,
            staked: device.staked,
            payee: *device.payee,
        })
    }

    /// Minutes of the hour in which one of the device's leases ran and was heard, by registry index.
    fn hired(&self) -> HashMap<u32, u64> {
        let mut hired: HashMap<u32, u64> = HashMap::new();
        for lease in self.leases {
            *hired.entry(lease.device).or_default() |= lease.minutes;
        }
        hired
    }
}

impl Books {
    /// Writes the hour's minutes, and zeros for the hours that were not settled since `last`.
    pub(super) fn record_uptime(&mut self, last: u64, epoch: u64, tally: &Tally) {
        let skipped = (last + 1..epoch).rev().take(UPTIME_EPOCHS);
        let stale: Vec<usize> = skipped.map(position).collect();
        let at = position(epoch);
        let (old_devices, old_uptime) = (
            std::mem::take(&mut self.devices),
            std::mem::take(&mut self.uptime),
        );
        self.devices.reserve(tally.index.len());
        self.uptime.reserve(tally.index.len());
        let mut old = old_devices.into_iter().zip(old_uptime).peekable();
        let mut new = tally.index.iter().zip(&tally.minutes).peekable();
        loop {
            let (index, mut ring, minutes) = match (old.peek(), new.peek()) {
                (Some((a, ring)), Some((b, minutes))) if a == *b => {
                    let taken = (*a, *ring, minutes.count_ones() as u8);
                    old.next();
                    new.next();
                    taken
                }
                (Some((a, ring)), Some((b, _))) if a < *b => {
                    let taken = (*a, *ring, 0);
                    old.next();
                    taken
                }
                (_, Some((b, minutes))) => {
                    let taken = (**b, [0; UPTIME_EPOCHS], minutes.count_ones() as u8);
                    new.next();
                    taken
                }
                (Some((a, ring)), None) => {
                    let taken = (*a, *ring, 0);
                    old.next();
                    taken
                }
                (None, None) => break,
            };
            for skipped in &stale {
                ring[*skipped] = 0;
            }
            ring[at] = minutes;
            // A device that was not up for 24 hours has no books.
            if ring != [0; UPTIME_EPOCHS] {
                self.devices.push(index);
                self.uptime.push(ring);
            }
        }
    }

    /// What a settlement of `epoch` may allocate: the pools of the epochs since that of `last`, and what
    /// the suppliers' reserve releases over them. The program asks the same of every vote.
    pub(super) fn take_pool(
        &mut self,
        last: u64,
        epoch: u64,
        supplier_cap: u64,
    ) -> Result<u64, CoreError> {
        let books = SupplierBooks {
            epoch: last,
            emitted: self.cap,
            // Of those without a leaf too, who are owed what they have earned.
            allocated: self.total().map_err(|_| CoreError::Overflow)?,
        };
        let allowance = books.allowance(epoch, supplier_cap)?;
        self.cap = supplier_cap;
        allowance
            .pool
            .checked_add(allowance.released)
            .ok_or(CoreError::Overflow)
    }

    /// Divides `pool` among the eligible by score and credits their payees.
    pub(super) fn allocate(
        &mut self,
        pool: u64,
        tally: &Tally,
        context: &Context<'_>,
    ) -> Result<Vec<(u32, u64)>, CoreError> {
        let need = Requirements {
            rolling_uptime_min: context.rules.rolling_uptime_min,
        };
        let hired = context.hired();
        let mut weights = Vec::with_capacity(tally.index.len());
        let mut payees = Vec::with_capacity(tally.index.len());
        let mut rings = self.devices.iter().zip(&self.uptime).peekable();
        for (at, index) in tally.index.iter().enumerate() {
            // Both ascend, so the ring of a device is found by going along.
            while rings.next_if(|(of, _)| *of < index).is_some() {}
            let ring = rings.next_if(|(of, _)| *of == index).map(|(_, ring)| ring);
            let Some(terms) = context.terms(tally, *index) else {
                continue;
            };
            let standing = Standing {
                rolling_uptime_min: ring.map_or(0, |r| r.iter().map(|m| u32::from(*m)).sum()),
                // The reading says whether the requirement is met; operators checked the amounts.
                stake: u64::from(terms.staked),
                required_stake: 1,
                proof_passed: tally.verdict[at] == verdict::PASS,
                multiplier_milli: terms.multiplier_milli,
                tier: terms.tier,
            };
            if standing.eligible(&need).is_err() {
                continue;
            }
            let hour = DeviceHour {
                uptime_min: tally.minutes[at].count_ones() as u8,
                tier: terms.tier,
                multiplier_milli: terms.multiplier_milli,
                quantity: terms.processors,
                hired_min: hired.get(index).map_or(0, |map| map.count_ones() as u8),
            };
            weights.push(hour.weight()?);
            payees.push((*index, terms.payee));
        }
        let mut amounts = vec![0; weights.len()];
        shares(pool, &weights, &mut amounts)?;
        self.credit(payees.iter().map(|(_, payee)| payee).zip(&amounts))?;
        Ok(payees
            .iter()
            .map(|(index, _)| *index)
            .zip(amounts)
            .collect())
    }

    fn credit<'a>(
        &mut self,
        amounts: impl Iterator<Item = (&'a [u8; 32], &'a u64)>,
    ) -> Result<(), CoreError> {
        let mut at: HashMap<[u8; 32], usize> = self
            .wallets
            .iter()
            .enumerate()
            .map(|(at, wallet)| (*wallet, at))
            .collect();
        for (wallet, amount) in amounts.filter(|(_, amount)| **amount > 0) {
            let position = *at.entry(*wallet).or_insert_with(|| {
                self.wallets.push(*wallet);
                self.cumulative.push(0);
                self.wallets.len() - 1
            });
            self.cumulative[position] = self.cumulative[position]
                .checked_add(*amount)
                .ok_or(CoreError::Overflow)?;
        }
        Ok(())
    }

    /// Gives wallets that reached `threshold` the next leaf indices, by address; the others stay sorted.
    pub(super) fn assign_leaves(&mut self, threshold: u64) {
        let first = self.leaves as usize;
        let mut rest: Vec<([u8; 32], u64)> = self
            .wallets
            .drain(first..)
            .zip(self.cumulative.drain(first..))
            .collect();
        rest.sort_unstable();
        let (ready, accruing): (Vec<_>, Vec<_>) = rest
            .into_iter()
            .partition(|(_, amount)| *amount >= threshold);
        let room = (1usize << merkle_sum::DEPTH) - first;
        // A full tree is no reason to stop paying those in it: what finds no leaf goes on accruing.
        let (ready, late) = ready.split_at(ready.len().min(room));
        self.leaves += ready.len() as u32;
        let mut accruing = [late, &accruing].concat();
        accruing.sort_unstable();
        for (wallet, amount) in ready.iter().chain(&accruing) {
            self.wallets.push(*wallet);
            self.cumulative.push(*amount);
        }
    }

    /// Adds the hour's attested seconds; a lease gets its leaf with its first.
    pub(super) fn record_usage(&mut self, facts: &EpochFacts, leases: &[LeaseTally]) {
        // Exact on a chain whose epoch is a multiple of a minute; else rounds down, for the renter.
        let minute_s = u64::from(facts.length_s / 60);
        let known: HashMap<[u8; 32], usize> = self
            .usage
            .iter()
            .enumerate()
            .map(|(at, usage)| (usage.lease, at))
            .collect();
        for tally in leases.iter().filter(|tally| tally.minutes != 0) {
            let first_hour = tally.minutes & first_hour_mask(facts, tally.start_ts);
            let seconds = u64::from(tally.minutes.count_ones()) * minute_s;
            let first_s = u64::from(first_hour.count_ones()) * minute_s;
            let at = known.get(&tally.lease).copied().unwrap_or_else(|| {
                self.usage.push(LeaseUsage {
                    lease: tally.lease,
                    cumulative_s: 0,
                    first_hour_s: 0,
                });
                self.usage.len() - 1
            });
            let usage = &mut self.usage[at];
            usage.cumulative_s = usage.cumulative_s.saturating_add(seconds);
            let first_hour_s = u64::from(usage.first_hour_s).saturating_add(first_s);
            usage.first_hour_s = u32::try_from(first_hour_s).unwrap_or(u32::MAX);
        }
    }

    pub(super) fn rewards_tree(&self) -> Result<merkle_sum::Tree, CoreError> {
        let leaves = self
            .wallets
            .iter()
            .copied()
            .zip(self.cumulative.iter().copied());
        merkle_sum::Tree::build(merkle_sum::DEPTH, leaves.take(self.leaves as usize))
    }

    pub(super) fn usage_tree(&self) -> Result<merkle::Tree, CoreError> {
        let leaf = |(index, usage): (usize, &LeaseUsage)| {
            merkle::usage_leaf::<io_core::hash::HostSha256>(
                index as u32,
                &usage.lease,
                usage.cumulative_s,
                usage.first_hour_s,
            )
        };
        merkle::Tree::build(USAGE_DEPTH, self.usage.iter().enumerate().map(leaf))
    }
}

const fn position(epoch: u64) -> usize {
    (epoch % UPTIME_EPOCHS as u64) as usize
}

/// Minutes of the epoch that begin before the lease's first hour is over.
fn first_hour_mask(facts: &EpochFacts, start_ts: i64) -> u64 {
    let minute_s = i64::from(facts.length_s / 60);
    (0..60).fold(0, |mask, minute| {
        let begins = facts
            .start_ts
            .saturating_add(minute_s.saturating_mul(minute));
        if begins < start_ts.saturating_add(FIRST_HOUR_S) {
            mask | 1 << minute
        } else {
            mask
        }
    })
}
