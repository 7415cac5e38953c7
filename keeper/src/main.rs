//! `io-keeper`: turns the cranks until SIGTERM or Ctrl-C.
use std::io::IsTerminal;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use io_keeper::settings::Settings;
use io_keeper::{run, services};
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

#[derive(Parser)]
#[command(version, about = "Turns the network's permissionless cranks")]
struct Arguments {
    /// Settings file; keeper.sample.toml describes it.
    #[arg(long, env = "IO_KEEPER_CONFIG", default_value = "keeper.toml")]
    config: PathBuf,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Runs until SIGTERM or Ctrl-C (the default).
    Run,
    /// Looks once, turns what is due and ends: for a timer instead of a service.
    Once,
}

fn main() -> Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    if std::io::stderr().is_terminal() {
        tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr)
            .init();
    } else {
        tracing_subscriber::fmt()
            .json()
            .with_env_filter(filter)
            .with_writer(std::io::stderr)
            .init();
    }
    let arguments = Arguments::parse();
    let settings = Settings::load(&arguments.config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("cannot start the runtime")?;
    runtime.block_on(async {
        match arguments.command.unwrap_or(Command::Run) {
            Command::Run => {
                let stop = CancellationToken::new();
                let on_signal = stop.clone();
                let mut terminate = signal(SignalKind::terminate())?;
                tokio::spawn(async move {
                    tokio::select! {
                        _ = terminate.recv() => {}
                        _ = tokio::signal::ctrl_c() => {}
                    }
                    tracing::info!("stopping: finishing what is in flight");
                    on_signal.cancel();
                });
                run::run(settings, stop).await
            }
            Command::Once => {
                let keeper = run::keeper(&settings)?;
                for crank in &settings.cranks {
                    let turned = services::tick(*crank, &keeper).await?;
                    println!("{}: {turned} turned", crank.name());
                }
                Ok(())
            }
        }
    })
}
