//! What a settlement builder does every hour, timed: the tree over the network's published fleet of
//! 206,001 GPUs and the shares of its pool. Prints the best of seven runs.

use std::hint::black_box;
use std::time::{Duration, Instant};

use io_core::{emission, merkle_sum, score};

const FLEET: usize = 206_001;
const RUNS: usize = 7;

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
    println!("tree of {FLEET} leaves, depth 20   {build:>12.1?}");
    println!("one leaf updated                  {update:>12.1?}");
    println!("shares of {FLEET} devices         {shares:>12.1?}");
    println!("cumulative, all 175,320 epochs    {schedule:>12.1?}");
}
