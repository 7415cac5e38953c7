//! Watches the price sources and posts what they agree on, about once a chain minute.

use std::collections::BTreeMap;
use std::sync::PoisonError;
use std::time::Duration;

use io_api::readers::Event;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::adapters::sources::{SourceError, Sources};
use crate::node::{Action, Node};
use crate::prices::{Agreed, Observation, Policy, agree};

/// Runs until told to stop. A source that fails keeps its last observation, with its own time: it is used until
/// it is stale, and then nothing is. The chain stamps what is posted with the time of landing, so nothing is posted
/// twice: a feed of which no source has said anything since the last post is left out.
///
/// # Errors
/// When no HTTP client can be made.
pub async fn run(node: Node, stop: CancellationToken) -> anyhow::Result<()> {
    let settings = node.settings.prices.clone();
    let sources = Sources::new(Duration::from_millis(settings.fetch_ms.max(1_000)))?;
    let mut latest: BTreeMap<usize, Observation> = BTreeMap::new();
    let (mut posted_ts, mut fetched_ts) = (i64::MIN, i64::MIN);
    // Time of the newest observation that was posted, by feed.
    let mut said: BTreeMap<u8, i64> = BTreeMap::new();
    let mut fetches = tokio::time::interval(Duration::from_millis(settings.fetch_ms));
    fetches.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
    let mut view = node.view.clone();
    loop {
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            _ = fetches.tick() => fetched_ts = fetch(&node, &sources, &mut latest).await,
            changed = view.changed() => if changed.is_err() { return Ok(()) },
        }
        if node.view().slot_seen.is_none() {
            // Without the chain's clock nothing has a time.
            latest.clear();
            continue;
        }
        let interval_s = i64::from(settings.interval_s);
        let due = node.view().now_ts.saturating_sub(posted_ts) >= interval_s;
        // The chain's clock may run ahead of ours: what was seen half an interval ago is looked at again.
        if due && node.view().now_ts.saturating_sub(fetched_ts) >= interval_s / 2 {
            fetched_ts = fetch(&node, &sources, &mut latest).await;
        }
        let now_ts = node.view().now_ts;
        let mut news = agreed(&node, &latest, now_ts);
        news.retain(|(feed, agreed)| said.get(feed).is_none_or(|ts| agreed.newest_ts > *ts));
        if due && !news.is_empty() {
            let mut prices: Vec<(u8, u64)> = news
                .iter()
                .map(|(feed, agreed)| (*feed, agreed.price))
                .collect();
            node.conduct.prices(&mut prices);
            let feeds = prices.len() as u32;
            if node.actions.try_send(Action::PostPrices(prices)).is_ok() {
                posted_ts = now_ts;
                said.extend(news.iter().map(|(feed, agreed)| (*feed, agreed.newest_ts)));
                node.metrics.price_posts_total.count();
                node.tell(Event::PricesPosted { feeds });
            }
        }
    }
}

/// Asks all sources; returns the chain time at which they were asked.
async fn fetch(node: &Node, sources: &Sources, latest: &mut BTreeMap<usize, Observation>) -> i64 {
    let fetched_ts = node.view().now_ts;
    let mut waiting: JoinSet<(usize, Result<Observation, SourceError>)> = JoinSet::new();
    for (at, source) in node.settings.prices.sources.iter().cloned().enumerate() {
        let sources = sources.clone();
        waiting.spawn(async move { (at, sources.observe(&source, fetched_ts).await) });
    }
    while let Some(Ok((at, observation))) = waiting.join_next().await {
        match observation {
            Ok(observation) => {
                latest.insert(at, observation);
            }
            Err(error) => {
                node.metrics.source_errors_total.count();
                tracing::warn!(%error, "price source failed");
            }
        }
    }
    fetched_ts
}

/// Agrees each feed's observations, and remembers what was agreed for readers.
fn agreed(node: &Node, latest: &BTreeMap<usize, Observation>, now_ts: i64) -> Vec<(u8, Agreed)> {
    let settings = &node.settings.prices;
    let policy = Policy {
        max_age_s: settings.max_age_s,
        max_deviation_bps: settings.max_deviation_bps,
        min_sources: settings.min_sources,
    };
    let mut feeds: BTreeMap<u8, Vec<Observation>> = BTreeMap::new();
    for (at, source) in settings.sources.iter().enumerate() {
        feeds
            .entry(source.feed)
            .or_default()
            .extend(latest.get(&at));
    }
    let mut prices = Vec::with_capacity(feeds.len());
    let mut known = node.prices.lock().unwrap_or_else(PoisonError::into_inner);
    for (feed, observations) in feeds {
        match agree(&observations, now_ts, &policy) {
            Ok(agreed) => {
                prices.push((feed, agreed));
                known.insert(feed, agreed);
            }
            // The last agreed price stays for readers, who see its time.
            Err(refusal) => tracing::debug!(feed, %refusal, "no price to post"),
        }
    }
    prices
}
