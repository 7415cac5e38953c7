//! Filling `W` on a CPU: the reference for every kernel.

use crate::cores;
use crate::hash::Sha256;
use crate::level::{Level, TILE};
use crate::operand::{Side, kept_byte, key};
use crate::params::ClassParams;
use crate::seed::GpuSeed;
use std::collections::TryReserveError;

/// `W` of one GPU: `panels · n²` bytes, panel by panel, row by row. Beside it, one panel's right operand is
/// held: `n · k` bytes.
///
/// # Errors
/// The memory could not be allocated.
pub fn fill<H: Sha256>(seed: &GpuSeed, params: &ClassParams) -> Result<Vec<u8>, TryReserveError> {
    fill_at::<H>(Level::best(), seed, params)
}

/// [`fill`] with chosen instructions.
///
/// # Errors
/// The memory could not be allocated.
pub fn fill_at<H: Sha256>(
    level: Level,
    seed: &GpuSeed,
    params: &ClassParams,
) -> Result<Vec<u8>, TryReserveError> {
    let (n, words) = (params.n as usize, params.k as usize / 8);
    let mut memory = Vec::new();
    memory.try_reserve_exact(params.memory_bytes() as usize)?;
    memory.resize(params.memory_bytes() as usize, 0);
    let mut columns = Vec::new();
    columns.try_reserve_exact(n * words)?;
    columns.resize(n * words, 0_u64);

    for (panel, bytes) in (0..params.panels).zip(memory.chunks_exact_mut(n * n)) {
        cores::for_chunks(&mut columns, words, |j, column| {
            level.expand(key::<H>(seed, Side::Column, panel, j as u32), column);
        });
        cores::for_chunks(bytes, STRIP * n, |strip, bytes| {
            let mut rows = vec![0; STRIP * words];
            for (i, row) in (strip * STRIP..).zip(rows.chunks_exact_mut(words)) {
                level.expand(key::<H>(seed, Side::Row, panel, i as u32), row);
            }
            multiply(level, &rows, &columns, words, bytes);
        });
    }
    Ok(memory)
}

/// Rows that are multiplied by all columns before the next ones are expanded: at most 1 MiB of them, so that a
/// core's cache holds them. A panel is a multiple of it.
const STRIP: usize = 16;

/// The kept bytes of a strip's rows times all columns.
fn multiply(level: Level, rows: &[u64], columns: &[u64], words: usize, bytes: &mut [u8]) {
    let n = columns.len() / words;
    let four = |lines, first| four(lines, words, first);
    for j in (0..n).step_by(TILE) {
        let y = four(columns, j);
        for i in (0..STRIP).step_by(TILE) {
            let x = four(rows, i);
            for (row, sums) in (i..).zip(level.tile(x, y)) {
                bytes[row * n + j..row * n + j + TILE].copy_from_slice(&sums.map(kept_byte));
            }
        }
    }
}

/// Lines `first` to `first + 3` of lines of `words` each.
fn four(lines: &[u64], words: usize, first: usize) -> [&[u64]; TILE] {
    std::array::from_fn(|at| &lines[(first + at) * words..(first + at + 1) * words])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::HostSha256 as H;
    use crate::operand::{Element, byte};

    #[test]
    fn fill_agrees_with_single_bytes() {
        let params = ClassParams {
            n: 128,
            k: 40,
            panels: 3,
            ..ClassParams::TEST
        };
        let seed = GpuSeed([3; 32]);
        let memory = fill::<H>(&seed, &params).unwrap();
        assert_eq!(memory.len() as u64, params.memory_bytes());
        for level in Level::all() {
            let same = fill_at::<H>(level, &seed, &params).unwrap() == memory;
            assert!(same, "{}", level.name());
        }
        for (offset, found) in memory.iter().enumerate() {
            let at = Element::at((offset / 128) as u32, (offset % 128) as u8, params.n);
            assert_eq!(*found, byte::<H>(&seed, params.k, at), "offset {offset}");
        }
    }

    #[test]
    fn bytes_of_the_test_class_are_uniform() {
        let params = ClassParams::TEST;
        let memory = fill::<H>(&GpuSeed([5; 32]), &params).unwrap();
        let mut cells = [0_i64; 256];
        for byte in &memory {
            cells[usize::from(*byte)] += 1;
        }
        // Chi-squared with 255 degrees of freedom: standard deviation 22.6.
        let mean = memory.len() as i64 / 256;
        let chi = cells.iter().map(|c| (c - mean).pow(2)).sum::<i64>() / mean;
        assert!((255 - 136..255 + 136).contains(&chi), "chi-squared {chi}");
    }
}
