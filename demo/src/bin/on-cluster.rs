//! `on-cluster`: programs, genesis and services on `solana-test-validator` instead of the embedded chain.
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use io_demo::tell::Progress;

/// Runs a few minutes of the network on Solana's own test validator, in real time.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The validator's binary.
    #[arg(long, default_value = "solana-test-validator")]
    validator: PathBuf,
    /// Folder of the programs' .so files.
    #[arg(long, default_value = "target/deploy")]
    programs: PathBuf,
    /// Folder of the run; it is emptied first.
    #[arg(long, default_value = "target/on-cluster")]
    out: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Arguments {
        validator,
        programs,
        out,
    } = Arguments::parse();
    let progress = Progress::new(0);
    match io_demo::cluster::check(&validator, programs, &out, &progress).await {
        Ok(found) => {
            println!(
                "{}",
                io_demo::tell::verdicts("on the test validator", &found)
            );
            if found.iter().all(|one| one.holds) {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
