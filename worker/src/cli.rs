//! The command line. The binary passes the backends it was built with; nothing here chooses how to prove.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::{Args, Parser, Subcommand, ValueEnum};
use io_pow::ClassParams;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

use crate::adapters::chain::Chain;
use crate::adapters::operators::Operators;
use crate::adapters::rpc::RpcChain;
use crate::adapters::store::Store;
use crate::backend::{Backend, BackendError};
use crate::cards::{self, Chosen, Wanted};
use crate::doctor::{self, Configured, Level, Report};
use crate::services::{self, LocalDevice};
use crate::settings::{Overrides, Settings};
use crate::{backend, keys, offline};

/// The supplier's agent: proves devices every epoch, sends heartbeats, holds receipts.
#[derive(Debug, Parser)]
#[command(name = "io-worker", version)]
struct Cli {
    /// Configuration file.
    #[arg(
        long,
        env = "IO_WORKER_CONFIG",
        default_value = "worker.toml",
        global = true
    )]
    config: PathBuf,
    /// Overrides chain.rpc_url.
    #[arg(long, env = "IO_WORKER_RPC_URL", global = true)]
    rpc_url: Option<String>,
    /// Overrides supplier.keypair.
    #[arg(long, env = "IO_WORKER_SUPPLIER_KEYPAIR", global = true)]
    supplier_keypair: Option<PathBuf>,
    /// Overrides state.dir.
    #[arg(long, env = "IO_WORKER_STATE_DIR", global = true)]
    state_dir: Option<PathBuf>,
    /// Form of what doctor and prove print.
    #[arg(long, value_enum, default_value = "text", global = true)]
    output: Output,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Output {
    Text,
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Works until SIGTERM or Ctrl-C.
    Run,
    /// Says what stands between this configuration and a paid hour. Exit code 1 if anything does.
    Doctor,
    /// Makes and verifies one proof on the CPU, offline and of any size, and times it.
    Prove(Dimensions),
    /// Measures how long the proof takes on a card of this host; prints the class that follows for a genesis file.
    Calibrate(Wanted),
    /// Compares what a card of this host computes with the CPU, byte for byte.
    VerifyLayout(Chosen),
}

/// Dimensions of the class to prove; those of the test class where not given.
#[derive(Debug, Args)]
struct Dimensions {
    /// Rows and columns of a panel.
    #[arg(long, default_value_t = ClassParams::TEST.n)]
    n: u32,
    /// Inner dimension.
    #[arg(long, default_value_t = ClassParams::TEST.k)]
    k: u32,
    /// Panels.
    #[arg(long, default_value_t = ClassParams::TEST.panels)]
    panels: u32,
    /// Lanes of the walk.
    #[arg(long, default_value_t = ClassParams::TEST.lanes)]
    lanes: u32,
    /// Steps per lane.
    #[arg(long, default_value_t = ClassParams::TEST.steps)]
    steps: u32,
    /// GPUs of the device.
    #[arg(long, default_value_t = 1)]
    gpus: u32,
    /// Threads of the CPU backend; 0: one per core.
    #[arg(long, default_value_t = 0)]
    threads: usize,
}

impl Cli {
    fn settings(&self) -> Result<Settings> {
        let overrides = Overrides {
            rpc_url: self.rpc_url.clone(),
            supplier_keypair: self.supplier_keypair.clone(),
            state_dir: self.state_dir.clone(),
        };
        Ok(Settings::read(&self.config, overrides)?)
    }
}

/// Runs the command line with what makes a backend from the settings. Exit code 0: done; 1: a problem was found or
/// met; 2: the command line is wrong.
pub fn main(
    make_backend: impl FnOnce(&Settings) -> Result<Arc<dyn Backend>, BackendError>,
) -> ExitCode {
    let cli = Cli::parse();
    log();
    let outcome = match &cli.command {
        Command::Prove(dimensions) => prove(&cli, dimensions),
        Command::Calibrate(wanted) => cards::calibrate(wanted),
        Command::VerifyLayout(chosen) => cards::verify_layout(chosen),
        Command::Run | Command::Doctor => online(&cli, make_backend),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

/// Lines for people on a terminal, JSON elsewhere; RUST_LOG chooses what is said.
fn log() {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("warn,io_worker=info,io_chain=info"));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        lines.init();
    } else {
        lines.json().init();
    }
}

fn prove(cli: &Cli, dimensions: &Dimensions) -> Result<ExitCode> {
    let params = ClassParams {
        class: ClassParams::TEST.class,
        n: dimensions.n,
        k: dimensions.k,
        panels: dimensions.panels,
        lanes: dimensions.lanes,
        steps: dimensions.steps,
    };
    let cpu = backend::cpu::CpuBackend::new(dimensions.threads)?.of_any_size();
    let trial = offline::prove(&cpu, params, dimensions.gpus)?;
    match cli.output {
        Output::Json => println!("{}", serde_json::to_string(&trial)?),
        Output::Text => {
            println!("backend     {}", trial.backend);
            println!("GPUs        {} x {} bytes", trial.gpus, trial.memory_bytes);
            println!("commit      {} us", trial.commit_us);
            println!("respond     {} us", trial.respond_us);
            println!("verify      {} us", trial.verify_us);
            println!("response    {} bytes", trial.response_bytes);
            println!("verdict     {}", trial.fault.as_deref().unwrap_or("passed"));
        }
    }
    Ok(if trial.passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn online(
    cli: &Cli,
    make_backend: impl FnOnce(&Settings) -> Result<Arc<dyn Backend>, BackendError>,
) -> Result<ExitCode> {
    let runtime = tokio::runtime::Runtime::new().context("cannot start the runtime")?;
    let outcome = match cli.command {
        Command::Doctor => doctor(cli, make_backend, &runtime),
        _ => run(cli, make_backend, &runtime),
    };
    // A computation under way cannot be told to stop; nothing of it was promised, so it may be cut off.
    runtime.shutdown_timeout(Duration::from_millis(200));
    outcome
}

/// The devices of the settings with their keys and addresses.
fn configured(settings: &Settings, chain: &impl Chain) -> Result<Vec<Configured>, keys::KeyError> {
    let devices = settings.devices.iter();
    devices
        .map(|device| {
            Ok(Configured {
                nonce: device.nonce,
                local: LocalDevice {
                    address: chain.device_address(device.nonce),
                    key: keys::read(&device.keypair)?,
                },
            })
        })
        .collect()
}

fn connect(settings: &Settings) -> Result<(RpcChain, Operators)> {
    let nonces = settings.devices.iter().map(|device| device.nonce).collect();
    let supplier = keys::read(&settings.supplier.keypair)?;
    let poll = Duration::from_millis(settings.chain.poll_ms);
    let chain = RpcChain::new(&settings.chain.rpc_url, &supplier, nonces, poll)?;
    let timeout = Duration::from_millis(settings.operators.timeout_ms);
    Ok((chain, Operators::new(timeout)?))
}

fn run(
    cli: &Cli,
    make_backend: impl FnOnce(&Settings) -> Result<Arc<dyn Backend>, BackendError>,
    runtime: &tokio::runtime::Runtime,
) -> Result<ExitCode> {
    let settings = cli.settings()?;
    let (chain, operators) = connect(&settings)?;
    let devices = configured(&settings, &chain)?;
    let backend = make_backend(&settings)?;
    let store = Store::open(&settings.state.dir, chain.supplier())?;
    tracing::info!(
        supplier = %chain.supplier(), devices = devices.len(), backend = backend.name(),
        state = %settings.state.dir.display(), "io-worker starts"
    );
    let context = services::Context {
        chain,
        backend,
        operators,
        store,
        devices: devices.into_iter().map(|device| device.local).collect(),
        poll: Duration::from_millis(settings.chain.poll_ms),
        uploads_at_once: settings.operators.uploads_at_once,
    };
    runtime.block_on(async {
        let shutdown = CancellationToken::new();
        let told = shutdown.clone();
        let (mut term, mut interrupt) = (
            signal(SignalKind::terminate())?,
            signal(SignalKind::interrupt())?,
        );
        tokio::spawn(async move {
            let name = tokio::select! {
                _ = term.recv() => "SIGTERM",
                _ = interrupt.recv() => "Ctrl-C",
            };
            tracing::info!("{name}: stopping");
            told.cancel();
        });
        services::run(context, shutdown).await?;
        tracing::info!("io-worker stopped");
        Ok(ExitCode::SUCCESS)
    })
}

fn doctor(
    cli: &Cli,
    make_backend: impl FnOnce(&Settings) -> Result<Arc<dyn Backend>, BackendError>,
    runtime: &tokio::runtime::Runtime,
) -> Result<ExitCode> {
    let settings = cli.settings()?;
    let mut report = Report::default();
    let keypairs = settings.devices.iter().map(|device| &device.keypair);
    for path in keypairs.chain([&settings.supplier.keypair]) {
        match keys::read(path) {
            Err(error) => report.add(Level::Problem, error.code(), error.to_string()),
            Ok(_) if keys::is_exposed(path) => report.add(
                Level::Warning,
                "key_exposed",
                format!("others may read {}; chmod 600 it", path.display()),
            ),
            Ok(_) => {}
        }
    }
    if report.worst() < Level::Problem {
        let (chain, operators) = connect(&settings)?;
        // A running worker holds the lock: that is well.
        match Store::open(&settings.state.dir, chain.supplier()) {
            Ok(_) => {}
            Err(error) if error.code() == "state_locked" => {
                report.add(Level::Ok, error.code(), "a worker runs on this state");
            }
            Err(error) => report.add(Level::Problem, error.code(), error.to_string()),
        }
        let devices = configured(&settings, &chain)?;
        match make_backend(&settings) {
            Err(error) => report.add(Level::Problem, error.code(), error.to_string()),
            Ok(backend) => runtime.block_on(doctor::examine(
                &mut report,
                &chain,
                &operators,
                &backend,
                &devices,
            )),
        }
    }
    match cli.output {
        Output::Json => println!("{}", serde_json::to_string(&report)?),
        Output::Text => {
            for finding in &report.findings {
                let level = match finding.level {
                    Level::Ok => "ok     ",
                    Level::Warning => "warning",
                    Level::Problem => "PROBLEM",
                };
                println!("{level}  {}", finding.text);
            }
        }
    }
    Ok(if report.worst() == Level::Problem {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
