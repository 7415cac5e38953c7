//! Settings: a TOML file, overridden by environment variables; secrets are paths to files, never values.

mod sections;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

pub use sections::{
    AgreementSettings, ChainSettings, FleetSettings, HttpSettings, LogSettings, PriceSettings,
    RuleSettings, SourceSettings, StoreSettings,
};

/// Environment variables that override the file, for what differs from machine to machine.
const ENVIRONMENT: [(&str, &str); 6] = [
    ("IO_ORACLE_RPC_URL", "chain.rpc_url"),
    ("IO_ORACLE_KEYPAIR", "chain.keypair"),
    ("IO_ORACLE_LISTEN", "http.listen"),
    ("IO_ORACLE_DATABASE_URL", "store.url"),
    ("IO_ORACLE_LOG", "log.filter"),
    ("IO_ORACLE_LOG_FORMAT", "log.format"),
];

/// Why settings are not usable.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("the settings file {path} cannot be read; give its path with --config")]
    Read {
        /// Its path.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Not TOML, or not these settings.
    #[error("the settings are not valid: {0}; compare them with oracle.sample.toml")]
    Parse(#[from] toml::de::Error),
    /// A value that cannot work.
    #[error("the setting {key} cannot be used: {reason}")]
    Value {
        /// Its name.
        key: &'static str,
        /// What is wrong and what to do.
        reason: String,
    },
    /// The keypair file is not one.
    #[error("the keypair file {path} is not a Solana keypair (a JSON list of 64 bytes): {reason}")]
    Keypair {
        /// Its path.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

/// All settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The chain.
    pub chain: ChainSettings,
    /// The HTTP server.
    pub http: HttpSettings,
    /// The database.
    pub store: StoreSettings,
    /// Rules that all operators must hold alike.
    #[serde(default)]
    pub rules: RuleSettings,
    /// Agreement among operators.
    #[serde(default)]
    pub agreement: AgreementSettings,
    /// Prices.
    #[serde(default)]
    pub prices: PriceSettings,
    /// The generated population; none unless named.
    pub fleet: Option<FleetSettings>,
    /// Logs.
    #[serde(default)]
    pub log: LogSettings,
}

impl Settings {
    /// Reads the file at `path` and the process's environment.
    ///
    /// # Errors
    /// [`SettingsError`].
    pub fn load(path: &Path) -> Result<Self, SettingsError> {
        let text = std::fs::read_to_string(path).map_err(|source| SettingsError::Read {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(&text, |name| std::env::var(name).ok())
    }

    /// Reads settings from text, with `environment` as the environment.
    ///
    /// # Errors
    /// [`SettingsError`].
    pub fn parse(
        text: &str,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, SettingsError> {
        let mut table: toml::Table = text.parse()?;
        for (variable, key) in ENVIRONMENT {
            let (Some(value), Some((section, name))) = (environment(variable), key.split_once('.'))
            else {
                continue;
            };
            let section = table
                .entry(section)
                .or_insert_with(|| toml::Table::new().into());
            if let Some(section) = section.as_table_mut() {
                section.insert(name.to_owned(), value.into());
            }
        }
        let settings: Self = table.try_into()?;
        settings.validate()?;
        Ok(settings)
    }

    fn validate(&self) -> Result<(), SettingsError> {
        let refuse = |key, reason: &str| {
            Err(SettingsError::Value {
                key,
                reason: reason.to_owned(),
            })
        };
        if self.chain.clock_ms == 0 || self.chain.clock_ms > 10_000 {
            return refuse("chain.clock_ms", "give 1 to 10000 milliseconds");
        }
        if self.chain.registry_ms == 0 {
            return refuse("chain.registry_ms", "give at least 1 millisecond");
        }
        if !self.store.url.starts_with("sqlite:") {
            return refuse(
                "store.url",
                "only SQLite is supported; give sqlite: and a path",
            );
        }
        if self.rules.leaf_threshold == 0 {
            return refuse(
                "rules.leaf_threshold",
                "a leaf of nothing is no leaf; give at least 1",
            );
        }
        if self.rules.leaf_threshold > io_core::reserve::LEAF_THRESHOLD {
            return refuse(
                "rules.leaf_threshold",
                "the program allows a wallet 1 IO (100000000) outside the tree; give at most that",
            );
        }
        if !["auto", "json", "text"].contains(&self.log.format.as_str()) {
            return refuse("log.format", "give auto, json or text");
        }
        if self.prices.interval_s == 0 || self.prices.fetch_ms == 0 {
            return refuse("prices.interval_s", "intervals must not be zero");
        }
        let mut names = BTreeMap::new();
        for source in &self.prices.sources {
            if source.feed >= 32 {
                return refuse("prices.source.feed", "there are 32 feeds, 0 to 31");
            }
            if !source.pointer.starts_with('/') {
                return refuse(
                    "prices.source.pointer",
                    "a JSON pointer begins with a slash",
                );
            }
            if names.insert((&source.name, source.feed), ()).is_some() {
                return refuse(
                    "prices.source.name",
                    "a source has each feed once; name them apart",
                );
            }
        }
        if let Some(fleet) = &self.fleet
            && fleet.hosts.is_empty() != (fleet.host_gpus == 0)
        {
            return refuse(
                "fleet.host_gpus",
                "give the number of GPUs of all hosts, and the hosts",
            );
        }
        Ok(())
    }
}

/// Reads a Solana keypair file: a JSON list of 64 bytes, secret then public.
///
/// # Errors
/// [`SettingsError::Keypair`].
pub fn read_keypair(path: &Path) -> Result<ed25519_dalek::SigningKey, SettingsError> {
    let refuse = |reason: String| SettingsError::Keypair {
        path: path.to_owned(),
        reason,
    };
    let text = std::fs::read_to_string(path).map_err(|error| refuse(error.to_string()))?;
    let bytes: Vec<u8> =
        serde_json::from_str(&text).map_err(|_| refuse("it is not a list of bytes".into()))?;
    let bytes: [u8; 64] = bytes
        .try_into()
        .map_err(|_| refuse("it does not have 64 bytes".into()))?;
    ed25519_dalek::SigningKey::from_keypair_bytes(&bytes)
        .map_err(|_| refuse("its halves do not belong together".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = include_str!("../oracle.sample.toml");

    #[test]
    fn the_sample_is_valid_and_the_environment_overrides_it() {
        let plain = Settings::parse(SAMPLE, |_| None).unwrap();
        assert_eq!(plain.chain.clock_ms, 100);
        assert_eq!(plain.rules.leaf_threshold, 100_000_000);
        let environment =
            |name: &str| (name == "IO_ORACLE_LISTEN").then(|| "127.0.0.1:9".to_owned());
        let other = Settings::parse(SAMPLE, environment).unwrap();
        assert_eq!(other.http.listen.port(), 9);
    }

    #[test]
    fn bad_values_are_named() {
        let cases = [
            ("clock_ms = 100", "clock_ms = 0", "chain.clock_ms"),
            ("sqlite:", "mysql:", "store.url"),
            (
                "leaf_threshold = 100000000",
                "leaf_threshold = 0",
                "rules.leaf_threshold",
            ),
            ("pointer = \"/", "pointer = \"", "prices.source.pointer"),
            ("feed = 0", "feed = 32", "prices.source.feed"),
        ];
        for (from, to, key) in cases {
            let text = SAMPLE.replacen(from, to, 1);
            assert_ne!(text, SAMPLE, "{from}");
            let error = Settings::parse(&text, |_| None).unwrap_err().to_string();
            assert!(error.contains(key), "{error}");
        }
        let unknown = format!("{SAMPLE}\n[nonsense]\nx = 1\n");
        assert!(matches!(
            Settings::parse(&unknown, |_| None),
            Err(SettingsError::Parse(_))
        ));
    }
}
