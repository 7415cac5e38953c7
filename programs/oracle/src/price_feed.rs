//! Reading a quorum price off the board, for this program's ring and for `escrow`.
use crate::{
    errors::OracleError,
    state::{
        Operators, Oracle, PriceBoard, PriceRing, RingEntry, MAX_CLASSES, MAX_FEEDS, MAX_OPERATORS,
        PRICE_RING,
    },
};
use anchor_lang::prelude::*;
use io_core::price::{quorum_price, Aggregate, Quote};
use io_runtime::CoreErrorExt;

/// What the fresh values of a feed agree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedPrice {
    /// Lower and upper median and confidence, USD × 10⁸.
    pub aggregate: Aggregate,
    /// Oldest landing time among the values that counted, unix seconds.
    pub oldest_ts: u32,
    /// Oldest landing slot among them.
    pub oldest_slot: u32,
}

/// The feed of a class's GPU-hour: 1 + class. The last class has none, since feed 0 is IO/USD.
pub const fn class_feed(class: u8) -> Option<u8> {
    if (class as usize) < MAX_CLASSES && (class as usize) < MAX_FEEDS.saturating_sub(1) {
        Some(class.saturating_add(1))
    } else {
        None
    }
}

/// The quorum price of `feed` at `now`: values of operators with their whole bond, landed at most
/// `price_max_age_s` ago, from more than two thirds of the weights; none without that quorum. A value
/// stamped in the future counts as stale: the clock went back, and nobody knows how old it is.
///
/// Weights are the capped ones of the votes, computed here and not kept: the pass over the bonds costs
/// less than the checks that a kept cap would need, and cannot be out of date.
///
/// # Errors
/// `UnknownFeed`; `Overflow` (7001) for bonds beyond 2⁶².
pub fn feed_price(
    oracle: &Oracle,
    operators: &Operators,
    board: &PriceBoard,
    feed: u8,
    now: i64,
) -> Result<Option<FeedPrice>> {
    let feed = usize::from(feed);
    require!(feed < MAX_FEEDS, OracleError::UnknownFeed);
    let required = oracle.bond.get();
    let max_age = i64::from(oracle.price_max_age_s.get());
    let weights = operators.weights(required)?;
    let mut quotes = [Quote::default(); MAX_OPERATORS];
    let mut count = 0usize;
    let mut oldest_ts = u32::MAX;
    let mut oldest_slot = u32::MAX;
    for (seat, operator) in operators.used().iter().enumerate() {
        let weight = weights.of(operator.counted_bond(required));
        let price = board.values[seat][feed].get();
        if weight == 0 || price == 0 {
            continue;
        }
        let landed = board.landed_ts[seat].get();
        let age = now.saturating_sub(i64::from(landed));
        if !(0..=max_age).contains(&age) {
            continue;
        }
        quotes[count] = Quote { price, weight };
        count = count.saturating_add(1);
        oldest_ts = oldest_ts.min(landed);
        oldest_slot = oldest_slot.min(board.landed_slot[seat].get());
    }
    let aggregate = quorum_price(&mut quotes[..count], weights.total).or_program_error()?;
    Ok(aggregate.map(|aggregate| FeedPrice {
        aggregate,
        oldest_ts,
        oldest_slot,
    }))
}

/// The quorum price of one GPU-hour of `class`, for `escrow`.
///
/// # Errors
/// `UnknownClass`, `NoQuorumPrice`, and those of [`feed_price`].
pub fn class_price(
    oracle: &Oracle,
    operators: &Operators,
    board: &PriceBoard,
    class: u8,
    now: i64,
) -> Result<FeedPrice> {
    let feed = class_feed(class).ok_or(OracleError::UnknownClass)?;
    let price = feed_price(oracle, operators, board, feed, now)?;
    Ok(price.ok_or(OracleError::NoQuorumPrice)?)
}

/// The newest IO/USD price of the ring, for `escrow`: cheaper than asking the board again, which an order asks for its
/// class already, and as old as `price_max_age_s` at most.
///
/// # Errors
/// `NoQuorumPrice` when the ring is empty or its newest values are too old.
#[inline(never)]
pub fn io_price(oracle: &Oracle, ring: &PriceRing, now: i64) -> Result<RingEntry> {
    let before_head = usize::from(ring.head.get()).checked_sub(1);
    let newest = before_head.unwrap_or(PRICE_RING.saturating_sub(1));
    let entry = ring
        .entries
        .get(newest)
        .filter(|_| ring.len.get() > 0)
        .ok_or(OracleError::NoQuorumPrice)?;
    let age = now.saturating_sub(i64::from(entry.oldest_ts.get()));
    require!(
        (0..=i64::from(oracle.price_max_age_s.get())).contains(&age),
        OracleError::NoQuorumPrice
    );
    Ok(*entry)
}

#[cfg(test)]
#[path = "price_feed_tests.rs"]
#[allow(clippy::arithmetic_side_effects)]
mod tests;
