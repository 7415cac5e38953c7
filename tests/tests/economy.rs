//! The whole economy, model and programs side by side.

use io_tests::economy::{Failure, WALK, soak};

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

/// Walks from every second seed, so that two run side by side.
fn walks(first: u64) {
    let walks = steps().div_ceil(WALK) as u64;
    for seed in (first..=walks).step_by(2) {
        let left = steps() - WALK * (seed as usize - 1);
        let started = std::time::Instant::now();
        match soak(seed, left.min(WALK), |_| {}) {
            Ok(report) => {
                let rate = report.steps as f64 / started.elapsed().as_secs_f64();
                println!("seed {seed}: {} steps, {rate:.0} a second", report.steps);
            }
            Err(failure) => panic!("{}", told(seed, &failure)),
        }
    }
}

#[test]
fn model_and_programs_agree_from_odd_seeds() {
    walks(1);
}

#[test]
fn model_and_programs_agree_from_even_seeds() {
    walks(2);
}
