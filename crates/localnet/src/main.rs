//! `io-localnet`: the embedded chain as a process of its own. Prints one JSON line when ready, then runs
//! until SIGTERM or Ctrl-C.
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Parser;
use io_localnet::{Localnet, LocalnetConfig};
use solana_pubkey::Pubkey;
use tokio::signal::unix::{SignalKind, signal};

/// Runs a local Solana chain on 127.0.0.1, without a network, until it is told to stop.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Port of the JSON-RPC server; 0 takes a free one.
    #[arg(long, default_value_t = 8899)]
    rpc_port: u16,
    /// Port of the WebSocket server; 0 takes a free one.
    #[arg(long, default_value_t = 8900)]
    ws_port: u16,
    /// Chain time that one slot takes, in milliseconds.
    #[arg(long, default_value_t = 400)]
    slot_time_ms: u64,
    /// Wall time between two blocks in milliseconds; the slot time if not given.
    #[arg(long)]
    block_interval_ms: Option<u64>,
    /// First balance of a wallet, as WALLET:LAMPORTS; may be repeated.
    #[arg(long, value_name = "WALLET:LAMPORTS", value_parser = parse_airdrop)]
    airdrop: Vec<(Pubkey, u64)>,
}

fn parse_airdrop(text: &str) -> Result<(Pubkey, u64), String> {
    let (wallet, lamports) = text
        .split_once(':')
        .ok_or_else(|| format!("{text:?} has no colon: write WALLET:LAMPORTS"))?;
    let wallet = Pubkey::from_str(wallet)
        .map_err(|error| format!("{wallet:?} is not an address ({error})"))?;
    let lamports = lamports
        .parse()
        .map_err(|error| format!("{lamports:?} is not a number of lamports ({error})"))?;
    Ok((wallet, lamports))
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    // Before the chain starts, so that a signal in between is not lost.
    let mut terminate = signal(SignalKind::terminate()).context("cannot listen for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot listen for Ctrl-C")?;
    let localnet = Localnet::start(LocalnetConfig {
        rpc_port: arguments.rpc_port,
        ws_port: arguments.ws_port,
        slot_time_ms: arguments.slot_time_ms,
        block_interval_ms: arguments.block_interval_ms,
        airdrop: arguments.airdrop,
    })?;
    println!(
        "{}",
        serde_json::json!({
            "rpc": localnet.rpc_url(),
            "ws": localnet.ws_url(),
            "slot_time_ms": localnet.slot_time_ms(),
            "ready_ms": u64::try_from(localnet.ready_in().as_millis()).unwrap_or(u64::MAX),
        })
    );
    while localnet.is_running() {
        tokio::select! {
            _ = terminate.recv() => break,
            _ = interrupt.recv() => break,
            () = tokio::time::sleep(Duration::from_millis(200)) => {}
        }
    }
    localnet.stop()?;
    Ok(())
}
