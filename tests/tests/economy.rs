//! The whole economy, model and programs side by side.

use io_tests::economy::{Failure, soak};

/// Steps of all walks together; `IO_ECONOMY_STEPS` changes their number.
fn steps() -> usize {
    let set = std::env::var("IO_ECONOMY_STEPS").ok();
    set.and_then(|n| n.parse().ok()).unwrap_or(100_000)
}

fn told(seed: u64, failure: &Failure) -> String {
    let from = failure.trace.len().saturating_sub(12);
    let last: Vec<String> = failure.trace[from..].iter().map(|op| op.line()).collect();
    format!(
        "seed {seed}, after {} operations{}: {}\nthe last of them:\n{}\nreplay and minimise with `cargo xtask soak --seed {seed}`",
        failure.trace.len(),
        if failure.draining {
            ", while everybody left"
        } else {
            ""
        },
        failure.what,
        last.join("\n")
    )
}

fn walk(seed: u64, steps: usize) {
    let started = std::time::Instant::now();
    match soak(seed, steps, |_| {}) {
        Ok(report) => {
            let rate = report.steps as f64 / started.elapsed().as_secs_f64();
            println!("seed {seed}: {} steps, {rate:.0} a second", report.steps);
            for (name, [landed, refused]) in &report.tally {
                println!("{name:<28}{landed:>8}{refused:>8}");
            }
        }
        Err(failure) => panic!("{}", told(seed, &failure)),
    }
}

#[test]
fn model_and_programs_agree_from_the_first_seed() {
    walk(1, steps() / 2);
}

#[test]
fn model_and_programs_agree_from_the_second_seed() {
    walk(2, steps() / 2);
}
