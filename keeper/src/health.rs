//! `/live`, `/ready` and `/metrics`.
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;

/// A keeper that has not seen the chain for this long is not ready.
const STALE: Duration = Duration::from_secs(30);

/// What the watch finds of a settlement; told from the start, so that nothing found can be told from nobody looking.
const VERDICTS: [&str; 4] = ["sound", "faulty", "disproved", "unpublished"];

#[derive(Default)]
struct Figures {
    slot: u64,
    seen: Option<Instant>,
    turned: BTreeMap<&'static str, u64>,
    failed: BTreeMap<&'static str, u64>,
    settlements: BTreeMap<&'static str, u64>,
}

/// Counters, cheap to clone.
#[derive(Clone, Default)]
pub struct Health(Arc<Mutex<Figures>>);

impl Health {
    fn with<T>(&self, f: impl FnOnce(&mut Figures) -> T) -> T {
        // Counters stay usable when a holder panicked.
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The chain answered, at this slot.
    pub fn saw(&self, slot: u64) {
        self.with(|f| {
            f.slot = slot;
            f.seen = Some(Instant::now());
        });
    }

    /// A crank landed.
    pub fn turned(&self, what: &'static str) {
        self.with(|f| *f.turned.entry(what).or_default() += 1);
    }

    /// A loop's look failed.
    pub fn failed(&self, what: &'static str) {
        self.with(|f| *f.failed.entry(what).or_default() += 1);
    }

    /// A settlement was judged by the watch.
    pub fn judged(&self, verdict: &'static str) {
        self.with(|f| *f.settlements.entry(verdict).or_default() += 1);
    }

    fn readiness(&self) -> Result<(), String> {
        match self.with(|f| f.seen) {
            None => Err("the chain has not answered yet".to_string()),
            Some(seen) if seen.elapsed() > STALE => Err(format!(
                "the chain has not answered for {} s; check the node",
                seen.elapsed().as_secs()
            )),
            Some(_) => Ok(()),
        }
    }

    /// In Prometheus' text format.
    fn metrics(&self) -> String {
        self.with(|f| {
            let mut out = String::from("# TYPE io_keeper_slot gauge\n");
            let _ = writeln!(out, "io_keeper_slot {}", f.slot);
            for (name, counts) in [("turned", &f.turned), ("failed", &f.failed)] {
                let _ = writeln!(out, "# TYPE io_keeper_cranks_{name}_total counter");
                for (crank, count) in counts {
                    let _ = writeln!(
                        out,
                        "io_keeper_cranks_{name}_total{{crank=\"{crank}\"}} {count}"
                    );
                }
            }
            let _ = writeln!(out, "# TYPE io_keeper_settlements_total counter");
            for verdict in VERDICTS {
                let count = f.settlements.get(verdict).copied().unwrap_or(0);
                let _ = writeln!(
                    out,
                    "io_keeper_settlements_total{{verdict=\"{verdict}\"}} {count}"
                );
            }
            out
        })
    }

    /// The endpoints.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/live", get(|| async { "live\n" }))
            .route(
                "/ready",
                get(|State(health): State<Self>| async move {
                    match health.readiness() {
                        Ok(()) => (StatusCode::OK, "ready\n".to_string()),
                        Err(why) => (StatusCode::SERVICE_UNAVAILABLE, format!("{why}\n")),
                    }
                }),
            )
            .route(
                "/metrics",
                get(|State(health): State<Self>| async move { health.metrics() }),
            )
            .with_state(self.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ready_only_once_the_chain_has_answered() {
        let health = Health::default();
        assert!(health.readiness().unwrap_err().contains("not answered yet"));
        health.saw(7);
        assert_eq!(health.readiness(), Ok(()));
    }

    #[test]
    fn metrics_count_cranks_by_name() {
        let health = Health::default();
        health.turned("open");
        health.turned("open");
        health.failed("jobs");
        health.judged("sound");
        let text = health.metrics();
        assert!(text.contains("io_keeper_cranks_turned_total{crank=\"open\"} 2\n"));
        assert!(text.contains("io_keeper_cranks_failed_total{crank=\"jobs\"} 1\n"));
        assert!(text.contains("io_keeper_settlements_total{verdict=\"sound\"} 1\n"));
    }
}
