//! Puts the service together, runs it, and takes it apart in order.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio::sync::{broadcast, mpsc, watch};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::adapters::chain::{Chain, Registry};
use crate::conduct::Conduct;
use crate::fleet::Fleet;
use crate::http;
use crate::metrics::Metrics;
use crate::node::Node;
use crate::report::Rules;
use crate::services;
use crate::settings::{Settings, read_keypair};
use crate::settled::Settled;
use crate::store::{HeartbeatWriter, Store};
use crate::view::ChainView;
use io_peers::Peers;

/// Wishes that may wait for the chain.
const WISHES: usize = 64;
/// Events a slow reader may lag behind.
const EVENTS: usize = 1_024;
/// How long services may take to stop.
const SHUTDOWN: Duration = Duration::from_secs(20);

/// The fleet the settings name, if any.
///
/// # Errors
/// When its census cannot be read.
pub fn fleet(settings: &Settings) -> anyhow::Result<Option<Arc<Fleet>>> {
    let Some(fleet) = &settings.fleet else {
        return Ok(None);
    };
    let census = read_census(&fleet.census)?;
    let made = Fleet::new(fleet.seed, &census, fleet.host_gpus)?;
    tracing::warn!(
        devices = made.len(),
        "a GENERATED population is settled beside the registered devices"
    );
    Ok(Some(Arc::new(made)))
}

fn read_census(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| {
        format!(
            "the census {} cannot be read; correct fleet.census",
            path.display()
        )
    })
}

/// The rules of the settings and the fleet.
#[must_use]
pub fn rules(settings: &Settings, fleet: Option<&Fleet>) -> Rules {
    Rules {
        leaf_threshold: settings.rules.leaf_threshold,
        rolling_uptime_min: settings.rules.rolling_uptime_min,
        fleet: fleet.map(Fleet::id).unwrap_or_default(),
    }
}

/// Runs an operator until `stop`, or until a service fails: the first error stops the others.
///
/// # Errors
/// Whatever kept it from starting, or the first service that failed.
pub async fn run(
    settings: Settings,
    conduct: Arc<dyn Conduct>,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let key = read_keypair(&settings.chain.keypair)?;
    let fleet = fleet(&settings)?;
    let rules = rules(&settings, fleet.as_deref());
    let store = Store::open(&settings.store.url).await?;
    let chain = Chain::new(
        &settings.chain.rpc_url,
        &key,
        settings.chain.priority_fee_cap,
    );
    let listener = TcpListener::bind(settings.http.listen)
        .await
        .with_context(|| format!("cannot listen on {}; is it taken?", settings.http.listen))?;
    // Order of taking apart: what receives work, what does it, what the others need to the last.
    let (front, middle, back) = (
        CancellationToken::new(),
        CancellationToken::new(),
        CancellationToken::new(),
    );
    let (publish, view) = watch::channel(Arc::new(ChainView::default()));
    let (actions, wishes) = mpsc::channel(WISHES);
    let (heartbeats, writing) = HeartbeatWriter::new(store.clone(), back.clone());
    let peers = Peers::new(Duration::from_millis(settings.agreement.peer_timeout_ms))?;
    let node = Node {
        settings: Arc::new(settings),
        key: Arc::new(key),
        view,
        actions,
        store: store.clone(),
        heartbeats,
        peers,
        rules,
        fleet,
        conduct,
        events: broadcast::channel(EVENTS).0,
        metrics: Arc::new(Metrics::default()),
        settled: Settled::default(),
        prices: Arc::default(),
        closing: front.clone(),
    };
    services::seal::restore(&node).await?;
    tracing::info!(operator = %node.address(), listen = %listener.local_addr()?, rules = %rules.hash(), "starting");

    let mut tasks: JoinSet<(&'static str, anyhow::Result<()>)> = JoinSet::new();
    let mut task =
        |name, service: std::pin::Pin<Box<dyn Future<Output = anyhow::Result<()>> + Send>>| {
            tasks.spawn(async move { (name, service.await) });
        };
    task("heartbeats", Box::pin(async move { Ok(writing.await?) }));
    task(
        "observe",
        Box::pin(services::observe::run(
            node.clone(),
            chain.clone(),
            publish,
            back.clone(),
        )),
    );
    task(
        "submit",
        Box::pin(services::submit::run(
            node.clone(),
            chain,
            wishes,
            back.clone(),
        )),
    );
    task(
        "prices",
        Box::pin(services::post_prices::run(node.clone(), middle.clone())),
    );
    task(
        "verify",
        Box::pin(services::verify::run(node.clone(), middle.clone())),
    );
    task(
        "summarize",
        Box::pin(services::summarize::run(node.clone(), middle.clone())),
    );
    task(
        "agree",
        Box::pin(services::agree::run(node.clone(), middle.clone())),
    );
    task(
        "seal",
        Box::pin(services::seal::run(node.clone(), middle.clone())),
    );
    task("http", Box::pin(http::serve(node, listener)));

    let first = tokio::select! {
        () = stop.cancelled() => None,
        ended = tasks.join_next() => ended,
    };
    let mut outcome = match first {
        None => Ok(()),
        Some(ended) => {
            let (name, result) = ended?;
            tracing::error!(service = name, "a service ended; stopping the others");
            Err(result
                .err()
                .unwrap_or_else(|| anyhow::anyhow!("it ended without being told to")))
            .with_context(|| format!("service {name} failed"))
        }
    };
    for stage in [front, middle, back] {
        stage.cancel();
        // Each stage gets a moment to end before the next is told to.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let ending = async {
        while let Some(ended) = tasks.join_next().await {
            if let (Ok((name, Err(error))), true) = (ended, outcome.is_ok()) {
                outcome =
                    Err(error).with_context(|| format!("service {name} failed while stopping"));
            }
        }
    };
    if tokio::time::timeout(SHUTDOWN, ending).await.is_err() {
        tracing::error!("services did not end in time; giving them up");
    }
    tasks.abort_all();
    store.close().await;
    tracing::info!("stopped");
    outcome
}

/// Checks settings, key, store, chain and price sources, and prints what it finds. Changes nothing but the
/// store's schema.
///
/// # Errors
/// What does not work.
pub async fn check(settings: &Settings) -> anyhow::Result<()> {
    let key = read_keypair(&settings.chain.keypair)?;
    let address = io_api::Address(key.verifying_key().to_bytes());
    println!("key        {address}");
    if let Some(fleet) = fleet(settings)? {
        println!("fleet      {} GENERATED devices", fleet.len());
    }
    Store::open(&settings.store.url).await?.close().await;
    println!("store      {} is usable", settings.store.url);
    let chain = Chain::new(
        &settings.chain.rpc_url,
        &key,
        settings.chain.priority_fee_cap,
    );
    let view = chain
        .view(&ChainView::default(), &Registry::default())
        .await?;
    println!(
        "chain      {} is at slot {}, unix time {}",
        settings.chain.rpc_url, view.slot, view.now_ts
    );
    println!("balance    {} lamports", chain.balance().await?);
    anyhow::ensure!(
        view.params.epoch_length_s >= 60,
        "the chain's epochs are shorter than a minute; this service counts minutes"
    );
    match view.operator_of(&address) {
        Some(operator) if operator.active => {
            println!("operator   number {}, at {}", operator.index, operator.url)
        }
        Some(_) => anyhow::bail!("the key is listed but not bonded; bond it with its wallet"),
        None => anyhow::bail!(
            "the key {address} is not listed as an operator; have it added, or use the right key"
        ),
    }
    let sources = crate::adapters::sources::Sources::new(Duration::from_secs(10))?;
    for source in &settings.prices.sources {
        let observed = sources.observe(source, view.now_ts).await?;
        println!(
            "source     {} (feed {}): {} x 10^-8 USD",
            source.name, source.feed, observed.price
        );
    }
    println!("all is well");
    Ok(())
}

/// Fetches the report of the last seal from the other operators, as the running service would, and ends.
///
/// # Errors
/// When nobody serves it.
pub async fn backfill(settings: Settings) -> anyhow::Result<()> {
    let key = read_keypair(&settings.chain.keypair)?;
    let chain = Chain::new(
        &settings.chain.rpc_url,
        &key,
        settings.chain.priority_fee_cap,
    );
    let store = Store::open(&settings.store.url).await?;
    let first = chain
        .view(&ChainView::default(), &Registry::default())
        .await?;
    let view = chain.view(&first, &Registry::default()).await?;
    let peers = Peers::new(Duration::from_millis(settings.agreement.peer_timeout_ms))?;
    let fetched = services::seal::backfill(&store, &peers, &view, &key).await;
    store.close().await;
    println!("{}", fetched?);
    Ok(())
}
