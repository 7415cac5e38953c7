//! Which of the CPU's instructions the verifier and the CPU prover use, chosen when they run.
//!
//! Two loops take the time of a verification that hashing does not: expanding operands and their inner product.
//! Each exists once per [`Level`]; tests hold every level to [`crate::operand`], the definition, byte for byte.

use crate::operand::{self, GAMMA, word};

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;

/// A set of instructions that this CPU has. Only detection makes one, so having one proves that they exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Level {
    /// What every CPU of the target architecture has: plain Rust, vectorised as far as the compiler sees fit (on
    /// x86-64 that is SSE2).
    pub const PORTABLE: Self = Self(Kind::Portable);

    /// All levels of this CPU, the slowest first: portable; AVX2; AVX-512 with F, BW, DQ and VNNI.
    #[must_use]
    pub fn all() -> Vec<Self> {
        #[allow(unused_mut, reason = "other architectures have one level")]
        let mut levels = vec![Self::PORTABLE];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") {
                levels.push(Self(Kind::Avx2));
            }
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vnni")
            {
                levels.push(Self(Kind::Avx512));
            }
        }
        levels
    }

    /// The fastest level of this CPU.
    #[must_use]
    pub fn best() -> Self {
        Self::all().pop().unwrap_or(Self::PORTABLE)
    }

    /// Its name, for tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self.0 {
            Kind::Portable => "portable",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => "AVX2",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => "AVX-512",
        }
    }

    /// The inner product of a row and a column of `k` elements, as [`operand::dot`].
    #[must_use]
    pub fn dot(self, row_key: u64, column_key: u64, k: u32) -> i32 {
        match self.0 {
            Kind::Portable => operand::dot(row_key, column_key, k),
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `Level::all` found AVX2 on this CPU before it made this level.
            Kind::Avx2 => unsafe { avx2::dot(row_key, column_key, k) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `Level::all` found AVX-512 F, BW, DQ and VNNI on this CPU before it made this level.
            Kind::Avx512 => unsafe { avx512::dot(row_key, column_key, k) },
        }
    }

    /// The first words of a row or column: `out[c] = word(key, c)`.
    pub fn expand(self, key: u64, out: &mut [u64]) {
        match self.0 {
            Kind::Portable => expand_from(key, 0, out),
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `Level::all` found AVX2 on this CPU before it made this level.
            Kind::Avx2 => unsafe { avx2::expand(key, out) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `Level::all` found AVX-512 F, BW, DQ and VNNI on this CPU before it made this level.
            Kind::Avx512 => unsafe { avx512::expand(key, out) },
        }
    }

    /// All inner products of four rows with four columns, expanded and of one length: `[row][column]`.
    #[must_use]
    pub fn tile(self, rows: [&[u64]; TILE], columns: [&[u64]; TILE]) -> [[i32; TILE]; TILE] {
        let length = rows[0].len();
        assert!(
            rows.iter().chain(&columns).all(|line| line.len() == length),
            "rows and columns of a tile are of one length"
        );
        match self.0 {
            Kind::Portable => rows.map(|x| columns.map(|y| dot_of(x, y))),
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `Level::all` found AVX2 on this CPU before it made this level.
            Kind::Avx2 => unsafe { avx2::tile(rows, columns) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `Level::all` found AVX-512 F, BW, DQ and VNNI on this CPU before it made this level.
            Kind::Avx512 => unsafe { avx512::tile(rows, columns) },
        }
    }
}

/// Rows, and columns, of a [`Level::tile`]: as many as keep a CPU's multipliers busy for each word loaded.
pub const TILE: usize = 4;

/// The inner product of two expanded lines.
fn dot_of(x: &[u64], y: &[u64]) -> i32 {
    let products = x.iter().zip(y).map(|(x, y)| {
        let pairs = x.to_le_bytes().into_iter().zip(y.to_le_bytes());
        pairs
            .map(|(x, y)| i32::from(x as i8) * i32::from(y as i8))
            .sum::<i32>()
    });
    products.fold(0, i32::wrapping_add)
}

/// Words `first`, `first + 1`, … of a row or column, one at a time.
fn expand_from(key: u64, first: u32, out: &mut [u64]) {
    for (c, out) in (first..).zip(out) {
        *out = word(key, c);
    }
}

/// The counters behind `N` successive words, and what they advance by for the next `N`.
const fn counters<const N: usize>() -> ([u64; N], u64) {
    let mut lanes = [0; N];
    let mut c = 0;
    while c < N {
        lanes[c] = GAMMA.wrapping_mul(c as u64);
        c += 1;
    }
    (lanes, GAMMA.wrapping_mul(N as u64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operand::finalise;
    use proptest::prelude::*;

    #[test]
    fn every_level_expands_as_the_definition() {
        for level in Level::all() {
            for (key, length) in (0..80).map(|c| (finalise(c as u64), c)) {
                let mut words = vec![0; length];
                level.expand(key, &mut words);
                let expected: Vec<u64> = (0..length as u32).map(|c| word(key, c)).collect();
                assert_eq!(words, expected, "{}, {length} words", level.name());
            }
        }
    }

    #[test]
    fn every_level_multiplies_as_the_definition_at_every_length() {
        for level in Level::all() {
            for k in (8..=1024).step_by(8).chain([32_768, 65_528, 65_536]) {
                let (x, y) = (finalise(u64::from(k)), finalise(!u64::from(k)));
                assert_eq!(
                    level.dot(x, y, k),
                    operand::dot(x, y, k),
                    "{}, k = {k}",
                    level.name()
                );
            }
        }
    }

    #[test]
    fn every_level_tiles_as_the_definition_at_every_length() {
        for length in (1..40).chain([8192]) {
            let line = |key: u64| -> Vec<u64> { (0..length).map(|c| word(key, c)).collect() };
            // The last column is the first row: the largest sum there is.
            let (x, y) = ([1, 2, 3, 4].map(line), [5, 6, 7, 1].map(line));
            let k = length * 8;
            let expected = [1, 2, 3, 4].map(|x| [5, 6, 7, 1].map(|y| operand::dot(x, y, k)));
            for level in Level::all() {
                let found = level.tile(x.each_ref().map(|x| &x[..]), y.each_ref().map(|y| &y[..]));
                assert_eq!(found, expected, "{}, {length} words", level.name());
            }
        }
    }

    proptest! {
        #[test]
        fn every_level_multiplies_as_the_definition(
            x in any::<u64>(), y in any::<u64>(), eights in 1_u32..600
        ) {
            // Equal keys give the largest sums there are.
            for column in [y, x] {
                let expected = operand::dot(x, column, eights * 8);
                for level in Level::all() {
                    prop_assert_eq!(level.dot(x, column, eights * 8), expected);
                }
            }
        }
    }
}
