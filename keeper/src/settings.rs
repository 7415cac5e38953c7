//! Settings: a TOML file, with the environment over it.
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// One kind of crank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Crank {
    /// Opens epochs.
    Open,
    /// Draws the challenge slot.
    Challenge,
    /// Keeps beacons before their slots leave the chain's memory.
    Beacons,
    /// Accrues the emission.
    Accrue,
    /// Executes or refunds IOSD requests.
    Requests,
    /// Expires and closes jobs.
    Jobs,
    /// Draws devices for jobs, and accepts for those drawn.
    Rounds,
    /// Checks settlements and challenges those that take from somebody.
    Watch,
}

impl Crank {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Open,
        Self::Challenge,
        Self::Beacons,
        Self::Accrue,
        Self::Requests,
        Self::Jobs,
        Self::Rounds,
        Self::Watch,
    ];

    /// Name in settings, logs and metrics.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Challenge => "challenge",
            Self::Beacons => "beacons",
            Self::Accrue => "accrue",
            Self::Requests => "requests",
            Self::Jobs => "jobs",
            Self::Rounds => "rounds",
            Self::Watch => "watch",
        }
    }
}

fn default_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 9100))
}

const fn default_poll_ms() -> u64 {
    1_000
}

const fn default_fee() -> u64 {
    1_000_000
}

fn all_cranks() -> Vec<Crank> {
    Crank::ALL.to_vec()
}

/// The settings; `keeper.sample.toml` describes each.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// JSON-RPC URL.
    pub rpc_url: String,
    /// Key file of the payer.
    pub keypair: PathBuf,
    /// Address of the health endpoints.
    #[serde(default = "default_listen")]
    pub listen: SocketAddr,
    /// Between two looks, milliseconds.
    #[serde(default = "default_poll_ms")]
    pub poll_ms: u64,
    /// Cap of the bid, micro-lamports per compute unit.
    #[serde(default = "default_fee")]
    pub max_priority_fee_micro_lamports: u64,
    /// What to turn.
    #[serde(default = "all_cranks")]
    pub cranks: Vec<Crank>,
}

impl Settings {
    /// Reads the file, then lets `IO_KEEPER_RPC_URL` and `IO_KEEPER_KEYPAIR` override it.
    ///
    /// # Errors
    /// A sentence that names the file and the field.
    pub fn load(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| {
            format!(
                "cannot read the settings {}; copy keeper.sample.toml there",
                path.display()
            )
        })?;
        let mut settings = Self::parse(&text)
            .with_context(|| format!("the settings {} are not valid", path.display()))?;
        if let Ok(url) = std::env::var("IO_KEEPER_RPC_URL") {
            settings.rpc_url = url;
        }
        if let Some(keypair) = std::env::var_os("IO_KEEPER_KEYPAIR") {
            settings.keypair = keypair.into();
        }
        settings.keypair = expand_home(&settings.keypair);
        Ok(settings)
    }

    fn parse(text: &str) -> Result<Self> {
        let settings: Self = toml::from_str(text)?;
        if settings.poll_ms == 0 {
            bail!("poll_ms is 0; give the milliseconds between two looks at the chain");
        }
        if settings.cranks.is_empty() {
            bail!("cranks is empty; name at least one, or leave the line out for all");
        }
        Ok(settings)
    }

    /// Between two looks.
    #[must_use]
    pub const fn poll(&self) -> Duration {
        Duration::from_millis(self.poll_ms)
    }
}

fn expand_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), std::env::var_os("HOME")) {
        (Ok(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => path.to_path_buf(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_valid_and_turns_every_crank() {
        let settings = Settings::parse(include_str!("../keeper.sample.toml")).unwrap();
        assert_eq!(settings.cranks, Crank::ALL);
        assert_eq!(settings.listen, default_listen());
    }

    #[test]
    fn bad_settings_are_refused_in_words() {
        let base = "rpc_url = 'x'\nkeypair = 'y'\n";
        let says = |more: &str| {
            format!(
                "{:#}",
                Settings::parse(&format!("{base}{more}")).unwrap_err()
            )
        };
        assert!(says("poll_ms = 0").contains("poll_ms"));
        assert!(says("cranks = []").contains("cranks"));
        assert!(says("cranks = ['dance']").contains("dance"));
        assert!(says("colour = 1").contains("colour"));
    }
}
