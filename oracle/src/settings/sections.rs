//! The sections of the settings file, and what each value is where the file does not say.

use std::net::SocketAddr;
use std::path::PathBuf;

use io_api::Address;
use serde::Deserialize;

/// The chain.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainSettings {
    /// JSON-RPC endpoint.
    pub rpc_url: String,
    /// The operator's hot key, a Solana keypair file.
    pub keypair: PathBuf,
    /// How often clock and epoch records are read, milliseconds; at most 100 keeps minutes exact.
    #[serde(default = "default_clock_ms")]
    pub clock_ms: u64,
    /// How often devices, stakes, commits and leases are read, milliseconds.
    #[serde(default = "default_registry_ms")]
    pub registry_ms: u64,
    /// Most micro-lamports per compute unit to pay.
    #[serde(default = "default_priority_fee_cap")]
    pub priority_fee_cap: u64,
    /// Slots that a heartbeat's slot hash may be old.
    #[serde(default = "default_heartbeat_max_age_slots")]
    pub heartbeat_max_age_slots: u64,
    /// Slots without a new one, in milliseconds, after which the service is not ready.
    #[serde(default = "default_max_lag_ms")]
    pub max_lag_ms: u64,
}

/// The HTTP server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpSettings {
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Seconds until a request is given up.
    #[serde(default = "default_request_timeout_s")]
    pub request_timeout_s: u64,
    /// Proofs that are received and checked at the same time.
    #[serde(default = "default_uploads")]
    pub concurrent_uploads: usize,
}

/// The database.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoreSettings {
    /// `sqlite:` and a path.
    pub url: String,
}

/// Rules that all operators must hold alike: they enter every summary, and others are refused.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RuleSettings {
    /// Lifetime IO base units from which a wallet gets a leaf.
    pub leaf_threshold: u64,
    /// Minutes of the last 24 epochs that a device must have been up.
    pub rolling_uptime_min: u32,
}

/// Agreement among operators.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AgreementSettings {
    /// Chain seconds a proposer waits for summaries it could not fetch yet.
    pub patience_s: u32,
    /// Chain seconds after which a drawn operator that lists nothing is passed over.
    pub silence_s: u32,
    /// Milliseconds until a peer is given up.
    pub peer_timeout_ms: u64,
}

/// Prices.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PriceSettings {
    /// Chain seconds between two posts.
    pub interval_s: u32,
    /// Milliseconds between two looks at the sources.
    pub fetch_ms: u64,
    /// Age from which an observation is not used, chain seconds.
    pub max_age_s: u32,
    /// Distance from the median from which an observation is left out, basis points.
    pub max_deviation_bps: u16,
    /// Sources that must agree.
    pub min_sources: u32,
    /// Where prices come from.
    #[serde(rename = "source")]
    pub sources: Vec<SourceSettings>,
}

/// One price of one source.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceSettings {
    /// Name in logs and errors.
    pub name: String,
    /// What to fetch.
    pub url: String,
    /// Where the price is in the answer, as a JSON pointer such as `/data/price`.
    pub pointer: String,
    /// Where the answer's own time is, unix seconds, as a JSON pointer; without it the time of fetching counts.
    pub time_pointer: Option<String>,
    /// Feed: 0 is IO/USD, 1 + c the GPU-hour of class c.
    pub feed: u8,
    /// Power of ten that turns the value into USD, such as -2 for cents.
    #[serde(default)]
    pub scale: i32,
}

/// The generated population: only for demonstrations.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FleetSettings {
    /// Seed of the generator.
    pub seed: u64,
    /// Path of the census.
    pub census: PathBuf,
    /// Registered devices that belong to the population: addresses of their accounts.
    #[serde(default)]
    pub hosts: Vec<Address>,
    /// GPUs of all hosts together.
    #[serde(default)]
    pub host_gpus: u32,
}

/// Logs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogSettings {
    /// Filter, such as `info,io_oracle=debug`.
    pub filter: String,
    /// `text`, `json`, or `auto`: text on a terminal, else JSON.
    pub format: String,
}

const fn default_clock_ms() -> u64 {
    100
}
const fn default_registry_ms() -> u64 {
    5_000
}
const fn default_priority_fee_cap() -> u64 {
    100_000
}
const fn default_heartbeat_max_age_slots() -> u64 {
    150
}
const fn default_max_lag_ms() -> u64 {
    30_000
}
const fn default_request_timeout_s() -> u64 {
    30
}
const fn default_uploads() -> usize {
    64
}

impl Default for RuleSettings {
    fn default() -> Self {
        Self {
            leaf_threshold: io_core::units::ONE_IO,
            rolling_uptime_min: 300,
        }
    }
}

impl Default for AgreementSettings {
    fn default() -> Self {
        Self {
            patience_s: 20,
            silence_s: 60,
            peer_timeout_ms: 5_000,
        }
    }
}

impl Default for PriceSettings {
    fn default() -> Self {
        Self {
            interval_s: 60,
            fetch_ms: 10_000,
            max_age_s: 120,
            max_deviation_bps: 500,
            min_sources: 1,
            sources: Vec::new(),
        }
    }
}

impl Default for LogSettings {
    fn default() -> Self {
        Self {
            filter: "info".into(),
            format: "auto".into(),
        }
    }
}
