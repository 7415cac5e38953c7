//! Random votes on the real binary against the definition: a vote counts the weight, fixed when the epoch
//! was opened, of those who hold it now, and of nobody who held it before; an epoch is sealed exactly when
//! that is more than two thirds; and a sealed record never changes.
use io_client::{ProgramEvent, oracle::events::Event, parse_events};
use io_tests::oracle::{
    OracleWorld, accounts::OPEN, accounts::SEALED, error::*, instructions as ix,
    instructions::Settlement, world::BOND,
};
use io_tests::send::assert_error;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use solana_signer::Signer;

#[derive(Clone, Debug)]
enum Step {
    /// Seat votes for one of a few settlements that may be sealed.
    Vote(usize, u8),
    /// Seat votes for a settlement nobody else will ever name.
    Junk(usize),
    /// Seat votes for a settlement that breaks a rule.
    Invalid(usize, u8),
    /// Seat bonds more: it weighs no more in the epoch that is open.
    Bond(usize, u64),
}

fn step(seats: usize) -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (0..seats, 0u8..3).prop_map(|(seat, choice)| Step::Vote(seat, choice)),
        1 => (0..seats).prop_map(Step::Junk),
        1 => (0..seats, 0u8..3).prop_map(|(seat, kind)| Step::Invalid(seat, kind)),
        1 => (0..seats, 1..9 * BOND).prop_map(|(seat, more)| Step::Bond(seat, more)),
    ]
}

fn scenario() -> impl Strategy<Value = (Vec<u64>, Vec<Step>)> {
    prop::collection::vec(BOND..5 * BOND, 1..9).prop_flat_map(|bonds| {
        let steps = prop::collection::vec(step(bonds.len()), 1..60);
        (Just(bonds), steps)
    })
}

fn check(bonds: &[u64], steps: &[Step]) {
    let mut world = OracleWorld::with_bonds(bonds);
    world.open(1);
    world.go_to_vote(1);
    // The bonds, capped below a third: `weights` shows how.
    let record = world.record(1);
    let weights: Vec<u64> = (0..bonds.len()).map(|seat| record.weight(seat)).collect();
    let total: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    let choices: Vec<Settlement> = (0..3).map(|i| world.settlement(1, 1_000, i + 1)).collect();
    let mut held: Vec<Option<Settlement>> = vec![None; bonds.len()];
    let mut sealed = None;
    let mut junk = 0u64;
    for step in steps {
        let (seat, settlement, valid) = match step {
            Step::Vote(seat, choice) => (*seat, choices[usize::from(*choice)].clone(), true),
            Step::Junk(seat) => {
                junk += 1;
                (*seat, world.settlement(1, 1_000 + junk, 99), true)
            }
            Step::Invalid(seat, kind) => {
                let mut settlement = choices[0].clone();
                match kind {
                    0 => settlement.rewards_sum = u64::MAX,
                    1 => settlement.prev_root = [250; 32],
                    _ => settlement.epoch = 0,
                }
                (*seat, settlement, false)
            }
            Step::Bond(seat, more) => {
                let wallet = world.wallet(*seat);
                let source = world.chain.give_io(&wallet.pubkey(), *more);
                world.must(&ix::bond(&wallet.pubkey(), source, *more), &[&wallet]);
                continue;
            }
        };
        let outcome = if settlement.epoch == 0 {
            let key = world.key(seat);
            let vote = ix::vote_at(&key.pubkey(), 1, &settlement);
            world.send(&vote, &[&key])
        } else {
            world.vote(seat, &settlement)
        };
        if let Some(before) = &sealed {
            let code = if settlement.epoch == 1 {
                EPOCH_SEALED
            } else {
                WRONG_EPOCH
            };
            assert_error(&outcome, code);
            assert_eq!(&world.record(1), before, "a sealed record changed");
            continue;
        }
        assert_eq!(outcome.is_ok(), valid, "{step:?}");
        if !valid {
            continue;
        }
        held[seat] = Some(settlement.clone());
        let agreeing: u128 = held
            .iter()
            .zip(&weights)
            .filter(|(vote, _)| vote.as_ref() == Some(&settlement))
            .map(|(_, weight)| u128::from(*weight))
            .sum();
        let sent = outcome.expect("a valid vote");
        let told = parse_events(&sent.logs)
            .into_iter()
            .find_map(|event| match event {
                ProgramEvent::Oracle(Event::VoteCast(cast)) => {
                    Some((cast.tally, cast.total_weight))
                }
                _ => None,
            });
        let (tally, of) = told.expect("a vote is logged");
        assert_eq!((u128::from(tally), u128::from(of)), (agreeing, total));
        let record = world.record(1);
        if agreeing * 3 > total * 2 {
            assert_eq!(record.status(), SEALED, "{agreeing} of {total} agree");
            assert_eq!(record.settlement(), settlement);
            sealed = Some(record);
        } else {
            assert_eq!(record.status(), OPEN, "{agreeing} of {total} agree");
        }
    }
}

#[test]
fn sealed_exactly_by_more_than_two_thirds_and_then_for_ever() {
    let mut runner = TestRunner::new(Config {
        cases: 48,
        failure_persistence: None,
        ..Config::default()
    });
    let mut seals = std::cell::Cell::new(0);
    runner
        .run(&scenario(), |(bonds, steps)| {
            check(&bonds, &steps);
            seals.set(seals.get() + 1);
            Ok(())
        })
        .expect("the property holds");
    assert_eq!(*seals.get_mut(), 48);
}
