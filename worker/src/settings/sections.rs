//! The sections of the configuration file, and what each value is where the file does not say.

use std::path::PathBuf;

use serde::Deserialize;

/// `[chain]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainSettings {
    /// JSON-RPC URL.
    pub rpc_url: String,
    /// Milliseconds between two looks at the chain.
    #[serde(default = "default_poll_ms")]
    pub poll_ms: u64,
}

/// `[supplier]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplierSettings {
    /// Key file of the supplier's wallet, which posts the roots and pays for them.
    pub keypair: PathBuf,
}

/// `[state]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateSettings {
    /// Directory for roots, proofs and receipts; for one worker alone.
    pub dir: PathBuf,
}

/// `[backend]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct BackendSettings {
    /// Which one.
    #[serde(default)]
    pub kind: BackendKind,
    /// Threads of the CPU backend; 0: one per core.
    #[serde(default)]
    pub threads: usize,
}

/// What computes the proofs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum BackendKind {
    /// The CPU, for small test classes.
    #[default]
    Cpu,
    /// The host's NVIDIA cards.
    Nvidia,
}

/// `[operators]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperatorSettings {
    /// Milliseconds after which a request is given up.
    #[serde(default = "default_timeout_ms")]
    pub timeout_ms: u64,
    /// Most proofs sent at one time.
    #[serde(default = "default_uploads_at_once")]
    pub uploads_at_once: usize,
}

/// `[[device]]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceSettings {
    /// The nonce it was registered with.
    pub nonce: u32,
    /// Key file of the device.
    pub keypair: PathBuf,
}

impl Default for OperatorSettings {
    fn default() -> Self {
        Self {
            timeout_ms: default_timeout_ms(),
            uploads_at_once: default_uploads_at_once(),
        }
    }
}

pub(super) const fn default_poll_ms() -> u64 {
    400
}

const fn default_timeout_ms() -> u64 {
    10_000
}

const fn default_uploads_at_once() -> usize {
    8
}
