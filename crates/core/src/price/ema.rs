//! Exponential moving average over elapsed time, without floats.

use crate::{
    error::{CoreError, Result},
    fixed::mul_wide,
};

/// `⌊2^(−2⁻ⁱ)·2⁶⁴⌋` for i = 1..=32.
static HALF_POWERS_Q64: [u64; 32] = [
    0xb504f333f9de6484,
    0xd744fccad69d6af4,
    0xeac0c6e7dd24392e,
    0xf5257d152486cc2c,
    0xfa83b2db722a033a,
    0xfd3e0c0cf486c174,
    0xfe9e115c7b8f884b,
    0xff4ecb59511ec8a5,
    0xffa756521c8daed1,
    0xffd3a751c0f7e10b,
    0xffe9d2b2f7db2755,
    0xfff4e91bff1b8c3d,
    0xfffa747ea0040664,
    0xfffd3a3b7814eb53,
    0xfffe9d1cc60ddab1,
    0xffff4e8e25879bfa,
    0xffffa7470363f451,
    0xffffd3a37dda0313,
    0xffffe9d1bdf703ae,
    0xfffff4e8debe025e,
    0xfffffa746f4fa150,
    0xfffffd3a37a3f8b0,
    0xfffffe9d1bd1065a,
    0xffffff4e8de845ad,
    0xffffffa746f41376,
    0xffffffd3a37a05e3,
    0xffffffe9d1bd01fb,
    0xfffffff4e8de80c0,
    0xfffffffa746f4050,
    0xfffffffd3a37a024,
    0xfffffffe9d1bd011,
    0xffffffff4e8de808,
];

/// `2^(−elapsed/half_life)` with 64 fraction bits, or None for exactly 1 (nothing elapsed).
///
/// The fraction of a half-life is cut to 32 bits and every product is floored: off by less than
/// 2⁻³² relative, and never larger for a longer time.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "`half_life_s` is checked first"
)]
fn decay_q64(elapsed_s: u64, half_life_s: u64) -> Result<Option<u64>> {
    // The upper bound lets the fraction of a half-life be taken with one 64-bit division.
    if half_life_s == 0 || half_life_s > u64::from(u32::MAX) {
        return Err(CoreError::DurationOutOfRange);
    }
    if elapsed_s == 0 {
        return Ok(None);
    }
    let halvings = elapsed_s.wrapping_div(half_life_s);
    let fraction = (elapsed_s.wrapping_rem(half_life_s) << 32).wrapping_div(half_life_s);
    let mut weight = u64::MAX;
    let mut bits = (fraction as u32).reverse_bits();
    for entry in &HALF_POWERS_Q64 {
        if bits == 0 {
            break;
        }
        if bits & 1 == 1 {
            weight = mul_wide(weight, *entry).0;
        }
        bits >>= 1;
    }
    let halvings = u32::try_from(halvings).unwrap_or(u32::MAX);
    Ok(Some(weight.checked_shr(halvings).unwrap_or(0)))
}

/// The average after `elapsed_s` seconds at `spot`: `spot + (ema − spot)·2^(−elapsed/half_life)`.
///
/// The remaining distance rounds down, so the average always comes at least one unit closer when
/// time passes, reaches spot and never overshoots it; each update is off by at most one unit (10⁻⁸
/// dollar) towards spot besides the decay's 2⁻³². With no time elapsed nothing changes, so a second
/// update in one second has no weight.
///
/// # Errors
/// `DurationOutOfRange` for a half-life of 0 or above 2³² − 1 seconds.
pub fn ema_update(ema: u64, spot: u64, elapsed_s: u64, half_life_s: u64) -> Result<u64> {
    let Some(weight) = decay_q64(elapsed_s, half_life_s)? else {
        return Ok(ema);
    };
    let (rest, _) = mul_wide(ema.abs_diff(spot), weight);
    // rest <= |ema − spot|, so this stays between the two.
    Ok(if ema > spot {
        spot.wrapping_add(rest)
    } else {
        spot.wrapping_sub(rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_lives_halve() {
        for n in 1..40u64 {
            let want = (1u64 << 40) >> n;
            let got = ema_update(1 << 40, 0, 3600 * n, 3600).unwrap();
            assert!(want - got <= 1, "{n}: {got}");
        }
        assert_eq!(ema_update(5, 9, 0, 3600), Ok(5));
        assert_eq!(ema_update(5, u64::MAX, u64::MAX, 1), Ok(u64::MAX));
        assert_eq!(ema_update(5, 9, 1, 0), Err(CoreError::DurationOutOfRange));
        assert_eq!(
            ema_update(5, 9, 1, 1 << 32),
            Err(CoreError::DurationOutOfRange)
        );
    }

    /// Against the double-precision power, for every second of three half-lives.
    #[test]
    fn the_decay_is_the_power_and_falls_every_second() {
        let mut before = u64::MAX;
        for s in 1..=10_800u64 {
            let got = decay_q64(s, 3600).unwrap().unwrap();
            let want = (-(s as f64) / 3600.0).exp2();
            let ratio = got as f64 / 18_446_744_073_709_551_616.0 / want;
            assert!((ratio - 1.0).abs() < 1e-9, "{s} s: {ratio}");
            assert!(got < before, "{s} s");
            before = got;
        }
    }

    proptest! {
        #[test]
        fn moves_to_spot_and_never_past_it(ema in any::<u64>(), spot in any::<u64>(),
                                           a in 0u64..100_000, b in 0u64..100_000, h in 1u64..100_000) {
            let (short, long) = (a.min(b), a.max(b));
            let first = ema_update(ema, spot, short, h).unwrap();
            let last = ema_update(ema, spot, long, h).unwrap();
            prop_assert!(first.abs_diff(spot) <= ema.abs_diff(spot));
            prop_assert!(last.abs_diff(spot) <= first.abs_diff(spot));
            prop_assert!((ema >= spot) == (last >= spot) || last == spot);
            if short > 0 && ema != spot {
                prop_assert!(first.abs_diff(spot) < ema.abs_diff(spot));
            }
        }

        /// One long step and the same time in many short ones agree, but for a unit per step.
        #[test]
        fn steps_compose(ema in 0u64..1_000_000_000_000, spot in 0u64..1_000_000_000_000,
                         parts in prop::collection::vec(1u64..600, 1..40)) {
            let once = ema_update(ema, spot, parts.iter().sum(), 3600).unwrap();
            let mut many = ema;
            for p in &parts {
                many = ema_update(many, spot, *p, 3600).unwrap();
            }
            let slack = parts.len() as u64 + 1 + (ema.abs_diff(spot) >> 26);
            prop_assert!(once.abs_diff(many) <= slack, "{} {}", once, many);
        }
    }
}
