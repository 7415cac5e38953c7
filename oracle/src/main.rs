//! `io-oracle`: the oracle operator's service. See `io_oracle` and oracle.sample.toml.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use io_oracle::conduct::Honest;
use io_oracle::settings::{LogSettings, Settings};
use tokio_util::sync::CancellationToken;

/// Runs an oracle operator: hears devices, verifies proofs, posts prices, agrees on each hour's settlement.
#[derive(Debug, Parser)]
#[command(name = "io-oracle", version)]
struct Arguments {
    /// Settings file; see oracle.sample.toml.
    #[arg(long, default_value = "oracle.toml", global = true)]
    config: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the service until SIGTERM or Ctrl-C.
    Run,
    /// Checks settings, key, store, chain and price sources, and ends.
    Check,
    /// Fetches the last sealed report from the other operators, and ends.
    Backfill,
}

fn main() -> std::process::ExitCode {
    let arguments = Arguments::parse();
    match start(&arguments) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("io-oracle: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn start(arguments: &Arguments) -> anyhow::Result<()> {
    let settings = Settings::load(&arguments.config)?;
    log_to_stderr(&settings.log);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match arguments.command {
            Command::Run => {
                let stop = CancellationToken::new();
                tokio::spawn(stop_on_signal(stop.clone()));
                io_oracle::run::run(settings, Arc::new(Honest), stop).await
            }
            Command::Check => io_oracle::run::check(&settings).await,
            Command::Backfill => io_oracle::run::backfill(settings).await,
        }
    })
}

fn log_to_stderr(settings: &LogSettings) {
    let filter = tracing_subscriber::EnvFilter::new(&settings.filter);
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let json = settings.format == "json"
        || (settings.format == "auto" && !std::io::stderr().is_terminal());
    if json {
        logs.json().init()
    } else {
        logs.init()
    }
}

async fn stop_on_signal(stop: CancellationToken) {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return;
    };
    tokio::select! {
        _ = terminate.recv() => tracing::info!("SIGTERM: stopping"),
        _ = tokio::signal::ctrl_c() => tracing::info!("Ctrl-C: stopping"),
    }
    stop.cancel();
}
