//! Agreement: gathers summaries, proposes when it is this operator's turn, rebuilds what others propose, and votes
//! for what comes out the same.

mod consider;
mod propose;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use io_api::Digest;
use io_api::proposal::Proposal;
use io_api::readers::Event;
use io_api::settlement::Settlement;
use io_peers::PeerError;
use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::gather::{self, Held, Shards};
use crate::node::{Action, Node};
use crate::rotation;
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

/// A round of an epoch's agreement, and whose turn it is.
#[derive(Clone, Copy)]
struct Turn<'a> {
    node: &'a Node,
    view: &'a ChainView,
    record: &'a EpochRecord,
    round: u32,
    proposer: u8,
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
        if let Some(record) = view.next_to_settle() {
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
            .filter(|r| r.is_open() && r.epoch > view.sealed.epoch)
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
            let turn = Turn {
                node,
                view,
                record,
                round,
                proposer,
            };
            if proposer == me {
                self.propose(&turn).await?;
            } else if let Some(proposal) = self.waiting.remove(&key) {
                self.consider(&turn, proposal).await?;
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
