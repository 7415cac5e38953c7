//! A settlement's leaves, from whichever operator serves them.
use anyhow::Result;
use io_api::leaves::{MAX_BYTES, decode};
use io_client::oracle::accounts::Operators;
use io_client::oracle::operators_address;
use io_client::wire::padded_text;
use io_core::merkle_sum::{DEPTH, Node, Tree};

use crate::chain::Keeper;

/// The tree of `epoch`'s settlement, from the first operator whose leaves lead to `root`; none where no one's do.
///
/// # Errors
/// The node's.
pub async fn obtain(keeper: &Keeper, epoch: u64, root: Node) -> Result<Option<Tree>> {
    let operators: Operators = keeper.require(&operators_address()).await?;
    let listed = &operators.entries[..usize::from(operators.count).min(operators.entries.len())];
    let path = format!("/v1/epochs/{epoch}/leaves");
    for operator in listed {
        let url = padded_text(&operator.url);
        if url.is_empty() {
            continue;
        }
        let body = match keeper.peers.bytes(&url, &path, MAX_BYTES).await {
            Ok(body) => body,
            Err(error) => {
                tracing::debug!(epoch, %error, "no leaves from here");
                continue;
            }
        };
        let built = tokio::task::spawn_blocking(move || {
            let tree = Tree::build(DEPTH, decode(&body).ok()?).ok()?;
            (tree.root() == root).then_some(tree)
        });
        match built.await? {
            Some(tree) => return Ok(Some(tree)),
            None => tracing::warn!(
                epoch,
                url,
                "this operator's leaves are not the settlement's"
            ),
        }
    }
    Ok(None)
}
