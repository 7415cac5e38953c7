//! Fixed point with explicit rounding, from 64-bit limbs.
//!
//! The VM has 64-bit registers, no widening multiply and slow 128-bit library calls, so products are
//! built from four 32-bit multiplications and long division from 64-bit ones. Hosts run the same
//! code, so that what the tests prove is what the chain runs.

use crate::{
    error::{CoreError, Result},
    units::BPS,
};

const LOW: u64 = 0xffff_ffff;

/// Which way a division rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Towards zero.
    Down,
    /// Away from zero when anything is left over.
    Up,
}

/// Full 64 × 64 product as `(high, low)`.
#[inline(always)]
pub const fn mul_wide(a: u64, b: u64) -> (u64, u64) {
    let (a0, a1) = (a & LOW, a >> 32);
    let (b0, b1) = (b & LOW, b >> 32);
    // With 32-bit halves a partial product is at most (2³²−1)², and adding 2³²−1 to it twice gives
    // 2⁶⁴−1 at most: neither `upper` nor `lower` can wrap, and neither can the true high word.
    let upper = a1.wrapping_mul(b0).wrapping_add(a0.wrapping_mul(b0) >> 32);
    let lower = a0.wrapping_mul(b1).wrapping_add(upper & LOW);
    // `+ (lower >> 32)`, written as `+ (2³²−1) − (!lower >> 32)`: in its plain form LLVM 22 recognises
    // a widening product and makes it the 128-bit library call that this function is there to avoid.
    let high = a1
        .wrapping_mul(b1)
        .wrapping_add(upper >> 32)
        .wrapping_add(LOW)
        .wrapping_sub(!lower >> 32);
    (high, a.wrapping_mul(b))
}

/// Full 64 × 64 product as a u128, without the 128-bit library call.
#[inline(always)]
pub const fn mul_u64(a: u64, b: u64) -> u128 {
    let (high, low) = mul_wide(a, b);
    ((high as u128) << 64) | low as u128
}

/// The high 128 bits of a 128 × 128 product: `⌊a·b / 2¹²⁸⌋`.
#[inline(always)]
pub const fn mul_high_u128(a: u128, b: u128) -> u128 {
    let (a0, a1) = (a as u64, (a >> 64) as u64);
    let (b0, b1) = (b as u64, (b >> 64) as u64);
    let (low_high, _) = mul_wide(a0, b0);
    let (m0_high, m0_low) = mul_wide(a0, b1);
    let (m1_high, m1_low) = mul_wide(a1, b0);
    let (top_high, top_low) = mul_wide(a1, b1);
    // Column 2⁶⁴: only its carry matters. Columns above: the true product is below 2²⁵⁶, so the
    // last additions cannot wrap.
    let (mid, c0) = low_high.overflowing_add(m0_low);
    let (_, c1) = mid.overflowing_add(m1_low);
    let (low, c2) = top_low.overflowing_add(m0_high);
    let (low, c3) = low.overflowing_add(m1_high);
    let (low, c4) = low.overflowing_add((c0 as u64).wrapping_add(c1 as u64));
    let high = top_high
        .wrapping_add(c2 as u64)
        .wrapping_add(c3 as u64)
        .wrapping_add(c4 as u64);
    ((high as u128) << 64) | low as u128
}

/// The full 128 × 128 product as `(high, low)`.
#[inline]
pub const fn mul_wide_u128(a: u128, b: u128) -> (u128, u128) {
    let (a0, a1) = (a as u64, (a >> 64) as u64);
    let (b0, b1) = (b as u64, (b >> 64) as u64);
    // The low half modulo 2¹²⁸: the cross products matter only modulo 2⁶⁴.
    let cross = a0.wrapping_mul(b1).wrapping_add(a1.wrapping_mul(b0));
    let low = mul_u64(a0, b0).wrapping_add((cross as u128) << 64);
    (mul_high_u128(a, b), low)
}

/// `(high·2⁶⁴ + low) / d` as `(quotient, remainder)`; needs `high < d`, so that the quotient fits.
///
/// # Errors
/// `DivideByZero` for `d == 0`, `Overflow` for `high >= d`.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "no divisor is zero: `d` is checked first"
)]
pub const fn div_wide(high: u64, low: u64, d: u64) -> Result<(u64, u64)> {
    if d == 0 {
        return Err(CoreError::DivideByZero);
    }
    if high >= d {
        return Err(CoreError::Overflow);
    }
    if high == 0 {
        return Ok((low.wrapping_div(d), low.wrapping_rem(d)));
    }
    if d <= LOW {
        // Schoolbook in base 2³²: every remainder is below d < 2³², so each step fits 64 bits.
        let top = (high << 32) | (low >> 32);
        let next = (top.wrapping_rem(d) << 32) | (low & LOW);
        let quotient = (top.wrapping_div(d) << 32) | next.wrapping_div(d);
        return Ok((quotient, next.wrapping_rem(d)));
    }
    // Knuth's algorithm D in base 2³² (TAOCP 4.3.1): normalise, then two estimated digits.
    let shift = d.leading_zeros();
    let d = d << shift;
    let (d1, d0) = (d >> 32, d & LOW);
    let top = if shift == 0 {
        high
    } else {
        (high << shift) | (low >> (64u32.wrapping_sub(shift)))
    };
    let low = low << shift;
    let (q1, rest) = digit(top, low >> 32, d, d1, d0);
    let (q0, rest) = digit(rest, low & LOW, d, d1, d0);
    Ok(((q1 << 32) | q0, rest >> shift))
}

/// One base-2³² digit of `(top·2³² + next) / d` and the rest; `top < d`, `d` normalised.
#[inline(always)]
#[expect(
    clippy::arithmetic_side_effects,
    reason = "`d1` is the top half of a normalised divisor"
)]
const fn digit(top: u64, next: u64, d: u64, d1: u64, d0: u64) -> (u64, u64) {
    let mut q = top.wrapping_div(d1);
    let mut r = top.wrapping_rem(d1);
    // The estimate is at most two too large (Knuth, theorem B); q·d0 is looked at only while
    // r < 2³², so `r << 32` keeps every bit.
    while q > LOW || q.wrapping_mul(d0) > ((r << 32) | next) {
        q = q.wrapping_sub(1);
        r = r.wrapping_add(d1);
        if r > LOW {
            break;
        }
    }
    // The exact rest is in 0..d, so working modulo 2⁶⁴ loses nothing.
    let rest = ((top << 32) | next).wrapping_sub(q.wrapping_mul(d));
    (q, rest)
}

/// `a·b / d`, exact to the last unit.
///
/// # Errors
/// `DivideByZero`; `Overflow` when the quotient needs more than 64 bits.
// Called a dozen times in `escrow` and `staking`: one copy makes them 2% smaller.
#[inline(never)]
pub const fn mul_div_u64(a: u64, b: u64, d: u64, rounding: Rounding) -> Result<u64> {
    let (high, low) = mul_wide(a, b);
    match div_wide(high, low, d) {
        Err(e) => Err(e),
        Ok((quotient, rest)) => {
            if rest != 0 && matches!(rounding, Rounding::Up) {
                match quotient.checked_add(1) {
                    Some(up) => Ok(up),
                    None => Err(CoreError::Overflow),
                }
            } else {
                Ok(quotient)
            }
        }
    }
}

/// `a·b / d` through a 256-bit intermediate. For hosts: on the VM it costs thousands of units.
///
/// # Errors
/// `DivideByZero`; `Overflow` when the quotient needs more than 128 bits.
pub fn mul_div_u128(a: u128, b: u128, d: u128, rounding: Rounding) -> Result<u128> {
    if d == 0 {
        return Err(CoreError::DivideByZero);
    }
    let (high, low) = mul_wide_u128(a, b);
    if high >= d {
        return Err(CoreError::Overflow);
    }
    let (quotient, rest) = div_256(high, low, d);
    if rest != 0 && rounding == Rounding::Up {
        quotient.checked_add(1).ok_or(CoreError::Overflow)
    } else {
        Ok(quotient)
    }
}

/// Restoring division bit by bit: slow and plainly right; needs `high < d`.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "`d` is above `high`, hence not zero"
)]
fn div_256(high: u128, low: u128, d: u128) -> (u128, u128) {
    if high == 0 {
        return (low.wrapping_div(d), low.wrapping_rem(d));
    }
    let (mut rest, mut low, mut quotient) = (high, low, 0u128);
    for _ in 0..128u8 {
        // rest < d <= 2¹²⁸−1, so twice the rest plus a bit has at most 129 bits: the lost top bit
        // alone means "at least d", and the wrapped subtraction is then exact.
        let top = rest >> 127;
        rest = (rest << 1) | (low >> 127);
        low <<= 1;
        quotient <<= 1;
        if top == 1 || rest >= d {
            rest = rest.wrapping_sub(d);
            quotient |= 1;
        }
    }
    (quotient, rest)
}

/// `amount · bps / 10,000`, without leaving 64 bits.
///
/// Splits `amount` into whole ten-thousands and a rest, so that only the rest is rounded: exact.
///
/// # Errors
/// `BpsOutOfRange` above 10,000: then the result could exceed `amount`.
#[inline]
pub const fn bps_of(amount: u64, bps: u16, rounding: Rounding) -> Result<u64> {
    let share = bps as u64;
    if share > BPS {
        return Err(CoreError::BpsOutOfRange);
    }
    // whole·share + (rest·share)/BPS <= amount because share <= BPS: nothing can wrap.
    let whole = amount.wrapping_div(BPS).wrapping_mul(share);
    let rest = amount.wrapping_rem(BPS).wrapping_mul(share);
    let part = match rounding {
        Rounding::Down => rest.wrapping_div(BPS),
        Rounding::Up => rest.wrapping_add(BPS.wrapping_sub(1)).wrapping_div(BPS),
    };
    Ok(whole.wrapping_add(part))
}

#[cfg(test)]
mod tests;
