use super::*;
use crate::state::OperatorStatus;
use alloc::boxed::Box;
use bytemuck::Zeroable;

const NOW: i64 = 1_000_000;

struct Board {
    oracle: Oracle,
    operators: Box<Operators>,
    prices: Box<PriceBoard>,
}

/// Seven operators with equal bonds and a value of feed 3 that landed `age` seconds ago.
fn board(values: &[(u64, i64)]) -> Board {
    let mut oracle = Oracle::zeroed();
    oracle.bond = 100.into();
    oracle.price_max_age_s = 120.into();
    let mut operators = Box::new(Operators::zeroed());
    let mut prices = Box::new(PriceBoard::zeroed());
    operators.count = values.len() as u8;
    for (seat, (price, age)) in values.iter().enumerate() {
        operators.entries[seat].status = OperatorStatus::Active as u8;
        operators.entries[seat].bond = 100.into();
        prices.values[seat][3] = (*price).into();
        prices.landed_ts[seat] = u32::try_from(NOW - age).unwrap().into();
        prices.landed_slot[seat] = u32::try_from(5_000 - age).unwrap().into();
    }
    Board {
        oracle,
        operators,
        prices,
    }
}

impl Board {
    fn price(&self, feed: u8) -> Result<Option<FeedPrice>> {
        feed_price(&self.oracle, &self.operators, &self.prices, feed, NOW)
    }
}

#[test]
fn a_liar_and_a_dead_operator_move_nothing() {
    let board = board(&[
        (100, 1),
        (101, 2),
        (102, 3),
        (103, 4),
        (104, 5),
        (1_020, 6),
        (0, 0),
    ]);
    let price = board.price(3).unwrap().unwrap();
    assert_eq!((price.aggregate.lower, price.aggregate.upper), (102, 103));
    assert_eq!(i64::from(price.oldest_ts), NOW - 6);
    assert_eq!(price.oldest_slot, 5_000 - 6);
    assert_eq!(
        class_price(&board.oracle, &board.operators, &board.prices, 2, NOW),
        Ok(price)
    );
}

#[test]
fn four_of_seven_fresh_are_no_quorum() {
    let stale = 121;
    let five = board(&[
        (9, 0),
        (9, 0),
        (9, 0),
        (9, 0),
        (9, 120),
        (9, stale),
        (9, stale),
    ]);
    assert!(five.price(3).unwrap().is_some());
    let four = board(&[
        (9, 0),
        (9, 0),
        (9, 0),
        (9, 0),
        (9, stale),
        (9, stale),
        (9, stale),
    ]);
    assert_eq!(four.price(3), Ok(None));
    assert_eq!(
        class_price(&four.oracle, &four.operators, &four.prices, 2, NOW),
        Err(OracleError::NoQuorumPrice.into())
    );
    let future = board(&[(9, 0), (9, 0), (9, 0), (9, 0), (9, -1), (9, -1), (9, -1)]);
    assert_eq!(
        future.price(3),
        Ok(None),
        "a stamp from the future is stale"
    );
}

#[test]
fn operators_without_their_bond_neither_count_nor_block() {
    let mut board = board(&[(10, 0), (10, 0), (99, 0)]);
    board.operators.entries[2].bond = 99.into();
    let price = board.price(3).unwrap().unwrap();
    assert_eq!(price.aggregate.upper, 10);
    board.operators.entries[1].status = OperatorStatus::Unbonding as u8;
    assert_eq!(board.price(3).unwrap().unwrap().aggregate.upper, 10);
}

#[test]
fn feeds_and_classes_outside_the_board() {
    let board = board(&[(10, 0)]);
    assert_eq!(board.price(32), Err(OracleError::UnknownFeed.into()));
    assert_eq!(board.price(31), Ok(None));
    assert_eq!(class_feed(0), Some(1));
    assert_eq!(class_feed(30), Some(31));
    assert_eq!(class_feed(31), None);
    assert_eq!(class_feed(255), None);
}
