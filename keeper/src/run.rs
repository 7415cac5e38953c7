//! Starts the loops and stops them in order.
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use io_chain::{Chain, SendPolicy};
use io_peers::Peers;
use solana_keypair::read_keypair_file;
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::chain::Keeper;
use crate::health::Health;
use crate::services;
use crate::settings::{Crank, Settings};

/// An operator that has not answered by then is given up.
const PEER_TIMEOUT: Duration = Duration::from_secs(10);

/// The keeper of these settings.
///
/// # Errors
/// A key file that cannot be read.
pub fn keeper(settings: &Settings) -> Result<Keeper> {
    let payer = read_keypair_file(&settings.keypair)
        .map_err(|e| anyhow::anyhow!("{e}"))
        .with_context(|| {
            format!(
                "cannot read the key file {}; set `keypair` to one in the Solana CLI's format",
                settings.keypair.display()
            )
        })?;
    let policy = SendPolicy {
        max_priority_fee_micro_lamports: settings.max_priority_fee_micro_lamports,
        ..SendPolicy::towards(&settings.rpc_url)
    };
    Ok(Keeper {
        chain: Chain::new(&settings.rpc_url, policy, io_client::error_text),
        payer,
        health: Health::default(),
        peers: Peers::new(PEER_TIMEOUT).context("cannot set up TLS")?,
        watched: Mutex::default(),
    })
}

async fn turn_until(
    crank: Crank,
    keeper: Arc<Keeper>,
    settings: Arc<Settings>,
    stop: CancellationToken,
) {
    let mut told: Option<String> = None;
    loop {
        let failure = services::tick(crank, &keeper).await.err();
        let failure = failure.map(|error| format!("{error:#}"));
        if failure.is_some() {
            keeper.health.failed(crank.name());
        }
        // What stays wrong is told once, and counted each time.
        if failure != told {
            match &failure {
                Some(error) => tracing::warn!(crank = crank.name(), error, "will look again"),
                None => tracing::info!(crank = crank.name(), "all is well again"),
            }
            told = failure;
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(settings.poll()) => {}
        }
    }
}

/// Runs until `stop`. A crank in flight is finished first, so that nothing is left half known.
///
/// # Errors
/// The health endpoints cannot be served, or a key file cannot be read.
pub async fn run(settings: Settings, stop: CancellationToken) -> Result<()> {
    let keeper = Arc::new(keeper(&settings)?);
    let listener = TcpListener::bind(settings.listen).await.with_context(|| {
        format!(
            "cannot listen on {}; is another keeper running there?",
            settings.listen
        )
    })?;
    tracing::info!(rpc = settings.rpc_url, listen = %settings.listen, payer = %keeper.payer(), "keeper started");
    let settings = Arc::new(settings);
    let mut loops = JoinSet::new();
    for crank in settings.cranks.clone() {
        loops.spawn(turn_until(
            crank,
            keeper.clone(),
            settings.clone(),
            stop.clone(),
        ));
    }
    let serve_stop = stop.clone();
    let serving = axum::serve(listener, keeper.health.router())
        .with_graceful_shutdown(async move { serve_stop.cancelled().await });
    let served = serving.await;
    stop.cancel();
    while let Some(ended) = loops.join_next().await {
        ended.context("a loop panicked")?;
    }
    tracing::info!("keeper stopped");
    served.context("the health endpoints failed")
}
