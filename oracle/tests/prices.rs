//! Price sources over real HTTP: what is fresh is posted, what is stale is not, and nothing is stamped anew.

mod harness;

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use axum::routing::get;
use axum::{Json, Router};
use harness::{World, listener, until};
use io_api::readers::Price;
use io_oracle::conduct::Conduct;
use io_oracle::services::post_prices;
use io_oracle::settings::{Settings, SourceSettings};
use tokio_util::sync::CancellationToken;

/// Honest until told otherwise: then ten times too high.
struct TenTimes(Arc<Mutex<bool>>);

impl Conduct for TenTimes {
    fn prices(&self, prices: &mut Vec<(u8, u64)>) {
        if *self.0.lock().unwrap() {
            prices.iter_mut().for_each(|(_, price)| *price *= 10);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fresh_prices_are_posted_and_stale_ones_are_not() {
    let (source, source_url) = listener().await;
    let ts = Arc::new(AtomicI64::new(1_000));
    let told = ts.clone();
    let app = Router::new()
        .route(
            "/io",
            get(move || async move {
                Json(serde_json::json!({"p": "8.97", "ts": told.load(Ordering::SeqCst)}))
            }),
        )
        .route(
            "/a100",
            get(|| async { Json(serde_json::json!({"p": 1.232})) }),
        )
        .route(
            "/wild",
            get(|| async { Json(serde_json::json!({"p": 12.32})) }),
        );
    tokio::spawn(async move { axum::serve(source, app).await });

    let (own, url) = listener().await;
    let world = World::new(std::slice::from_ref(&url), [4; 32]);
    world.set_time(1_000);
    let lying = Arc::new(Mutex::new(false));
    let conduct = Arc::new(TenTimes(lying.clone()));
    let operator = harness::start(&world, 0, own, harness::database("prices"), conduct, None).await;
    let mut node = operator.node.clone();
    let mut settings: Settings = node.settings.as_ref().clone();
    settings.prices.fetch_ms = 20;
    let of = |name: &str, feed: u8, time_pointer: Option<&str>| SourceSettings {
        name: name.to_owned(),
        url: format!("{source_url}/{name}"),
        pointer: "/p".to_owned(),
        time_pointer: time_pointer.map(str::to_owned),
        feed,
        scale: 0,
    };
    settings.prices.sources = vec![
        of("io", 0, Some("/ts")),
        of("a100", 1, None),
        of("a100", 1, None),
        of("wild", 1, None),
    ];
    node.settings = Arc::new(settings);
    let stop = CancellationToken::new();
    let service = tokio::spawn(post_prices::run(node.clone(), stop.clone()));

    let last = || world.posts.lock().unwrap().last().cloned();
    until("both feeds to be posted", || {
        last() == Some(vec![(0, 897_000_000), (1, 123_200_000)])
    })
    .await;
    let before = world.posts.lock().unwrap().len();
    world.set_time(1_059);
    tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    assert_eq!(
        world.posts.lock().unwrap().len(),
        before,
        "not before a minute is over"
    );
    // The source's own time stands still: what it said once is posted once.
    world.set_time(1_061);
    until("the feed with news alone to be posted", || {
        last() == Some(vec![(1, 123_200_000)])
    })
    .await;
    let served: Vec<Price> = reqwest::get(format!("{url}/v1/prices"))
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert!(!served[0].stale, "a minute old is not stale: {served:?}");
    // After two minutes its price is not used any more.
    world.set_time(1_121);
    until("a third post", || {
        world.posts.lock().unwrap().len() == before + 2
    })
    .await;
    assert_eq!(last(), Some(vec![(1, 123_200_000)]));
    let prices = node.agreed_prices();
    assert_eq!(prices[&0].ts, 1_000, "an old price keeps its time");
    assert_eq!(prices[&1].sources, 2, "the wild source is left out");
    let served: Vec<Price> = reqwest::get(format!("{url}/v1/prices"))
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert!(served[0].stale && !served[1].stale, "{served:?}");
    // It speaks again, and this operator begins to lie.
    ts.store(1_180, Ordering::SeqCst);
    *lying.lock().unwrap() = true;
    world.set_time(1_200);
    until("the lie", || {
        last() == Some(vec![(0, 8_970_000_000), (1, 1_232_000_000)])
    })
    .await;
    stop.cancel();
    service.await.unwrap().unwrap();
    operator.stop().await;
}
