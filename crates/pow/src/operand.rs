//! The int8 operands, in counter mode per row, and one byte of their product.

use crate::hash::{Hash, Sha256, tag, word_of};
use crate::seed::GpuSeed;

/// The increment of splitmix64: 2⁶⁴ over the golden ratio.
pub const GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;

/// Which operand a key belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Row `i` of the left operand `X`, of `k` elements.
    Row,
    /// Column `j` of the right operand `Y`, of `k` elements.
    Column,
}

/// Where one byte of `W` lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// Panel, from 0.
    pub panel: u32,
    /// Row in the panel.
    pub row: u32,
    /// Column in the panel.
    pub column: u32,
}

impl Element {
    /// The element behind byte `byte` (0..128) of line `line`: `W` is stored panel by panel, row by row, so
    /// its offset is `line · 128 + byte = panel · n² + row · n + column`.
    #[must_use]
    pub const fn at(line: u32, byte: u8, n: u32) -> Self {
        let offset = line as u64 * crate::params::LINE_BYTES as u64 + byte as u64;
        let (n, panel_bytes) = (n as u64, n as u64 * n as u64);
        Self {
            panel: (offset / panel_bytes) as u32,
            row: (offset % panel_bytes / n) as u32,
            column: (offset % n) as u32,
        }
    }
}

/// splitmix64's finaliser: a bijection of 64 bits.
#[must_use]
pub const fn finalise(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Key of a row or column: the first 8 bytes of `SHA256(side ‖ Sd ‖ panel ‖ index)`, with side `'X'` or `'Y'`.
#[must_use]
pub fn key<H: Sha256>(seed: &GpuSeed, side: Side, panel: u32, index: u32) -> u64 {
    let side = match side {
        Side::Row => tag::ROW_KEY,
        Side::Column => tag::COLUMN_KEY,
    };
    let digest: Hash =
        H::hash_parts(&[&[side], &seed.0, &panel.to_le_bytes(), &index.to_le_bytes()]);
    word_of(&digest, 0)
}

/// Word `c` of a row or column: elements `8c .. 8c + 8`, the first in the lowest byte, as int8.
#[must_use]
pub const fn word(key: u64, c: u32) -> u64 {
    finalise(key.wrapping_add((c as u64).wrapping_mul(GAMMA)))
}

/// The exact inner product of a row and a column of `k` elements; `k` is a multiple of 8, at most 65,536, so
/// the sum stays within ±2³⁰.
#[must_use]
pub fn dot(row_key: u64, column_key: u64, k: u32) -> i32 {
    let mut sum = 0_i32;
    for c in 0..k / 8 {
        let (x, y) = (
            word(row_key, c).to_le_bytes(),
            word(column_key, c).to_le_bytes(),
        );
        for (x, y) in x.iter().zip(y) {
            sum = sum.wrapping_add(i32::from(*x as i8) * i32::from(y as i8));
        }
    }
    sum
}

/// What `W` keeps of a sum: bits 8..15. The bits below would be computable modulo 256.
#[must_use]
pub const fn kept_byte(sum: i32) -> u8 {
    (sum >> 8) as u8
}

/// One byte of `W`, from the seed alone: two keys and one inner product.
#[must_use]
pub fn byte<H: Sha256>(seed: &GpuSeed, k: u32, element: Element) -> u8 {
    byte_by::<H>(seed, k, element, dot)
}

/// [`byte`] with another way to the same inner product: row key, column key and `k` as for [`dot`].
#[must_use]
pub fn byte_by<H: Sha256>(
    seed: &GpuSeed,
    k: u32,
    element: Element,
    dot: impl FnOnce(u64, u64, u32) -> i32,
) -> u8 {
    let row_key = key::<H>(seed, Side::Row, element.panel, element.row);
    let column_key = key::<H>(seed, Side::Column, element.panel, element.column);
    kept_byte(dot(row_key, column_key, k))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finaliser_is_splitmix64s() {
        // First output of splitmix64 seeded with 0, as published with the generator.
        assert_eq!(finalise(GAMMA), 0xE220_A839_7B1D_CDAF);
    }

    #[test]
    fn an_offset_splits_into_panel_row_and_column() {
        let n = 256;
        for (offset, panel, row, column) in [
            (0_u64, 0, 0, 0),
            (255, 0, 0, 255),
            (256, 0, 1, 0),
            (65_535, 0, 255, 255),
            (65_536 + 700, 1, 2, 188),
        ] {
            let at = Element::at((offset / 128) as u32, (offset % 128) as u8, n);
            assert_eq!((at.panel, at.row, at.column), (panel, row, column));
        }
    }

    #[test]
    fn extreme_sums_keep_the_right_byte() {
        assert_eq!(kept_byte(1 << 30), 0);
        assert_eq!(kept_byte(-1), 0xFF);
        assert_eq!(kept_byte(-256), 0xFF);
        assert_eq!(kept_byte(-257), 0xFE);
        assert_eq!(kept_byte(0x1234), 0x12);
    }
}
