//! `io-demo`: runs the network on this machine and tells what happened.
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Parser;
use io_demo::stage::children::Children;
use io_demo::stage::hour::Clockwork;
use io_demo::stage::places::Places;
use io_demo::stage::suppliers::Supplier;
use io_demo::stage::{chain_up, founding, ports, services, sources};
use io_localnet::Cheats;
use tokio::signal::unix::{SignalKind, signal};

/// Runs hours of the network: an embedded chain with the real programs, operators, keeper and workers as
/// processes of their own.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Hours to run.
    #[arg(long, default_value_t = 1)]
    hours: u64,
    /// Oracle operators.
    #[arg(long, default_value_t = 7)]
    operators: usize,
    /// Workers, one device each.
    #[arg(long, default_value_t = 8)]
    workers: usize,
    /// Everyone is honest and alive. Otherwise, of four operators or more the last is dead, of seven or more the one
    /// before it lies, and of two workers or more the last cheats.
    #[arg(long)]
    honest: bool,
    /// Minutes of each hour in which the workers are heard; the clock jumps over the others.
    #[arg(long, default_value_t = 4)]
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

/// Who runs which binary.
struct Cast {
    honest: bool,
    operators: usize,
    workers: usize,
}

impl Cast {
    fn new(arguments: &Arguments) -> Self {
        Self {
            honest: arguments.honest,
            operators: arguments.operators,
            workers: arguments.workers,
        }
    }

    /// Binary of an operator; none: it is dead.
    fn operator(&self, seat: usize) -> Option<&'static str> {
        // Two bad ones of fewer than seven are a third of the stake or more: nothing could be sealed.
        let from_last = self.operators.saturating_sub(seat);
        let bad = !self.honest;
        match from_last {
            1 if bad && self.operators >= 4 => None,
            2 if bad && self.operators >= 7 => Some("lying-oracle"),
            _ => Some("io-oracle"),
        }
    }

    fn worker(&self, number: usize) -> &'static str {
        if !self.honest && self.workers >= 2 && number + 1 == self.workers {
            "cheating-worker"
        } else {
            "io-worker"
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
    let begun = Instant::now();
    let say = |what: &str| eprintln!("[{:6.1} s] {what}", begun.elapsed().as_secs_f64());
    let places = Places::new(arguments.programs.clone(), &arguments.out)?;
    let mut children = Children::new(&places.logs());

    let url = chain_up::start(&mut children, &places, arguments.block_interval_ms)?;
    say(&format!("chain at {url}"));
    let cheats = Cheats::new(&url);
    let addresses = ports::free(arguments.operators + 1)?;
    let (keeper_address, operators) = addresses.split_last().context("no address")?;
    let network = founding::found(&url, &cheats, &places, operators).await?;
    say(&format!(
        "genesis: programs loaded, {} operators bonded",
        operators.len()
    ));

    let mut suppliers = Vec::new();
    for number in 0..arguments.workers {
        let name = format!("worker-{number}");
        suppliers.push(Supplier::join(&network, &cheats, &places, &name).await?);
    }
    say(&format!(
        "{} devices registered, staked, offered",
        suppliers.len()
    ));

    let classes = network.genesis.classes.iter();
    let feeds = sources::serve(classes.map(|class| class.name.clone()).collect()).await?;
    let cast = Cast::new(arguments);
    let mut alive = Vec::new();
    for (seat, listen) in operators.iter().enumerate() {
        if let Some(program) = cast.operator(seat) {
            alive.push(*listen);
            services::start_operator(&mut children, &places, &url, seat, *listen, &feeds, program)?;
        }
    }
    services::start_keeper(&mut children, &cheats, &places, &url, *keeper_address).await?;
    for (number, supplier) in suppliers.iter().enumerate() {
        let program = cast.worker(number);
        services::start_worker(&mut children, &places, &url, &supplier.name, program)?;
    }
    say("operators, keeper and workers started");

    let clockwork = Clockwork {
        chain: &network.chain,
        cheats: &cheats,
        params: Clockwork::params(&network.chain).await?,
        operators: alive,
        seats: operators.len(),
        suppliers: &suppliers,
        minutes: arguments.minutes,
        http: reqwest::Client::new(),
    };
    let mut missed = 0;
    for epoch in 1..=arguments.hours {
        let hour = clockwork.run(epoch).await;
        children.check()?;
        let hour = hour?;
        match hour.rewards_sum {
            Some(sum) => say(&format!(
                "epoch {epoch} sealed: {sum} of {} base units in {} leaves, {} votes, {} ms after its end",
                hour.supplier_cap, hour.leaves, hour.votes, hour.settle_ms
            )),
            None => {
                missed += 1;
                say(&format!("epoch {epoch} was not sealed"));
            }
        }
    }
    if missed > 0 {
        bail!(
            "{missed} hours were not sealed; see {}",
            places.logs().display()
        );
    }
    say("done");
    Ok(())
}
