//! `docs/kernels.md`.

use super::Compiled;
use super::estimate::{CARDS, cycles, estimate};
use super::sass::{Item, Kernel, names};
use anyhow::{Context, Result};
use std::fmt::Write as _;

const HEAD: &str = "# The kernels, without a card

Written by `cargo xtask kernels`, which compiles `worker/gpu/kernels` with NVRTC and ptxas 12.9 for every architecture the network has classes of and disassembles what comes out; `--check` compares. It fails if a register is spilled, if the fill's loop has less than 32 products of tensor cores, or if fill or walk read memory by less than 128 bits.
The same source, compiled as C++, gives the reference's bytes on a CPU at n = 128, 256, 384 and 512: `W`, roots, sampled steps. There `mma.sync` is a model of its fragments as this repository reads the PTX ISA; on a card, `io-worker verify-layout` confirms that reading or refutes it. **No figure here was measured on a card.**

## Registers and occupancy
Registers a thread / warps a multiprocessor holds of the most it can, by the rules of each architecture for registers and shared memory.

";

const ESTIMATES: &str = "
## Estimated times
**Each figure is an estimate, none a measurement**: published rates and the loops above, as if nothing else took time. A class is live only once `io-worker calibrate` has measured it on a real card.
n = 16,384, 2¹⁷ lanes, panels in 90% of the memory, and as many steps as make the walk at least as long as the fill and both together at least 12 s. *Kernel* is `io_pow_fill`: tensor cores at the published rate (63% of it on 9.0 and 10.0, whose fastest instructions are of four warps), the issue of its operations, or shared memory's 128 bytes a cycle, whichever is slowest. *Library* is cuBLASLt at the published rate plus its int32 sums' way through memory. The walk is limited by memory, at the published rate for reads of whole lines, or by its arithmetic. Large cards lose rate beyond the reach of their TLB (64 GB on A100 and H100), which no table tells.

| card | k | panels | fill, kernel | fill, library | steps | walk, memory | walk, arithmetic | reads a line | total |
|---|---|---|---|---|---|---|---|---|---|
";

const TAIL: &str = "
Where *walk, arithmetic* is the larger, as on H200 and B200, the walk measures the card's integer units and not its memory. A class of those cards would need a mix of fewer rounds, in a next version of the protocol, or the measurement that proves the estimate wrong.
";

/// The whole text.
pub fn write(compiled: &[Compiled]) -> Result<String> {
    let mut out = HEAD.to_owned();
    row(&mut out, "kernel", compiled.iter().map(name));
    row(&mut out, "---", compiled.iter().map(|_| "---".to_owned()));
    for kernel in &compiled[0].kernels {
        let figures = compiled.iter().map(|of| {
            let kernel = of.kernels.iter().find(|other| other.name == kernel.name)?;
            let (held, most) = warps(of.capability, kernel);
            Some(format!("{} / {held} of {most}", kernel.registers))
        });
        let figures: Option<Vec<String>> = figures.collect();
        let figures = figures.context("an architecture lacks a kernel")?;
        row(&mut out, &format!("`{}`", kernel.name), figures.into_iter());
    }
    loops(
        &mut out,
        compiled,
        "fill",
        "IMMA",
        "64 elements of 128 × 128 sums, or 128 where unrolled",
    )?;
    loops(&mut out, compiled, "walk", "SHFL", "one step of 32 lanes")?;
    out.push_str(ESTIMATES);
    for card in &CARDS {
        let e = estimate(card, compiled)?;
        let library = e.library.map_or("-".to_owned(), |s| format!("{s:.1} s"));
        writeln!(
            out,
            "| {} | {} | {} | {:.1} s | {library} | {} | {:.1} s | {:.1} s | {:.0} | {:.1} s |",
            card.name,
            card.k,
            e.panels,
            e.fill,
            e.steps,
            e.walk_memory,
            e.walk_arithmetic,
            e.reads,
            e.total()
        )?;
    }
    out.push_str(TAIL);
    Ok(out)
}

fn name(compiled: &Compiled) -> String {
    format!("{}.{}", compiled.capability.0, compiled.capability.1)
}

fn row(out: &mut String, first: &str, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    out.push_str(&format!("| {first} | {} |\n", cells.join(" | ")));
}

/// What a loop consists of: all operations, then by kind.
const KINDS: [(&str, &[&str]); 8] = [
    ("tensor products", &["IMMA"]),
    ("reads of 128 bits", &["LDG"]),
    ("shared memory, reads", &["LDS"]),
    ("shared memory, writes", &["STS"]),
    ("exchanges in the warp", &["SHFL"]),
    ("multiplications", &["IMAD"]),
    ("shifts", &["SHF"]),
    ("logic and sums", &["LOP3", "IADD", "VIADD", "LEA"]),
];

fn loops(out: &mut String, compiled: &[Compiled], of: &str, kind: &str, what: &str) -> Result<()> {
    writeln!(
        out,
        "\n## The loop of `{of}`\nOperations of one warp for {what}.\n"
    )?;
    let bodies: Option<Vec<&[Item]>> = compiled
        .iter()
        .map(|compiled| {
            let kernel = compiled.kernels.iter().find(|kernel| kernel.name == of)?;
            kernel.inner_loop(kind)
        })
        .collect();
    let bodies = bodies.with_context(|| format!("{of} has no loop with {kind}"))?;
    row(out, "operations", compiled.iter().map(name));
    row(out, "---", compiled.iter().map(|_| "---".to_owned()));
    let all = bodies.iter().map(|body| names(body).count().to_string());
    row(out, "all", all);
    for (name, prefixes) in KINDS {
        let counts = bodies.iter().map(|body| {
            let of_kind = |name: &&str| prefixes.iter().any(|prefix| name.starts_with(prefix));
            names(body).filter(of_kind).count()
        });
        let counts: Vec<usize> = counts.collect();
        if counts.iter().any(|count| *count > 0) {
            row(out, name, counts.iter().map(usize::to_string));
        }
    }
    let started = bodies.iter().map(|body| format!("{:.0}", cycles(body)));
    row(out, "cycles to start them, estimated", started);
    Ok(())
}

/// Threads of a kernel's block, as the worker launches it.
fn threads(kernel: &Kernel) -> u32 {
    match kernel.name.as_str() {
        "walk" | "again" | "steps" => 128,
        _ => 256,
    }
}

/// Warps that a multiprocessor holds at once, and the most it can. Registers are given to warps by 256, shared memory to
/// blocks with 1 KiB of the system's.
fn warps(capability: (u32, u32), kernel: &Kernel) -> (u32, u32) {
    let (most, shared_kib) = match capability {
        (8, 0) => (64, 164),
        (9, 0) | (10, 0) => (64, 228),
        _ => (48, 100),
    };
    let of_block = threads(kernel) / 32;
    let by_registers = 65_536 / (kernel.registers.next_multiple_of(8) * 32) / of_block;
    let by_shared = match kernel.shared {
        0 => u32::MAX,
        bytes => shared_kib * 1024 / (bytes + 1024),
    };
    let blocks = by_registers.min(by_shared).min(most / of_block);
    (blocks * of_block, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occupancy_is_limited_by_registers_shared_memory_and_warps() {
        let kernel = |name: &str, registers, shared| Kernel {
            name: name.to_owned(),
            registers,
            shared,
            ..Kernel::default()
        };
        assert_eq!(warps((9, 0), &kernel("fill", 128, 40_960)), (16, 64));
        assert_eq!(warps((8, 6), &kernel("walk", 32, 18_432)), (20, 48));
        assert_eq!(warps((8, 9), &kernel("keys", 16, 0)), (48, 48));
    }
}
