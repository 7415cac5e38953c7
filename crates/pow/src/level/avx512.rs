//! Eight words at a time, and 64 products by two VNNI instructions.

use super::{TILE, counters, expand_from};
use std::arch::x86_64::{
    __m512i, _mm512_add_epi64, _mm512_dpbusd_epi32, _mm512_maskz_loadu_epi64,
    _mm512_maskz_mov_epi64, _mm512_mullo_epi64, _mm512_reduce_add_epi32, _mm512_set1_epi8,
    _mm512_set1_epi64, _mm512_setzero_si512, _mm512_srli_epi64, _mm512_storeu_si512,
    _mm512_xor_si512,
};

/// Counters of the next eight words of one row or column.
#[derive(Clone, Copy)]
struct Stream {
    counters: __m512i,
    advance: __m512i,
}

impl Stream {
    #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vnni")]
    #[inline]
    fn new(key: u64) -> Self {
        let (lanes, advance) = counters::<8>();
        // SAFETY: both are 64 bytes of plain integers, for which every pattern of bits is a value.
        let lanes: __m512i = unsafe { std::mem::transmute(lanes) };
        Self {
            counters: _mm512_add_epi64(_mm512_set1_epi64(key as i64), lanes),
            advance: _mm512_set1_epi64(advance as i64),
        }
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vnni")]
    #[inline]
    fn next(&mut self) -> __m512i {
        let x = self.counters;
        self.counters = _mm512_add_epi64(x, self.advance);
        let x = _mm512_mullo_epi64(
            _mm512_xor_si512(x, _mm512_srli_epi64::<30>(x)),
            _mm512_set1_epi64(0xBF58_476D_1CE4_E5B9_u64 as i64),
        );
        let x = _mm512_mullo_epi64(
            _mm512_xor_si512(x, _mm512_srli_epi64::<27>(x)),
            _mm512_set1_epi64(0x94D0_49BB_1331_11EB_u64 as i64),
        );
        _mm512_xor_si512(x, _mm512_srli_epi64::<31>(x))
    }
}

/// As [`crate::operand::dot`].
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vnni")]
pub(super) fn dot(row_key: u64, column_key: u64, k: u32) -> i32 {
    let (mut row, mut column) = (Stream::new(row_key), Stream::new(column_key));
    // VNNI multiplies unsigned by signed bytes. A flipped top bit is 128 more: Σ (x + 128)·y − 128·Σ y. The first
    // sum stays below 65,536 · 255 · 128 < 2³¹.
    let (bias, ones) = (_mm512_set1_epi8(-128), _mm512_set1_epi8(1));
    let (mut products, mut columns) = (_mm512_setzero_si512(), _mm512_setzero_si512());
    let mut add = |x: __m512i, y: __m512i| {
        products = _mm512_dpbusd_epi32(products, _mm512_xor_si512(x, bias), y);
        columns = _mm512_dpbusd_epi32(columns, ones, y);
    };
    let words = k / 8;
    for _ in 0..words / 8 {
        add(row.next(), column.next());
    }
    // A column's words beyond the last count as zeros.
    let rest = (1_u16 << (words % 8)) - 1;
    if rest != 0 {
        add(
            row.next(),
            _mm512_maskz_mov_epi64(rest as u8, column.next()),
        );
    }
    let columns = _mm512_reduce_add_epi32(columns);
    _mm512_reduce_add_epi32(products).wrapping_sub(columns.wrapping_mul(128))
}

/// As [`super::Level::expand`].
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vnni")]
pub(super) fn expand(key: u64, out: &mut [u64]) {
    let mut stream = Stream::new(key);
    let (whole, rest) = out.as_chunks_mut::<8>();
    for eight in &mut *whole {
        // SAFETY: the array is 64 bytes, and the store asks for no alignment.
        unsafe { _mm512_storeu_si512(eight.as_mut_ptr().cast(), stream.next()) };
    }
    expand_from(key, whole.len() as u32 * 8, rest);
}

/// As [`super::Level::tile`].
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vnni")]
pub(super) fn tile(rows: [&[u64]; TILE], columns: [&[u64]; TILE]) -> [[i32; TILE]; TILE] {
    let (bias, ones) = (_mm512_set1_epi8(-128), _mm512_set1_epi8(1));
    let mut products = [[_mm512_setzero_si512(); TILE]; TILE];
    let mut sums = [_mm512_setzero_si512(); TILE];
    let words = rows[0].len();
    for at in (0..words).step_by(8) {
        let mask = match words - at {
            rest @ 0..8 => (1_u16 << rest) as u8 - 1,
            _ => u8::MAX,
        };
        // SAFETY: the mask leaves out what lies beyond the line's end, and a masked load does not touch it.
        let load =
            |line: &[u64]| unsafe { _mm512_maskz_loadu_epi64(mask, line[at..].as_ptr().cast()) };
        let x = rows.map(|row| _mm512_xor_si512(load(row), bias));
        for j in 0..TILE {
            // Beyond the end it is zero, whatever the row's biased word is.
            let y = load(columns[j]);
            sums[j] = _mm512_dpbusd_epi32(sums[j], ones, y);
            for i in 0..TILE {
                products[i][j] = _mm512_dpbusd_epi32(products[i][j], x[i], y);
            }
        }
    }
    let mut out = [[0; TILE]; TILE];
    for i in 0..TILE {
        for j in 0..TILE {
            let sum = _mm512_reduce_add_epi32(sums[j]).wrapping_mul(128);
            out[i][j] = _mm512_reduce_add_epi32(products[i][j]).wrapping_sub(sum);
        }
    }
    out
}
