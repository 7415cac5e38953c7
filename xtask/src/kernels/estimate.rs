//! What each class would take, by counting: published rates, and the operations of the kernels' inner loops.
//!
//! Estimates, until a card of the class is measured with `io-worker calibrate`.

use super::Compiled;
use super::sass::{Item, names};
use anyhow::{Context, Result};

/// A card as its maker publishes it.
pub struct Card {
    /// Its name.
    pub name: &'static str,
    /// Compute capability.
    pub capability: (u32, u32),
    /// Dense int8 operations a second, 10¹².
    pub tops: f64,
    /// Bytes of memory read a second, 10⁹.
    pub gb_per_s: f64,
    /// Bytes of memory, 10⁹.
    pub gb: f64,
    /// Multiprocessors, of four parts each.
    pub sms: f64,
    /// Dense int8 operations of one part's tensor core in a cycle; with `tops` and `sms` this gives the clock.
    pub per_cycle: f64,
    /// Inner dimension of the class.
    pub k: u32,
}

#[allow(clippy::too_many_arguments, reason = "a table's row")]
const fn card(
    name: &'static str,
    capability: (u32, u32),
    tops: u32,
    gb_per_s: u32,
    gb: u32,
    sms: u32,
    per_cycle: u32,
    k: u32,
) -> Card {
    Card {
        name,
        capability,
        tops: tops as f64,
        gb_per_s: gb_per_s as f64,
        gb: gb as f64,
        sms: sms as f64,
        per_cycle: per_cycle as f64,
        k,
    }
}

/// The classes.
pub const CARDS: [Card; 14] = [
    card("RTX A4000", (8, 6), 153, 448, 16, 48, 512, 32_768),
    card("RTX 3090", (8, 6), 284, 936, 24, 82, 512, 32_768),
    card("RTX 3090 Ti", (8, 6), 320, 1008, 24, 84, 512, 32_768),
    card("RTX 4090", (8, 9), 661, 1008, 24, 128, 512, 32_768),
    card("RTX 5090", (12, 0), 838, 1792, 32, 170, 512, 32_768),
    card("RTX A6000", (8, 6), 310, 768, 48, 84, 512, 32_768),
    card("L40S", (8, 9), 733, 864, 48, 142, 512, 32_768),
    card("A100 40 GB", (8, 0), 624, 1555, 40, 108, 1024, 32_768),
    card("A100 80 GB PCIe", (8, 0), 624, 1935, 80, 108, 1024, 32_768),
    card("A100 80 GB SXM", (8, 0), 624, 2039, 80, 108, 1024, 32_768),
    card("H100 PCIe", (9, 0), 1513, 2000, 80, 114, 2048, 65_536),
    card("H100 SXM", (9, 0), 1979, 3350, 80, 132, 2048, 65_536),
    card("H200", (9, 0), 1979, 4800, 141, 132, 2048, 65_536),
    card("B200", (10, 0), 4500, 8000, 180, 148, 4096, 65_536),
];

const PANEL: f64 = 16_384.0 * 16_384.0;
const LANES: f64 = 131_072.0;
/// Operations of one `mma.sync.m16n8k32`.
const MMA: f64 = 2.0 * 16.0 * 8.0 * 32.0;
/// Share of the tensor cores' rate that warp-wide instructions reach where the fastest are of four warps.
const OF_FOUR_WARPS: f64 = 0.63;
/// Seconds that a proof takes at least.
const LEAST: f64 = 12.0;

/// Seconds of each part.
pub struct Estimate {
    /// Panels of 2²⁸ bytes in 90% of the memory.
    pub panels: f64,
    /// Fill by the kernel.
    pub fill: f64,
    /// Fill by the library at the published rate, with its sums' way through memory; from 9.0 on.
    pub library: Option<f64>,
    /// Steps per lane.
    pub steps: f64,
    /// Walk if memory gives its published rate.
    pub walk_memory: f64,
    /// Walk if the arithmetic is the limit.
    pub walk_arithmetic: f64,
    /// Reads of each line, on average.
    pub reads: f64,
}

impl Estimate {
    /// Seconds from the seed to the commitment.
    pub fn total(&self) -> f64 {
        self.fastest_fill() + self.walk()
    }

    fn fastest_fill(&self) -> f64 {
        self.library
            .map_or(self.fill, |library| library.min(self.fill))
    }

    fn walk(&self) -> f64 {
        self.walk_memory.max(self.walk_arithmetic)
    }
}

/// Cycles in which one part of a multiprocessor starts these operations of one warp: integer ones go 16 lanes at a time.
pub fn cycles(code: &[Item]) -> f64 {
    const INTEGER: [&str; 9] = [
        "IADD", "IMAD", "LOP3", "SHF", "LEA", "ISETP", "PRMT", "SEL", "VIADD",
    ];
    let of = |name: &str| match INTEGER.iter().any(|kind| name.starts_with(kind)) {
        true => 2.0,
        false => 1.0,
    };
    names(code).map(of).sum()
}

/// Cycles in which a multiprocessor's shared memory, 128 bytes a cycle for its four parts, serves these operations of one
/// warp in each part.
fn shared_cycles(code: &[Item]) -> f64 {
    let of = |name: &str| match name {
        _ if name.starts_with("SHFL") => 1.0,
        _ if !name.starts_with("LDS") && !name.starts_with("STS") => 0.0,
        _ if name.contains("128") => 4.0,
        _ if name.contains("64") => 2.0,
        _ => 1.0,
    };
    4.0 * names(code).map(of).sum::<f64>()
}

/// What a card's class would take.
pub fn estimate(card: &Card, compiled: &[Compiled]) -> Result<Estimate> {
    let code = compiled
        .iter()
        .find(|compiled| compiled.capability == card.capability)
        .with_context(|| format!("{} is of no architecture compiled for", card.name))?;
    let inner = |name: &str, kind: &str| {
        let kernel = code.kernels.iter().find(|kernel| kernel.name == name);
        kernel
            .and_then(|kernel| kernel.inner_loop(kind))
            .with_context(|| format!("{name} has no loop with {kind}"))
    };
    let parts = card.sms * 4.0;
    let clock = card.tops * 1e12 / (parts * card.per_cycle);
    let panels = (card.gb * 1e9 * 0.9 / PANEL).floor();
    let bytes = panels * PANEL;
    let operations = 2.0 * f64::from(card.k) * bytes;

    let fill_loop = inner("fill", "IMMA")?;
    let products = names(fill_loop)
        .filter(|name| name.starts_with("IMMA"))
        .count() as f64;
    let share = if matches!(card.capability.0, 9 | 10) {
        OF_FOUR_WARPS
    } else {
        1.0
    };
    let tensor = products * MMA / (card.per_cycle * share);
    let rounds = operations / (products * MMA);
    let limit = tensor.max(cycles(fill_loop)).max(shared_cycles(fill_loop));
    let fill = rounds * limit / (parts * clock);
    // Four bytes written and read for each that is kept.
    let through_memory = 9.0 * bytes / (card.gb_per_s * 1e9);
    let library =
        (card.capability.0 >= 9).then_some(operations / (card.tops * 1e12) + through_memory);

    let read = 128.0 / (card.gb_per_s * 1e9);
    let step = inner("walk", "SHFL")?;
    let mixed = cycles(step).max(shared_cycles(step)) / 32.0 / (parts * clock);
    let filled = library.map_or(fill, |library| library.min(fill));
    let walk = filled.max(LEAST - filled);
    let steps = (walk / (LANES * read.max(mixed)) / 64.0).ceil() * 64.0;
    Ok(Estimate {
        panels,
        fill,
        library,
        steps,
        walk_memory: LANES * steps * read,
        walk_arithmetic: LANES * steps * mixed,
        reads: LANES * steps / (bytes / 128.0),
    })
}
