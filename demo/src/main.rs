//! `io-demo`: runs the network on this machine and tells what happened.
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Parser;
use io_core::units::IO_DECIMALS;
use io_demo::stage::children::Children;
use io_demo::stage::hour::Clockwork;
use io_demo::stage::places::Places;
use io_demo::stage::renter::Renter;
use io_demo::stage::services::{OperatorTerms, SampleFleet};
use io_demo::stage::suppliers::{CLASS, HOST_CLASS, HOST_GPUS, Supplier};
use io_demo::stage::wallet::Wallet;
use io_demo::stage::{chain_up, founding, invariants, ports, services, sources, stakers};
use io_demo::story::{Earnings, Receipt, Story};
use io_localnet::Cheats;
use io_migrations::amount::show_amount;
use solana_signer::Signer;
use tokio::signal::unix::{SignalKind, signal};

/// GPUs of the sample fleet: the published total.
const FLEET_GPUS: u64 = 206_001;

/// Runs hours of the network: an embedded chain with the real programs, operators, keeper and workers as
/// processes of their own.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Hours to run.
    #[arg(long, default_value_t = 24)]
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
    /// Seed of the sample fleet's generator.
    #[arg(long, default_value_t = 202_404)]
    fleet_seed: u64,
    /// Settle the workers alone, without the sample fleet of 206,001 GPUs and the renter's story.
    #[arg(long)]
    no_fleet: bool,
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
        suppliers.push(Supplier::join(&network, &cheats, &places, &name, (CLASS, 1)).await?);
    }
    let mut hosts = Vec::new();
    for number in 0..2 {
        let name = format!("host-{number}");
        let of = (HOST_CLASS, HOST_GPUS);
        let host = Supplier::join(&network, &cheats, &places, &name, of).await?;
        let wallet = Wallet::existing(&places, &url, &name, host.wallet.pubkey());
        hosts.push((wallet, host.device));
    }
    let fleet = SampleFleet {
        seed: arguments.fleet_seed,
        hosts: hosts.iter().map(|(_, device)| *device).collect(),
        host_gpus: u32::from(HOST_GPUS) * 2,
    };
    let hosts: Vec<(Wallet, String)> = hosts
        .into_iter()
        .map(|(wallet, device)| (wallet, device.to_string()))
        .collect();
    let fleet = (!arguments.no_fleet).then_some(&fleet);
    say(&format!(
        "{} devices registered, staked, offered",
        suppliers.len() + hosts.len()
    ));

    let classes = network.genesis.classes.iter();
    let feeds = sources::serve(classes.map(|class| class.name.clone()).collect()).await?;
    let cast = Cast::new(arguments);
    let terms = OperatorTerms {
        url: &url,
        feeds: &feeds,
        fleet,
    };
    let mut alive = Vec::new();
    for (seat, listen) in operators.iter().enumerate() {
        if let Some(program) = cast.operator(seat) {
            alive.push(*listen);
            services::start_operator(&mut children, &places, &terms, seat, *listen, program)?;
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
        dead: (0..operators.len())
            .find(|seat| cast.operator(*seat).is_none())
            .map(u8::try_from)
            .transpose()?,
        suppliers: &suppliers,
        // The published total; its two hosts stand for sixteen GPUs of it.
        devices: suppliers.len() as u64 + if fleet.is_some() { FLEET_GPUS - 14 } else { 0 },
        minutes: arguments.minutes,
        http: reqwest::Client::new(),
    };
    let mut story = Story {
        fleet_seed: arguments.fleet_seed,
        ..Story::default()
    };
    let mut roots = Vec::new();
    let earners = suppliers
        .iter()
        .map(|s| (s.name.clone(), s.wallet.pubkey()));
    let mut earners: Vec<_> = earners.collect();
    earners.extend(
        hosts
            .iter()
            .map(|(host, _)| (host.name.clone(), host.address)),
    );
    let mut earnings: Vec<Earnings> = Vec::new();
    let mut stakers = Vec::new();
    let mut renter = Renter::new(&network, &cheats, &places).await?;
    for epoch in 1..=arguments.hours {
        let judged = clockwork.prove(epoch).await;
        children.check()?;
        let judged = judged?;
        if fleet.is_some() {
            match epoch {
                2 => {
                    story.receipts.push(renter.mint(&clockwork).await?);
                    say("the renter has IOSD");
                }
                3 => {
                    story.receipts.push(renter.rent(&hosts).await?);
                    say("the renter's job runs on two hosts");
                }
                8 => {
                    story.receipts.extend(renter.pay(&hosts).await?);
                    say("the hosts drew their first pay");
                }
                10 => {
                    story.receipts.push(renter.cancel().await?);
                    say("the renter cancelled the rest");
                }
                14 => {
                    story.receipts.extend(renter.pay(&hosts).await?);
                    say("the hosts drew the rest");
                }
                _ => {}
            }
        }
        if epoch == 1 {
            stakers = stakers::stake(&network, &cheats, &places).await?;
            say("two stakers staked");
        }
        if epoch == arguments.hours.div_ceil(2) {
            children.kill("keeper")?;
            services::start_keeper(&mut children, &cheats, &places, &url, *keeper_address).await?;
            say("the keeper was killed and started again");
        }
        let hour = clockwork.settle(epoch, judged).await;
        children.check()?;
        let hour = hour?;
        match hour.rewards_sum {
            Some(sum) => {
                roots.push((epoch, clockwork.rewards_root(epoch).await?));
                for (name, wallet) in &earners {
                    let Some(proof) = clockwork.reward(wallet).await? else {
                        continue;
                    };
                    let point = (proof.epoch, proof.cumulative);
                    match earnings.iter_mut().find(|one| one.name == *name) {
                        Some(one) if one.points.last() == Some(&point) => {}
                        Some(one) => one.points.push(point),
                        None => earnings.push(Earnings {
                            name: name.clone(),
                            points: vec![point],
                        }),
                    }
                }
                say(&format!(
                    "epoch {epoch} sealed by {} votes: {} IO so far in {} leaves, {} proofs passed, {} failed; {} ms",
                    hour.votes,
                    show_amount(sum, IO_DECIMALS),
                    hour.leaves,
                    hour.proofs_passed,
                    hour.proofs_failed,
                    hour.settle_ms
                ));
            }
            None => say(&format!(
                "epoch {epoch} was not sealed; the next pays for it"
            )),
        }
        story.hours.push(hour);
    }
    if arguments.hours >= 4 {
        // The cheat has nothing to claim.
        let honest = suppliers.iter().enumerate();
        let honest = honest.filter(|(number, _)| cast.worker(*number) == "io-worker");
        let mut claimants: Vec<Wallet> = honest
            .map(|(_, s)| Wallet::existing(&places, &url, &s.name, s.wallet.pubkey()))
            .collect();
        if fleet.is_some() {
            claimants.extend(hosts.into_iter().map(|(host, _)| host));
        }
        story
            .receipts
            .extend(stakers::claim(&claimants, "suppliers").await?);
        story
            .receipts
            .extend(stakers::claim(&stakers, "stakers").await?);
        say("suppliers and stakers claimed");
    }
    if renter.job().is_some() {
        story.receipts.push(renter.holds().await?);
    }
    let job = renter.job().map(str::parse).transpose()?;
    story.invariants = invariants::judge(&network, &story.hours, &roots, job).await?;
    story.emission = (0..=60)
        .map(|at| at * 2_922)
        .map(|epoch| (epoch, io_core::emission::cumulative(epoch)))
        .collect();
    story.earnings = earnings;
    story.took_s = begun.elapsed().as_secs_f64();
    io_demo::report::write(&story, &places.out)?;
    tell(&story);
    say(&format!(
        "report: {}",
        places.out.join("report.html").display()
    ));
    let missed = story.hours.iter().filter(|hour| hour.rewards_sum.is_none());
    let missed = missed.count();
    if missed > 0 {
        eprintln!("{missed} hours missed their seal");
    }
    if !story.holds() {
        bail!("an invariant does not hold");
    }
    Ok(())
}

/// The table: who got what, and what holds.
fn tell(story: &Story) {
    for Receipt { who, role, what } in &story.receipts {
        println!("{who:<12} {role:<10} {what}");
    }
    for invariant in &story.invariants {
        let verdict = if invariant.holds { "holds" } else { "BROKEN" };
        println!("{verdict:<7} {}: {}", invariant.name, invariant.figures);
    }
}
