//! Fetches the summaries that operators posted roots of, and keeps them so that they can be served in turn.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use io_api::Digest;

use crate::node::Node;
use crate::summary::{FormatError, MAX_HEADER_BYTES, MAX_SHARD_BYTES, Shard, Summary};
use crate::view::ChainView;

/// A summary with its shards.
#[derive(Clone, Debug)]
pub struct Held {
    /// The header.
    pub summary: Summary,
    /// Its shards, in the order it names them.
    pub shards: Vec<Arc<Shard>>,
}

/// Epoch and shard, by the shard's root.
type ByRoot = HashMap<Digest, (u64, Arc<Shard>)>;

/// Shards at hand, by root; operators share most of them.
#[derive(Clone, Debug, Default)]
pub struct Shards {
    by_root: Arc<Mutex<ByRoot>>,
}

impl Shards {
    fn get(&self, root: &Digest) -> Option<Arc<Shard>> {
        let held = self.by_root.lock().unwrap_or_else(PoisonError::into_inner);
        held.get(root).map(|(_, shard)| shard.clone())
    }

    fn put(&self, epoch: u64, root: Digest, shard: Arc<Shard>) {
        self.by_root
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(root, (epoch, shard));
    }

    /// Forgets the shards of epochs before `epoch`.
    pub fn forget_before(&self, epoch: u64) {
        let mut held = self.by_root.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|_, (of, _)| *of >= epoch);
    }
}

/// The summary of `operator` under `root`: from the store, else from the operator itself, else from any other.
/// `None` when nobody has it now, or when what the operator committed to is no summary of its own.
pub async fn fetch(
    node: Node,
    view: Arc<ChainView>,
    shards: Shards,
    epoch: u64,
    operator: u8,
    root: Digest,
) -> Option<Arc<Held>> {
    let mut urls: Vec<String> = Vec::new();
    for other in node.others(&view) {
        // The operator that made it is asked first.
        let at = if other.index == operator {
            0
        } else {
            urls.len()
        };
        urls.insert(at, other.url.clone());
    }
    let header = obtain(
        &node,
        &urls,
        epoch,
        root,
        "summaries",
        MAX_HEADER_BYTES,
        |bytes| {
            let summary = Summary::from_bytes(bytes)?;
            if summary.root() == root {
                Ok(summary)
            } else {
                Err(FormatError::Root)
            }
        },
    );
    let summary = header.await?;
    if summary.operator != operator || summary.epoch != epoch {
        tracing::warn!(epoch, operator, %root, "a root was posted for another's or another hour's summary");
        return None;
    }
    let mut held = Vec::with_capacity(summary.shards.len());
    for (number, shard_root) in &summary.shards {
        let shard = match shards.get(shard_root) {
            Some(shard) => shard,
            None => {
                let fetched = obtain(
                    &node,
                    &urls,
                    epoch,
                    *shard_root,
                    "shards",
                    MAX_SHARD_BYTES,
                    |bytes| {
                        let shard = Shard::from_bytes(bytes)?;
                        if shard.root() == *shard_root {
                            Ok(Arc::new(shard))
                        } else {
                            Err(FormatError::Root)
                        }
                    },
                );
                let shard = fetched.await?;
                shards.put(epoch, *shard_root, shard.clone());
                shard
            }
        };
        if shard.number() != *number {
            tracing::warn!(epoch, operator, %root, "a summary names a shard by another number");
            return None;
        }
        held.push(shard);
    }
    Some(Arc::new(Held {
        summary,
        shards: held,
    }))
}

/// Bytes that `read` accepts, from the store or from one of `urls`; what a peer sent is stored.
async fn obtain<T>(
    node: &Node,
    urls: &[String],
    epoch: u64,
    root: Digest,
    kind: &str,
    limit: usize,
    read: impl Fn(&[u8]) -> Result<T, FormatError>,
) -> Option<T> {
    match node.store.blob(&root).await {
        Ok(Some(bytes)) => {
            if let Ok(value) = tokio::task::block_in_place(|| read(&bytes)) {
                return Some(value);
            }
        }
        Ok(None) => {}
        Err(error) => tracing::warn!(%error, "the store could not be asked"),
    }
    for url in urls {
        let bytes = match node
            .peers
            .bytes(url, &format!("/v1/{kind}/{root}"), limit)
            .await
        {
            Ok(bytes) => bytes,
            Err(error) => {
                node.metrics.peer_errors_total.count();
                tracing::debug!(%error, "peer did not serve");
                continue;
            }
        };
        // Hashing megabytes must not hold up the other tasks of this thread.
        match tokio::task::block_in_place(|| read(&bytes)) {
            Ok(value) => {
                if let Err(error) = node.store.put_blob(&root, epoch, &bytes).await {
                    tracing::warn!(%error, "fetched bytes could not be stored");
                }
                return Some(value);
            }
            Err(error) => {
                node.metrics.peer_errors_total.count();
                tracing::warn!(url, %root, %error, "peer sent something else");
            }
        }
    }
    None
}
