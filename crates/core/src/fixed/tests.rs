use super::*;
use num_bigint::BigUint;
use proptest::prelude::*;
use std::vec::Vec;

/// Values whose limbs sit at the edges, where carries are lost.
fn edge_u64() -> impl Strategy<Value = u64> {
    prop_oneof![
        any::<u64>(),
        0u64..4,
        (0u64..4).prop_map(|x| u64::MAX - x),
        (0u32..64, -2i64..3).prop_map(|(s, d)| (1u64 << s).wrapping_add_signed(d)),
        (any::<u32>(), 0u32..3).prop_map(|(hi, lo)| (u64::from(hi) << 32) | u64::from(lo)),
    ]
}

fn edge_u128() -> impl Strategy<Value = u128> {
    (edge_u64(), edge_u64()).prop_map(|(a, b)| (u128::from(a) << 64) | u128::from(b))
}

fn reference(a: u128, b: u128, d: u128, rounding: Rounding) -> Option<BigUint> {
    if d == 0 {
        return None;
    }
    let product = BigUint::from(a) * b;
    let up = if rounding == Rounding::Up { d - 1 } else { 0 };
    Some((product + up) / d)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn wide_products_equal_native_and_big_integers(a in edge_u64(), b in edge_u64(),
                                                   x in edge_u128(), y in edge_u128()) {
        prop_assert_eq!(mul_u64(a, b), u128::from(a) * u128::from(b));
        let (high, low) = mul_wide_u128(x, y);
        prop_assert_eq!((BigUint::from(high) << 128u32) + low, BigUint::from(x) * y);
        prop_assert_eq!(mul_high_u128(x, y), high);
    }

    #[test]
    fn div_wide_equals_native(high in edge_u64(), low in edge_u64(), d in edge_u64()) {
        let got = div_wide(high, low, d);
        if d == 0 {
            prop_assert_eq!(got, Err(CoreError::DivideByZero));
        } else if high >= d {
            prop_assert_eq!(got, Err(CoreError::Overflow));
        } else {
            let n = (u128::from(high) << 64) | u128::from(low);
            let (q, r) = got.unwrap();
            prop_assert_eq!(u128::from(q), n / u128::from(d));
            prop_assert_eq!(u128::from(r), n % u128::from(d));
        }
    }

    #[test]
    fn mul_div_equals_big_integers(a in edge_u64(), b in edge_u64(), d in edge_u64(),
                                   x in edge_u128(), y in edge_u128(), z in edge_u128()) {
        for rounding in [Rounding::Down, Rounding::Up] {
            let want = reference(a.into(), b.into(), d.into(), rounding);
            match mul_div_u64(a, b, d, rounding) {
                Ok(got) => prop_assert_eq!(Some(BigUint::from(got)), want),
                Err(CoreError::DivideByZero) => prop_assert_eq!(d, 0),
                Err(e) => {
                    prop_assert_eq!(e, CoreError::Overflow);
                    prop_assert!(want.unwrap() > BigUint::from(u64::MAX));
                }
            }
            let want = reference(x, y, z, rounding);
            match mul_div_u128(x, y, z, rounding) {
                Ok(got) => prop_assert_eq!(Some(BigUint::from(got)), want),
                Err(CoreError::DivideByZero) => prop_assert_eq!(z, 0),
                Err(e) => {
                    prop_assert_eq!(e, CoreError::Overflow);
                    prop_assert!(want.unwrap() > BigUint::from(u128::MAX));
                }
            }
        }
    }

    #[test]
    fn bps_of_equals_the_wide_formula(amount in edge_u64(), bps in 0u16..=10_000) {
        let n = u128::from(amount) * u128::from(bps);
        prop_assert_eq!(u128::from(bps_of(amount, bps, Rounding::Down).unwrap()), n / 10_000);
        prop_assert_eq!(u128::from(bps_of(amount, bps, Rounding::Up).unwrap()), n.div_ceil(10_000));
    }
}

#[test]
fn rounding_is_right_for_every_small_input() {
    for a in 0u64..48 {
        for b in 0u64..48 {
            for d in 1u64..48 {
                assert_eq!(mul_div_u64(a, b, d, Rounding::Down), Ok(a * b / d));
                assert_eq!(mul_div_u64(a, b, d, Rounding::Up), Ok((a * b).div_ceil(d)));
            }
        }
    }
    for amount in 0u64..25_000 {
        for bps in [0u16, 1, 25, 200, 500, 2_000, 3_333, 9_999, 10_000] {
            let n = amount * u64::from(bps);
            assert_eq!(bps_of(amount, bps, Rounding::Down), Ok(n / 10_000));
            assert_eq!(bps_of(amount, bps, Rounding::Up), Ok(n.div_ceil(10_000)));
        }
    }
}

/// Halves of 64-bit words at which estimates of a digit are off and carries appear.
const HALVES: [u64; 8] = [
    0,
    1,
    2,
    0x7fff_ffff,
    0x8000_0000,
    0x8000_0001,
    0xffff_fffe,
    0xffff_ffff,
];

/// Every division, and every product, whose 32-bit halves are all among [`HALVES`]: 129,024 and 4,096.
#[test]
fn wide_arithmetic_is_right_at_every_edge_of_its_halves() {
    let words: Vec<u64> = HALVES
        .iter()
        .flat_map(|high| HALVES.map(|low| (high << 32) | low))
        .collect();
    let mut divisions = 0;
    for &high in &words {
        for &low in &words {
            let product = u128::from(high) * u128::from(low);
            assert_eq!(mul_u64(high, low), product, "{high:#x} times {low:#x}");
            for &d in words.iter().filter(|d| high < **d) {
                let n = (u128::from(high) << 64) | u128::from(low);
                let (quotient, rest) = div_wide(high, low, d).unwrap();
                let got = (u128::from(quotient), u128::from(rest));
                let d = u128::from(d);
                assert_eq!(got, (n / d, n % d), "{n:#x} over {d:#x}");
                divisions += 1;
            }
        }
    }
    // Of the ordered pairs of 64 words, those with high < d, times 64 low words.
    assert_eq!(divisions, 64 * 63 / 2 * 64);
}

#[test]
fn errors_are_named() {
    assert_eq!(
        mul_div_u64(1, 1, 0, Rounding::Down),
        Err(CoreError::DivideByZero)
    );
    assert_eq!(
        mul_div_u64(u64::MAX, 2, 1, Rounding::Down),
        Err(CoreError::Overflow)
    );
    // 2·MAX + 1 over 2 rounds up past the type: (MAX·(2^32+1)) / (2^32) is above MAX.
    assert_eq!(mul_div_u64(u64::MAX, 3, 3, Rounding::Up), Ok(u64::MAX));
    assert_eq!(
        mul_div_u128(1, 1, 0, Rounding::Down),
        Err(CoreError::DivideByZero)
    );
    assert_eq!(
        mul_div_u128(u128::MAX, 2, 1, Rounding::Up),
        Err(CoreError::Overflow)
    );
    assert_eq!(
        bps_of(1, 10_001, Rounding::Down),
        Err(CoreError::BpsOutOfRange)
    );
}
