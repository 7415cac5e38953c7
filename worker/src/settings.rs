//! The configuration file. Secrets are named by path, never written here.

mod sections;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;

pub use sections::{
    BackendKind, BackendSettings, ChainSettings, DeviceSettings, OperatorSettings, StateSettings,
    SupplierSettings,
};

/// Everything the agent is told. See `worker/config.sample.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where the chain is.
    pub chain: ChainSettings,
    /// Whose devices these are.
    pub supplier: SupplierSettings,
    /// Where progress is kept.
    pub state: StateSettings,
    /// What computes the proofs.
    #[serde(default)]
    pub backend: BackendSettings,
    /// How operators are spoken to.
    #[serde(default)]
    pub operators: OperatorSettings,
    /// The supplier's devices.
    #[serde(rename = "device", default)]
    pub devices: Vec<DeviceSettings>,
}

/// Why the configuration cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// `config_unreadable`
    #[error(
        "cannot read {path}: {reason}; copy config.sample.toml there or name another with --config"
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// `config_malformed`
    #[error("{path}: {reason}")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Where and what, in the parser's words.
        reason: String,
    },
    /// `config_value`
    #[error("{name}: {reason}")]
    Value {
        /// The setting.
        name: &'static str,
        /// What is wrong and what to do.
        reason: String,
    },
}

impl SettingsError {
    /// Stable name of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "config_unreadable",
            Self::Malformed { .. } => "config_malformed",
            Self::Value { .. } => "config_value",
        }
    }
}

/// Values from the environment or the command line, which win over the file.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// `chain.rpc_url`
    pub rpc_url: Option<String>,
    /// `supplier.keypair`, relative to the working directory.
    pub supplier_keypair: Option<PathBuf>,
    /// `state.dir`, relative to the working directory.
    pub state_dir: Option<PathBuf>,
}

impl Settings {
    /// Reads the file, lets the overrides win and checks the values. Paths in the file are relative to it.
    ///
    /// # Errors
    /// [`SettingsError`].
    pub fn read(path: &Path, overrides: Overrides) -> Result<Self, SettingsError> {
        let text = std::fs::read_to_string(path).map_err(|error| SettingsError::Unreadable {
            path: path.to_owned(),
            reason: error.to_string(),
        })?;
        let mut settings: Self =
            toml::from_str(&text).map_err(|error| SettingsError::Malformed {
                path: path.to_owned(),
                reason: error.to_string(),
            })?;
        let base = path.parent().unwrap_or(Path::new(""));
        settings.supplier.keypair = base.join(&settings.supplier.keypair);
        settings.state.dir = base.join(&settings.state.dir);
        for device in &mut settings.devices {
            device.keypair = base.join(&device.keypair);
        }
        if let Some(rpc_url) = overrides.rpc_url {
            settings.chain.rpc_url = rpc_url;
        }
        if let Some(keypair) = overrides.supplier_keypair {
            settings.supplier.keypair = keypair;
        }
        if let Some(dir) = overrides.state_dir {
            settings.state.dir = dir;
        }
        settings.validate()?;
        Ok(settings)
    }

    fn validate(&self) -> Result<(), SettingsError> {
        let wrong = |name, reason: String| Err(SettingsError::Value { name, reason });
        let url = &self.chain.rpc_url;
        if !(url.starts_with("http://") || url.starts_with("https://")) {
            return wrong(
                "chain.rpc_url",
                format!("{url:?} is not a URL; begin it with http:// or https://"),
            );
        }
        let uploads = self.operators.uploads_at_once as u64;
        for (name, value, range, unit) in [
            (
                "chain.poll_ms",
                self.chain.poll_ms,
                20..=10_000,
                "milliseconds",
            ),
            (
                "operators.timeout_ms",
                self.operators.timeout_ms,
                100..=120_000,
                "milliseconds",
            ),
            ("operators.uploads_at_once", uploads, 1..=256, "proofs"),
        ] {
            if !range.contains(&value) {
                let (least, most) = range.into_inner();
                return wrong(
                    name,
                    format!("{value} is out of range; give {least} to {most} {unit}"),
                );
            }
        }
        if self.devices.is_empty() {
            return wrong(
                "device",
                "no device is configured; add a [[device]] section for each".into(),
            );
        }
        let mut nonces = BTreeSet::new();
        for device in &self.devices {
            if !nonces.insert(device.nonce) {
                return wrong(
                    "device",
                    format!(
                        "nonce {} is given twice; configure each device once",
                        device.nonce
                    ),
                );
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = include_str!("../config.sample.toml");

    fn read(text: &str, overrides: Overrides) -> Result<Settings, SettingsError> {
        static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!(
            "io-worker-settings-{}-{number}.toml",
            std::process::id()
        ));
        std::fs::write(&path, text).unwrap();
        let settings = Settings::read(&path, overrides);
        std::fs::remove_file(&path).unwrap();
        settings
    }

    #[test]
    fn the_sample_is_valid_and_its_paths_are_beside_it() {
        let settings = read(SAMPLE, Overrides::default()).unwrap();
        let here = std::env::temp_dir();
        assert_eq!(settings.supplier.keypair, here.join("keys/supplier.json"));
        assert_eq!(settings.devices[0].keypair, here.join("keys/device-0.json"));
        // Values given in the sample are the defaults it says they are.
        assert_eq!(settings.chain.poll_ms, sections::default_poll_ms());
        assert_eq!(settings.operators, OperatorSettings::default());
        assert_eq!(settings.backend, BackendSettings::default());
    }

    #[test]
    fn overrides_win_over_the_file() {
        let settings = read(
            SAMPLE,
            Overrides {
                rpc_url: Some("http://127.0.0.1:1".into()),
                supplier_keypair: Some("/k".into()),
                state_dir: Some("/s".into()),
            },
        )
        .unwrap();
        assert_eq!(settings.chain.rpc_url, "http://127.0.0.1:1");
        assert_eq!(settings.supplier.keypair, Path::new("/k"));
        assert_eq!(settings.state.dir, Path::new("/s"));
    }

    #[test]
    fn each_bad_value_is_named() {
        let refused = |from: &str, to: &str| {
            assert!(SAMPLE.contains(from), "{from}");
            let error = read(&SAMPLE.replace(from, to), Overrides::default()).unwrap_err();
            (error.code(), error.to_string())
        };
        for (from, to, name) in [
            ("http://127.0.0.1:8899", "127.0.0.1", "chain.rpc_url"),
            ("poll_ms = 400", "poll_ms = 0", "chain.poll_ms"),
            (
                "timeout_ms = 10000",
                "timeout_ms = 1",
                "operators.timeout_ms",
            ),
            ("at_once = 8", "at_once = 0", "operators.uploads_at_once"),
            ("nonce = 1", "nonce = 0", "device"),
        ] {
            let (code, text) = refused(from, to);
            assert_eq!(code, "config_value");
            assert!(text.starts_with(&format!("{name}:")), "{text}");
        }
        assert_eq!(refused("[backend]", "[backnd]").0, "config_malformed");
        assert_eq!(refused("\"cpu\"", "\"cheat\"").0, "config_malformed");
        let missing = Settings::read(Path::new("/nonexistent/w.toml"), Overrides::default());
        assert_eq!(missing.unwrap_err().code(), "config_unreadable");
    }
}
