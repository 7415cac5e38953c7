use super::*;
use num_bigint::BigUint;
use proptest::prelude::*;
use std::vec::Vec;

const BITS: u32 = 512;

/// `S(n)` for n = 1, 2, … from q to 512 bits, one multiplication an hour: no table, no powers.
struct Reference {
    q: BigUint,
    power: BigUint,
    one: BigUint,
}

impl Reference {
    fn new() -> Self {
        let one = BigUint::from(1u8) << BITS;
        let ten19 = BigUint::from(10u8).pow(19);
        // 1 − 1.38869523959793e-5 = (10¹⁹ − 138,869,523,959,793) / 10¹⁹
        let q = (&one * (&ten19 - 138_869_523_959_793u64)) / &ten19;
        Self {
            q,
            power: one.clone(),
            one,
        }
    }

    /// Advances an hour and returns the uncapped floor; the 512-bit error is below 2⁻⁴⁰⁰ units.
    fn next(&mut self) -> BigUint {
        self.power = (&self.power * &self.q) >> BITS;
        let numerator = BigUint::from(4_000_000_000_000_000u64)
            * BigUint::from(10u8).pow(19)
            * (&self.one - &self.power);
        numerator / ((BigUint::from(8760u64 * 138_869_523_959_793u64)) << BITS)
    }
}

#[test]
fn every_epoch_equals_the_big_integer_reference() {
    let mut reference = Reference::new();
    let cap = BigUint::from(EMISSION_CAP);
    let mut previous = 0u64;
    for epoch in 1..=LAST_EPOCH {
        let want = reference.next().min(cap.clone());
        let got = cumulative(epoch);
        assert_eq!(BigUint::from(got), want, "epoch {epoch}");
        assert!(got > previous, "epoch {epoch} pays nothing");
        if epoch < LAST_EPOCH {
            assert!(got < EMISSION_CAP, "the cap is reached early, at {epoch}");
        }
        previous = got;
    }
    assert!(reference.next() > cap);
}

#[test]
fn the_table_and_the_limit_equal_their_definition() {
    let reference = Reference::new();
    let mut base = reference.q.clone();
    for (i, place) in Q_POWERS_Q128.iter().enumerate() {
        let mut power = base.clone();
        for (d, entry) in place.iter().enumerate() {
            assert_eq!(
                &power >> (BITS - 128),
                BigUint::from(*entry),
                "place {i}, digit {}",
                d + 1
            );
            power = (&power * &base) >> BITS;
        }
        // After seven steps the power is base⁸, which is the next place's.
        base = power;
    }
    let numerator =
        (BigUint::from(4_000_000_000_000_000u64) * BigUint::from(10u8).pow(19)) << 64u32;
    let limit = numerator / (BigUint::from(8760u32) * 138_869_523_959_793u64);
    assert_eq!(limit, BigUint::from(LIMIT_Q64));
}

#[test]
fn checkpoints_of_the_published_schedule() {
    let mut checked = 0;
    for line in include_str!("../../tests/data/emission_checkpoints.csv").lines() {
        let Some((epoch, total)) = line.split_once(',') else {
            continue;
        };
        let Ok(epoch) = epoch.parse::<u64>() else {
            continue;
        };
        assert_eq!(
            cumulative(epoch),
            total.trim().parse::<u64>().unwrap(),
            "epoch {epoch}"
        );
        checked += 1;
    }
    assert_eq!(checked, 9);
    assert_eq!(epoch_emission(FIRST_EPOCH), FIRST);
    assert_eq!(epoch_emission(0), 0);
    assert_eq!(epoch_emission(LAST_EPOCH), 40_012_944_252);
    assert_eq!(epoch_emission(LAST_EPOCH + 1), 0);
    assert_eq!(cumulative(u64::MAX), EMISSION_CAP);
    assert_eq!(epoch_emission(u64::MAX), 0);
}

#[test]
fn split_of_the_whole_schedule_is_exact_and_each_part_only_grows() {
    let split = Split::genesis(2_000, 500).unwrap();
    let mut previous = Totals::default();
    for epoch in 0..=LAST_EPOCH + 2 {
        let t = split.totals(epoch).unwrap();
        assert_eq!(t.emitted, t.stakers + t.suppliers);
        assert_eq!(t.suppliers, t.gpu + t.cpu);
        assert!(t.stakers >= previous.stakers && t.gpu >= previous.gpu && t.cpu >= previous.cpu);
        previous = t;
    }
    assert_eq!(previous.stakers, EMISSION_CAP / 5);
    assert_eq!(previous.cpu, EMISSION_CAP / 5 * 4 / 20);
}

#[test]
fn refusals_are_named() {
    assert_eq!(Split::genesis(10_001, 0), Err(CoreError::BpsOutOfRange));
    assert_eq!(Split::genesis(0, 10_001), Err(CoreError::BpsOutOfRange));
    let split = Split::genesis(2_000, 500).unwrap();
    assert_eq!(
        split.with_change(10_001, 0, 5),
        Err(CoreError::BpsOutOfRange)
    );
    let later = split.with_change(3_000, 500, 10).unwrap();
    assert_eq!(later.totals(9), Err(CoreError::EpochBeforeSplit));
    assert_eq!(later.with_change(1, 1, 9), Err(CoreError::EpochBeforeSplit));
    assert_eq!(later.totals(10), split.totals(10));
}

proptest! {
    /// Changes at any epochs: parts stay exact, only grow, and a stretch splits by its own shares.
    #[test]
    fn changes_are_piecewise(steps in prop::collection::vec((0u64..40_000, 0u16..=10_000, 0u16..=10_000), 1..12)) {
        let mut split = Split::genesis(2_000, 500).unwrap();
        let mut epoch = 0u64;
        let mut seen: Vec<Totals> = Vec::new();
        for (gap, stakers_bps, cpu_bps) in steps {
            epoch += gap;
            let at = split.totals(epoch).unwrap();
            if let Some(last) = seen.last() {
                prop_assert!(at.stakers >= last.stakers && at.gpu >= last.gpu && at.cpu >= last.cpu);
            }
            prop_assert_eq!(at.emitted, at.stakers + at.gpu + at.cpu);
            let next = split.with_change(stakers_bps, cpu_bps, epoch).unwrap();
            prop_assert_eq!(next.totals(epoch).unwrap(), at);
            let after = next.totals(epoch + 100).unwrap();
            let stretch = u128::from(after.emitted - at.emitted) * u128::from(stakers_bps) / 10_000;
            prop_assert_eq!(u128::from(after.stakers - at.stakers), stretch);
            seen.push(at);
            split = next;
        }
    }
}
