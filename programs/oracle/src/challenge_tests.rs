use super::*;
use crate::state::{Operator, OperatorStatus, Settlement};
use alloc::boxed::Box;
use bytemuck::Zeroable;

const HOUR: u32 = 3_600;

/// A chain of one slot a second, which is what slots are asked for.
fn at(ts: i64) -> Now {
    Now {
        ts,
        slot: ts.unsigned_abs(),
    }
}

fn sealed(final_ts: i64) -> Box<EpochRecord> {
    let mut record = Box::new(EpochRecord::zeroed());
    record.status = EpochStatus::Sealed as u8;
    record.final_ts = final_ts.into();
    record.latest_final_ts = (final_ts + 1_800).into();
    record.final_slot = final_ts.unsigned_abs().into();
    record.latest_final_slot = (final_ts.unsigned_abs() + 1_800).into();
    record
}

#[test]
fn contestable_until_final_once_and_also_when_void() {
    let mut record = sealed(1_000);
    let refused = |error: OracleError| Err(ProgramError::from(error));
    assert_eq!(record.require_contestable(at(999)), Ok(()));
    assert_eq!(
        record.require_contestable(at(1_000)),
        refused(OracleError::RootFinal)
    );
    record.status = EpochStatus::Void as u8;
    assert_eq!(record.require_contestable(at(999)), Ok(()));
    assert_eq!(
        record.require_contestable(at(1_000)),
        refused(OracleError::RootFinal)
    );
    record.disproved = 1;
    assert_eq!(
        record.require_contestable(at(999)),
        refused(OracleError::RootDisproved)
    );
    record.status = EpochStatus::Open as u8;
    assert_eq!(
        record.require_contestable(at(999)),
        refused(OracleError::NotSealed)
    );
}

#[test]
fn a_challenge_holds_up_ten_minutes_and_all_together_half_an_hour() {
    let mut record = sealed(7_200);
    record.hold_up(at(0), HOUR);
    assert_eq!(record.final_ts.get(), 7_200, "time enough");
    record.hold_up(at(7_100), HOUR);
    assert_eq!(record.final_ts.get(), 7_700);
    record.hold_up(at(7_000), HOUR);
    assert_eq!(record.final_ts.get(), 7_700, "never earlier");
    for now in [7_699, 8_298, 8_897, 8_999] {
        record.hold_up(at(now), HOUR);
    }
    assert_eq!(record.final_ts.get(), 9_000);
    assert_eq!(record.final_slot.get(), 9_000);
    // Opened after a halt: the clock is past all of it, the slots are not.
    let mut halted = sealed(7_200);
    let now = Now {
        ts: 50_000,
        slot: 7_100,
    };
    assert_eq!(halted.require_contestable(now), Ok(()));
    halted.hold_up(now, HOUR);
    assert_eq!(halted.final_slot.get(), 7_700);
    assert_eq!(halted.final_ts.get(), 9_000);
}

#[test]
fn only_those_who_voted_for_it_are_slashed_wherever_they_are() {
    let mut record = sealed(1_000);
    record.settlement = Settlement::zeroed();
    record.operator_count = 5;
    let digest = record.settlement.digest::<SolSha256>();
    let mut operators = Box::new(Operators::zeroed());
    let statuses = [
        OperatorStatus::Active,
        OperatorStatus::Unbonding,
        OperatorStatus::Active,
        OperatorStatus::Active,
        OperatorStatus::Active,
        OperatorStatus::Active,
    ];
    for (seat, status) in statuses.into_iter().enumerate() {
        let mut operator = Operator::zeroed();
        operator.status = status as u8;
        operator.bond = (10 + seat as u64).into();
        operators.entries[seat] = operator;
    }
    record.votes[0] = digest;
    record.votes[1] = digest;
    record.votes[2] = [1; 32];
    record.votes[4] = digest;
    operators.entries[4].bond = 0.into();
    // Beyond the seats of the record.
    record.votes[5] = digest;
    let mut oracle = Oracle::zeroed();
    oracle.bonded_total = 100.into();
    let slashed = slash_seats(&mut oracle, &mut operators, voters(&record));
    assert_eq!(slashed, Ok(21));
    assert_eq!(
        oracle.bonded_total.get(),
        90,
        "the unbonding one left it before"
    );
    let bonds: alloc::vec::Vec<u64> = operators.entries[..6]
        .iter()
        .map(|o| o.bond.get())
        .collect();
    assert_eq!(bonds, [0, 0, 12, 13, 0, 15]);
    assert_eq!(
        slash_seats(&mut oracle, &mut operators, voters(&record)),
        Ok(0)
    );
}

/// The coalition of a challenger and all whom it slashes loses three quarters, whatever the sum.
#[test]
fn challenging_oneself_never_pays() {
    for slashed in [0, 1, 3, 4, 5, 1_000, u64::MAX] {
        let reward = reward_of(slashed);
        assert!(reward <= slashed / 4, "a quarter at most");
        assert!(reward == 0 || reward < slashed);
    }
}
