//! The last few sealed settlements with their trees, for whoever claims, and the books the next hour builds on.

use std::collections::VecDeque;
use std::sync::{Arc, PoisonError, RwLock};

use io_api::Digest;
use io_api::readers::ReportDigest;
use io_api::settlement::Settlement;

use crate::report::{Books, Report, Sealed};

/// Settlements held in memory: as many as may be sealed and not yet final, and the one before them, which is
/// what is left when the first of them is voided.
const HELD: usize = 6;
/// Built reports that may yet be sealed: one per round at most, and rounds rarely differ.
const CANDIDATES: usize = 3;

/// A built report that is not sealed yet.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Settlement, figures, books and trees.
    pub sealed: Arc<Sealed>,
    /// The report's bytes.
    pub bytes: Arc<Vec<u8>>,
}

impl From<Report> for Candidate {
    fn from(mut report: Report) -> Self {
        let bytes = Arc::new(std::mem::take(&mut report.bytes));
        Self {
            sealed: Arc::new(report.into()),
            bytes,
        }
    }
}

/// Recent sealed settlements, newest first; clones share them.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    held: Arc<RwLock<VecDeque<Arc<Sealed>>>>,
    candidates: Arc<RwLock<VecDeque<Candidate>>>,
}

impl Settled {
    /// Remembers a built report, in case it is sealed.
    pub fn offer(&self, candidate: Candidate) {
        let mut candidates = self
            .candidates
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        candidates.push_front(candidate);
        candidates.truncate(CANDIDATES);
    }

    /// The built report with this hash.
    #[must_use]
    pub fn candidate(&self, report_hash: &Digest) -> Option<Candidate> {
        let candidates = self
            .candidates
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        candidates
            .iter()
            .find(|one| one.sealed.settlement.report_hash == *report_hash)
            .cloned()
    }

    /// Forgets built reports of epochs up to `epoch`: they are sealed or never will be.
    pub fn drop_candidates(&self, epoch: u64) {
        let mut candidates = self
            .candidates
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        candidates.retain(|one| one.sealed.settlement.epoch > epoch);
    }

    /// Adds a settlement, unless it is there. An older epoch than those held is kept in its order.
    pub fn add(&self, sealed: Arc<Sealed>) {
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        let epoch = sealed.settlement.epoch;
        held.retain(|other| other.settlement.epoch != epoch);
        let at = held.partition_point(|other| other.settlement.epoch > epoch);
        held.insert(at, sealed);
        held.truncate(HELD);
    }

    /// Drops the settlements after `epoch`, which were voided. Returns whether there were any.
    pub fn drop_after(&self, epoch: u64) -> bool {
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        let before = held.len();
        held.retain(|sealed| sealed.settlement.epoch <= epoch);
        held.len() < before
    }

    /// All that are held, newest first.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Sealed>> {
        self.held
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .cloned()
            .collect()
    }

    /// The settlement, if it is held.
    #[must_use]
    pub fn get(&self, settlement: &Settlement) -> Option<Arc<Sealed>> {
        self.all()
            .into_iter()
            .find(|sealed| sealed.settlement == *settlement)
    }

    /// The books after the last seal, if that is of `epoch`; empty ones for epoch 0.
    #[must_use]
    pub fn books_of(&self, epoch: u64) -> Option<Arc<Sealed>> {
        if epoch == 0 {
            return genesis().ok();
        }
        self.all()
            .into_iter()
            .find(|sealed| sealed.settlement.epoch == epoch)
    }
}

/// What the first hour builds on: empty books.
fn genesis() -> Result<Arc<Sealed>, io_core::CoreError> {
    Ok(Arc::new(Sealed {
        settlement: Settlement::default(),
        digest: ReportDigest::default(),
        books: Books::default(),
        rewards: io_core::merkle_sum::Tree::build(io_core::merkle_sum::DEPTH, [])?,
        usage: io_core::merkle::Tree::build(crate::report::USAGE_DEPTH, [])?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(epoch: u64) -> Arc<Sealed> {
        let mut sealed = (*genesis().expect("an empty tree")).clone();
        sealed.settlement.epoch = epoch;
        Arc::new(sealed)
    }

    #[test]
    fn after_a_void_the_books_are_those_of_the_last_good_settlement() {
        let settled = Settled::default();
        for epoch in 1..=5 {
            settled.add(sealed(epoch));
        }
        assert!(settled.books_of(5).is_some());
        assert!(settled.drop_after(2));
        assert_eq!(
            settled
                .all()
                .iter()
                .map(|s| s.settlement.epoch)
                .collect::<Vec<_>>(),
            [2, 1]
        );
        assert!(settled.books_of(3).is_none());
        assert_eq!(settled.books_of(2).expect("held").settlement.epoch, 2);
        assert!(!settled.drop_after(2), "nothing is left to drop");
        // Back to the beginning.
        assert!(settled.drop_after(0));
        assert_eq!(
            settled.books_of(0).expect("empty books").books,
            Books::default()
        );
    }
}
