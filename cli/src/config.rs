//! The Solana CLI's config file: which chain, whose wallet.
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::failure::Failure;

/// What `solana config set` writes; other keys are left alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct SolanaConfig {
    /// URL of the JSON-RPC.
    pub json_rpc_url: Option<String>,
    /// Keypair file; `~` stands for the home folder.
    pub keypair_path: Option<String>,
}

impl SolanaConfig {
    /// Reads the file; without one everything is unset.
    ///
    /// # Errors
    /// [`Failure::Input`] for a file that is there and cannot be used.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => {
                return Err(Failure::Input(format!(
                    "the config file {} cannot be read ({error}): check its permissions, or pass --config",
                    path.display()
                )));
            }
        };
        Self::parse(&text).map_err(|reason| {
            Failure::Input(format!(
                "the config file {} is not valid ({reason}): write it again with `solana config set`, or pass --url and --keypair",
                path.display()
            ))
        })
    }

    fn parse(text: &str) -> Result<Self, String> {
        serde_yaml_ng::from_str::<Option<Self>>(text)
            .map(Option::unwrap_or_default)
            .map_err(|e| e.to_string())
    }
}

/// Where Solana's tools keep their config.
#[must_use]
pub fn default_path(home: &Path) -> PathBuf {
    home.join(".config/solana/cli/config.yml")
}

/// Where Solana's tools keep the wallet, unless the config says otherwise.
#[must_use]
pub fn default_keypair(home: &Path) -> PathBuf {
    home.join(".config/solana/id.json")
}

/// `~/x` in the home folder; anything else as it is.
#[must_use]
pub fn expand_home(path: &str, home: &Path) -> PathBuf {
    match path.strip_prefix("~/") {
        Some(rest) => home.join(rest),
        None => PathBuf::from(path),
    }
}

/// The URL of a name that Solana's tools know, or the URL itself.
#[must_use]
pub fn expand_url(name: &str) -> String {
    match name {
        "m" | "mainnet-beta" => "https://api.mainnet-beta.solana.com",
        "t" | "testnet" => "https://api.testnet.solana.com",
        "d" | "devnet" => "https://api.devnet.solana.com",
        "l" | "localhost" => "http://127.0.0.1:8899",
        other => other,
    }
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_as_solana_writes_it() {
        let text = "---\njson_rpc_url: \"http://127.0.0.1:8899\"\nwebsocket_url: ''\nkeypair_path: /home/a/id.json\naddress_labels:\n  '11111111111111111111111111111111': System Program\ncommitment: confirmed\n";
        let config = SolanaConfig::parse(text).unwrap();
        assert_eq!(
            config.json_rpc_url.as_deref(),
            Some("http://127.0.0.1:8899")
        );
        assert_eq!(config.keypair_path.as_deref(), Some("/home/a/id.json"));
        assert_eq!(SolanaConfig::parse("").unwrap(), SolanaConfig::default());
        assert!(SolanaConfig::parse("json_rpc_url: [").is_err());
        assert_eq!(
            SolanaConfig::read(Path::new("/nowhere/config.yml")).unwrap(),
            SolanaConfig::default()
        );
    }

    #[test]
    fn names_and_the_home_folder_are_expanded() {
        let home = Path::new("/home/a");
        assert_eq!(
            expand_home("~/id.json", home),
            PathBuf::from("/home/a/id.json")
        );
        assert_eq!(expand_home("/x/id.json", home), PathBuf::from("/x/id.json"));
        assert_eq!(expand_url("localhost"), "http://127.0.0.1:8899");
        assert_eq!(expand_url("http://h:1"), "http://h:1");
        assert_eq!(
            default_path(home),
            PathBuf::from("/home/a/.config/solana/cli/config.yml")
        );
    }
}
