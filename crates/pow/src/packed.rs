//! The inner product for a machine that has 64-bit words and no vectors, and counts every instruction: sBPF.
//!
//! Two products by one multiplication. With `x = x₀ + x₁·2³²` and `y = y₁ + y₀·2³²`, the word `x·y mod 2⁶⁴` is
//! `x₀y₁ + (x₀y₀ + x₁y₁)·2³²`: the upper half is a part of the inner product, the lower half is of no use. Both halves
//! are summed over the whole vector, signed: the lower one stays within ±2²⁹ (k/2 products of at most 2¹⁴, k ≤ 65,536), so
//! what it borrowed from the upper one is its sign.

use crate::hash::Sha256;
use crate::operand::{self, Element, GAMMA, Side, finalise, kept_byte};
use crate::seed::GpuSeed;

/// The lowest byte of each half.
const LOW: u64 = 0x0000_00FF_0000_00FF;
/// 2⁷ in each half: with `b ⊕ 0x80` unsigned, `b ⊕ 0x80 − 2⁷` is the int8.
const BIAS: u64 = 0x0000_0080_0000_0080;
/// 2⁷ in each byte.
const SIGNS: u64 = 0x8080_8080_8080_8080;

/// [`operand::dot`], in a third of the instructions on a machine without vectors.
#[must_use]
pub fn dot(row_key: u64, column_key: u64, k: u32) -> i32 {
    let mut sum = 0_u64;
    let (mut row, mut column) = (row_key, column_key);
    for _ in 0..k / 8 {
        let x = finalise(row) ^ SIGNS;
        let y = (finalise(column) ^ SIGNS).rotate_right(32);
        sum = sum
            .wrapping_add(pair(x, y))
            .wrapping_add(pair(x >> 8, y >> 8))
            .wrapping_add(pair(x >> 16, y >> 16))
            .wrapping_add(pair(x >> 24, y >> 24));
        row = row.wrapping_add(GAMMA);
        column = column.wrapping_add(GAMMA);
    }
    // What the lower halves sum to, and what they borrowed when it is negative.
    let lower = sum as u32 as i32;
    ((sum >> 32) as u32 as i32).wrapping_add(i32::from(lower < 0))
}

/// The product of two signed halves; see the module.
#[inline(always)]
const fn pair(x: u64, y: u64) -> u64 {
    let x = (x & LOW).wrapping_sub(BIAS);
    let y = (y & LOW).wrapping_sub(BIAS);
    x.wrapping_mul(y)
}

/// [`operand::byte`] by [`dot`].
#[must_use]
pub fn byte<H: Sha256>(seed: &GpuSeed, k: u32, element: Element) -> u8 {
    let row_key = operand::key::<H>(seed, Side::Row, element.panel, element.row);
    let column_key = operand::key::<H>(seed, Side::Column, element.panel, element.column);
    kept_byte(dot(row_key, column_key, k))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_the_plain_inner_product() {
        let mut key = 1;
        for k in [8, 16, 24, 512, 4096, 32_768, 65_536] {
            for _ in 0..50 {
                let (row, column) = (finalise(key), finalise(key ^ 0xABCD));
                assert_eq!(dot(row, column, k), operand::dot(row, column, k), "k = {k}");
                key += 1;
            }
        }
    }

    /// Words whose bytes are all at an end of int8, where the halves sum and borrow the most.
    #[test]
    fn one_words_products_are_exact_at_the_ends() {
        let ends = [0x80_u8, 0x81, 0xFF, 0, 1, 0x7F];
        for a in ends {
            for b in ends {
                for c in ends {
                    let (x, y) = (
                        u64::from_le_bytes([a, b, c, a, b, a, c, b]),
                        u64::from_le_bytes([c, c, a, b, a, b, b, a]),
                    );
                    let plain: i32 = x
                        .to_le_bytes()
                        .iter()
                        .zip(y.to_le_bytes())
                        .map(|(x, y)| i32::from(*x as i8) * i32::from(y as i8))
                        .sum();
                    let (x, y) = (x ^ SIGNS, (y ^ SIGNS).rotate_right(32));
                    let sum = [0, 8, 16, 24]
                        .iter()
                        .fold(0_u64, |sum, by| sum.wrapping_add(pair(x >> by, y >> by)));
                    let borrowed = i32::from((sum as u32 as i32) < 0);
                    assert_eq!((sum >> 32) as u32 as i32 + borrowed, plain);
                }
            }
        }
    }
}
