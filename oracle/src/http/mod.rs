//! The HTTP API: workers, readers and the other operators.

mod events;
mod health;
mod peers;
mod problem;
mod proofs;
mod readers;
mod workers;

use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Extension, Router};
use tokio::net::TcpListener;
use tower_http::timeout::TimeoutLayer;

pub use problem::Problem;

use crate::node::Node;

/// Longest JSON body that is read, bytes.
const MAX_JSON_BYTES: usize = 16 << 10;

/// All routes.
pub fn router(node: Node) -> Router {
    let timeout = Duration::from_secs(node.settings.http.request_timeout_s);
    let uploads = proofs::Uploads::new(node.settings.http.concurrent_uploads);
    let timed = Router::new()
        .route("/v1/challenge", get(workers::challenge))
        .route("/v1/heartbeats", post(workers::heartbeat))
        // Reads its body itself, up to the one length that the device's class allows.
        .route("/v1/proofs/{epoch}/{device}", post(proofs::proof))
        .route("/v1/devices", get(readers::devices))
        .route("/v1/prices", get(readers::prices))
        .route("/v1/epochs", get(readers::epochs))
        .route("/v1/epochs/{epoch}", get(readers::epoch))
        .route("/v1/epochs/{epoch}/report", get(readers::report))
        .route("/v1/epochs/{epoch}/leaves", get(readers::leaves))
        .route("/v1/rewards/{wallet}", get(readers::reward))
        .route("/v1/usage/{lease}", get(readers::usage))
        .route("/v1/summaries/{hash}", get(peers::blob))
        .route("/v1/shards/{hash}", get(peers::blob))
        .route("/v1/reports/{hash}", get(peers::blob))
        .route("/v1/proposals/{epoch}/{round}", get(peers::proposal))
        .route("/v1/verdicts/{epoch}", get(peers::verdicts))
        .route("/v1/evidence/{epoch}/{index}", get(peers::evidence))
        .route("/live", get(health::live))
        .route("/ready", get(health::ready))
        .route("/metrics", get(health::metrics))
        .layer(Extension(uploads))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            timeout,
        ));
    timed
        .route("/v1/events", get(events::stream))
        .fallback(problem::not_found)
        .layer(DefaultBodyLimit::max(MAX_JSON_BYTES))
        .with_state(node)
}

/// Serves until the node is closing, then lets requests in progress end.
///
/// # Errors
/// When the listener fails.
pub async fn serve(node: Node, listener: TcpListener) -> anyhow::Result<()> {
    let closing = node.closing.clone();
    axum::serve(listener, router(node))
        .with_graceful_shutdown(closing.cancelled_owned())
        .await?;
    Ok(())
}
