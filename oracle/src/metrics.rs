//! Counters for Prometheus, in base units.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

macro_rules! metrics {
    ($($(#[doc = $doc:literal])+ $name:ident: $kind:literal,)+) => {
        /// Counters and gauges of the service.
        #[derive(Debug, Default)]
        pub struct Metrics {
            $($(#[doc = $doc])+ pub $name: Metric,)+
        }

        impl Metrics {
            /// The text that Prometheus scrapes.
            #[must_use]
            pub fn render(&self) -> String {
                let mut out = String::new();
                $(
                    let name = concat!("io_oracle_", stringify!($name));
                    let help = concat!($($doc),+);
                    let _ = writeln!(out, "# HELP {name}{help}\n# TYPE {name} {}\n{name} {}", $kind, self.$name.get());
                )+
                out
            }
        }
    };
}

/// A number that only goes up, or is set.
#[derive(Debug, Default)]
pub struct Metric(AtomicU64);

impl Metric {
    /// One more.
    pub fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// A new value.
    pub fn set(&self, value: u64) {
        self.0.store(value, Ordering::Relaxed);
    }

    /// The value.
    #[must_use]
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

metrics! {
    /// Heartbeats accepted.
    heartbeats_accepted_total: "counter",
    /// Heartbeats refused.
    heartbeats_refused_total: "counter",
    /// Proofs accepted.
    proofs_accepted_total: "counter",
    /// Proofs refused.
    proofs_refused_total: "counter",
    /// Proofs that passed verification.
    proofs_passed_total: "counter",
    /// Proofs that failed verification.
    proofs_failed_total: "counter",
    /// Slot of the chain's clock.
    chain_slot: "gauge",
    /// Chain's clock in unix seconds.
    chain_time_seconds: "gauge",
    /// Failed reads of the chain.
    chain_read_errors_total: "counter",
    /// Transactions confirmed.
    transactions_confirmed_total: "counter",
    /// Transactions that failed.
    transactions_failed_total: "counter",
    /// Times a price source could not be read.
    source_errors_total: "counter",
    /// Price posts asked for.
    price_posts_total: "counter",
    /// Summaries made.
    summaries_total: "counter",
    /// Reports built.
    reports_built_total: "counter",
    /// Milliseconds that the last report took to build.
    report_build_milliseconds: "gauge",
    /// Proposals made.
    proposals_total: "counter",
    /// Proposals of others that were refused.
    proposals_refused_total: "counter",
    /// Failed requests to peers.
    peer_errors_total: "counter",
    /// Epoch of the last seal whose report is held.
    sealed_epoch: "gauge",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_has_help_type_and_value_for_each() {
        let metrics = Metrics::default();
        metrics.proofs_passed_total.count();
        metrics.chain_slot.set(7);
        let text = metrics.render();
        assert!(text.contains(
            "# TYPE io_oracle_proofs_passed_total counter\nio_oracle_proofs_passed_total 1\n"
        ));
        assert!(text.contains("# HELP io_oracle_chain_slot Slot of the chain's clock.\n"));
        assert!(text.contains("\nio_oracle_chain_slot 7\n"));
    }
}
