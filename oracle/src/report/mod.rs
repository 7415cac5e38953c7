//! The hour's settlement: a pure function of the included summaries, the epoch's record and the books before.
//!
//! Nothing here reads a clock, a chain or a file, and nothing depends on the order in which summaries arrive:
//! operators who include the same summaries get the same bytes, whatever else they know.

mod allocate;
mod books;
mod sealed;
mod sparse_tree;
mod tally;

use io_api::readers::ReportDigest;
use io_api::{Digest, settlement::Settlement};
use io_core::hash::HostSha256;
use io_core::quorum::exceeds_two_thirds;
use io_core::{CoreError, merkle, merkle_sum};
use sha2::{Digest as _, Sha256};

pub use books::{Books, LeaseUsage, UPTIME_EPOCHS};
pub use sealed::Sealed;
pub use sparse_tree::{SparseTree, VERDICT_DEPTH};
pub use tally::{LeaseTally, Tally};

use crate::fleet::Fleet;
use crate::summary::{Shard, Summary, verdict};

/// Levels of the usage tree.
pub const USAGE_DEPTH: u8 = merkle_sum::DEPTH;

/// What all operators must hold alike besides the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Lifetime IO base units from which a wallet gets a leaf.
    pub leaf_threshold: u64,
    /// Minutes of the last 24 epochs that a device must have been up.
    pub rolling_uptime_min: u32,
    /// Identity of the generated fleet; zero for none.
    pub fleet: Digest,
}

impl Rules {
    /// What summaries and reports name the rules by.
    #[must_use]
    pub fn hash(&self) -> Digest {
        let hash = Sha256::new()
            .chain_update(b"io-rules/1")
            .chain_update(self.leaf_threshold.to_le_bytes())
            .chain_update(self.rolling_uptime_min.to_le_bytes())
            .chain_update(self.fleet.0);
        Digest(hash.finalize().into())
    }
}

/// What the chain fixes about the epoch. Nothing here changes after the summaries' cutoff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpochFacts {
    /// The epoch.
    pub epoch: u64,
    /// Its start, unix seconds.
    pub start_ts: i64,
    /// Its length; a minute is a sixtieth of it.
    pub length_s: u32,
    /// Stake of all operators at its opening.
    pub total_weight: u64,
    /// GPU suppliers' emission up to its end, IO base units.
    pub supplier_cap: u64,
    /// Rewards root of the last seal.
    pub prev_root: Digest,
}

/// An operator's summary with its shards, in the order its header names them.
#[derive(Clone, Copy, Debug)]
pub struct Included<'a> {
    /// Stake of the operator at the epoch's opening.
    pub weight: u64,
    /// The header.
    pub summary: &'a Summary,
    /// Its shards.
    pub shards: &'a [std::sync::Arc<Shard>],
}

/// Why no report can be built.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// Included operators hold too little stake.
    #[error(
        "the included summaries hold {included} of {total} stake; more than two thirds are needed"
    )]
    TooFewSummaries {
        /// Stake included.
        included: u64,
        /// Stake of all.
        total: u64,
    },
    /// A summary of another epoch, of other rules, or twice of one operator.
    #[error("the summary of operator {operator} cannot be included: {reason}; leave it out")]
    BadSummary {
        /// The operator's index.
        operator: u8,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The books are not those of an earlier epoch.
    #[error(
        "the books are of epoch {books}, the report is for epoch {epoch}; fetch the last sealed report"
    )]
    WrongBooks {
        /// Epoch of the books.
        books: u64,
        /// Epoch asked for.
        epoch: u64,
    },
    /// A rule of money refused.
    #[error("a rule of money refused: {0}")]
    Core(#[from] CoreError),
}

/// A built hour.
#[derive(Clone, Debug)]
pub struct Report {
    /// What is voted on.
    pub settlement: Settlement,
    /// The hour in figures.
    pub digest: ReportDigest,
    /// The books after it.
    pub books: Books,
    /// Canonical bytes; their SHA-256 is the settlement's report hash.
    pub bytes: Vec<u8>,
    /// Lifetime rewards.
    pub rewards: merkle_sum::Tree,
    /// Attested seconds.
    pub usage: merkle::Tree,
    /// Verdicts.
    pub verdicts: SparseTree,
    /// What the hour gave each device of the tally, IO base units: `(registry index, amount)`.
    pub paid: Vec<(u32, u64)>,
}

/// Builds the hour.
///
/// # Errors
/// [`ReportError`].
pub fn build(
    facts: &EpochFacts,
    included: &[Included<'_>],
    before: &Books,
    rules: &Rules,
    fleet: Option<&Fleet>,
) -> Result<Report, ReportError> {
    check(facts, included, before, rules)?;
    let tally = tally::devices(included, facts.total_weight);
    let leases = tally::leases(included);
    let multipliers = tally::multipliers(included);

    let mut books = before.clone();
    books.epoch = facts.epoch;
    books.record_uptime(before.epoch, facts.epoch, &tally);
    let pool = books.take_pool(before.epoch, facts.epoch, facts.supplier_cap)?;
    let context = allocate::Context {
        rules,
        fleet,
        multipliers: &multipliers,
        leases: &leases,
    };
    let paid = books.allocate(pool, &tally, &context)?;
    books.assign_leaves(rules.leaf_threshold);
    books.record_usage(facts, &leases);

    let (rewards, (usage, verdicts)) = rayon::join(
        || books.rewards_tree(),
        || rayon::join(|| books.usage_tree(), || verdict_tree(&tally)),
    );
    let (rewards, usage, verdicts) = (rewards?, usage?, verdicts?);
    let root = rewards.root();
    let mut settlement = Settlement {
        epoch: facts.epoch,
        prev_root: facts.prev_root,
        rewards_root: Digest(root.hash),
        rewards_sum: root.sum,
        n_leaves: books.leaves,
        usage_root: Digest(usage.root()),
        verdict_root: Digest(verdicts.root()),
        report_hash: Digest::default(),
    };
    let mut digest = digest(&settlement, included, &tally, &paid, pool, leases.len());
    let bytes = sealed::encode(&settlement, included, rules, &digest, &books);
    settlement.report_hash = Digest(Sha256::digest(&bytes).into());
    digest.report_hash = settlement.report_hash;
    Ok(Report {
        settlement,
        digest,
        books,
        bytes,
        rewards,
        usage,
        verdicts,
        paid,
    })
}

fn check(
    facts: &EpochFacts,
    included: &[Included<'_>],
    before: &Books,
    rules: &Rules,
) -> Result<(), ReportError> {
    if before.epoch >= facts.epoch {
        return Err(ReportError::WrongBooks {
            books: before.epoch,
            epoch: facts.epoch,
        });
    }
    let bad = |one: &Included<'_>, reason| {
        Err(ReportError::BadSummary {
            operator: one.summary.operator,
            reason,
        })
    };
    let mut last = None;
    let mut weight = 0u64;
    for one in included {
        if last.is_some_and(|last| last >= one.summary.operator) {
            return bad(one, "operators must ascend");
        }
        last = Some(one.summary.operator);
        if one.summary.epoch != facts.epoch {
            return bad(one, "it is of another epoch");
        }
        if one.summary.rules != rules.hash() {
            return bad(one, "it was made by other rules");
        }
        let named = one.summary.shards.iter().map(|(number, _)| *number);
        if !named.eq(one.shards.iter().map(|shard| shard.number())) {
            return bad(one, "its shards are not those it names");
        }
        weight = weight.checked_add(one.weight).ok_or(CoreError::Overflow)?;
    }
    if !exceeds_two_thirds(weight, facts.total_weight) {
        return Err(ReportError::TooFewSummaries {
            included: weight,
            total: facts.total_weight,
        });
    }
    Ok(())
}

fn verdict_tree(tally: &Tally) -> Result<SparseTree, CoreError> {
    let leaf = |at: usize| {
        let index = tally.index[at];
        let reading = tally.readings.get(&index);
        let verdict = merkle::Verdict {
            commit: reading.map_or([0; 32], |reading| reading.commit),
            response: reading.map_or([0; 32], |reading| reading.response),
            verdict: tally.verdict[at],
            reason: tally.reason[at],
            place: tally.place[at],
        };
        (index, merkle::verdict_leaf::<HostSha256>(index, &verdict))
    };
    SparseTree::build((0..tally.index.len()).map(leaf))
}

fn digest(
    settlement: &Settlement,
    included: &[Included<'_>],
    tally: &Tally,
    paid: &[(u32, u64)],
    pool: u64,
    leases: usize,
) -> ReportDigest {
    let count = |code| {
        tally
            .verdict
            .iter()
            .filter(|verdict| **verdict == code)
            .count() as u32
    };
    ReportDigest {
        epoch: settlement.epoch,
        report_hash: settlement.report_hash,
        included: included.iter().map(|one| one.summary.operator).collect(),
        devices: tally.index.len() as u32,
        proofs_passed: count(verdict::PASS),
        proofs_failed: count(verdict::FAIL),
        devices_paid: paid.iter().filter(|(_, amount)| *amount > 0).count() as u32,
        pool,
        allocated: paid.iter().map(|(_, amount)| *amount).sum(),
        leaves: settlement.n_leaves,
        leases: leases as u32,
    }
}

#[cfg(test)]
mod tests;
