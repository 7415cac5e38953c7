//! Starts the embedded chain as a process and loads the programs.
use std::io::{BufRead, BufReader};

use anyhow::{Context, Result};
use io_client::PROGRAMS;
use io_localnet::Cheats;
use serde::Deserialize;
use solana_pubkey::Pubkey;

use super::children::Children;
use super::places::Places;

/// Chain time of a slot, milliseconds: a cluster's.
pub const SLOT_TIME_MS: u64 = 400;

/// What the chain says when it is ready.
#[derive(Deserialize)]
struct Ready {
    rpc: String,
}

/// Starts the chain with a block every `block_interval_ms`; its JSON-RPC URL.
///
/// # Errors
/// It does not start, or says something else than that it is ready.
pub fn start(children: &mut Children, places: &Places, block_interval_ms: u64) -> Result<String> {
    let (slot_time, interval) = (SLOT_TIME_MS.to_string(), block_interval_ms.to_string());
    let arguments = [
        "--rpc-port",
        "0",
        "--ws-port",
        "0",
        "--slot-time-ms",
        &slot_time,
        "--block-interval-ms",
        &interval,
    ];
    let child = children.start("chain", &places.binary("io-localnet"), &arguments, true)?;
    let output = child
        .stdout
        .take()
        .context("the chain's output is not piped")?;
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line)?;
    let ready: Ready = serde_json::from_str(&line)
        .context("the chain did not start; see logs/chain.log in the demo's folder")?;
    Ok(ready.rpc)
}

/// Loads the programs, upgradeable by `authority`.
///
/// # Errors
/// A binary is missing, or the chain refuses it.
pub async fn load_programs(cheats: &Cheats, places: &Places, authority: &Pubkey) -> Result<()> {
    for (name, id) in PROGRAMS {
        let path = places.programs.join(format!("{name}.so"));
        let elf = std::fs::read(&path).with_context(|| {
            format!(
                "cannot read the program {}; run `cargo xtask build` first",
                path.display()
            )
        })?;
        cheats.write_program(&id, &elf, authority).await?;
    }
    Ok(())
}
