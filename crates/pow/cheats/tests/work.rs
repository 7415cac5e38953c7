//! Cheats that pass every check and pay in time: what each must compute, counted, against what an honest device does.

#[path = "../../tests/story/mod.rs"]
mod story;

use io_pow::buffer::{Buffer, Filled};
use io_pow::operand::{self, Element};
use io_pow::sample::SegmentId;
use io_pow::seed::GpuSeed;
use io_pow::walk::{LaneKey, Line, State, state_of, step_number};
use io_pow::{ClassParams, Hash, HostSha256 as H, Job, Prover, Verdict, lane};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use story::{hour, job};

/// Holds the lines below `held` and computes the others whenever the walk reads one.
#[derive(Debug)]
struct Short {
    filled: Filled,
    held: u32,
    computed: AtomicU64,
}

impl Short {
    fn line(&self, params: &ClassParams, address: u32) -> Line {
        if address < self.held {
            return *lane::line(self.filled.bytes(), address);
        }
        self.computed.fetch_add(1, Ordering::Relaxed);
        std::array::from_fn(|byte| {
            let element = Element::at(address, byte as u8, params.n);
            operand::byte::<H>(self.filled.seed(), params.k, element)
        })
    }
}

impl Buffer for Short {
    fn seed(&self) -> &GpuSeed {
        self.filled.seed()
    }

    /// For the answer, after the deadline, when there is time to fill all of it.
    fn bytes(&self) -> &[u8] {
        self.filled.bytes()
    }

    fn end_of(&self, key: &LaneKey, params: &ClassParams, id: SegmentId, start: &Hash) -> State {
        let mut state = state_of(start);
        for step in 0..64 {
            let number = step_number(id.segment, step);
            let address = key.address(&state, number, params.lines());
            state = key.mix(&state, number, &self.line(params, address));
        }
        state
    }
}

#[test]
fn memory_that_is_missing_is_computed_as_often_as_it_is_read() {
    let params = ClassParams {
        n: 128,
        k: 64,
        panels: 4,
        ..ClassParams::TEST
    };
    let job = Job { params, ..job(1) };
    let lines = params.lines();
    let reads = f64::from(params.lanes) * f64::from(params.steps);
    // The last: nothing is held, the walk computes whatever it reads.
    for missing in [0.05, 0.11, 0.5, 1.0] {
        let held = lines - (f64::from(lines) * missing) as u32;
        let short = Arc::new(Short {
            filled: Filled::new(job.gpu_seed(0), &params).unwrap(),
            held,
            computed: AtomicU64::new(0),
        });
        let prover = Prover::of(job, vec![short.clone()]).unwrap();
        let computed = short.computed.load(Ordering::Relaxed) as f64;
        assert_eq!(hour(job, &prover, 0), Ok(Verdict::Pass));

        let share = f64::from(lines - held) / f64::from(lines);
        let deviation = (reads * share * (1.0 - share)).sqrt();
        assert!(
            (computed - reads * share).abs() <= 5.0 * deviation,
            "{computed} computed of {reads} reads, {share} missing"
        );
        // An honest fill computes each line once; a class's walk reads each some 200 times.
        let fills = 200.0 * computed / reads;
        println!("{share:.3} of the lines missing: {fills:.1} fills' work at 200 reads a line");
        assert!(fills > 200.0 * share * 0.9);
    }
}
