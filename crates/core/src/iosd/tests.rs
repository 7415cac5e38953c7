use super::*;
use proptest::prelude::*;

const TWO_DOLLARS: u64 = 200_000_000;

#[test]
fn worked_amounts() {
    // 1 IO at $2 is 2 IOSD, both ways.
    assert_eq!(mint_exact_in(100_000_000, TWO_DOLLARS), Ok(2_000_000));
    assert_eq!(mint_exact_out(2_000_000, TWO_DOLLARS), Ok(100_000_000));
    // A third of a unit: out rounds down, in rounds up.
    assert_eq!(mint_exact_in(99, TWO_DOLLARS), Ok(1));
    assert_eq!(mint_exact_out(1, 300_000_000), Ok(34));
}

#[test]
fn refusals_are_named() {
    assert_eq!(mint_exact_in(49, TWO_DOLLARS), Err(CoreError::ZeroOutput));
    assert_eq!(mint_exact_in(0, TWO_DOLLARS), Err(CoreError::ZeroOutput));
    assert_eq!(mint_exact_in(1, 0), Err(CoreError::PriceNotPositive));
    assert_eq!(mint_exact_in(u64::MAX, u64::MAX), Err(CoreError::Overflow));
    assert_eq!(mint_exact_out(0, 1), Err(CoreError::ZeroAmount));
    assert_eq!(mint_exact_out(1, 0), Err(CoreError::PriceNotPositive));
    assert_eq!(mint_exact_out(u64::MAX, 1), Err(CoreError::Overflow));
    let b = Backing {
        burned: 100,
        redeemed: 40,
        supply: 10,
    };
    assert_eq!(
        b.redeem_exact_in(11, TWO_DOLLARS),
        Err(CoreError::RedemptionAboveBurned)
    );
    assert_eq!(
        b.redeem_exact_in(0, TWO_DOLLARS),
        Err(CoreError::ZeroOutput)
    );
    assert_eq!(b.redeem_exact_in(1, 0), Err(CoreError::PriceNotPositive));
    assert_eq!(
        b.redeem_exact_out(61, TWO_DOLLARS),
        Err(CoreError::RedemptionAboveBurned)
    );
    assert_eq!(
        b.redeem_exact_out(0, TWO_DOLLARS),
        Err(CoreError::ZeroAmount)
    );
    let broken = Backing {
        burned: 1,
        redeemed: 2,
        supply: 10,
    };
    assert_eq!(
        broken.redeem_exact_in(1, 1),
        Err(CoreError::RedemptionAboveBurned)
    );
    assert_eq!(broken.remaining(), Err(CoreError::RedemptionAboveBurned));
}

/// Every small backing, at a price where the part binds, one where the price does, and between.
#[test]
fn redemptions_pay_the_smaller_of_price_and_part() {
    for burned in 1u64..25 {
        for supply in 1u64..25 {
            let b = Backing {
                burned,
                redeemed: 0,
                supply,
            };
            for price in [1, SCALE / 3, SCALE, 3 * SCALE] {
                for iosd in 1..=supply {
                    let want = (iosd * SCALE / price).min(iosd * burned / supply);
                    let got = b.redeem_exact_in(iosd, price);
                    if want == 0 {
                        assert_eq!(got, Err(CoreError::ZeroOutput));
                    } else {
                        assert_eq!(got, Ok(want), "{b:?} {iosd} at {price}");
                    }
                }
                for io in 1..=burned {
                    let want = (io * price)
                        .div_ceil(SCALE)
                        .max((io * supply).div_ceil(burned));
                    let got = b.redeem_exact_out(io, price);
                    if want > supply {
                        assert_eq!(got, Err(CoreError::RedemptionAboveBurned));
                    } else {
                        assert_eq!(got, Ok(want), "{b:?} {io} at {price}");
                        assert!(b.redeem_exact_in(want, price).unwrap() >= io);
                    }
                }
            }
        }
    }
}

#[test]
fn coverage_prices_leases() {
    // 50 IO left at $1 for 100 IOSD: half covered.
    let half = Backing {
        burned: 50 * 100_000_000,
        redeemed: 0,
        supply: 100_000_000,
    };
    assert_eq!(half.coverage_bps(100_000_000), Ok(5_000));
    assert_eq!(half.lease_amount(1_000_000, 100_000_000), Ok(2_000_000));
    assert_eq!(half.lease_amount(1_000_000, 200_000_000), Ok(1_000_000));
    assert_eq!(half.coverage_bps(200_000_001), Ok(10_000));
    assert_eq!(half.coverage_bps(199_999_999), Ok(9_999));
    assert_eq!(
        half.coverage_bps(400_000_000),
        Ok(10_000),
        "at most the whole"
    );
    assert_eq!(half.coverage_bps(0), Err(CoreError::PriceNotPositive));
    assert_eq!(half.lease_amount(1_000_000, 400_000_000), Ok(1_000_000));
    // Three dollars left for seven IOSD: a micro-dollar is 2.33 units and the supplier gets three.
    let thin = Backing {
        burned: 300_000_000,
        redeemed: 0,
        supply: 7_000_000,
    };
    assert_eq!(thin.lease_amount(1, 100_000_000), Ok(3));
    let none = Backing {
        burned: 5,
        redeemed: 5,
        supply: 100,
    };
    assert_eq!(none.lease_amount(1, 1), Err(CoreError::PriceNotPositive));
    assert_eq!(Backing { supply: 0, ..none }.coverage_bps(1), Ok(10_000));
    assert_eq!(none.coverage_bps(1), Ok(0));
    let vast = Backing {
        burned: u64::MAX,
        redeemed: 0,
        supply: u64::MAX,
    };
    assert_eq!(vast.value(u64::MAX), Ok(u64::MAX));
    assert_eq!(Backing { supply: 0, ..none }.lease_amount(7, 1), Ok(7));
}

/// Small scales exhaustively: the two directions of a mint never favour the minter.
#[test]
fn exact_in_and_out_agree() {
    for price in [
        1u64,
        7,
        SCALE / 3,
        SCALE / 2,
        SCALE - 1,
        SCALE,
        SCALE + 1,
        3 * SCALE,
    ] {
        for iosd in 1u64..300 {
            let io = mint_exact_out(iosd, price).unwrap();
            assert!(mint_exact_in(io, price).unwrap() >= iosd);
            if io > 1 {
                assert!(
                    mint_exact_in(io - 1, price).unwrap_or(0) < iosd,
                    "{iosd} at {price} is not least"
                );
            }
        }
    }
}

proptest! {
    #[test]
    fn splitting_an_order_never_pays(a in 1u64..1 << 50, b in 1u64..1 << 50, price in 1u64..1 << 40) {
        let whole = mint_exact_in(a + b, price).unwrap_or(0);
        prop_assert!(mint_exact_in(a, price).unwrap_or(0) + mint_exact_in(b, price).unwrap_or(0) <= whole);
        if let (Ok(x), Ok(y), Ok(z)) = (mint_exact_out(a, price), mint_exact_out(b, price), mint_exact_out(a + b, price)) {
            prop_assert!(x + y >= z);
        }
    }

    /// Any run of redemptions: never above what was burned, and the part per IOSD left never falls.
    #[test]
    fn no_one_gains_by_running(burned in 1u64..1 << 56, supply in 1u64..1 << 50,
                               runs in prop::collection::vec((1u64..1 << 50, prop_oneof![1u64..100_000_000, 1u64..1 << 40]), 1..30)) {
        let mut b = Backing { burned, redeemed: 0, supply };
        for (want, price) in runs {
            let iosd = want.min(b.supply);
            let Ok(io) = b.redeem_exact_in(iosd, price) else { continue };
            let before = (b.remaining().unwrap(), b.supply);
            b.redeemed += io;
            b.supply -= iosd;
            prop_assert!(b.redeemed <= b.burned);
            let left = u128::from(b.remaining().unwrap()) * u128::from(before.1);
            prop_assert!(left >= u128::from(before.0) * u128::from(b.supply));
            if b.supply == 0 { break; }
        }
    }

    /// Everybody redeems, in any order and in any pieces: each gets its part of what there was, less
    /// a unit per piece and what those before it left by rounding, which goes to those after it.
    #[test]
    fn the_order_of_a_run_does_not_matter(holdings in prop::collection::vec(1u64 << 20..1 << 40, 2..12),
                                          burned in 1u64..1 << 53, order in any::<prop::sample::Index>()) {
        let supply: u64 = holdings.iter().sum();
        let start = Backing { burned, redeemed: 0, supply };
        // At a price of one unit 10¹⁰ IO units stand for one of IOSD, and only the part binds.
        let first = order.index(holdings.len());
        let mut b = start;
        for at in (first..holdings.len()).chain(0..first) {
            let part = (u128::from(holdings[at]) * u128::from(burned) / u128::from(supply)) as u64;
            let paid = b.redeem_exact_in(holdings[at], 1).unwrap_or(0);
            prop_assert!(paid >= part, "never less than its part at the start");
            prop_assert!(paid - part <= holdings.len() as u64, "{paid} and {part}");
            b.redeemed += paid;
            b.supply -= holdings[at];
        }
        prop_assert_eq!(b.supply, 0);
        prop_assert_eq!(b.redeemed, burned, "the last one takes all that is left");
    }

    /// Coverage below the whole means that the part binds, and the other way round.
    #[test]
    fn coverage_says_which_of_the_two_binds(burned in 1u64..1 << 56, supply in 1u64..1 << 50, price in 1u64..1 << 40) {
        let b = Backing { burned, redeemed: 0, supply };
        let covered = b.coverage_bps(price).unwrap() == 10_000;
        let by_price = u128::from(supply) * u128::from(SCALE) / u128::from(price);
        if covered {
            prop_assert!(by_price <= u128::from(burned));
        } else {
            prop_assert!(by_price >= u128::from(burned));
        }
    }

    #[test]
    fn exact_out_pays_what_was_asked(burned in 1u64..1 << 56, supply in 1u64..1 << 50, io in 1u64..1 << 56, price in 1u64..1 << 40) {
        let b = Backing { burned, redeemed: 0, supply };
        if let Ok(iosd) = b.redeem_exact_out(io, price) {
            prop_assert!(iosd <= supply);
            prop_assert!(b.redeem_exact_in(iosd, price).unwrap() >= io);
        }
    }
}
