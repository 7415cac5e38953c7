//! Agreement: gathers summaries, proposes when it is this operator's turn, rebuilds what others propose, and votes
//! for what comes out the same.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use io_api::proposal::{IncludedSummary, Proposal};
use io_api::readers::Event;
use io_api::settlement::Settlement;
use io_api::{Bytes64, Digest};
use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::gather::{self, Held, Shards};
use crate::adapters::peers::PeerError;
use crate::node::{Action, Node};
use crate::report::{self, EpochFacts, Included, ReportError};
use crate::rotation::{self, ROUND_S};
use crate::settled::Candidate;
use crate::view::{ChainView, EpochRecord};

/// Wall time between two attempts at the same thing.
const RETRY: Duration = Duration::from_millis(300);
/// Wall time between two requests to have the same vote cast.
const VOTE_RETRY: Duration = Duration::from_millis(1_500);
/// Earlier rounds whose proposals are still looked at.
const ROUNDS_BACK: u32 = 3;

type Found = (u64, Digest, Option<Arc<Held>>);
type Heard = (u64, u32, Result<Proposal, PeerError>);

/// What the loop remembers.
#[derive(Default)]
struct Desk {
    shards: Shards,
    summaries: HashMap<Digest, (u64, Arc<Held>)>,
    fetching: JoinSet<Found>,
    hearing: JoinSet<Heard>,
    /// Roots that are being fetched.
    in_flight: HashSet<Digest>,
    /// When a root was last fetched in vain.
    roots_tried: HashMap<Digest, Instant>,
    /// When a round's proposal was last asked for.
    rounds_tried: HashMap<(u64, u32), Instant>,
    /// Rounds that were decided on: voted for, refused, or proposed by this operator.
    decided: BTreeSet<(u64, u32)>,
    /// Proposals that name summaries which are not here yet.
    waiting: BTreeMap<(u64, u32), Proposal>,
    /// What this operator wants on chain, and when it last asked for it.
    ballot: Option<(Settlement, u32, Option<Instant>)>,
}

/// Runs until told to stop.
///
/// # Errors
/// When the database fails.
pub async fn run(node: Node, stop: CancellationToken) -> anyhow::Result<()> {
    let mut desk = Desk::default();
    let mut view = node.view.clone();
    loop {
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            changed = view.changed() => if changed.is_err() { return Ok(()) },
            Some(found) = desk.fetching.join_next() => {
                let (epoch, root, held) = found?;
                desk.in_flight.remove(&root);
                desk.roots_tried.insert(root, Instant::now());
                if let Some(held) = held {
                    desk.summaries.insert(root, (epoch, held));
                }
            }
            Some(heard) = desk.hearing.join_next() => {
                let (epoch, round, answer) = heard?;
                match answer {
                    Ok(proposal) => { desk.waiting.insert((epoch, round), proposal); }
                    Err(error) => tracing::debug!(epoch, round, %error, "no proposal yet"),
                }
            }
        }
        let view = node.view();
        desk.gather(&node, &view);
        let open = |record: &&Arc<EpochRecord>| {
            !record.sealed
                && record.epoch > view.sealed.epoch
                && view.now_ts >= view.params.cutoff_ts(record.epoch)
        };
        // The newest closed hour also pays for older ones that missed their seal.
        if let Some(record) = view.epochs.values().rev().find(open) {
            desk.settle(&node, &view, record).await?;
        }
        desk.forget(view.sealed.epoch);
    }
}

impl Desk {
    /// Fetches summaries whose roots are on chain and that are not here.
    fn gather(&mut self, node: &Node, view: &Arc<ChainView>) {
        for record in view
            .epochs
            .values()
            .filter(|r| !r.sealed && r.epoch > view.sealed.epoch)
        {
            for (operator, root) in (0u8..).zip(&record.summary_roots) {
                let idle = self
                    .roots_tried
                    .get(root)
                    .is_none_or(|at| at.elapsed() > RETRY);
                if *root == Digest::default() || self.summaries.contains_key(root) || !idle {
                    continue;
                }
                if !self.in_flight.insert(*root) {
                    continue;
                }
                let (epoch, root) = (record.epoch, *root);
                let fetch = gather::fetch(
                    node.clone(),
                    view.clone(),
                    self.shards.clone(),
                    epoch,
                    operator,
                    root,
                );
                self.fetching
                    .spawn(async move { (epoch, root, fetch.await) });
            }
        }
    }

    async fn settle(
        &mut self,
        node: &Node,
        view: &Arc<ChainView>,
        record: &Arc<EpochRecord>,
    ) -> anyhow::Result<()> {
        let Some(me) = node.myself(view).map(|operator| operator.index) else {
            return Ok(());
        };
        let weighs = record
            .weights
            .get(usize::from(me))
            .is_some_and(|weight| *weight > 0);
        if !weighs || node.settled.books_of(view.sealed.epoch).is_none() {
            return Ok(());
        }
        let cutoff_ts = view.params.cutoff_ts(record.epoch);
        let Some(now) = rotation::round_at(view.now_ts, cutoff_ts) else {
            return Ok(());
        };
        for round in (now.saturating_sub(ROUNDS_BACK)..=now).rev() {
            let key = (record.epoch, round);
            let Some(proposer) =
                rotation::proposer(&record.seed.0, record.epoch, round, &record.weights)
            else {
                return Ok(());
            };
            if self.decided.contains(&key) {
                // A later round that was voted for is newer than all before it.
                if self
                    .ballot
                    .as_ref()
                    .is_some_and(|(s, of, _)| s.epoch == record.epoch && *of >= round)
                {
                    break;
                }
                continue;
            }
            if proposer == me {
                let round_ts = cutoff_ts + i64::from(round) * ROUND_S;
                self.propose(node, view, record, round, me, round_ts)
                    .await?;
            } else if let Some(proposal) = self.waiting.remove(&key) {
                self.consider(node, view, record, proposal, proposer, round)
                    .await?;
            } else {
                self.ask(node, view, key, proposer);
            }
        }
        self.cast(node, record, me);
        Ok(())
    }

    fn ask(&mut self, node: &Node, view: &ChainView, (epoch, round): (u64, u32), proposer: u8) {
        let idle = self
            .rounds_tried
            .get(&(epoch, round))
            .is_none_or(|at| at.elapsed() > RETRY);
        let url = view
            .operators
            .iter()
            .find(|o| o.index == proposer)
            .map(|o| o.url.clone());
        if let (true, Some(url)) = (idle, url) {
            self.rounds_tried.insert((epoch, round), Instant::now());
            let peers = node.peers.clone();
            self.hearing.spawn(async move {
                let answer = peers
                    .json(&url, &format!("/v1/proposals/{epoch}/{round}"))
                    .await;
                (epoch, round, answer)
            });
        }
    }

    /// Summaries of the epoch that are here, by operator.
    fn held(&self, record: &EpochRecord) -> Vec<(u8, Digest, Arc<Held>)> {
        let here = |(operator, root): (u8, &Digest)| {
            let (_, held) = self.summaries.get(root)?;
            Some((operator, *root, held.clone()))
        };
        (0u8..)
            .zip(&record.summary_roots)
            .filter_map(here)
            .collect()
    }

    async fn propose(
        &mut self,
        node: &Node,
        view: &ChainView,
        record: &EpochRecord,
        round: u32,
        me: u8,
        round_ts: i64,
    ) -> anyhow::Result<()> {
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
            None => self.build(node, view, record, &held).await?,
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
            proposer: me,
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

    async fn consider(
        &mut self,
        node: &Node,
        view: &ChainView,
        record: &EpochRecord,
        proposal: Proposal,
        proposer: u8,
        round: u32,
    ) -> anyhow::Result<()> {
        let epoch = record.epoch;
        let held = self.held(record);
        let reason = match self.check(view, record, &proposal, proposer, round, &held, node) {
            Check::Missing => {
                self.waiting.insert((epoch, round), proposal);
                return Ok(());
            }
            Check::Refused(reason) => reason,
            Check::Complete => {
                let named: BTreeSet<u8> =
                    proposal.included.iter().map(|one| one.operator).collect();
                let held: Vec<_> = held
                    .into_iter()
                    .filter(|(o, _, _)| named.contains(o))
                    .collect();
                match self.build(node, view, record, &held).await? {
                    Err(error) => error.to_string(),
                    Ok(mine) if mine.sealed.settlement == proposal.settlement => {
                        let mut settlement = proposal.settlement;
                        node.conduct.settlement(&mut settlement);
                        self.decide(node, epoch, round, settlement);
                        return Ok(());
                    }
                    Ok(mine) => difference(&mine.sealed.settlement, &proposal.settlement),
                }
            }
        };
        self.decided.insert((epoch, round));
        node.metrics.proposals_refused_total.count();
        tracing::warn!(epoch, round, proposer, reason, "proposal refused");
        node.tell(Event::ProposalRefused {
            epoch,
            round,
            proposer,
            reason,
        });
        Ok(())
    }

    #[allow(clippy::too_many_arguments)]
    fn check(
        &self,
        view: &ChainView,
        record: &EpochRecord,
        proposal: &Proposal,
        proposer: u8,
        round: u32,
        held: &[(u8, Digest, Arc<Held>)],
        node: &Node,
    ) -> Check {
        let refuse = |reason: &str| Check::Refused(reason.to_owned());
        if (proposal.epoch, proposal.round, proposal.proposer) != (record.epoch, round, proposer) {
            return refuse("it is of another epoch, round or proposer than asked for");
        }
        let key = view
            .operators
            .iter()
            .find(|operator| operator.index == proposer)
            .map(|o| o.key);
        if !key.is_some_and(|key| proposal.verify(&key).is_ok()) {
            return refuse("it is not signed by its proposer");
        }
        if !proposal
            .included
            .is_sorted_by(|a, b| a.operator < b.operator)
        {
            return refuse("its summaries are not sorted by operator");
        }
        for one in &proposal.included {
            if record.summary_roots.get(usize::from(one.operator)) != Some(&one.root) {
                return refuse("it includes a summary that is not on chain");
            }
        }
        let names = |operator: &u8| {
            proposal
                .included
                .iter()
                .any(|one| one.operator == *operator)
        };
        // One that is held can be served, so nobody has a reason to leave it out.
        let omitted = held.iter().find(|(operator, _, held)| {
            !names(operator) && held.summary.rules == node.rules.hash()
        });
        if let Some((operator, _, _)) = omitted {
            return Check::Refused(format!(
                "it omits the summary of operator {operator}, which is held here"
            ));
        }
        let here = |one: &IncludedSummary| {
            held.iter()
                .any(|(operator, _, _)| *operator == one.operator)
        };
        if proposal.included.iter().all(here) {
            Check::Complete
        } else {
            Check::Missing
        }
    }

    /// Builds the hour from these summaries, or takes it from before.
    async fn build(
        &self,
        node: &Node,
        view: &ChainView,
        record: &EpochRecord,
        held: &[(u8, Digest, Arc<Held>)],
    ) -> anyhow::Result<Result<Candidate, ReportError>> {
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
        let held: Vec<(u8, Arc<Held>)> =
            held.iter().map(|(o, _, held)| (*o, held.clone())).collect();
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

    fn decide(&mut self, node: &Node, epoch: u64, round: u32, settlement: Settlement) {
        self.decided.insert((epoch, round));
        let newer = |ballot: &(Settlement, u32, _)| ballot.0.epoch < epoch || ballot.1 < round;
        if self.ballot.as_ref().is_none_or(newer) {
            self.ballot = Some((settlement, round, None));
            tracing::info!(epoch, round, report_hash = %settlement.report_hash, "voting");
            node.tell(Event::Voted {
                epoch,
                round,
                report_hash: settlement.report_hash,
            });
        }
    }

    /// Asks for the vote until the chain has it.
    fn cast(&mut self, node: &Node, record: &EpochRecord, me: u8) {
        let Some((settlement, _, asked)) = &mut self.ballot else {
            return;
        };
        let on_chain = record.votes.get(usize::from(me)).copied();
        let idle = asked.is_none_or(|at| at.elapsed() > VOTE_RETRY);
        if settlement.epoch == record.epoch && on_chain != Some(settlement.digest()) && idle {
            *asked = Some(Instant::now());
            let _ = node.actions.try_send(Action::Vote(Box::new(*settlement)));
        }
    }

    fn forget(&mut self, sealed: u64) {
        self.summaries.retain(|_, (epoch, _)| *epoch > sealed);
        self.shards.forget_before(sealed + 1);
        self.decided.retain(|(epoch, _)| *epoch > sealed);
        self.waiting.retain(|(epoch, _), _| *epoch > sealed);
        self.rounds_tried.retain(|(epoch, _), _| *epoch > sealed);
        if self.summaries.is_empty() {
            self.roots_tried.clear();
        }
    }
}

/// Whether a proposal can be rebuilt.
enum Check {
    Complete,
    /// It names a summary that is not here yet.
    Missing,
    Refused(String),
}

/// The first field in which a proposal differs from what was rebuilt.
fn difference(mine: &Settlement, theirs: &Settlement) -> String {
    let field = [
        (mine.prev_root != theirs.prev_root, "prev_root"),
        (mine.rewards_sum != theirs.rewards_sum, "rewards_sum"),
        (mine.n_leaves != theirs.n_leaves, "n_leaves"),
        (mine.rewards_root != theirs.rewards_root, "rewards_root"),
        (mine.usage_root != theirs.usage_root, "usage_root"),
        (mine.verdict_root != theirs.verdict_root, "verdict_root"),
    ];
    let differs = field
        .iter()
        .find(|(differs, _)| *differs)
        .map_or("report_hash", |(_, name)| name);
    format!("rebuilt from the summaries it names, its {differs} comes out differently")
}
