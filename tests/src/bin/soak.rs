//! Walks through the economy for as long as it is told to, on as many cores as it is told to: what
//! `cargo xtask soak` and `cargo xtask mutants` run.

use anyhow::{Context, Result, bail};
use io_tests::economy::{Failure, Op, Report, WALK, minimise, replay, soak};
use std::{
    collections::BTreeMap,
    io::Write,
    path::PathBuf,
    process::ExitCode,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

const USAGE: &str = "usage: soak [--steps N] [--seed S] [--jobs N] [--walk N] [--trace FILE] [--minimise SECONDS] [--output text|json]

  --steps N           transactions in all (default 100000)
  --seed S            where the first walk begins; the others count up from it (default 1)
  --jobs N            walks at the same time (default: one a core)
  --walk N            transactions of one walk, after which everybody leaves (default 25000)
  --trace FILE        replay the operations of FILE, one line of JSON each, instead
  --minimise SECONDS  for how long a failure is made smaller at most; 0: not at all (default 120)
  --output json       the result as one object";

struct Args {
    steps: usize,
    seed: u64,
    jobs: usize,
    walk: usize,
    trace: Option<PathBuf>,
    minimise: Duration,
    json: bool,
}

impl Args {
    fn parse() -> Result<Self> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let mut args = Self {
            steps: 100_000,
            seed: 1,
            jobs: cores,
            walk: WALK,
            trace: None,
            minimise: Duration::from_secs(120),
            json: false,
        };
        let mut words = std::env::args().skip(1);
        while let Some(flag) = words.next() {
            if matches!(flag.as_str(), "--help" | "-h") {
                println!("{USAGE}");
                std::process::exit(0);
            }
            let value = words
                .next()
                .with_context(|| format!("{flag} wants a value.\n{USAGE}"))?;
            let number = || {
                value
                    .parse::<u64>()
                    .with_context(|| format!("{flag} {value} is no number"))
            };
            match flag.as_str() {
                "--steps" => args.steps = usize::try_from(number()?)?,
                "--seed" => args.seed = number()?,
                "--jobs" => args.jobs = usize::try_from(number()?.max(1))?,
                "--walk" => args.walk = usize::try_from(number()?.max(1))?,
                "--trace" => args.trace = Some(PathBuf::from(&value)),
                "--minimise" => args.minimise = Duration::from_secs(number()?),
                "--output" if value == "json" || value == "text" => args.json = value == "json",
                _ => bail!("{flag} {value} is not known.\n{USAGE}"),
            }
        }
        Ok(args)
    }
}

/// A walk that failed, and where it began.
struct Found {
    seed: Option<u64>,
    failure: Failure,
}

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<bool> {
    let args = Args::parse()?;
    let started = Instant::now();
    let outcome = match &args.trace {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let trace: Result<Vec<Op>, _> = lines.map(Op::of_line).collect();
            let trace = trace.context("a line of the trace is no operation")?;
            replay(&trace).map_err(|failure| Found {
                seed: None,
                failure: *failure,
            })
        }
        None => walk_all(&args, started),
    };
    let seconds = started.elapsed().as_secs_f64();
    match outcome {
        Ok(report) => {
            tell(&args, &report, seconds)?;
            Ok(true)
        }
        Err(found) => {
            tell_failure(&args, &found, seconds)?;
            Ok(false)
        }
    }
}

/// Walks from consecutive seeds until the steps are done or one of them fails.
fn walk_all(args: &Args, started: Instant) -> Result<Report, Found> {
    let (done, next) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let walks = args.steps.div_ceil(args.walk);
    let total = Mutex::new(Report::default());
    let first: Mutex<Option<Found>> = Mutex::new(None);
    let told = Mutex::new(Instant::now());
    let work = || loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= walks || first.lock().expect("no panic").is_some() {
            return;
        }
        let steps = args.walk.min(args.steps - number * args.walk);
        let seed = args.seed + number as u64;
        let mut before = 0;
        let walked = soak(seed, steps, |taken| {
            let done = done.fetch_add(taken - before, Ordering::Relaxed) + taken - before;
            before = taken;
            let mut told = told.lock().expect("no panic");
            if !args.json && told.elapsed() > Duration::from_secs(10) {
                *told = Instant::now();
                let rate = done as f64 / started.elapsed().as_secs_f64();
                println!("{done} of {} steps, {rate:.0} a second", args.steps);
            }
        });
        match walked {
            Ok(report) => total.lock().expect("no panic").add(&report),
            Err(failure) => {
                let mut first = first.lock().expect("no panic");
                first.get_or_insert(Found {
                    seed: Some(seed),
                    failure: *failure,
                });
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..args.jobs {
            scope.spawn(work);
        }
    });
    match first.into_inner().expect("no panic") {
        Some(found) => Err(found),
        None => Ok(total.into_inner().expect("no panic")),
    }
}

fn tell(args: &Args, report: &Report, seconds: f64) -> Result<()> {
    let rate = report.steps as f64 / seconds;
    if args.json {
        let tally: BTreeMap<_, _> = report.tally.iter().collect();
        let all = serde_json::json!({
            "ok": true, "seed": args.seed, "steps": report.steps, "seconds": seconds,
            "steps_per_second": rate, "drained_in": report.drained_in,
            "landed_and_refused": tally, "instructions": report.called,
        });
        println!("{all}");
        return Ok(());
    }
    println!("{:<28}{:>10}{:>10}", "operation", "landed", "refused");
    for (name, [landed, refused]) in &report.tally {
        println!("{name:<28}{landed:>10}{refused:>10}");
    }
    println!(
        "{} steps from seed {} in {seconds:.0} s, {rate:.0} a second; every vault emptied in at most {} transactions",
        report.steps, args.seed, report.drained_in
    );
    Ok(())
}

fn tell_failure(args: &Args, found: &Found, seconds: f64) -> Result<()> {
    let Found { seed, failure } = found;
    let trace = if args.minimise.is_zero() {
        failure.trace.clone()
    } else {
        minimise(&failure.trace, args.minimise)
    };
    let smaller = match replay(&trace) {
        Err(smaller) => smaller.what,
        Ok(_) => bail!("the trace does not fail when it is taken again"),
    };
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/soak"));
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("cannot make {}", folder.display()))?;
    let path = folder.join(format!("trace-{}.jsonl", seed.unwrap_or(0)));
    let mut file =
        std::fs::File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    for op in &trace {
        writeln!(file, "{}", op.line())?;
    }
    if args.json {
        let all = serde_json::json!({
            "ok": false, "seed": seed, "operation": failure.trace.len(),
            "name": failure.trace.last().map(Op::name), "draining": failure.draining, "what": failure.what, "seconds": seconds,
            "trace": trace, "trace_file": path, "trace_fails_with": smaller,
        });
        println!("{all}");
        return Ok(());
    }
    println!(
        "seed {seed:?}: after {} operations{}: {}",
        failure.trace.len(),
        if failure.draining {
            ", while everybody left"
        } else {
            ""
        },
        failure.what
    );
    println!(
        "made smaller to {} operations, which fail with: {smaller}",
        trace.len()
    );
    for op in &trace {
        println!("{}", op.line());
    }
    println!("written to {}; take it again with --trace", path.display());
    Ok(())
}
