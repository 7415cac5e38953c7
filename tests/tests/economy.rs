//! The whole economy, model and programs side by side.

use io_tests::{
    economy::{Failure, PEOPLE, Report, WALK, soak},
    interface::every_instruction,
};

/// Steps of all walks together.
const STEPS: usize = 100_000;

/// Instructions that land while the network is founded and at no other time, with the reason.
const ONCE: &[(&str, &str)] = &[
    ("emissions.initialize", "a program has one genesis"),
    (
        "emissions.mint_allocation",
        "each allocation is minted once",
    ),
    (
        "emissions.mint_vested_allocation",
        "each allocation is minted once",
    ),
    ("escrow.initialize", "a program has one genesis"),
    ("iosd.initialize", "a program has one genesis"),
    ("oracle.initialize", "a program has one genesis"),
    ("oracle.initialize_prices", "a program has one genesis"),
    ("staking.initialize", "a program has one genesis"),
];

/// Instructions that the walk does not know, whichever program has them, with what tests them instead.
const ELSEWHERE: &[(&str, &str)] = &[
    ("open_proof_challenge", REAL_PROOFS),
    ("show_verdict", REAL_PROOFS),
    ("show_absence", REAL_PROOFS),
    ("show_gpu", REAL_PROOFS),
    ("show_path", REAL_PROOFS),
    ("show_step", REAL_PROOFS),
    ("show_probe", REAL_PROOFS),
    ("show_lister", REAL_PROOFS),
    ("uphold_proof_challenge", REAL_PROOFS),
    ("close_proof_challenge", REAL_PROOFS),
];
const REAL_PROOFS: &str = "takes a real proof each time: tests/tests/programs/proofs";

/// `IO_ECONOMY_STEPS` changes their number.
fn steps() -> usize {
    let set = std::env::var("IO_ECONOMY_STEPS").ok();
    set.and_then(|n| n.parse().ok()).unwrap_or(STEPS)
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
fn walks(first: u64) -> Report {
    let walks = steps().div_ceil(WALK) as u64;
    let mut all = Report::default();
    for seed in (first..=walks).step_by(2) {
        let left = steps() - WALK * (seed as usize - 1);
        let started = std::time::Instant::now();
        match soak(seed, left.min(WALK), |_| {}) {
            Ok(report) => {
                let rate = report.steps as f64 / started.elapsed().as_secs_f64();
                println!("seed {seed}: {} steps, {rate:.0} a second", report.steps);
                all.add(&report);
            }
            Err(failure) => panic!("{}", told(seed, &failure)),
        }
    }
    all
}

/// A walk proves nothing of an instruction that it never comes by.
fn assert_every_instruction_landed(report: &Report) {
    let bare = |name: &str| {
        name.split_once('.')
            .map_or(String::new(), |parts| parts.1.to_owned())
    };
    let every = every_instruction();
    for (name, _) in ONCE {
        assert!(every.iter().any(|one| one == name), "there is no {name}");
    }
    for (name, _) in ELSEWHERE {
        assert!(
            every.iter().any(|one| bare(one) == *name),
            "there is no {name}"
        );
    }
    let mut wrong = Vec::new();
    for name in &every {
        let landed = report.called.get(name).copied().unwrap_or(0);
        println!("{name:<40}{landed:>8}");
        if ONCE.iter().any(|line| line.0 == name) {
            if landed > 0 || !report.founded.contains_key(name) {
                wrong.push(format!(
                    "{name} lands {landed} times, not while the network is founded"
                ));
            }
        } else if ELSEWHERE.iter().any(|line| line.0 == bare(name)) {
            if landed > 0 {
                wrong.push(format!("{name} lands now: it belongs in no list"));
            }
        } else if landed == 0 {
            wrong.push(format!("{name} never landed: have the walk draw it"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn model_and_programs_agree_and_every_instruction_lands() {
    const { assert!(PEOPLE >= 200) };
    let mut report = Report::default();
    std::thread::scope(|scope| {
        let halves = [1, 2].map(|first| scope.spawn(move || walks(first)));
        for half in halves {
            match half.join() {
                Ok(half) => report.add(&half),
                // Said once already, by the thread that panicked.
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    // A shorter walk is no walk of all.
    if report.steps >= STEPS {
        assert_every_instruction_landed(&report);
    }
}
