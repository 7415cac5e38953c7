//! `io-demo`: runs the network on this machine and tells what happened.
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{Parser, ValueEnum};
use io_demo::cast::Cast;
use io_demo::day::{self, Plan};
use io_demo::tell::{Progress, tables};
use tokio::signal::unix::{SignalKind, signal};

/// Runs hours of the network: an embedded chain with the real programs, operators, keeper and workers as
/// processes of their own. Exits with 0 only if every invariant holds.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Hours to run.
    #[arg(long, default_value_t = 24, value_parser = clap::value_parser!(u64).range(1..=168))]
    hours: u64,
    /// Oracle operators.
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u8).range(1..=32))]
    operators: u8,
    /// Workers, one device each.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=32))]
    workers: u8,
    /// Everyone is honest and alive. Otherwise, of four operators or more the last is dead, of seven or more the one
    /// before it lies, and of two workers or more the last cheats.
    #[arg(long)]
    honest: bool,
    /// Seed of the sample fleet's generator.
    #[arg(long, default_value_t = 202_404)]
    fleet_seed: u64,
    /// Settle the workers alone, without the sample fleet of 206,001 GPUs and the renter's story.
    #[arg(long)]
    no_fleet: bool,
    /// Minutes of each hour in which the workers are heard; the clock jumps over the others.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u32).range(3..=20))]
    minutes: u32,
    /// Real milliseconds between two blocks.
    #[arg(long, default_value_t = 50)]
    block_interval_ms: u64,
    /// Folder of the programs' .so files.
    #[arg(long, default_value = "target/deploy")]
    programs: PathBuf,
    /// Folder for keys, settings, databases and logs of the run; it is emptied first.
    #[arg(long, default_value = "target/demo")]
    out: PathBuf,
    /// What standard output gets: tables, or the whole story as JSON.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    output: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = tokio::select! {
        outcome = run(&arguments) => outcome,
        stopped = told_to_stop() => stopped.and_then(|signal| bail!("stopped by {signal}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn told_to_stop() -> Result<&'static str> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(tokio::select! {
        _ = terminate.recv() => "SIGTERM",
        _ = interrupt.recv() => "Ctrl-C",
    })
}

async fn run(arguments: &Arguments) -> Result<()> {
    let plan = Plan {
        hours: arguments.hours,
        cast: Cast {
            honest: arguments.honest,
            operators: usize::from(arguments.operators),
            workers: usize::from(arguments.workers),
        },
        fleet_seed: (!arguments.no_fleet).then_some(arguments.fleet_seed),
        minutes: arguments.minutes,
        block_interval_ms: arguments.block_interval_ms,
        programs: arguments.programs.clone(),
        out: arguments.out.clone(),
    };
    let progress = Progress::new(plan.hours);
    let story = day::run(&plan, &progress).await?;
    io_demo::report::write(&story, &plan.out)?;
    match arguments.output {
        Format::Table => println!("{}", tables(&story)),
        Format::Json => println!("{}", serde_json::to_string_pretty(&story)?),
    }
    progress.note(&format!(
        "{:.0} s; report: {}",
        story.took_s,
        plan.out.join("report.html").display()
    ));
    if !story.holds() {
        bail!("something does not hold: see the tables");
    }
    Ok(())
}
