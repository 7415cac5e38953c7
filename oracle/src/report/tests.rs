//! Reports over hours that are made up: who is paid, what is refused, what two liars can do.

mod bytes;
mod fleet;
mod laws;
mod payment;
mod records;

use std::sync::Arc;

use super::*;
use crate::summary::{MINUTES_MASK, Reading, Row};

const BOND: u64 = 6_000_000_000_000;
const OPERATORS: u8 = 7;
const RULES: Rules = Rules {
    leaf_threshold: 1,
    rolling_uptime_min: 0,
    fleet: Digest([0; 32]),
};

fn facts(epoch: u64, supplier_cap: u64) -> EpochFacts {
    EpochFacts {
        epoch,
        start_ts: 3_600 * (epoch as i64 - 1),
        length_s: 3_600,
        total_weight: BOND * u64::from(OPERATORS),
        supplier_cap,
        prev_root: Digest([9; 32]),
    }
}

fn reading(index: u32) -> Reading {
    Reading {
        class: 0,
        processors: 1 + (index % 8) as u16,
        tier: 4,
        staked: true,
        in_service: true,
        generated: false,
        payee: [index as u8 + 1; 32],
        commit: [1; 32],
        response: [2; 32],
    }
}

fn up() -> Row {
    Row {
        minutes: MINUTES_MASK,
        verdict: verdict::PASS,
        reason: 0,
        place: 0,
        on_time: true,
    }
}

/// One operator's hour over devices 0.. with these rows.
#[derive(Clone)]
struct Hour {
    summary: Summary,
    shards: Vec<Arc<Shard>>,
}

impl Hour {
    fn new(operator: u8, epoch: u64, rows: &[(Row, Reading)]) -> Self {
        let mut shard = Shard::with_capacity(0, rows.len());
        for (offset, (row, reading)) in (0..).zip(rows) {
            shard.push(offset, *row, Some(*reading)).unwrap();
        }
        let summary = Summary {
            epoch,
            operator,
            rules: RULES.hash(),
            multipliers_milli: vec![1_000],
            shards: vec![(0, shard.root())],
            leases: Vec::new(),
        };
        Self {
            summary,
            shards: vec![Arc::new(shard)],
        }
    }

    fn included(&self) -> Included<'_> {
        Included {
            weight: BOND,
            summary: &self.summary,
            shards: &self.shards,
        }
    }
}

fn all_alike(epoch: u64, operators: u8, rows: &[(Row, Reading)]) -> Vec<Hour> {
    (0..operators)
        .map(|operator| Hour::new(operator, epoch, rows))
        .collect()
}

fn build_hours(facts: &EpochFacts, hours: &[Hour], before: &Books) -> Result<Report, ReportError> {
    let included: Vec<_> = hours.iter().map(Hour::included).collect();
    build(facts, &included, before, &RULES, None)
}
