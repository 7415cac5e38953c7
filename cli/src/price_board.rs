//! The quorum prices, computed from the board as the programs do.
use io_client::oracle::accounts::{Classes, Operators, Oracle, PriceBoard, PriceRing};
use io_client::oracle::types::Operator;
use io_client::oracle::{
    classes_address, operators_address, oracle_address, price_ring_address, prices_address,
};
use io_client::status::OperatorStatus;
use io_client::wire::padded_text;
use io_core::price::{Aggregate, Quote, quorum_price};
use io_core::weights::Bonds;

use crate::failure::Failure;
use crate::session::Session;

/// The board with what its prices depend on.
pub struct Board {
    oracle: Oracle,
    operators: Operators,
    prices: PriceBoard,
    ring: PriceRing,
    /// GPU classes.
    pub classes: Classes,
    /// Unix seconds of the chain's clock when it was read.
    pub now_ts: i64,
}

impl Board {
    /// Reads the accounts.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn read(session: &Session) -> Result<Self, Failure> {
        Ok(Self {
            oracle: session.get(&oracle_address()).await?,
            operators: session.get(&operators_address()).await?,
            prices: session.get(&prices_address()).await?,
            ring: session.get(&price_ring_address()).await?,
            classes: session.get(&classes_address()).await?,
            now_ts: session.chain.clock().await?.unix_timestamp,
        })
    }

    /// The quorum price of a feed: 0 is IO/USD, 1 + c the GPU-hour of class c. None without a quorum of
    /// fresh values. The rule is `oracle::price_feed::feed_price`'s.
    ///
    /// # Errors
    /// [`Failure::Input`] where the board's numbers break a money rule.
    pub fn feed(&self, feed: u8) -> Result<Option<Aggregate>, Failure> {
        // Less than the required bond counts for nothing.
        let counted = |operator: &Operator| {
            let active = operator.status == OperatorStatus::Active as u8;
            if active && operator.bond >= self.oracle.bond {
                operator.bond
            } else {
                0
            }
        };
        let max_age = i64::from(self.oracle.price_max_age_s);
        let seats = self
            .operators
            .entries
            .iter()
            .take(usize::from(self.operators.count));
        let mut bonds = Bonds::default();
        for operator in seats.clone() {
            bonds.add(counted(operator))?;
        }
        let weights = bonds.weights();
        let mut quotes = Vec::new();
        for (seat, operator) in seats.enumerate() {
            let weight = weights.of(counted(operator));
            let price = self
                .prices
                .values
                .get(seat)
                .and_then(|row| row.get(usize::from(feed)))
                .copied();
            let landed = self.prices.landed_ts.get(seat).copied().unwrap_or_default();
            let age = self.now_ts.saturating_sub(i64::from(landed));
            match price {
                Some(price) if price > 0 && weight > 0 && (0..=max_age).contains(&age) => {
                    quotes.push(Quote { price, weight });
                }
                _ => {}
            }
        }
        Ok(quorum_price(&mut quotes, weights.total)?)
    }

    /// Lower median of IO in the newest entry of the ring, USD × 10⁸: what `escrow` reckons by. The rule is
    /// `oracle::price_feed::io_price`'s.
    ///
    /// # Errors
    /// [`Failure::Refused`] when there is none or it is too old.
    pub fn io_price(&self) -> Result<u64, Failure> {
        let max_age = i64::from(self.oracle.price_max_age_s);
        let is_fresh = |oldest_ts: u32| {
            (0..=max_age).contains(&self.now_ts.saturating_sub(i64::from(oldest_ts)))
        };
        let newest = self.ring.newest().filter(|entry| is_fresh(entry.oldest_ts));
        newest.map(|entry| entry.lower).ok_or_else(|| {
            Failure::Refused(
                "there is no fresh price of IO: try again in a minute, or pay in usdc".to_string(),
            )
        })
    }

    /// The number of a class, given by number or by name.
    ///
    /// # Errors
    /// [`Failure::Input`] for one the chain does not know.
    pub fn class(&self, name: &str) -> Result<u8, Failure> {
        class_number(&self.classes, name)
    }

    /// The quorum price of a GPU-hour of a class.
    ///
    /// # Errors
    /// [`Failure::Refused`] without a quorum.
    pub fn class_price(&self, class: u8) -> Result<Aggregate, Failure> {
        self.feed(class.saturating_add(1))?.ok_or_else(|| {
            Failure::Refused(format!(
                "there is no fresh price of class {class} from more than two thirds of the bonds: try again in a minute"
            ))
        })
    }
}

/// The number of a class, given by number or by name (in any case).
///
/// # Errors
/// [`Failure::Input`] for one the chain does not know.
pub fn class_number(classes: &Classes, name: &str) -> Result<u8, Failure> {
    let known = classes
        .entries
        .get(..usize::from(classes.count))
        .unwrap_or(&classes.entries);
    let by_number = name
        .parse::<u8>()
        .ok()
        .filter(|number| usize::from(*number) < known.len());
    let by_name = || {
        (0u8..)
            .zip(known)
            .find(|(_, class)| padded_text(&class.name).eq_ignore_ascii_case(name))
            .map(|(number, _)| number)
    };
    by_number.or_else(by_name).ok_or_else(|| {
        let names: Vec<String> = known.iter().map(|class| padded_text(&class.name)).collect();
        Failure::Input(format!(
            "{name:?} is no GPU class of this chain; it has {}",
            names.join(", ")
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use io_client::AccountData;

    fn classes(names: &[&str]) -> Classes {
        let mut classes = Classes::zeroed().unwrap();
        for (entry, name) in classes.entries.iter_mut().zip(names) {
            entry.name[..name.len()].copy_from_slice(name.as_bytes());
        }
        classes.count = u8::try_from(names.len()).unwrap();
        classes
    }

    #[test]
    fn a_class_is_found_by_number_and_by_name() {
        let classes = classes(&["test-cpu", "A100-SXM4-80GB"]);
        assert_eq!(class_number(&classes, "1").unwrap(), 1);
        assert_eq!(class_number(&classes, "a100-sxm4-80gb").unwrap(), 1);
        for bad in ["2", "H100", ""] {
            assert!(
                matches!(class_number(&classes, bad), Err(Failure::Input(_))),
                "{bad}"
            );
        }
    }
}
