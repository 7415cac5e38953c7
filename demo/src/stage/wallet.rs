//! A person with a wallet: everything they do goes through `io`, the command line, in a process of its own.
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use io_core::amount::parse_amount;
use io_localnet::Cheats;
use io_migrations::Network;
use serde_json::Value;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use tokio::process::Command;

use super::founding::new_wallet;
use super::places::Places;
use super::suppliers::give_io;

/// One wallet and the command line for it.
pub struct Wallet {
    /// Whose.
    pub name: String,
    /// Its address.
    pub address: Pubkey,
    program: PathBuf,
    keypair: PathBuf,
    url: String,
}

impl Wallet {
    /// The wallet whose keypair file is there already.
    pub fn existing(places: &Places, url: &str, name: &str, address: Pubkey) -> Self {
        Self {
            name: name.to_owned(),
            address,
            program: places.binary("io"),
            keypair: places.keys().join(format!("{name}.json")),
            url: url.to_owned(),
        }
    }

    /// A new wallet with SOL and `io` base units of the ecosystem's allocation.
    ///
    /// # Errors
    /// The chain refuses the gifts.
    pub async fn new(
        network: &Network,
        cheats: &Cheats,
        places: &Places,
        name: &str,
        io: u64,
    ) -> Result<Self> {
        let key = new_wallet(cheats, places, name).await?;
        give_io(network, &key.pubkey(), io).await?;
        let url = network.chain.url();
        Ok(Self::existing(places, &url, name, key.pubkey()))
    }

    /// Runs `io` with a line of arguments; its answer.
    ///
    /// # Errors
    /// What `io` says is wrong.
    pub async fn io(&self, line: &str) -> Result<Value> {
        let output = Command::new(&self.program)
            .args(["--output", "json", "--url", &self.url, "--keypair"])
            .arg(&self.keypair)
            .args(line.split(' '))
            .kill_on_drop(true)
            .output()
            .await
            .with_context(|| format!("cannot run {}", self.program.display()))?;
        if !output.status.success() {
            let complaint = String::from_utf8_lossy(&output.stderr);
            bail!("{}: io {line}: {}", self.name, complaint.trim());
        }
        serde_json::from_slice(&output.stdout)
            .with_context(|| format!("{}: io {line} did not answer in JSON", self.name))
    }
}

/// A member of an answer as text.
///
/// # Errors
/// It is not there.
pub fn text<'a>(answer: &'a Value, name: &str) -> Result<&'a str> {
    answer
        .get(name)
        .and_then(Value::as_str)
        .with_context(|| format!("the answer has no {name}: {answer}"))
}

/// A member of an answer, whole tokens in decimal text, as base units.
///
/// # Errors
/// It is not there or no amount.
pub fn amount(answer: &Value, name: &str, decimals: u8) -> Result<u64> {
    Ok(parse_amount(text(answer, name)?, decimals)?)
}
