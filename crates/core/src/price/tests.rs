use super::*;
use proptest::prelude::*;
use std::vec::Vec;

/// The definition word for word: over all quoted prices, in 128 bits.
fn reference(quotes: &[Quote], total: u64) -> Option<Aggregate> {
    let live: Vec<_> = quotes
        .iter()
        .filter(|q| q.price != 0 && q.weight != 0)
        .collect();
    let fresh: u128 = live.iter().map(|q| u128::from(q.weight)).sum();
    if fresh * 3 <= u128::from(total) * 2 {
        return None;
    }
    let at_most = |p: u64| {
        live.iter()
            .filter(|q| q.price <= p)
            .map(|q| u128::from(q.weight))
            .sum::<u128>()
    };
    let at_least = |p: u64| {
        live.iter()
            .filter(|q| q.price >= p)
            .map(|q| u128::from(q.weight))
            .sum::<u128>()
    };
    let smallest = |k: u128, of: u128| {
        live.iter()
            .map(|q| q.price)
            .filter(|p| at_most(*p) * k >= of)
            .min()
            .unwrap()
    };
    let largest = |k: u128, of: u128| {
        live.iter()
            .map(|q| q.price)
            .filter(|p| at_least(*p) * k >= of)
            .max()
            .unwrap()
    };
    let all = u128::from(total);
    Some(Aggregate {
        lower: smallest(2, fresh),
        upper: largest(2, fresh),
        confidence: (largest(3, all) - smallest(3, all)).div_ceil(2),
    })
}

/// The sort this module had first, one exchange of neighbours at a time.
fn insertion_sort(quotes: &mut [Quote]) {
    for end in 1..quotes.len() {
        let mut at = end;
        while at > 0 && quotes[at - 1].price > quotes[at].price {
            quotes.swap(at - 1, at);
            at -= 1;
        }
    }
}

fn q(price: u64, weight: u64) -> Quote {
    Quote { price, weight }
}

#[test]
fn medians_of_equal_operators() {
    let mut seven: Vec<_> = [3, 1, 2, 7, 5, 6, 4].iter().map(|p| q(*p, 10)).collect();
    let got = quorum_price(&mut seven, 70).unwrap().unwrap();
    assert_eq!(
        got,
        Aggregate {
            lower: 4,
            upper: 4,
            confidence: 1
        }
    );
    let mut even = [q(10, 1), q(20, 1), q(30, 1), q(40, 1)];
    let got = quorum_price(&mut even, 4).unwrap().unwrap();
    assert_eq!(
        got,
        Aggregate {
            lower: 20,
            upper: 30,
            confidence: 5
        }
    );
}

/// Six of seven post, one of them ten times off: the price stays among the honest ones.
#[test]
fn one_liar_and_one_dead_operator_do_not_move_the_price() {
    for lie in [5_000_000, 5_000_000_000] {
        let mut quotes = [
            q(500_000_000, 10),
            q(501_000_000, 10),
            q(499_000_000, 10),
            q(500_500_000, 10),
            q(499_500_000, 10),
            q(lie, 10),
        ];
        let got = quorum_price(&mut quotes, 70).unwrap().unwrap();
        assert!(
            got.lower >= 499_000_000 && got.upper <= 501_000_000,
            "{got:?}"
        );
        assert!(got.confidence <= 1_000_000, "{got:?}");
    }
}

/// The finding that thirds close: a quarter of the weight set the margin, and with it whether anyone
/// could mint.
#[test]
fn one_liar_of_four_does_not_set_the_margin() {
    for lie in [1, 5_000_000, 5_000_000_000, u64::MAX] {
        let honest = [q(500_000_000, 10), q(501_000_000, 10), q(499_000_000, 10)];
        let mut quotes = [honest[0], honest[1], q(lie, 10), honest[2]];
        let got = quorum_price(&mut quotes, 40).unwrap().unwrap();
        assert!(got.confidence <= 1_000_000, "{lie}: {got:?}");
        let mint = mint_price(got.lower, 500_000_000, got.confidence).unwrap();
        assert!(mint >= 497_000_000, "{lie}: {mint}");
        // With one of the four dead the liar is a third of those that speak.
        let mut quotes = [honest[0], honest[1], q(lie, 10)];
        let got = quorum_price(&mut quotes, 40).unwrap().unwrap();
        assert!(got.confidence <= 1_000_000, "{lie}: {got:?}");
    }
}

#[test]
fn quorum_is_strict_and_zero_prices_do_not_count() {
    let mut two = [q(5, 1), q(6, 1)];
    assert_eq!(quorum_price(&mut two, 3), Ok(None));
    let mut three = [q(5, 1), q(6, 1), q(7, 1)];
    assert_eq!(quorum_price(&mut three, 4).unwrap().unwrap().lower, 6);
    let mut with_zero = [q(5, 1), q(6, 1), q(0, 1)];
    assert_eq!(quorum_price(&mut with_zero, 3), Ok(None));
    assert_eq!(quorum_price(&mut [], 0), Ok(None));
    assert_eq!(quorum_price(&mut [], 5), Ok(None));
}

#[test]
fn refusals_are_named() {
    assert_eq!(
        quorum_price(&mut [q(1, 1); 33], 33),
        Err(CoreError::TooManyQuotes)
    );
    assert_eq!(
        quorum_price(&mut [q(1, 2)], 1),
        Err(CoreError::WeightAboveTotal)
    );
    assert_eq!(
        quorum_price(&mut [q(1, 2)], u64::MAX),
        Err(CoreError::Overflow)
    );
    assert_eq!(
        quorum_price(&mut [q(1, u64::MAX), q(1, 1)], 1 << 62),
        Err(CoreError::Overflow)
    );
    assert_eq!(mint_price(100, 100, 50), Err(CoreError::PriceNotPositive));
    assert_eq!(mint_price(100, 0, 0), Err(CoreError::PriceNotPositive));
    assert_eq!(
        mint_price(100, 90, u64::MAX),
        Err(CoreError::PriceNotPositive)
    );
    assert_eq!(
        redemption_price(0, 0, 1, 50),
        Err(CoreError::PriceNotPositive)
    );
    assert_eq!(
        redemption_price(1, 1, u64::MAX, 50),
        Err(CoreError::Overflow)
    );
    assert_eq!(
        redemption_price(1, 1, 1, 10_001),
        Err(CoreError::BpsOutOfRange)
    );
}

#[test]
fn guards() {
    assert_eq!(mint_price(500, 490, 10), Ok(470));
    assert_eq!(mint_price(480, 490, 10), Ok(460));
    // max(500, 510) + 20 = 530, and 0.5% of it, 2.65, rounds up.
    assert_eq!(redemption_price(500, 510, 10, 50), Ok(533));
    assert!(deviation_ok(110, 100, 1_000) && !deviation_ok(111, 100, 1_000));
    assert!(deviation_ok(90, 100, 1_000) && !deviation_ok(89, 100, 1_000));
    assert!(!deviation_ok(1, 0, 1_000) && deviation_ok(0, 0, 0));
    assert!(!deviation_ok(u64::MAX, 1, u16::MAX));
}

/// Every five quotes of prices 0..=3 and weights 0..=2: ties, zeros and all thresholds.
#[test]
fn exhaustive_small() {
    for code in 0..12usize.pow(5) {
        let quotes: Vec<_> = (0..5)
            .map(|i| {
                let digit = (code / 12usize.pow(i) % 12) as u64;
                q(digit % 4, digit / 4)
            })
            .collect();
        let total: u64 = quotes.iter().map(|x| x.weight).sum();
        let mut scratch = quotes.clone();
        assert_eq!(
            quorum_price(&mut scratch, total),
            Ok(reference(&quotes, total)),
            "{quotes:?}"
        );
    }
}

proptest! {
    #[test]
    fn equals_the_definition(raw in prop::collection::vec((prop_oneof![0u64..6, any::<u64>()], prop_oneof![0u64..4, 0u64..1 << 56]), 0..=32),
                             silent in 0u64..1 << 58) {
        let quotes: Vec<_> = raw.iter().map(|(p, w)| q(*p, *w)).collect();
        let total = quotes.iter().map(|x| x.weight).sum::<u64>() + silent % 7 * (silent / 7);
        prop_assume!(total <= 1 << 62);
        let mut scratch = quotes.clone();
        prop_assert_eq!(quorum_price(&mut scratch, total), Ok(reference(&quotes, total)));
    }

    /// The order is the insertion sort's, up to equal prices, no quote is lost, and quotes that come
    /// sorted by it give the same answer.
    #[test]
    fn sorts_as_an_insertion_sort_does(raw in prop::collection::vec((prop_oneof![1u64..6, any::<u64>()], 1u64..1 << 56), 0..=32)) {
        let quotes: Vec<_> = raw.iter().map(|(p, w)| q(*p, *w)).collect();
        let (mut ours, mut theirs) = (quotes.clone(), quotes.clone());
        sort_by_price(&mut ours);
        insertion_sort(&mut theirs);
        let total: u64 = quotes.iter().map(|x| x.weight).sum();
        let mut scratch = quotes;
        prop_assert_eq!(quorum_price(&mut scratch, total), quorum_price(&mut theirs.clone(), total));
        let prices = |list: &[Quote]| list.iter().map(|x| x.price).collect::<Vec<_>>();
        prop_assert_eq!(prices(&ours), prices(&theirs));
        ours.sort_by_key(|x| (x.price, x.weight));
        theirs.sort_by_key(|x| (x.price, x.weight));
        prop_assert_eq!(ours, theirs);
    }

    /// Less than a third of all weight cannot leave the honest range, nor stretch the margin beyond it,
    /// whoever else is silent.
    #[test]
    fn less_than_a_third_cannot_move_it(honest in prop::collection::vec((1_000u64..1_100, 1u64..9), 3..20),
                                        lies in prop::collection::vec((any::<u64>(), 1u64..9), 0..8), silent in 0u64..60) {
        let weight = |list: &[(u64, u64)]| list.iter().map(|x| x.1).sum::<u64>();
        let total = weight(&honest) + weight(&lies) + silent;
        prop_assume!(weight(&lies) * 3 < total && (weight(&honest) + weight(&lies)) * 3 > 2 * total);
        let mut quotes: Vec<_> = honest.iter().chain(&lies).map(|(p, w)| q((*p).max(1), *w)).collect();
        let got = quorum_price(&mut quotes, total).unwrap().unwrap();
        let prices = || honest.iter().map(|x| x.0);
        let (least, most) = (prices().min().unwrap(), prices().max().unwrap());
        prop_assert!(least <= got.lower && got.lower <= got.upper && got.upper <= most);
        prop_assert!(got.confidence <= (most - least).div_ceil(2));
    }

    #[test]
    fn deviation_is_exact(spot in any::<u64>(), ema in any::<u64>(), bps in any::<u16>()) {
        let want = u128::from(spot.abs_diff(ema)) * 10_000 <= u128::from(ema) * u128::from(bps);
        prop_assert_eq!(deviation_ok(spot, ema, bps), want);
    }
}
