use super::*;
use alloc::boxed::Box;
use bytemuck::Zeroable;
use io_runtime::{clock::Now, SolSha256};

/// A chain of one slot a second, which is what slots are asked for.
fn at(ts: i64) -> Now {
    Now {
        ts,
        slot: ts.unsigned_abs(),
    }
}

fn record(weights: &[u64]) -> EpochRecord {
    let mut record = EpochRecord::zeroed();
    record.status = EpochStatus::Open as u8;
    record.epoch = 5.into();
    record.operator_count = weights.len() as u8;
    for (slot, weight) in record.weights.iter_mut().zip(weights) {
        *slot = (*weight).into();
    }
    record.total_weight = weights.iter().sum::<u64>().into();
    record
}

fn settlement(sum: u64, leaves: u32) -> Settlement {
    let mut settlement = Settlement::zeroed();
    settlement.epoch = 5.into();
    settlement.rewards_sum = sum.into();
    settlement.n_leaves = leaves.into();
    settlement
}

#[test]
fn the_vote_is_the_hash_of_180_bytes_in_field_order() {
    let vote = SettlementVote {
        epoch: 1,
        prev_root: [2; 32],
        rewards_root: [3; 32],
        rewards_sum: 4,
        n_leaves: 5,
        usage_root: [6; 32],
        verdict_root: [7; 32],
        report_hash: [8; 32],
    };
    let settlement = Settlement::from(&vote);
    let mut bytes = [0u8; 180];
    bytes[0] = 1;
    bytes[8..40].fill(2);
    bytes[40..72].fill(3);
    bytes[72] = 4;
    bytes[80] = 5;
    bytes[84..116].fill(6);
    bytes[116..148].fill(7);
    bytes[148..180].fill(8);
    assert_eq!(bytemuck::bytes_of(&settlement), bytes);
    assert_eq!(
        settlement.digest::<SolSha256>(),
        anchor_lang::sha256(&bytes)
    );
}

#[test]
fn each_rule_of_succession_refuses_alone() {
    let mut oracle = Oracle::zeroed();
    oracle.sealed_epoch = 4.into();
    oracle.sealed_rewards_sum = 100.into();
    oracle.sealed_supplier_cap = 100.into();
    oracle.sealed_n_leaves = 3.into();
    let check = |change: &dyn Fn(&mut Settlement)| {
        let mut settlement = settlement(100, 3);
        change(&mut settlement);
        settlement.validate_against(&oracle, 200)
    };
    let refused = |error: OracleError| Err(ProgramError::from(error));
    assert_eq!(check(&|_| ()), Ok(()));
    assert_eq!(check(&|s| s.rewards_sum = 200.into()), Ok(()));
    assert_eq!(
        check(&|s| s.epoch = 4.into()),
        refused(OracleError::EpochBehindSealed)
    );
    assert_eq!(
        check(&|s| s.prev_root[0] = 1),
        refused(OracleError::WrongPreviousRoot)
    );
    assert_eq!(
        check(&|s| s.rewards_sum = 99.into()),
        refused(OracleError::SumFell)
    );
    assert_eq!(
        check(&|s| s.n_leaves = 2.into()),
        refused(OracleError::LeafCountFell)
    );
    assert_eq!(
        check(&|s| s.rewards_sum = 201.into()),
        refused(OracleError::SumAboveCap)
    );
    let mut empty = settlement(1, 0);
    empty.epoch = 1.into();
    assert_eq!(
        empty.validate_against(&Oracle::zeroed(), 10),
        refused(OracleError::SumWithoutLeaves)
    );
}

#[test]
fn a_changed_vote_leaves_nothing_behind() {
    let mut record = record(&[10, 10, 10]);
    let operators = bonded(&[10, 10, 11]);
    let mut cast = |seat, digest| record.cast(seat, digest, &operators);
    let (a, b) = ([1; 32], [2; 32]);
    assert_eq!(cast(0, a), Ok(10));
    assert_eq!(cast(1, a), Ok(20));
    assert_eq!(cast(0, b), Ok(10));
    assert_eq!(cast(2, a), Ok(20), "seat 0's old vote does not count");
    assert_eq!(cast(2, a), Ok(20), "a repeated vote counts once");
    assert_eq!(cast(0, a), Ok(30));
    assert!(!record.seals(20), "two thirds are not more than two thirds");
    assert!(record.seals(30));
}

#[test]
fn a_vote_without_its_bond_does_not_count() {
    let mut record = record(&[10, 10, 10]);
    assert_eq!(record.cast(0, [1; 32], &bonded(&[10, 10, 10])), Ok(10));
    // Seat 0 was slashed, then bonded less than its weight here.
    for left in [0, 9] {
        assert_eq!(record.cast(1, [1; 32], &bonded(&[left, 10, 10])), Ok(10));
    }
    assert_eq!(record.cast(1, [1; 32], &bonded(&[10, 10, 10])), Ok(20));
}

fn bonded(bonds: &[u64]) -> Box<Operators> {
    let mut operators = Box::new(Operators::zeroed());
    for (operator, bond) in operators.entries.iter_mut().zip(bonds) {
        operator.bond = (*bond).into();
    }
    operators
}

fn oracle() -> Oracle {
    let mut oracle = Oracle::zeroed();
    oracle.epoch_length_s = 3_600.into();
    oracle
}

#[test]
fn final_after_the_window_and_not_before() {
    let mut record = record(&[10]);
    assert!(
        !record.is_final(at(i64::MAX)),
        "an open record is never final"
    );
    record
        .seal(&settlement(7, 1), &oracle(), at(1_000), 7_200)
        .unwrap();
    assert!(!record.is_final(at(8_199)));
    assert!(record.final_settlement(at(8_199)).is_none());
    assert!(record.is_final(at(8_200)));
    assert_eq!(
        record
            .final_settlement(at(8_200))
            .unwrap()
            .rewards_sum
            .get(),
        7
    );
    assert_eq!(
        record.require_open(5),
        Err(ProgramError::from(OracleError::EpochSealed))
    );
    assert_eq!(
        record.require_open(6),
        Err(ProgramError::from(OracleError::WrongEpoch))
    );
}

/// A halted chain's clock runs and nobody can challenge: slots have to pass, too.
#[test]
fn a_halt_is_no_time_to_challenge() {
    let mut oracle = oracle();
    let mut first = record(&[10]);
    let sealed = Now { ts: 0, slot: 500 };
    first
        .seal(&settlement(7, 1), &oracle, sealed, 7_200)
        .unwrap();
    oracle.record_seal(&first, sealed);
    let after = |ts, slot| Now { ts, slot };
    assert!(!first.is_final(after(100_000, 501)));
    assert!(!first.is_final(after(100_000, 7_699)));
    assert!(first.is_final(after(100_000, 7_700)));
    assert!(!first.is_final(after(7_199, 100_000)), "nor do slots alone");
    // One that is sealed right after the halt, with a shorter window, is not final before it can be.
    let mut second = record(&[10]);
    let sealed = after(100_000, 510);
    second.seal(&settlement(7, 1), &oracle, sealed, 60).unwrap();
    assert_eq!(first.latest_final_slot.get(), 7_700 + 1_800);
    assert_eq!(second.final_slot, first.latest_final_slot);
}

/// Nobody was in the tree of a year's settlements: the next one may give out its own hour, and an
/// 8,760th of the reserve; all the rest stays reserved. Without the last settlement, it all comes back.
#[test]
fn what_no_root_allocated_is_released_slowly() {
    const HOUR: u64 = 1_000_000;
    let mut oracle = Oracle::zeroed();
    oracle.sealed_epoch = 8_760.into();
    oracle.sealed_supplier_cap = (8_760 * HOUR).into();
    oracle.sealed_n_leaves = 1.into();
    let check = |oracle: &Oracle, epoch: u64, sum: u64| {
        let mut next = settlement(sum, 1);
        next.epoch = epoch.into();
        next.validate_against(oracle, epoch * HOUR)
    };
    let above = Err(ProgramError::from(OracleError::SumAboveCap));
    // The hour, and min(⌊reserve / 8760⌋, the hour).
    assert_eq!(check(&oracle, 8_761, 2 * HOUR), Ok(()));
    assert_eq!(check(&oracle, 8_761, 2 * HOUR + 1), above);
    // A missed hour is in the pool of the next, and its release with it.
    let two = 2 * HOUR + HOUR + (8_760 * HOUR - HOUR) / 8_760;
    assert_eq!(check(&oracle, 8_762, two), Ok(()));
    assert_eq!(check(&oracle, 8_762, two + 1), above);

    // Half of what the next one allows is allocated: the other half is reserved again.
    let mut half = record(&[10]);
    half.settlement = settlement(HOUR, 1);
    half.settlement.epoch = 8_761.into();
    half.supplier_cap = (8_761 * HOUR).into();
    oracle.record_seal(&half, at(0));
    assert_eq!(oracle.supplier_books().reserve(), Ok(8_760 * HOUR));
    assert_eq!(check(&oracle, 8_762, HOUR + 2 * HOUR), Ok(()));
    assert_eq!(check(&oracle, 8_762, HOUR + 2 * HOUR + 1), above);

    // A wallet that reaches its leaf brings what it earned outside the tree: less than an IO.
    let mut joined = settlement(HOUR + 2 * HOUR + 100_000_000, 2);
    joined.epoch = 8_762.into();
    assert_eq!(joined.validate_against(&oracle, 8_762 * HOUR), Ok(()));
    let mut whole = settlement(8_762 * HOUR + 1, 1_000);
    whole.epoch = 8_762.into();
    assert_eq!(
        whole.validate_against(&oracle, 8_762 * HOUR),
        above,
        "never above the emission"
    );
}

#[test]
fn each_state_refuses_a_vote_by_its_own_name() {
    let mut record = record(&[10]);
    let refused = |error: OracleError| Err(ProgramError::from(error));
    assert_eq!(record.require_open(5), Ok(()));
    record.status = EpochStatus::Void as u8;
    assert_eq!(record.require_open(5), refused(OracleError::EpochVoid));
    record.status = EpochStatus::Empty as u8;
    assert_eq!(record.require_open(5), refused(OracleError::WrongEpoch));
}

#[test]
fn a_void_seal_leaves_what_was_before_it() {
    let mut oracle = oracle();
    let mut first = settlement(7, 1);
    first.rewards_root = [1; 32];
    let mut one = record(&[10]);
    one.supplier_cap = 50.into();
    one.seal(&first, &oracle, at(1_000), 7_200).unwrap();
    oracle.record_seal(&one, at(1_000));
    let before = oracle;
    let mut second = settlement(9, 2);
    second.epoch = 6.into();
    second.prev_root = [1; 32];
    second.rewards_root = [2; 32];
    let mut two = record(&[10]);
    two.epoch = 6.into();
    two.supplier_cap = 90.into();
    two.seal(&second, &oracle, at(4_600), 7_200).unwrap();
    oracle.record_seal(&two, at(4_600));
    assert_eq!(oracle.sealed_epoch.get(), 6);
    assert_eq!(oracle.sealed_rewards_root, [2; 32]);
    assert_eq!(oracle.supplier_books().reserve(), Ok(81));
    oracle.undo_seal(&two);
    // The slot is no book: it only keeps what comes next from being final too early.
    assert_eq!(oracle.sealed_latest_final_slot.get(), 13_600);
    oracle.sealed_latest_final_slot = before.sealed_latest_final_slot;
    assert_eq!(bytemuck::bytes_of(&oracle), bytemuck::bytes_of(&before));
    oracle.undo_seal(&one);
    assert_eq!(
        (oracle.sealed_epoch.get(), oracle.sealed_n_leaves.get()),
        (0, 0)
    );
}

/// Whatever the times of the seals: none is final before the one it builds on can be, and few wait.
#[test]
fn a_settlement_is_final_after_those_before_it() {
    let mut oracle = oracle();
    let mut seal = |now| -> Result<(i64, i64)> {
        let mut record = record(&[10]);
        record.seal(&settlement(7, 1), &oracle, at(now), 7_200)?;
        oracle.record_seal(&record, at(now));
        Ok((record.final_ts.get(), record.latest_final_ts.get()))
    };
    assert_eq!(seal(0), Ok((7_200, 9_000)));
    assert_eq!(seal(3_600), Ok((10_800, 12_600)), "an hour later: in time");
    assert_eq!(seal(3_700), Ok((12_600, 14_400)), "too close: later");
    // At most two hours after the window's end, 3,700 + 7,200 + 7,200 = 18,100.
    for at in [14_400, 16_200, 18_000] {
        assert_eq!(seal(3_700), Ok((at, at + 1_800)));
    }
    let refused: Result<(i64, i64)> = Err(OracleError::SealsTooClose.into());
    assert_eq!(seal(3_700), refused);
    assert_eq!(seal(5_399), refused);
    assert_eq!(seal(5_400), Ok((19_800, 21_600)));
}

/// What voids can lead back to keeps its record, however late after it the next one is sealed.
#[test]
fn what_voids_lead_back_to_stays_claimable() {
    let mut oracle = oracle();
    let seal = |oracle: &mut Oracle, epoch: u64, now: i64| {
        let mut record = record(&[10]);
        record.epoch = epoch.into();
        let mut next = settlement(7, 1);
        next.epoch = epoch.into();
        record.seal(&next, oracle, at(now), 7_200).unwrap();
        oracle.record_seal(&record, at(now));
        record
    };
    let hour = |hours: i64| hours * 3_600;
    let old = seal(&mut oracle, 6, hour(6));
    // Long after, the next one is sealed, and the record of the old one would be due for reuse.
    let late = seal(&mut oracle, 69, hour(69));
    let now = at(hour(70));
    oracle.note_final(now);
    assert_eq!(
        (oracle.kept_epoch.get(), oracle.next_kept_epoch.get()),
        (6, 69)
    );
    assert!(old.is_final(now) && old.is_in_use(now, oracle.kept_epoch.get()));
    oracle.undo_seal(&late);
    assert_eq!((oracle.sealed_epoch.get(), oracle.kept_epoch.get()), (6, 6));
    assert_eq!(oracle.next_kept_epoch.get(), 0, "void: never final");

    // Once a later one is final, the old one's record may serve again.
    let next = seal(&mut oracle, 70, hour(71));
    let last_s = next.latest_final_ts.get();
    oracle.note_final(at(last_s - 1));
    assert!(old.is_in_use(at(last_s - 1), oracle.kept_epoch.get()));
    oracle.note_final(Now {
        ts: last_s,
        slot: 0,
    });
    assert_eq!(oracle.kept_epoch.get(), 6, "nor by the clock alone");
    oracle.note_final(at(last_s));
    assert_eq!(oracle.kept_epoch.get(), 70);
    assert!(!old.is_in_use(at(last_s), oracle.kept_epoch.get()));
    assert!(next.is_in_use(at(last_s), oracle.kept_epoch.get()));
}

/// Hour after hour, with windows as long as they may be, what is kept moves on well before records are due.
#[test]
fn what_is_kept_follows_the_seals() {
    for window_h in [1, 2, 8] {
        let mut oracle = oracle();
        for epoch in 1..500_u64 {
            let now = at(epoch as i64 * 3_600);
            oracle.note_final(now);
            let kept = oracle.kept_epoch.get();
            assert!(
                epoch < 40 || kept + 40 > epoch,
                "{window_h} h: {kept} at {epoch}"
            );
            let mut record = record(&[10]);
            record.epoch = epoch.into();
            let mut next = settlement(7, 1);
            next.epoch = epoch.into();
            record.seal(&next, &oracle, now, window_h * 3_600).unwrap();
            oracle.record_seal(&record, now);
        }
    }
}
