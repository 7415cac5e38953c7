//! What the included summaries agree on, device by device and lease by lease.
//!
//! A minute counts if operators with more than half of the included stake heard it; a proof counts if operators
//! with more than a third of **all** stake list it as passed and on time; a reading of the chain counts if more
//! than half of the included stake has it. With more than two thirds of all stake included, liars with at most
//! a third are less than half of the included: they can neither invent a minute nor suppress one.

use std::collections::{BTreeMap, BTreeSet};

use io_api::Digest;
use io_core::quorum::{exceeds_half, exceeds_one_third};

use super::Included;
use crate::summary::{LeaseHeard, Reading, Row, Shard, verdict};

/// The agreed hour, column by column, ascending by registry index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Registry indices.
    pub index: Vec<u32>,
    /// Minutes that count.
    pub minutes: Vec<u64>,
    /// Verdict: passed, failed or silent.
    pub verdict: Vec<u8>,
    /// Fault of a failure, else 0.
    pub reason: Vec<u8>,
    /// Its position, else 0.
    pub place: Vec<u32>,
    /// Agreed readings of the chain, by registry index.
    pub readings: BTreeMap<u32, Reading>,
}

/// A lease's agreed hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeaseTally {
    /// The lease's account.
    pub lease: [u8; 32],
    /// Registry index of its device.
    pub device: u32,
    /// Its start, unix seconds.
    pub start_ts: i64,
    /// Minutes that count.
    pub minutes: u64,
}

/// One distinct form of a shard and the stake that stands behind it.
struct Group<'a> {
    shard: &'a Shard,
    weight: u64,
    at: usize,
    readings_at: usize,
}

/// Tallies the devices of all included summaries. `total` is the epoch's whole stake.
#[must_use]
pub fn devices(included: &[Included<'_>], total: u64) -> Tally {
    let included_weight = included.iter().map(|one| one.weight).sum();
    let mut tally = Tally::default();
    let rows = included
        .iter()
        .map(|one| one.shards.iter().map(|s| s.len()).sum::<usize>())
        .max();
    tally.reserve(rows.unwrap_or(0));
    let numbers: BTreeSet<u16> = included
        .iter()
        .flat_map(|one| one.summary.shards.iter().map(|(number, _)| *number))
        .collect();
    for number in numbers {
        let mut groups: BTreeMap<Digest, Group<'_>> = BTreeMap::new();
        for one in included {
            for ((of, root), shard) in one.summary.shards.iter().zip(one.shards) {
                if *of == number {
                    groups
                        .entry(*root)
                        .or_insert(Group {
                            shard,
                            weight: 0,
                            at: 0,
                            readings_at: 0,
                        })
                        .weight += one.weight;
                }
            }
        }
        let mut groups: Vec<Group<'_>> = groups.into_values().collect();
        tally.shard(&mut groups, included_weight, total);
    }
    tally
}

impl Tally {
    fn reserve(&mut self, rows: usize) {
        self.index.reserve(rows);
        self.minutes.reserve(rows);
        self.verdict.reserve(rows);
        self.reason.reserve(rows);
        self.place.reserve(rows);
    }

    /// Merges the forms of one shard by offset.
    fn shard(&mut self, groups: &mut [Group<'_>], included: u64, total: u64) {
        let mut rows: Vec<(u64, Row, Option<Proof>)> = Vec::with_capacity(groups.len());
        let mut readings: Vec<(u64, Reading)> = Vec::with_capacity(groups.len());
        loop {
            let next = groups
                .iter()
                .filter_map(|g| g.shard.offsets().get(g.at).copied())
                .min();
            let Some(offset) = next else { break };
            rows.clear();
            readings.clear();
            let mut index = 0;
            for group in groups.iter_mut() {
                if group.shard.offsets().get(group.at) == Some(&offset) {
                    index = group.shard.index(group.at);
                    let row = group.shard.row(group.at);
                    group.at += 1;
                    let mut proof = None;
                    if let Some((of, reading)) = group.shard.readings().get(group.readings_at)
                        && *of == offset
                    {
                        readings.push((group.weight, *reading));
                        group.readings_at += 1;
                        proof = Some(reading.proof());
                    }
                    rows.push((group.weight, row, proof));
                }
            }
            let minutes = agreed_minutes(
                rows.iter().map(|(weight, row, _)| (*weight, row.minutes)),
                included,
            );
            // A verdict is about one proof: of another one it says nothing, and could not be challenged.
            let reading = agreed_reading(&readings, included);
            if let Some(reading) = &reading {
                rows.retain(|(_, _, of)| *of == Some(reading.proof()));
            }
            let (verdict, reason, place) = agreed_verdict(&rows, total);
            self.index.push(index);
            self.minutes.push(minutes);
            self.verdict.push(verdict);
            self.reason.push(reason);
            self.place.push(place);
            if let Some(reading) = reading {
                self.readings.insert(index, reading);
            }
        }
    }
}

/// Bit m is set if more than half of `included` has it.
fn agreed_minutes(maps: impl Iterator<Item = (u64, u64)> + Clone, included: u64) -> u64 {
    // Most devices are heard alike by all: their map is the answer without looking at its bits.
    let mut heard = 0;
    let mut first = None;
    let mut alike = true;
    for (weight, map) in maps.clone() {
        heard += weight;
        alike &= *first.get_or_insert(map) == map;
    }
    if !exceeds_half(heard, included) {
        return 0;
    }
    if alike {
        return first.unwrap_or(0);
    }
    (0..60).fold(0, |agreed, minute| {
        let weight = maps
            .clone()
            .filter(|(_, map)| (map >> minute) & 1 == 1)
            .map(|(w, _)| w)
            .sum();
        if exceeds_half(weight, included) {
            agreed | 1 << minute
        } else {
            agreed
        }
    })
}

/// What a verdict is about: the device's commit and response leaves.
type Proof = ([u8; 32], [u8; 32]);

/// Passed if more than a third of all stake lists it; else the fault with most stake behind it, the smaller one
/// among equals; else silent. A false failure changes nothing that is paid: without enough passes nothing is.
fn agreed_verdict(rows: &[(u64, Row, Option<Proof>)], total: u64) -> (u8, u8, u32) {
    let mut passed = 0;
    for (weight, row, _) in rows {
        if row.verdict == verdict::PASS && row.on_time {
            passed += weight;
        }
    }
    if exceeds_one_third(passed, total) {
        return (verdict::PASS, 0, 0);
    }
    let mut faults: BTreeMap<(u8, u32), u64> = BTreeMap::new();
    for (weight, row, _) in rows {
        if row.verdict == verdict::FAIL {
            *faults.entry((row.reason, row.place)).or_default() += weight;
        }
    }
    // max_by_key keeps the last of equals; the order is reversed so that the smallest fault comes last.
    match faults.into_iter().rev().max_by_key(|(_, weight)| *weight) {
        Some(((reason, place), _)) => (verdict::FAIL, reason, place),
        None => (verdict::SILENT, 0, 0),
    }
}

/// The reading of more than half. Its commit and response are those of the heaviest (then smallest) pair among
/// the operators who share it, since an operator may have read the chain before they landed.
fn agreed_reading(readings: &[(u64, Reading)], included: u64) -> Option<Reading> {
    let bare = |r: &Reading| Reading {
        commit: [0; 32],
        response: [0; 32],
        ..*r
    };
    let mut sides: Vec<(Reading, u64)> = Vec::new();
    for (weight, reading) in readings {
        let bare = bare(reading);
        match sides.iter_mut().find(|(of, _)| *of == bare) {
            Some((_, sum)) => *sum += weight,
            None => sides.push((bare, *weight)),
        }
    }
    let (agreed, _) = sides
        .into_iter()
        .find(|(_, weight)| exceeds_half(*weight, included))?;
    let mut pairs: BTreeMap<([u8; 32], [u8; 32]), u64> = BTreeMap::new();
    for (weight, reading) in readings.iter().filter(|(_, r)| bare(r) == agreed) {
        *pairs.entry((reading.commit, reading.response)).or_default() += weight;
    }
    let ((commit, response), _) = pairs.into_iter().rev().max_by_key(|(_, weight)| *weight)?;
    Some(Reading {
        commit,
        response,
        ..agreed
    })
}

/// Tallies the leases of all included summaries: device and start as more than half read them.
#[must_use]
pub fn leases(included: &[Included<'_>]) -> Vec<LeaseTally> {
    let included_weight = included.iter().map(|one| one.weight).sum();
    let mut heard: BTreeMap<[u8; 32], Vec<(u64, LeaseHeard)>> = BTreeMap::new();
    for one in included {
        for lease in &one.summary.leases {
            heard
                .entry(lease.lease)
                .or_default()
                .push((one.weight, *lease));
        }
    }
    let tally = |(lease, rows): ([u8; 32], Vec<(u64, LeaseHeard)>)| {
        let mut sides: BTreeMap<(u32, i64), u64> = BTreeMap::new();
        for (weight, row) in &rows {
            *sides.entry((row.device, row.start_ts)).or_default() += weight;
        }
        let ((device, start_ts), _) = sides
            .into_iter()
            .find(|(_, weight)| exceeds_half(*weight, included_weight))?;
        let minutes = agreed_minutes(
            rows.iter().map(|(w, row)| (*w, row.minutes)),
            included_weight,
        );
        Some(LeaseTally {
            lease,
            device,
            start_ts,
            minutes,
        })
    };
    heard.into_iter().filter_map(tally).collect()
}

/// Multiplier of each class as more than half of the included read it; 0, so not live, without agreement.
#[must_use]
pub fn multipliers(included: &[Included<'_>]) -> Vec<u32> {
    let included_weight = included.iter().map(|one| one.weight).sum();
    let most = included
        .iter()
        .map(|one| one.summary.multipliers_milli.len())
        .max()
        .unwrap_or(0);
    let agreed = |class: usize| {
        let mut sides: BTreeMap<u32, u64> = BTreeMap::new();
        for one in included {
            let multiplier = one
                .summary
                .multipliers_milli
                .get(class)
                .copied()
                .unwrap_or(0);
            *sides.entry(multiplier).or_default() += one.weight;
        }
        sides
            .into_iter()
            .find(|(_, weight)| exceeds_half(*weight, included_weight))
    };
    (0..most)
        .map(|class| agreed(class).map_or(0, |(multiplier, _)| multiplier))
        .collect()
}
