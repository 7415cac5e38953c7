//! What a settlement builder does every hour, timed: the tree over the network's published fleet of
//! 206,001 GPUs and the shares of its pool. Prints a line each: name, microseconds of the best of seven
//! runs, and what they compare to, with tabs between.

use std::hint::black_box;
use std::time::{Duration, Instant};

use io_core::{emission, merkle_sum, score};
use sha2::{Digest, Sha256};

const FLEET: usize = 206_001;
const RUNS: usize = 7;
/// Prefix, and a hash and a sum of each child.
const NODE_BYTES: usize = 81;

fn best(mut work: impl FnMut()) -> Duration {
    let mut least = Duration::MAX;
    for _ in 0..RUNS {
        let start = Instant::now();
        work();
        least = least.min(start.elapsed());
    }
    least
}

fn main() {
    let leaves: Vec<([u8; 32], u64)> = (0..FLEET as u64)
        .map(|i| {
            let mut wallet = [0; 32];
            wallet[..8].copy_from_slice(&i.to_le_bytes());
            (wallet, 1_000_000 + i)
        })
        .collect();
    let weights: Vec<u64> = (0..FLEET as u64).map(|i| i % 97 * 60 * 48_130).collect();
    let mut out = vec![0; FLEET];
    let mut tree = merkle_sum::Tree::build(merkle_sum::DEPTH, leaves.iter().copied())
        .expect("the fleet fits the tree");

    let build = best(|| {
        let built = merkle_sum::Tree::build(merkle_sum::DEPTH, leaves.iter().copied());
        black_box(built.expect("the fleet fits the tree"));
    });
    let shares = best(|| {
        score::shares(emission::FIRST, &weights, &mut out).expect("one output per weight");
    });
    let mut cumulative = 2_000_000;
    let update = best(|| {
        cumulative += 1;
        tree.update(1_234, cumulative).expect("amounts rise");
    });
    let schedule = best(|| {
        for epoch in 0..=emission::LAST_EPOCH {
            black_box(emission::cumulative(black_box(epoch)));
        }
    });
    // Hashing as many messages of a node's length and nothing else: what no tree can be faster than on one core.
    let bare = best(|| {
        let mut message = [0u8; NODE_BYTES];
        for _ in 0..2 * FLEET {
            let digest: [u8; 32] = Sha256::digest(black_box(message)).into();
            message[..32].copy_from_slice(&digest);
        }
        black_box(message);
    });
    let line = |name: &str, took: Duration, compared: &str| {
        println!("{name}\t{}\t{compared}", took.as_micros());
    };
    let times = |part: Duration, whole: Duration| {
        format!("{:.2}", part.as_secs_f64() / whole.as_secs_f64().max(1e-9))
    };
    let tree_ratio = format!("{} x bare hashing", times(build, bare));
    line("tree of 206,001 leaves, depth 20", build, &tree_ratio);
    let update_ratio = format!("the tree takes {} x as long", times(build, update));
    line("one leaf updated", update, &update_ratio);
    let shares_ratio = format!("{} x the tree", times(shares, build));
    line("shares of 206,001 devices", shares, &shares_ratio);
    let schedule_ratio = format!("{} x the tree", times(schedule, build));
    line(
        "cumulative emission, all 175,320 epochs",
        schedule,
        &schedule_ratio,
    );
}
