//! Four words at a time. AVX2 has no product of 64-bit words: three of 32-bit halves make one.

use super::{TILE, counters, dot_of, expand_from};
use crate::operand::word;
use std::arch::x86_64::{
    __m256i, _mm_set_epi64x, _mm256_add_epi32, _mm256_add_epi64, _mm256_castsi256_si128,
    _mm256_cvtepi8_epi16, _mm256_extracti128_si256, _mm256_madd_epi16, _mm256_mul_epu32,
    _mm256_set1_epi64x, _mm256_setzero_si256, _mm256_slli_epi64, _mm256_srli_epi64,
    _mm256_storeu_si256, _mm256_xor_si256,
};

/// Counters of the next four words of one row or column.
#[derive(Clone, Copy)]
struct Stream {
    counters: __m256i,
    advance: __m256i,
}

impl Stream {
    #[target_feature(enable = "avx2")]
    #[inline]
    fn new(key: u64) -> Self {
        let (lanes, advance) = counters::<4>();
        // SAFETY: both are 32 bytes of plain integers, for which every pattern of bits is a value.
        let lanes: __m256i = unsafe { std::mem::transmute(lanes) };
        Self {
            counters: _mm256_add_epi64(_mm256_set1_epi64x(key as i64), lanes),
            advance: _mm256_set1_epi64x(advance as i64),
        }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn next(&mut self) -> __m256i {
        let x = self.counters;
        self.counters = _mm256_add_epi64(x, self.advance);
        let x = times::<0xBF58_476D_1CE4_E5B9>(_mm256_xor_si256(x, _mm256_srli_epi64::<30>(x)));
        let x = times::<0x94D0_49BB_1331_11EB>(_mm256_xor_si256(x, _mm256_srli_epi64::<27>(x)));
        _mm256_xor_si256(x, _mm256_srli_epi64::<31>(x))
    }
}

/// Four products modulo 2⁶⁴: low times low, and 2³² times the two mixed ones.
#[target_feature(enable = "avx2")]
#[inline]
fn times<const FACTOR: u64>(x: __m256i) -> __m256i {
    let low = _mm256_set1_epi64x(FACTOR as i64);
    let high = _mm256_set1_epi64x((FACTOR >> 32) as i64);
    let mixed = _mm256_add_epi64(
        _mm256_mul_epu32(_mm256_srli_epi64::<32>(x), low),
        _mm256_mul_epu32(x, high),
    );
    _mm256_add_epi64(_mm256_mul_epu32(x, low), _mm256_slli_epi64::<32>(mixed))
}

/// As [`crate::operand::dot`].
#[target_feature(enable = "avx2")]
pub(super) fn dot(row_key: u64, column_key: u64, k: u32) -> i32 {
    let (mut row, mut column) = (Stream::new(row_key), Stream::new(column_key));
    let (mut low, mut high) = (_mm256_setzero_si256(), _mm256_setzero_si256());
    let words = k / 8;
    for _ in 0..words / 4 {
        let (x, y) = (row.next(), column.next());
        // Two products of int8, at most 2¹⁵ in all, for each int32.
        low = _mm256_add_epi32(
            low,
            products(_mm256_castsi256_si128(x), _mm256_castsi256_si128(y)),
        );
        high = _mm256_add_epi32(
            high,
            products(
                _mm256_extracti128_si256::<1>(x),
                _mm256_extracti128_si256::<1>(y),
            ),
        );
    }
    let mut sum = total(_mm256_add_epi32(low, high));
    for c in words / 4 * 4..words {
        sum = sum.wrapping_add(dot_of(&[word(row_key, c)], &[word(column_key, c)]));
    }
    sum
}

#[target_feature(enable = "avx2")]
#[inline]
fn products(x: std::arch::x86_64::__m128i, y: std::arch::x86_64::__m128i) -> __m256i {
    _mm256_madd_epi16(_mm256_cvtepi8_epi16(x), _mm256_cvtepi8_epi16(y))
}

/// As [`super::Level::expand`].
#[target_feature(enable = "avx2")]
pub(super) fn expand(key: u64, out: &mut [u64]) {
    let mut stream = Stream::new(key);
    let (whole, rest) = out.as_chunks_mut::<4>();
    for four in &mut *whole {
        // SAFETY: the array is 32 bytes, and the store asks for no alignment.
        unsafe { _mm256_storeu_si256(four.as_mut_ptr().cast(), stream.next()) };
    }
    expand_from(key, whole.len() as u32 * 4, rest);
}

/// As [`super::Level::tile`].
#[target_feature(enable = "avx2")]
pub(super) fn tile(rows: [&[u64]; TILE], columns: [&[u64]; TILE]) -> [[i32; TILE]; TILE] {
    let mut sums = [[_mm256_setzero_si256(); TILE]; TILE];
    let words = rows[0].len();
    for at in (0..words / 2 * 2).step_by(2) {
        let load = |line: &[u64]| {
            let pair = _mm_set_epi64x(line[at + 1] as i64, line[at] as i64);
            _mm256_cvtepi8_epi16(pair)
        };
        let x = rows.map(&load);
        for j in 0..TILE {
            let y = load(columns[j]);
            for i in 0..TILE {
                sums[i][j] = _mm256_add_epi32(sums[i][j], _mm256_madd_epi16(x[i], y));
            }
        }
    }
    let mut out = [[0; TILE]; TILE];
    for i in 0..TILE {
        for j in 0..TILE {
            let rest = dot_of(&rows[i][words / 2 * 2..], &columns[j][words / 2 * 2..]);
            out[i][j] = total(sums[i][j]).wrapping_add(rest);
        }
    }
    out
}

#[target_feature(enable = "avx2")]
#[inline]
fn total(sums: __m256i) -> i32 {
    // SAFETY: both are 32 bytes of plain integers, for which every pattern of bits is a value.
    let sums: [i32; 8] = unsafe { std::mem::transmute(sums) };
    sums.into_iter().fold(0, i32::wrapping_add)
}
