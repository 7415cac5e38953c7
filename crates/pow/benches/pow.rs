//! Times the proof's parts on this machine: `cargo xtask bench pow` prints them as a table.
//!
//! One line a figure: name, tab, value, tab, unit, tab, what it is compared with. Levels are timed in turns, and the
//! best of many rounds counts, so that ratios hold although other work shares the machine.

use io_pow::merkle::root_from_path;
use io_pow::operand::finalise;
use io_pow::seed::EpochSeed;
use io_pow::verify::{Claim, authenticate};
use io_pow::{
    ClassParams, HostSha256 as H, Job, Level, Prover, Response, Sha256, Verdict, hash::tag,
};
use std::hint::black_box;
use std::time::Instant;

/// Every step of a verification as a large card's, but for the size of buffer and walk, which a CPU cannot make in
/// seconds. The deeper paths of the real class are timed by themselves.
const PROVED: ClassParams = ClassParams {
    class: 1,
    n: 128,
    k: 32_768,
    panels: 8,
    lanes: 1024,
    steps: 1024,
};
/// A card of 80 GB.
const LARGE: ClassParams = ClassParams {
    class: 2,
    n: 16_384,
    k: 32_768,
    panels: 268,
    lanes: 1 << 17,
    steps: 1 << 20,
};

fn main() {
    let levels = Level::all();
    let print = |name: &str, value: f64, unit: &str, note: &str| {
        println!("{name}\t{value:.3}\t{unit}\t{note}");
    };

    let mut words = vec![0_u64; 4096];
    let prf = in_turns(&levels, 400, |level, round| {
        level.expand(finalise(round), black_box(&mut words));
    });
    for (level, seconds) in levels.iter().zip(&prf) {
        let ratio = format!("{:.2} x portable", prf[0] / seconds);
        let name = format!("operand words, {}", level.name());
        print(&name, 32_768.0 / seconds / 1e9, "GB/s", &ratio);
    }
    let dots = in_turns(&levels, 400, |level, round| {
        black_box(level.dot(finalise(round), finalise(!round), 32_768));
    });
    for (level, seconds) in levels.iter().zip(&dots) {
        let ratio = format!("{:.2} x portable", dots[0] / seconds);
        let name = format!("one probed byte, {}", level.name());
        print(&name, seconds * 1e6, "us", &ratio);
        if level.name() == "AVX-512" {
            print(
                "one probed byte, AVX-512 to portable",
                dots[0] / seconds,
                "x",
                "",
            );
        }
    }

    let job = Job {
        seed: EpochSeed([1; 32]),
        device: [2; 32],
        gpus: 1,
        params: PROVED,
    };
    let at = Instant::now();
    let prover = Prover::commit(job).expect("the class is valid");
    let made = at.elapsed().as_secs_f64();
    let response = prover.respond(&[3; 32]);
    let claim = Claim {
        job,
        commit_leaf: prover
            .commitment()
            .leaf(&job.seed, &job.device)
            .expect("one GPU"),
        response_leaf: response
            .leaf::<H>(&job.seed, &job.device, &job.params)
            .expect("one GPU"),
    };
    let verify = |level: Level| {
        let authentic = authenticate(&claim, &response)
            .expect("the bytes are the committed ones")
            .at_level(level);
        assert_eq!(authentic.walk(&[3; 32]), Verdict::Pass);
        assert_eq!(authentic.probes(&[4; 32]), Verdict::Pass);
    };
    let whole = in_turns(&levels, 30, |level, _| verify(level));
    let deeper = in_turns(&levels[..1], 30, |_, _| deeper_paths())[0];
    for (level, seconds) in levels.iter().zip(&whole) {
        let ratio = format!("{:.2} x portable", whole[0] / seconds);
        let name = format!("verify a device, {}", level.name());
        print(&name, (seconds + deeper) * 1e3, "ms", &ratio);
    }
    let best = *levels.last().expect("there is a portable level");
    let dispatched = whole[levels.len() - 1] + deeper;
    print(
        "verify a device, dispatched",
        dispatched * 1e3,
        "ms",
        best.name(),
    );
    let parts = [
        (
            "hash what was handed over",
            time(30, || drop(authenticate(&claim, &response))),
        ),
        ("replay 64 segments", {
            let authentic = authenticate(&claim, &response).expect("as above");
            time(30, || {
                black_box(authentic.walk(&[3; 32]));
            })
        }),
        ("256 probed bytes", {
            let authentic = authenticate(&claim, &response)
                .expect("as above")
                .at_level(best);
            time(30, || {
                black_box(authentic.probes(&[4; 32]));
            })
        }),
        ("deeper paths of a large card", deeper),
    ];
    for (name, seconds) in parts {
        print(
            &format!("  of it: {name}"),
            seconds * 1e3,
            "ms",
            best.name(),
        );
    }

    let per_hour = two_cores(|| verify(best), deeper);
    print("devices an hour, 2 cores", per_hour, "devices", best.name());
    let minutes = 10_000.0 * dispatched / 60.0;
    print("10,000 devices", minutes, "core min", best.name());
    let bytes = Response::byte_len(&LARGE, 1) as f64;
    print("a response, one GPU of 80 GB", bytes, "bytes", "");

    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let note = format!("{cores} cores");
    let products = PROVED.memory_bytes() as f64 * f64::from(PROVED.k);
    let walked = time(3, || {
        let buffer = (prover.buffer(0).expect("one GPU"), job.params);
        black_box(walk_lanes(buffer.0.bytes(), &job));
    });
    let steps = f64::from(PROVED.lanes) * f64::from(PROVED.steps);
    print(
        "CPU prover: fill",
        2.0 * products / (made - walked) / 1e9,
        "Gop/s",
        &note,
    );
    print("CPU prover: walk", steps / walked / 1e6, "Mstep/s", &note);
    let hours = LARGE.memory_bytes() as f64 * f64::from(LARGE.k) / products * (made - walked)
        + f64::from(LARGE.lanes) * f64::from(LARGE.steps) / steps * walked;
    print(
        "CPU prover: a card of 80 GB",
        hours / 3600.0,
        "h",
        "extrapolated",
    );
}

/// All lanes once more, over a buffer that is filled.
fn walk_lanes(bytes: &[u8], job: &Job) -> io_pow::Commitment {
    #[derive(Debug)]
    struct Again(io_pow::seed::GpuSeed, Vec<u8>);
    impl io_pow::buffer::Buffer for Again {
        fn seed(&self) -> &io_pow::seed::GpuSeed {
            &self.0
        }
        fn bytes(&self) -> &[u8] {
            &self.1
        }
    }
    let again = Again(job.gpu_seed(0), bytes.to_vec());
    let prover = Prover::of(*job, vec![std::sync::Arc::new(again)]);
    prover.expect("the buffer is the class's").commitment()
}

/// What 64 samples hash more in a walk of 2¹⁷ lanes of 2²⁰ steps than in [`PROVED`].
fn deeper_paths() {
    let more = |of: fn(&ClassParams) -> usize| of(&LARGE) - of(&PROVED);
    let levels = 2 * more(ClassParams::lane_depth) + more(ClassParams::gpu_depth);
    let siblings = vec![[5; 32]; levels];
    for sample in 0..64 {
        black_box(root_from_path::<H>(
            tag::LANE_NODE,
            &[6; 32],
            sample,
            &siblings,
        ));
        // The same siblings again, in the digests of the paths.
        black_box(H::hash_parts(&[siblings.as_flattened()]));
    }
}

/// Seconds of one call, the best of `rounds`.
fn time(rounds: u32, mut call: impl FnMut()) -> f64 {
    let seconds = (0..rounds).map(|_| {
        let at = Instant::now();
        call();
        at.elapsed().as_secs_f64()
    });
    seconds.fold(f64::INFINITY, f64::min)
}

/// Seconds of one call of each level, the best of `rounds`, in turns.
fn in_turns(levels: &[Level], rounds: u64, mut call: impl FnMut(Level, u64)) -> Vec<f64> {
    let mut best = vec![f64::INFINITY; levels.len()];
    for round in 0..rounds {
        for (best, level) in best.iter_mut().zip(levels) {
            let at = Instant::now();
            call(*level, round);
            *best = best.min(at.elapsed().as_secs_f64());
        }
    }
    best
}

/// Devices that two threads verify in an hour, from what they verify in two seconds; `more` seconds are added to
/// each verification.
fn two_cores(verify: impl Fn() + Sync, more: f64) -> f64 {
    let done: f64 = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let (at, mut done) = (Instant::now(), 0.0);
                    while at.elapsed().as_secs_f64() < 2.0 {
                        verify();
                        done += 1.0;
                    }
                    3600.0 / (at.elapsed().as_secs_f64() / done + more)
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("no verification panics"))
            .sum()
    });
    done
}
