//! Follows the seals: keeps the report of each sealed settlement, its books and its trees, whoever built it.

use std::sync::Arc;

use io_api::readers::Event;
use io_api::settlement::Settlement;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::node::Node;
use crate::report::Sealed;
use crate::settled::Candidate;
use crate::store::Store;
use crate::view::ChainView;
use io_peers::Peers;

/// Longest report that is read from a peer: a million wallets and devices.
const MAX_REPORT_BYTES: usize = 128 << 20;
/// Wall time between two attempts to fetch a report.
const RETRY: std::time::Duration = std::time::Duration::from_secs(1);
/// Seals restored on start.
const RESTORED: u32 = 6;

/// Loads what was sealed before this start.
///
/// # Errors
/// When the database fails.
pub async fn restore(node: &Node) -> anyhow::Result<()> {
    for settlement in node.store.latest_seals(RESTORED).await? {
        if let Some(bytes) = node.store.blob(&settlement.report_hash).await? {
            match tokio::task::spawn_blocking(move || Sealed::from_bytes(&bytes, &settlement))
                .await?
            {
                Ok(sealed) => node.settled.add(Arc::new(sealed)),
                Err(error) => {
                    tracing::warn!(epoch = settlement.epoch, %error, "a stored report is damaged")
                }
            }
        }
    }
    Ok(())
}

/// Runs until told to stop.
///
/// # Errors
/// When the database fails.
pub async fn run(node: Node, stop: CancellationToken) -> anyhow::Result<()> {
    let mut tried: Option<Instant> = None;
    let mut view = node.view.clone();
    loop {
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            changed = view.changed() => if changed.is_err() { return Ok(()) },
        }
        let view = node.view();
        let head = view.sealed.epoch;
        // Before the first look at the chain, no seal is known and none is void.
        if view.slot_seen.is_some() && node.settled.drop_after(head) {
            // Voided: the next hour builds on what the chain went back to, whose books are below or come
            // from the store or a peer.
            node.metrics.sealed_epoch.set(head);
            tracing::warn!(head, "later settlements were voided");
        }
        if head == 0 || node.settled.books_of(head).is_some() {
            continue;
        }
        if tried.is_some_and(|at| at.elapsed() < RETRY) {
            continue;
        }
        let record = view.epochs.get(&head);
        let Some(settlement) = record.and_then(|record| record.settlement) else {
            continue;
        };
        tried = Some(Instant::now());
        if let Some(candidate) = obtain(&node, &view, &settlement).await? {
            adopt(&node, candidate).await?;
            tried = None;
        } else {
            tracing::warn!(epoch = head, hash = %settlement.report_hash, "no operator serves the sealed report yet");
        }
    }
}

/// Fetches what `view`'s last seal names into the store, without a running service. Says what it did.
///
/// # Errors
/// When the database fails, or nobody serves the report.
pub async fn backfill(
    store: &Store,
    peers: &Peers,
    view: &ChainView,
    key: &ed25519_dalek::SigningKey,
) -> anyhow::Result<String> {
    let head = view.sealed.epoch;
    let record = view.epochs.get(&head);
    let Some(settlement) = record.and_then(|record| record.settlement) else {
        return Ok("nothing is sealed yet".into());
    };
    if store.blob(&settlement.report_hash).await?.is_some() {
        return Ok(format!(
            "the report of epoch {head} is in the store already"
        ));
    }
    let me = io_api::Address(key.verifying_key().to_bytes());
    for operator in view.operators.iter().filter(|operator| operator.key != me) {
        let path = format!("/v1/reports/{}", settlement.report_hash);
        let Ok(bytes) = peers.bytes(&operator.url, &path, MAX_REPORT_BYTES).await else {
            continue;
        };
        if let Some(candidate) = read(bytes, settlement).await? {
            store
                .put_blob(&settlement.report_hash, head, &candidate.bytes)
                .await?;
            store
                .put_seal(&settlement, &candidate.sealed.digest)
                .await?;
            return Ok(format!(
                "fetched the report of epoch {head} from operator {}",
                operator.index
            ));
        }
    }
    anyhow::bail!("no operator serves the report of epoch {head} now; try again later")
}

async fn obtain(
    node: &Node,
    view: &ChainView,
    settlement: &Settlement,
) -> anyhow::Result<Option<Candidate>> {
    if let Some(candidate) = node.settled.candidate(&settlement.report_hash)
        && candidate.sealed.settlement == *settlement
    {
        return Ok(Some(candidate));
    }
    if let Some(bytes) = node.store.blob(&settlement.report_hash).await?
        && let Some(candidate) = read(bytes, *settlement).await?
    {
        return Ok(Some(candidate));
    }
    for operator in node.others(view) {
        let path = format!("/v1/reports/{}", settlement.report_hash);
        match node
            .peers
            .bytes(&operator.url, &path, MAX_REPORT_BYTES)
            .await
        {
            Ok(bytes) => {
                if let Some(candidate) = read(bytes, *settlement).await? {
                    return Ok(Some(candidate));
                }
                tracing::warn!(
                    operator = operator.index,
                    "peer sent another report than the sealed one"
                );
            }
            Err(error) => tracing::debug!(%error, "peer did not serve the report"),
        }
        node.metrics.peer_errors_total.count();
    }
    Ok(None)
}

async fn read(bytes: Vec<u8>, settlement: Settlement) -> anyhow::Result<Option<Candidate>> {
    let read = move || {
        let sealed = Sealed::from_bytes(&bytes, &settlement).ok()?;
        Some(Candidate {
            sealed: Arc::new(sealed),
            bytes: Arc::new(bytes),
        })
    };
    Ok(tokio::task::spawn_blocking(read).await?)
}

async fn adopt(node: &Node, candidate: Candidate) -> anyhow::Result<()> {
    let settlement = candidate.sealed.settlement;
    let epoch = settlement.epoch;
    // First what is needed to go on from here, then the note that it is there.
    node.store
        .put_blob(&settlement.report_hash, epoch, &candidate.bytes)
        .await?;
    node.store
        .put_seal(&settlement, &candidate.sealed.digest)
        .await?;
    node.settled.add(candidate.sealed);
    node.settled.drop_candidates(epoch);
    // Not those either that a void would go back to, however long ago they were sealed.
    let kept: Vec<_> = node
        .settled
        .all()
        .iter()
        .map(|sealed| sealed.settlement.report_hash)
        .collect();
    node.store.prune(epoch, &kept).await?;
    node.metrics.sealed_epoch.set(epoch);
    tracing::info!(
        epoch,
        sum = settlement.rewards_sum,
        leaves = settlement.n_leaves,
        "settlement sealed"
    );
    node.tell(Event::Sealed {
        epoch,
        rewards_sum: settlement.rewards_sum,
    });
    Ok(())
}
