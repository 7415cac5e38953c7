//! `lying-oracle`: an operator as any other, except that it posts prices ten times too high and proposes and
//! votes settlements that give everything to itself. The service's own binary cannot do this.
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use io_api::Digest;
use io_api::settlement::Settlement;
use io_core::merkle_sum::{DEPTH, Tree};
use io_oracle::conduct::Conduct;
use io_oracle::settings::{Settings, read_keypair};
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// Runs a dishonest operator, for demonstrations.
#[derive(Parser)]
struct Arguments {
    /// Settings file, as io-oracle's.
    #[arg(long)]
    config: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs until SIGTERM.
    Run,
}

struct Liar {
    wallet: [u8; 32],
}

impl Conduct for Liar {
    fn prices(&self, prices: &mut Vec<(u8, u64)>) {
        for (_, price) in prices {
            *price = price.saturating_mul(10);
        }
    }

    /// The same sum, so that the program takes the vote, in a tree with one leaf.
    fn settlement(&self, settlement: &mut Settlement) {
        let all = [(self.wallet, settlement.rewards_sum)];
        if let Ok(tree) = Tree::build(DEPTH, all) {
            settlement.rewards_root = Digest(tree.root().hash);
        }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::INFO)
        .with_writer(std::io::stderr)
        .init();
    let Command::Run = arguments.command;
    match run(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("lying-oracle: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let settings = Settings::load(&arguments.config)?;
    let key = read_keypair(&settings.chain.keypair)?;
    let liar = Liar {
        wallet: key.verifying_key().to_bytes(),
    };
    let stop = CancellationToken::new();
    let mut terminate = signal(SignalKind::terminate())?;
    let told = stop.clone();
    tokio::spawn(async move {
        terminate.recv().await;
        told.cancel();
    });
    io_oracle::run::run(settings, Arc::new(liar), stop).await
}
