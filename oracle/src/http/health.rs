//! Liveness, readiness, metrics.

use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;

use super::Problem;
use crate::node::Node;

/// `GET /live`: the process answers.
pub async fn live() -> &'static str {
    "live\n"
}

/// `GET /ready`: the chain moves, and every configured feed has a fresh price.
pub async fn ready(State(node): State<Node>) -> Result<&'static str, Problem> {
    let not_ready = |code: &str, error: String| {
        Err(Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            code,
            error,
            "wait, or look at this operator's log",
        ))
    };
    let view = node.view();
    let limit = Duration::from_millis(node.settings.chain.max_lag_ms);
    match view.slot_seen.map(|at| at.elapsed()) {
        None => return not_ready("chain_not_read", "the chain has not been read yet".into()),
        Some(lag) if lag > limit => {
            return not_ready(
                "slot_lag",
                format!("no new slot for {} ms", lag.as_millis()),
            );
        }
        Some(_) => {}
    }
    let prices = node.agreed_prices();
    let max_age_s = i64::from(node.settings.prices.max_age_s);
    for source in &node.settings.prices.sources {
        let fresh = prices
            .get(&source.feed)
            .is_some_and(|agreed| view.now_ts.saturating_sub(agreed.ts) <= max_age_s);
        if !fresh {
            return not_ready(
                "stale_prices",
                format!("feed {} has no fresh price", source.feed),
            );
        }
    }
    Ok("ready\n")
}

/// `GET /metrics`: Prometheus text.
pub async fn metrics(State(node): State<Node>) -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/plain; version=0.0.4")],
        node.metrics.render(),
    )
}
