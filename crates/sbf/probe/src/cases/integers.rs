//! Integers of every width: what wraps, saturates, overflows, divides and shifts.

use super::{Operands, Results, wide};

macro_rules! arithmetic {
    ($name:ident, $ty:ty, $unsigned:ty, $get:expr) => {
        pub(super) fn $name(w: &Operands, out: &mut Results) {
            let get: fn(&Operands, usize) -> $ty = $get;
            let (a, b) = (get(w, 0), get(w, 2));
            let mut put = |v: $ty| out.wide((v as $unsigned).into());
            put(a.wrapping_add(b));
            put(a.wrapping_sub(b));
            put(a.wrapping_mul(b));
            put(a.saturating_add(b));
            put(a.saturating_sub(b));
            put(a.saturating_mul(b));
            let options = [
                a.checked_add(b),
                a.checked_sub(b),
                a.checked_mul(b),
                a.checked_div(b),
                a.checked_rem(b),
                a.checked_neg(),
                a.checked_pow((b & 7) as u32),
                a.checked_div_euclid(b),
                a.checked_rem_euclid(b),
            ];
            for option in options {
                put(option.unwrap_or(77));
                put(option.is_some() as $ty);
            }
            for (value, flag) in [
                a.overflowing_add(b),
                a.overflowing_sub(b),
                a.overflowing_mul(b),
                a.overflowing_neg(),
            ] {
                put(value);
                put(flag as $ty);
            }
            put(a.max(b));
            put(a.min(b));
            put(a.abs_diff(b) as $ty);
            put((a < b) as $ty | ((a <= b) as $ty) << 1 | ((a == b) as $ty) << 2);
        }
    };
}

arithmetic!(u64_arithmetic, u64, u64, |w, i| w[i]);
arithmetic!(i64_arithmetic, i64, u64, |w, i| w[i] as i64);
arithmetic!(u128_arithmetic, u128, u128, wide);
arithmetic!(i128_arithmetic, i128, u128, |w, i| wide(w, i) as i128);

pub(super) fn u128_by_words(w: &Operands, out: &mut Results) {
    let a = wide(w, 0);
    let product = u128::from(w[2]) * u128::from(w[3]);
    out.wide(product);
    out.wide(u128::from(w[2]).checked_mul(u128::from(w[3])).unwrap_or(1));
    out.wide(a / u128::from(w[2] | 1));
    out.wide(a % u128::from(w[2] | 1));
    out.wide(a / u128::from((w[2] as u32) | 1));
    out.wide(product / u128::from(w[2] | 1));
    out.wide(a / 1_000_000_007);
    out.wide(a % 10_000);
    out.wide(a / (1 << 65 | 12345));
    out.wide(a.wrapping_mul(1_000_000));
    out.wide(a.wrapping_mul(10u128.pow(30)));
    out.wide(u128::from(w[2]) * 3600);
    out.wide((i128::from(w[2] as i64) * i128::from(w[3] as i64)) as u128);
    out.wide(a.isqrt());
    out.put(a.checked_ilog10().unwrap_or(99).into());
}

pub(super) fn narrow_arithmetic(w: &Operands, out: &mut Results) {
    macro_rules! narrow {
        ($($ty:ty),*) => {$({
            let (a, b) = (w[0] as $ty, w[2] as $ty);
            out.put(a.wrapping_mul(b) as u64);
            out.put(a.checked_mul(b).map_or(7, |v| v as u64));
            out.put(a.checked_div(b).map_or(7, |v| v as u64));
            out.put(a.checked_rem(b).map_or(7, |v| v as u64));
            out.put(a.saturating_add(b) as u64);
            out.put(a.saturating_sub(b) as u64);
            out.put(a.wrapping_shl(w[4] as u32) as u64);
            out.put(a.wrapping_shr(w[4] as u32) as u64);
            out.put(a.rotate_left((w[4] % 64) as u32) as u64);
            out.put(u64::from(a.leading_zeros()));
        })*};
    }
    narrow!(u8, i8, u16, i16, u32, i32);
}

pub(super) fn shifts(w: &Operands, out: &mut Results) {
    let (a, n) = (wide(w, 0), (w[4] % 256) as u32);
    out.wide(a.wrapping_shl(n));
    out.wide(a.wrapping_shr(n));
    out.wide((a as i128).wrapping_shr(n) as u128);
    out.wide(a.checked_shl(n).unwrap_or(3));
    out.wide(a.rotate_left(n % 128));
    out.wide(a.rotate_right(n % 128));
    out.put(w[0].wrapping_shl(n));
    out.put(w[0].wrapping_shr(n));
    out.put((w[0] as i64).wrapping_shr(n) as u64);
    out.put(w[0].rotate_left(n % 64));
    out.put(w[0].rotate_right(n % 64));
    out.wide(a << 1 ^ a >> 63 ^ a << 64 ^ a >> 65);
}

pub(super) fn bits(w: &Operands, out: &mut Results) {
    let a = wide(w, 0);
    out.put(u64::from(w[0].leading_zeros()));
    out.put(u64::from(w[0].trailing_zeros()));
    out.put(u64::from(w[0].count_ones()));
    out.put(u64::from(a.leading_zeros()));
    out.put(u64::from(a.trailing_zeros()));
    out.put(u64::from(a.count_ones()));
    out.put(w[0].swap_bytes());
    out.put(w[0].reverse_bits());
    out.wide(a.swap_bytes());
    out.wide(a.reverse_bits());
    out.put(u64::from((w[0] as u32).swap_bytes()));
    out.put(u64::from((w[0] as u16).to_be()));
    out.put(w[0].isqrt());
    out.put(w[0].next_power_of_two_or_one());
    out.put(w[0].checked_ilog2().unwrap_or(99).into());
}

trait NextPower {
    fn next_power_of_two_or_one(self) -> u64;
}
impl NextPower for u64 {
    fn next_power_of_two_or_one(self) -> u64 {
        self.checked_next_power_of_two().unwrap_or(1)
    }
}

pub(super) fn constant_divisors(w: &Operands, out: &mut Results) {
    let (a, b) = (w[0], w[0] as i64);
    for word in [
        a / 3,
        a % 3,
        a / 3600,
        a % 10_000,
        a / 1_000_000_007,
        a / (1 << 63 | 1),
    ] {
        out.put(word);
    }
    for word in [
        b / 3,
        b % 3,
        b / -7,
        b % -7,
        b / 8,
        b % 8,
        b / 3600,
        b.rem_euclid(3600),
    ] {
        out.put(word as u64);
    }
}
