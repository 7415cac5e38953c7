//! Filling `W` on a CPU: the reference for every kernel.

use crate::cores;
use crate::hash::Sha256;
use crate::operand::{Side, kept_byte, key, word};
use crate::params::ClassParams;
use crate::seed::GpuSeed;
use std::collections::TryReserveError;

/// `W` of one GPU: `panels · n²` bytes, panel by panel, row by row. Beside it, one panel's right operand is
/// held as int16: `2 · n · k` bytes.
///
/// # Errors
/// The memory could not be allocated.
pub fn fill<H: Sha256>(seed: &GpuSeed, params: &ClassParams) -> Result<Vec<u8>, TryReserveError> {
    let (n, k) = (params.n as usize, params.k as usize);
    let mut memory = Vec::new();
    memory.try_reserve_exact(params.memory_bytes() as usize)?;
    memory.resize(params.memory_bytes() as usize, 0);
    let mut columns = Vec::new();
    columns.try_reserve_exact(n * k)?;
    columns.resize(n * k, 0_i16);

    for (panel, bytes) in (0..params.panels).zip(memory.chunks_exact_mut(n * n)) {
        cores::for_chunks(&mut columns, k, |j, column| {
            expand(key::<H>(seed, Side::Column, panel, j as u32), column);
        });
        cores::for_chunks(bytes, n, |i, row| {
            let mut x = vec![0_i16; k];
            expand(key::<H>(seed, Side::Row, panel, i as u32), &mut x);
            for (byte, y) in row.iter_mut().zip(columns.chunks_exact(k)) {
                *byte = kept_byte(dot(&x, y));
            }
        });
    }
    Ok(memory)
}

/// Elements of a row or column, widened: compilers turn int16 inner products into multiply-add instructions
/// that every x86-64 and AArch64 has.
fn expand(key: u64, out: &mut [i16]) {
    for (c, eight) in (0..).zip(out.chunks_exact_mut(8)) {
        for (element, byte) in eight.iter_mut().zip(word(key, c).to_le_bytes()) {
            *element = i16::from(byte as i8);
        }
    }
}

fn dot(x: &[i16], y: &[i16]) -> i32 {
    x.iter()
        .zip(y)
        .map(|(x, y)| i32::from(*x) * i32::from(*y))
        .fold(0, i32::wrapping_add)
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
