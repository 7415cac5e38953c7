//! This operator's turn: the hour built from the summaries at hand, signed and offered to the others.

use std::sync::Arc;

use io_api::proposal::{IncludedSummary, Proposal};
use io_api::{Bytes64, Digest};
use tokio::time::Instant;

use super::{Desk, Turn};
use crate::report::{self, EpochFacts, Included, ReportError};
use crate::rotation::ROUND_S;
use crate::services::gather::Held;
use crate::settled::Candidate;

impl Desk {
    /// Proposes the hour, once every posted summary is here or patience is over.
    pub(super) async fn propose(&mut self, turn: &Turn<'_>) -> anyhow::Result<()> {
        let Turn {
            node,
            view,
            record,
            round,
            proposer,
        } = *turn;
        let round_ts = view.params.cutoff_ts(record.epoch) + i64::from(round) * ROUND_S;
        let mut held = self.held(record);
        held.retain(|(_, _, held)| held.summary.rules == node.rules.hash());
        let posted = record
            .summary_roots
            .iter()
            .filter(|root| **root != Digest::default())
            .count();
        let patient = view.now_ts < round_ts + i64::from(node.settings.agreement.patience_s);
        if held.len() < posted && patient {
            return Ok(());
        }
        let before = match node.store.proposal(record.epoch, round).await? {
            // Made before a restart: it stands.
            Some(proposal) => {
                self.decide(node, record.epoch, round, proposal.settlement);
                return Ok(());
            }
            None => build(turn, &held).await?,
        };
        let candidate = match before {
            Ok(candidate) => candidate,
            Err(error) => {
                tracing::debug!(epoch = record.epoch, round, %error, "nothing to propose yet");
                return Ok(());
            }
        };
        let mut settlement = candidate.sealed.settlement;
        node.conduct.settlement(&mut settlement);
        let included = held.iter().map(|(operator, root, _)| IncludedSummary {
            operator: *operator,
            root: *root,
        });
        let proposal = Proposal {
            epoch: record.epoch,
            round,
            proposer,
            included: included.collect(),
            settlement,
            signature: Bytes64([0; 64]),
        };
        node.store.put_proposal(&proposal.sign(&node.key)).await?;
        node.metrics.proposals_total.count();
        tracing::info!(
            epoch = record.epoch,
            round,
            included = held.len(),
            "settlement proposed"
        );
        self.decide(node, record.epoch, round, settlement);
        Ok(())
    }
}

/// Builds the hour from these summaries, and keeps what comes out as a candidate for sealing.
pub(super) async fn build(
    turn: &Turn<'_>,
    held: &[(u8, Digest, Arc<Held>)],
) -> anyhow::Result<Result<Candidate, ReportError>> {
    let Turn {
        node, view, record, ..
    } = *turn;
    let Some(before) = node.settled.books_of(view.sealed.epoch) else {
        return Ok(Err(ReportError::WrongBooks {
            books: 0,
            epoch: record.epoch,
        }));
    };
    let facts = EpochFacts {
        epoch: record.epoch,
        start_ts: view.params.start_ts(record.epoch),
        length_s: view.params.epoch_length_s,
        total_weight: record.total_weight,
        supplier_cap: record.supplier_cap,
        prev_root: view.sealed.rewards_root,
    };
    let weights = record.weights.clone();
    let held: Vec<(u8, Arc<Held>)> = held.iter().map(|(o, _, held)| (*o, held.clone())).collect();
    let (rules, fleet) = (node.rules, node.fleet.clone());
    let started = Instant::now();
    let built = tokio::task::spawn_blocking(move || {
        let weight = |operator: u8| weights.get(usize::from(operator)).copied().unwrap_or(0);
        let included: Vec<Included<'_>> = held
            .iter()
            .map(|(o, held)| Included {
                weight: weight(*o),
                summary: &held.summary,
                shards: &held.shards,
            })
            .collect();
        report::build(&facts, &included, &before.books, &rules, fleet.as_deref())
    });
    let candidate = match built.await? {
        Ok(report) => Candidate::from(report),
        Err(error) => return Ok(Err(error)),
    };
    node.metrics.reports_built_total.count();
    node.metrics
        .report_build_milliseconds
        .set(started.elapsed().as_millis() as u64);
    let hash = candidate.sealed.settlement.report_hash;
    if node.settled.candidate(&hash).is_none() {
        node.settled.offer(candidate.clone());
    }
    Ok(Ok(candidate))
}
