//! Fulfils wishes on chain. Transactions of different kinds do not wait for each other; whoever wished repeats the
//! wish until the view shows it, so a failure here is only told.

use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::adapters::chain::Chain;
use crate::node::{Action, Node};

/// Runs until told to stop; transactions in flight are waited for.
///
/// # Errors
/// When a task panicked.
pub async fn run(
    node: Node,
    chain: Chain,
    mut wishes: mpsc::Receiver<Action>,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let mut running: JoinSet<(Action, Result<(), io_chain::ChainError>)> = JoinSet::new();
    let mut in_flight: Vec<Action> = Vec::new();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            Some(done) = running.join_next() => {
                let (action, result) = done?;
                in_flight.retain(|other| *other != action);
                tell(&node, &action, result);
            }
            wish = wishes.recv() => match wish {
                None => break,
                // The same wish again while it is being fulfilled changes nothing.
                Some(action) if in_flight.contains(&action) => {}
                Some(action) => {
                    in_flight.push(action.clone());
                    let chain = chain.clone();
                    running.spawn(async move {
                        let result = chain.submit(&action).await;
                        (action, result)
                    });
                }
            }
        }
    }
    while let Some(done) = running.join_next().await {
        let (action, result) = done?;
        tell(&node, &action, result);
    }
    Ok(())
}

fn tell(node: &Node, action: &Action, result: Result<(), io_chain::ChainError>) {
    let what = match action {
        Action::PostSummary { .. } => "summary",
        Action::Vote(_) => "vote",
        Action::PostPrices(_) => "prices",
    };
    match result {
        Ok(()) => {
            node.metrics.transactions_confirmed_total.count();
            tracing::debug!(what, "confirmed");
        }
        // Whoever votes after the seal comes too late, and that is nobody's fault.
        Err(error) if error.program_error_name() == Some("EpochSealed") => {}
        Err(error) => {
            node.metrics.transactions_failed_total.count();
            tracing::warn!(what, %error, "not done on chain");
        }
    }
}
