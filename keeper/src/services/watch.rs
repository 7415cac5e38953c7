//! Watches the settlements. Before one is final it is rebuilt from the leaves that operators publish and compared with
//! the one before; one that takes from somebody is challenged ([`prosecute`]).
//!
//! One watch suffices, whoever runs it: what was earned is safe from the operators, all of them together, as long as a
//! single honest one is awake.
mod leaves;
mod prosecute;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use io_chain::ChainClock;
use io_client::disputes::{self, accounts::Challenge};
use io_client::filter::CHALLENGE_CHALLENGER_AT;
use io_client::oracle::accounts::{EpochRecord, Oracle};
use io_client::oracle::oracle_address;
use io_client::status::EpochStatus;
use io_client::{AccountData, pda};
use io_core::merkle_sum::fault::{Fault, first_fault};
use io_core::merkle_sum::{DEPTH, Node, Tree};

use crate::chain::Keeper;

/// Leaves must be public this long after the seal, seconds; the guardian voids what is not.
const PUBLISHED_WITHIN_S: i64 = 30 * 60;
/// Attempts in vain after which leaves that are late count as missing: operators take a moment to see a seal.
const ATTEMPTS: u32 = 5;
/// Longest pause between two attempts. The first is a second, and each twice the one before.
const LONGEST_PAUSE_S: u64 = 60;

/// What the watch remembers between two looks. A restart forgets it and looks at everything again.
#[derive(Default)]
pub struct Watched {
    /// Trees by the epoch of their settlement, checked against its root.
    trees: BTreeMap<u64, (Node, Arc<Tree>)>,
    /// Settlements that follow soundly from the one before, by epoch.
    sound: BTreeMap<u64, Node>,
    /// Epochs of settlements that take from somebody.
    faulty: BTreeSet<u64>,
    /// Epochs of the challenges that this wallet has open; none until it was asked for.
    own: Option<BTreeSet<u64>>,
    /// Settlements whose leaves were sought in vain: how often, and when last.
    missed: BTreeMap<u64, (u32, Instant)>,
    /// Settlements whose leaves were still missing after their time.
    unpublished: BTreeSet<u64>,
}

/// A settlement that takes from somebody, and the leaves that show it.
struct Case {
    index: u32,
    fault: Fault,
    before: Arc<Tree>,
    after: Arc<Tree>,
}

/// Root and sum that the record's settlement leads to.
fn root_of(record: &EpochRecord) -> Node {
    Node {
        hash: record.settlement.rewards_root,
        sum: record.settlement.rewards_sum,
    }
}

/// Sealed settlements that are not final, newest first: each builds on the next one.
async fn not_final(keeper: &Keeper, state: &Oracle, now: ChainClock) -> Result<Vec<EpochRecord>> {
    let mut found = Vec::new();
    let mut epoch = state.sealed_epoch;
    while epoch > 0 {
        let record: Option<EpochRecord> = keeper.read(&pda::epoch_record(epoch)).await?;
        let contestable = record.filter(|record| {
            record.epoch == epoch
                && record.status == EpochStatus::Sealed as u8
                && !record.is_window_over(now.unix_timestamp, now.slot)
        });
        let Some(record) = contestable else {
            break;
        };
        epoch = record.prev_epoch;
        found.push(record);
    }
    Ok(found)
}

impl Watched {
    /// The tree of an epoch's settlement; none where no operator serves leaves that lead to its root.
    async fn tree(&mut self, keeper: &Keeper, epoch: u64, root: Node) -> Result<Option<Arc<Tree>>> {
        if let Some((known, tree)) = self.trees.get(&epoch)
            && *known == root
        {
            return Ok(Some(tree.clone()));
        }
        let empty = Tree::build(DEPTH, [])?;
        // The chain begins with no root at all.
        let found = if epoch == 0 || empty.root() == root {
            Some(empty)
        } else {
            leaves::obtain(keeper, epoch, root).await?
        };
        let found = found.map(Arc::new);
        if let Some(tree) = &found {
            self.trees.insert(epoch, (root, tree.clone()));
        }
        Ok(found)
    }

    /// What is wrong with a settlement. `Ok(None)`: nothing, or nobody serves what it takes to tell.
    async fn check(&mut self, keeper: &Keeper, record: &EpochRecord) -> Result<Option<Case>> {
        let root = root_of(record);
        let root_before = Node {
            hash: record.settlement.prev_root,
            sum: record.prev_rewards_sum,
        };
        let Some(before) = self.tree(keeper, record.prev_epoch, root_before).await? else {
            return Ok(None);
        };
        let Some(after) = self.tree(keeper, record.epoch, root).await? else {
            return Ok(None);
        };
        let n_leaves = record.settlement.n_leaves;
        let trees = (before.clone(), after.clone());
        let search = move || first_fault(&trees.0, &trees.1, n_leaves);
        let case = tokio::task::spawn_blocking(search).await?;
        let case = case.map(|(index, fault)| Case {
            index,
            fault,
            before,
            after,
        });
        match &case {
            None => {
                self.sound.insert(record.epoch, root);
                keeper.health.judged("sound");
            }
            Some(case) if self.faulty.insert(record.epoch) => {
                let (epoch, index, fault) = (record.epoch, case.index, case.fault);
                tracing::error!(
                    epoch,
                    index,
                    ?fault,
                    "a sealed settlement takes from somebody"
                );
                keeper.health.judged("faulty");
            }
            Some(_) => {}
        }
        Ok(case)
    }

    /// Forgets what lies before the settlements that are not final, and what was voided.
    fn forget(&mut self, open: &[EpochRecord], head: u64) {
        let oldest = open.last().map_or(head, |record| record.prev_epoch);
        let keep = |epoch: &u64| (oldest..=head).contains(epoch);
        self.trees.retain(|epoch, _| keep(epoch));
        self.sound.retain(|epoch, _| keep(epoch));
        self.missed.retain(|epoch, _| keep(epoch));
        self.faulty.retain(keep);
        self.unpublished.retain(keep);
    }

    /// Whether it is too early to seek leaves again.
    fn rests(&self, epoch: u64) -> bool {
        self.missed.get(&epoch).is_some_and(|(times, last)| {
            let pause_s = 1 << (times.saturating_sub(1)).min(6);
            last.elapsed() < Duration::from_secs(pause_s.min(LONGEST_PAUSE_S))
        })
    }

    fn miss(&mut self, epoch: u64) {
        let times = self.missed.get(&epoch).map_or(0, |(times, _)| *times);
        self.missed
            .insert(epoch, (times.saturating_add(1), Instant::now()));
    }

    /// Epochs of the challenges that this wallet has open.
    async fn own(&mut self, keeper: &Keeper) -> Result<&mut BTreeSet<u64>> {
        if self.own.is_none() {
            let me = keeper.payer();
            let mine = [(CHALLENGE_CHALLENGER_AT, me.as_ref())];
            let accounts = keeper
                .chain
                .program_accounts(&disputes::ID, &Challenge::DISCRIMINATOR, &mine)
                .await?;
            let epochs = accounts
                .iter()
                .map(|(_, account)| Ok(Challenge::decode(&account.data)?.epoch));
            self.own = Some(epochs.collect::<Result<_>>()?);
        }
        Ok(self.own.get_or_insert_default())
    }
}

/// Looks once at every settlement that is not final, the oldest first.
///
/// # Errors
/// See [`super::tick`]; a settlement whose leaves nobody has published in time, which is the guardian's to void; and
/// a bond that the wallet does not hold.
pub async fn tick(keeper: &Keeper) -> Result<u32> {
    let now = keeper.now().await?.clock;
    let now_ts = now.unix_timestamp;
    let state: Oracle = keeper.require(&oracle_address()).await?;
    let mut watched = keeper.watched.lock().await;
    let open = not_final(keeper, &state, now).await?;
    watched.forget(&open, state.sealed_epoch);
    let unchecked = |watched: &Watched, record: &EpochRecord| {
        watched.sound.get(&record.epoch) != Some(&root_of(record))
    };
    for (at, record) in open.iter().enumerate().rev() {
        if watched.rests(record.epoch) || !unchecked(&watched, record) {
            continue;
        }
        if let Some(case) = watched.check(keeper, record).await? {
            // What was built on it falls with it.
            let later = &open[..at];
            let own = watched.own(keeper).await?;
            return prosecute::prosecute(keeper, &state, own, record, later, &case).await;
        }
        if unchecked(&watched, record) {
            watched.miss(record.epoch);
        }
    }
    let turned = prosecute::collect(keeper, &state, watched.own(keeper).await?).await?;

    let late: Vec<u64> = open
        .iter()
        .filter(|record| unchecked(&watched, record))
        .filter(|record| now_ts >= record.sealed_ts.saturating_add(PUBLISHED_WITHIN_S))
        .filter(|record| {
            let missed = watched.missed.get(&record.epoch);
            missed.is_some_and(|(times, _)| *times >= ATTEMPTS)
        })
        .map(|record| record.epoch)
        .collect();
    for epoch in &late {
        if watched.unpublished.insert(*epoch) {
            keeper.health.judged("unpublished");
        }
    }
    if !late.is_empty() {
        bail!(
            "no operator serves leaves that lead to the settlement of {late:?}, half an hour after its seal: nobody \
             can check it, and the guardian has to void it before it is final"
        );
    }
    Ok(turned)
}
