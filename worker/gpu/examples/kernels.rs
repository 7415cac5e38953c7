//! What `cargo xtask kernels` needs of this crate.
//!
//! - `kernels ptx MAJOR MINOR FILE`: compiles the kernels with NVRTC, to PTX and, to see that it can, to machine code.
//! - `kernels compare PROGRAM`: compares what the kernels give on a CPU, as `kernels/on_cpu.cpp` runs them, with the
//!   reference, byte for byte.

use anyhow::{Context, Result, bail, ensure};
use io_gpu::source::{Form, compile};
use io_pow::fill::fill;
use io_pow::hash::tag;
use io_pow::merkle::Tree;
use io_pow::seed::GpuSeed;
use io_pow::walk::LaneKey;
use io_pow::{ClassParams, Hash, HostSha256 as H, Sha256, lane};
use std::process::Command;

/// Class, and segments of one launch of the walk.
const COMPARED: [(ClassParams, u32); 5] = [
    (shape(128, 512, 2, 64, 256), 4),
    (shape(256, 512, 2, 64, 256), 1),
    (shape(512, 512, 1, 160, 320), 2),
    // Nothing a multiple of what the kernels work in: padded operands, a warp not full, a tree not complete.
    (shape(384, 72, 1, 37, 448), 3),
    (shape(128, 8, 1, 1, 64), 1),
];

const fn shape(n: u32, k: u32, panels: u32, lanes: u32, steps: u32) -> ClassParams {
    ClassParams {
        class: 0,
        n,
        k,
        panels,
        lanes,
        steps,
    }
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["ptx", major, minor, file] => {
            let capability = (major.parse()?, minor.parse()?);
            compile(capability, Form::Cubin)?;
            std::fs::write(file, compile(capability, Form::Ptx)?)
                .with_context(|| format!("cannot write {file}"))
        }
        ["compare", program] => COMPARED
            .iter()
            .zip(1..)
            .try_for_each(|((params, at_once), number)| compare(program, params, *at_once, number)),
        _ => bail!("usage: kernels ptx MAJOR MINOR FILE | kernels compare PROGRAM"),
    }
}

/// The bytes that the program printed, piece by piece.
struct Printed {
    bytes: Vec<u8>,
    read: usize,
}

impl Printed {
    /// Fails unless the next bytes are these.
    fn expect(&mut self, expected: &[u8], what: impl Fn() -> String) -> Result<()> {
        let end = self.read + expected.len();
        let found = self.bytes.get(self.read..end);
        let found = found.with_context(|| format!("the kernels end before {}", what()))?;
        if let Some(at) = found.iter().zip(expected).position(|(a, b)| a != b) {
            let wrong = found.iter().zip(expected).filter(|(a, b)| a != b).count();
            bail!("{}: {wrong} bytes differ, the first at {at}", what());
        }
        self.read = end;
        Ok(())
    }
}

fn compare(program: &str, params: &ClassParams, at_once: u32, number: u8) -> Result<()> {
    params.validate()?;
    let seed = GpuSeed(H::hash_parts(&[b"kernels", &[number]]));
    let mut numbers = vec![
        params.n,
        params.k,
        params.panels,
        params.lanes,
        params.steps,
    ]
    .into_iter()
    .map(|number| number.to_string())
    .collect::<Vec<_>>();
    numbers.extend([hex::encode(seed.0), at_once.to_string()]);
    let out = Command::new(program)
        .args(&numbers)
        .output()
        .with_context(|| format!("cannot start {program}"))?;
    let complaint = String::from_utf8_lossy(&out.stderr);
    ensure!(
        out.status.success(),
        "{program} failed on {params:?}: {complaint}"
    );
    let mut printed = Printed {
        bytes: out.stdout,
        read: 0,
    };

    let memory = fill::<H>(&seed, params)?;
    printed.expect(&memory, || format!("W of {params:?}"))?;
    let walked = |key: &LaneKey, segment: u32, start: &Hash| {
        lane::segment(key, params, &memory, segment, start, |_| {})
    };
    let roots: Vec<Hash> = (0..params.lanes)
        .map(|number| {
            let key = LaneKey::new(&seed, number);
            lane::root::<H>(&key, params, |segment, start| walked(&key, segment, start))
        })
        .collect();
    for (number, root) in roots.iter().enumerate() {
        printed.expect(root, || format!("root of lane {number} of {params:?}"))?;
    }
    let tree = Tree::new::<H>(tag::GPU_NODE, roots, params.gpu_depth());
    printed.expect(&tree.root(), || format!("R of {params:?}"))?;

    let few = params.lanes.min(3);
    for number in (0..few).map(|index| (params.lanes - 1) / few * index) {
        let key = LaneKey::new(&seed, number);
        let mut start = key.start::<H>();
        for segment in 0..params.segments() {
            let what = || format!("lane {number}, segment {segment} of {params:?}");
            printed.expect(&number.to_le_bytes(), what)?;
            printed.expect(&segment.to_le_bytes(), what)?;
            let mut steps = Vec::new();
            let end = lane::segment(&key, params, &memory, segment, &start, |step| {
                steps.push(step)
            });
            for step in steps {
                printed.expect(&step.state, what)?;
                printed.expect(&step.address.to_le_bytes(), what)?;
                printed.expect(&step.line, what)?;
            }
            start = key.checkpoint::<H>(segment + 1, &end);
            printed.expect(&start, what)?;
        }
    }
    ensure!(
        printed.read == printed.bytes.len(),
        "the kernels print more than was asked for"
    );
    println!(
        "n = {}, k = {}, {} panels, {} lanes of {} steps: {} bytes, none differs",
        params.n, params.k, params.panels, params.lanes, params.steps, printed.read
    );
    Ok(())
}
