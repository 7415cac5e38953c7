use super::*;
use crate::units::{CAP, DAY_S};
use proptest::prelude::*;

#[test]
fn shares_are_base_units_until_a_slash() {
    let mut pot = Pot::default();
    assert_eq!(pot.join(600), Ok(600));
    assert_eq!(pot.join(400), Ok(400));
    assert_eq!(pot.value(400), Ok(400));
    assert_eq!(pot.slash(250), Ok(false));
    assert_eq!(pot.value(400), Ok(300));
    // A quarter down: 300 units buy 400 shares.
    assert_eq!(pot.join(300), Ok(400));
    assert_eq!(pot.leave(600), Ok(450));
    assert_eq!(pot.leave(800), Ok(600));
    assert_eq!(pot, Pot::default());
}

#[test]
fn a_whole_slash_voids_the_shares() {
    let mut pot = Pot {
        total: 9,
        shares: 9,
    };
    assert_eq!(pot.slash(10), Err(CoreError::Overflow));
    assert_eq!(pot.slash(9), Ok(true));
    assert_eq!(pot, Pot::default());
    assert_eq!(pot.slash(0), Ok(false), "an empty pot has nothing to void");
    assert_eq!(pot.join(7), Ok(7));
}

#[test]
fn refusals_are_named_and_change_nothing() {
    let before = Pot {
        total: 1,
        shares: 3,
    };
    let mut pot = before;
    assert_eq!(pot.join(0), Err(CoreError::ZeroAmount));
    assert_eq!(pot.leave(4), Err(CoreError::Overflow));
    assert_eq!(pot.value(4), Err(CoreError::Overflow));
    assert_eq!(pot.join(u64::MAX / 2), Err(CoreError::Overflow));
    assert_eq!(pot, before);
}

#[test]
fn half_at_most_and_seven_days_more() {
    assert!(within_half(100, 100) && !within_half(100, 101) && within_half(0, 0));
    assert_eq!(exit_cooldown_s(14 * 86_400, true), 21 * DAY_S);
    assert_eq!(exit_cooldown_s(14 * 86_400, false), 14 * DAY_S);
    assert_eq!(exit_cooldown_s(60, true), 90);
    let most = u64::from(u32::MAX);
    assert_eq!(exit_cooldown_s(u32::MAX, true), most + most / 2);
}

#[test]
fn what_is_locked_backs_nothing() {
    let pot = Pot {
        total: 300,
        shares: 400,
    };
    let locked = |own, co| Parts { own, co };
    assert_eq!(backing(500, pot, 200, locked(0, 0)), Ok(650));
    assert_eq!(backing(500, pot, 200, locked(100, 50)), Ok(500));
    assert_eq!(
        backing(500, pot, 200, locked(600, 50)),
        Ok(100),
        "a lock takes no other part"
    );
    assert_eq!(
        backing(500, pot, 401, locked(0, 0)),
        Err(CoreError::Overflow)
    );
}

#[test]
fn worked_rewards() {
    let stake = Parts {
        own: 12_000,
        co: 4_000,
    };
    let split = |reward, bps| reward_split(reward, stake, bps).unwrap();
    assert_eq!(split(1_000, 8_000), Parts { own: 800, co: 200 });
    assert_eq!(split(1_000, 10_000), Parts { own: 750, co: 250 });
    assert_eq!(split(3, 10_000), Parts { own: 3, co: 0 });
    assert_eq!(split(1_000, 0), Parts { own: 1_000, co: 0 });
    assert_eq!(
        reward_split(1, stake, 10_001),
        Err(CoreError::BpsOutOfRange)
    );
    assert_eq!(
        reward_split(9, Parts { own: 0, co: 0 }, 5_000),
        Ok(Parts { own: 9, co: 0 })
    );
}

#[derive(Clone, Debug)]
enum Step {
    Join(usize, u64),
    Leave(usize, u64),
    Slash(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let amount = prop_oneof![
        1u64..20,
        5_000_000_000u64..1_000_000_000_000,
        Just(CAP / 64)
    ];
    prop_oneof![
        3 => (0usize..5, amount).prop_map(|(i, a)| Step::Join(i, a)),
        3 => (0usize..5, 1u64..=100).prop_map(|(i, p)| Step::Leave(i, p)),
        2 => (0u64..=100).prop_map(Step::Slash),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Whatever the sequence: nobody gains from others, nobody is short, and the last one out leaves
    /// nothing behind.
    #[test]
    fn the_pot_is_shared_to_the_last_unit(steps in prop::collection::vec(step(), 1..100)) {
        let mut pot = Pot::default();
        let mut held = [0u64; 5];
        for s in steps {
            let before = pot;
            let values = held.map(|shares| pot.value(shares).unwrap());
            match s {
                Step::Join(i, amount) => match pot.join(amount) {
                    Ok(shares) => {
                        held[i] += shares;
                        prop_assert_eq!(pot.total, before.total + amount);
                        prop_assert!(pot.value(held[i]).unwrap() <= values[i] + amount, "bought below price");
                    }
                    Err(e) => {
                        prop_assert!(matches!(e, CoreError::Overflow | CoreError::ZeroOutput));
                        prop_assert_eq!(pot, before);
                    }
                },
                Step::Leave(i, percent) => {
                    let shares = (held[i] / 100 * percent).max(held[i].min(1));
                    let amount = pot.leave(shares).unwrap();
                    held[i] -= shares;
                    prop_assert!(amount <= values[i]);
                    prop_assert_eq!(pot.total, before.total - amount);
                }
                Step::Slash(percent) => {
                    let loss = pot.total / 100 * percent + if percent == 100 { pot.total % 100 } else { 0 };
                    if pot.slash(loss).unwrap() {
                        held = [0; 5];
                    }
                    prop_assert_eq!(pot.total, before.total - loss);
                }
            }
            // Others never lose by a join or an exit.
            if !matches!(s, Step::Slash(_)) {
                let who = match s { Step::Join(i, _) | Step::Leave(i, _) => i, Step::Slash(_) => 9 };
                for j in (0..5).filter(|j| *j != who) {
                    prop_assert!(pot.value(held[j]).unwrap() >= values[j]);
                }
            }
            prop_assert!(pot.total <= pot.shares);
            prop_assert_eq!(pot.total == 0, pot.shares == 0);
            prop_assert_eq!(held.iter().sum::<u64>(), pot.shares);
            let sum: u64 = held.iter().map(|shares| pot.value(*shares).unwrap()).sum();
            prop_assert!(sum <= pot.total && pot.total - sum < 5);
        }
        for shares in held {
            pot.leave(shares).unwrap();
        }
        prop_assert_eq!(pot, Pot::default());
    }
}
