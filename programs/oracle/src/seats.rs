//! Operators' seats: finding one, its weight, and the rule that no wallet or key holds two.
use crate::{
    errors::OracleError,
    state::{Operator, OperatorStatus, Operators, MAX_OPERATORS},
};
use anchor_lang::{address_eq, prelude::*};
use io_core::weights::{Bonds, Weights};
use io_runtime::CoreErrorExt;

/// Most bytes of an operator's URL.
pub const URL_LEN: usize = 64;

const ZERO: Address = Address::new_from_array([0; 32]);

/// # Errors
/// `ZeroAddress`.
pub fn require_address(address: &Address) -> Result<()> {
    require!(!address_eq(address, &ZERO), OracleError::ZeroAddress);
    Ok(())
}

impl Operator {
    pub fn is_listed(&self) -> bool {
        self.status != OperatorStatus::Empty as u8
    }

    pub fn is_active(&self) -> bool {
        self.status == OperatorStatus::Active as u8
    }

    /// The bond that counts, IO base units: the whole one, once it reaches `required`, else none. The
    /// operator's weight is this under the cap of [`Operators::weights`].
    pub fn counted_bond(&self, required: u64) -> u64 {
        let bond = self.bond.get();
        if self.is_active() && bond >= required {
            bond
        } else {
            0
        }
    }

    /// # Errors
    /// `UrlLength`.
    pub fn set_url(&mut self, url: &[u8]) -> Result<()> {
        // An URL is ASCII; so what is kept is UTF-8 too, without a check that would take 1.5 KB.
        require!(
            !url.is_empty() && url.len() <= URL_LEN && url.iter().all(u8::is_ascii_graphic),
            OracleError::UrlLength
        );
        self.url = [0; URL_LEN];
        self.url[..url.len()].copy_from_slice(url);
        Ok(())
    }
}

impl Operators {
    /// Seats that were ever taken; the rest need no look.
    pub fn used(&self) -> &[Operator] {
        &self.entries[..usize::from(self.count).min(MAX_OPERATORS)]
    }

    /// Seat of a listed operator by its hot key.
    ///
    /// # Errors
    /// `UnknownOperator`.
    pub fn seat_of_key(&self, key: &Address) -> Result<usize> {
        let seat = self
            .used()
            .iter()
            .position(|operator| address_eq(&operator.key, key) && operator.is_listed())
            .ok_or(OracleError::UnknownOperator)?;
        Ok(seat)
    }

    /// Seat of a listed operator by its wallet.
    ///
    /// # Errors
    /// `UnknownOperator`.
    pub fn seat_of_wallet(&self, wallet: &Address) -> Result<usize> {
        let seat = self
            .used()
            .iter()
            .position(|operator| address_eq(&operator.wallet, wallet) && operator.is_listed())
            .ok_or(OracleError::UnknownOperator)?;
        Ok(seat)
    }

    /// A key that could be taken for another operator's would let one act in the other's name.
    ///
    /// # Errors
    /// `ZeroAddress`, `OperatorKeyTaken`.
    pub fn require_free_key(&self, key: &Address) -> Result<()> {
        require_address(key)?;
        require!(
            self.seat_of_key(key).is_err(),
            OracleError::OperatorKeyTaken
        );
        Ok(())
    }

    /// The first empty seat, one past the used ones if they are full.
    ///
    /// # Errors
    /// `OperatorsFull`.
    pub fn free_seat(&self) -> Result<usize> {
        let used = self.used();
        let seat = used
            .iter()
            .position(|operator| !operator.is_listed())
            .unwrap_or(used.len());
        require!(seat < MAX_OPERATORS, OracleError::OperatorsFull);
        Ok(seat)
    }

    /// The cap on every weight and the sum of all: nobody holds a third (see `io_core::weights`).
    ///
    /// # Errors
    /// `Overflow` (7001).
    #[inline(never)]
    pub fn weights(&self, required: u64) -> Result<Weights> {
        let mut bonds = Bonds::default();
        for operator in self.used() {
            bonds
                .add(operator.counted_bond(required))
                .or_program_error()?;
        }
        Ok(bonds.weights())
    }

    /// Writes the weight of each seat, IO base units, and returns their sum, which quorums are measured
    /// against.
    ///
    /// # Errors
    /// `Overflow` (7001).
    #[inline(never)]
    pub fn weigh(&self, required: u64, weights: &mut [PodU64; MAX_OPERATORS]) -> Result<u64> {
        let capped = self.weights(required)?;
        for (weight, operator) in weights.iter_mut().zip(self.used()) {
            *weight = capped.of(operator.counted_bond(required)).into();
        }
        Ok(capped.total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytemuck::Zeroable;

    fn seat(byte: u8, status: OperatorStatus, bond: u64) -> Operator {
        let mut operator = Operator::zeroed();
        operator.wallet = Address::new_from_array([byte; 32]);
        operator.key = Address::new_from_array([byte | 0x80; 32]);
        operator.status = status as u8;
        operator.bond = bond.into();
        operator
    }

    #[test]
    fn only_active_operators_with_the_whole_bond_count() {
        assert_eq!(seat(1, OperatorStatus::Active, 10).counted_bond(10), 10);
        assert_eq!(seat(1, OperatorStatus::Active, 9).counted_bond(10), 0);
        assert_eq!(seat(1, OperatorStatus::Unbonding, 10).counted_bond(10), 0);
        assert_eq!(seat(1, OperatorStatus::Empty, 10).counted_bond(10), 0);
    }

    #[test]
    fn empty_seats_are_invisible_and_reused() {
        let mut operators = Operators::zeroed();
        operators.entries[0] = seat(1, OperatorStatus::Active, 10);
        operators.entries[1] = seat(2, OperatorStatus::Empty, 0);
        operators.entries[2] = seat(3, OperatorStatus::Unbonding, 10);
        operators.count = 3;
        let address = |byte| Address::new_from_array([byte; 32]);
        assert_eq!(operators.seat_of_wallet(&address(3)), Ok(2));
        assert_eq!(operators.seat_of_key(&address(0x81)), Ok(0));
        assert!(operators.seat_of_wallet(&address(2)).is_err());
        assert!(operators.require_free_key(&address(0x83)).is_err());
        assert!(operators.require_free_key(&address(0)).is_err());
        assert!(operators.require_free_key(&address(0x82)).is_ok());
        assert_eq!(operators.free_seat(), Ok(1));
        let mut weights = [PodU64::default(); MAX_OPERATORS];
        assert_eq!(operators.weigh(10, &mut weights), Ok(10));
        assert_eq!(weights[0].get(), 10);
        assert!(weights[1..].iter().all(|weight| weight.get() == 0));
        operators.entries = [seat(1, OperatorStatus::Active, u64::MAX); MAX_OPERATORS];
        operators.count = 32;
        assert!(operators.free_seat().is_err());
        assert!(operators.weigh(1, &mut weights).is_err());
    }

    #[test]
    fn urls_are_cut_at_64_bytes_by_refusal() {
        let mut operator = seat(1, OperatorStatus::Active, 1);
        operator.set_url(b"http://127.0.0.1:8601").unwrap();
        operator.set_url(b"http://a").unwrap();
        assert_eq!(&operator.url[..9], b"http://a\0");
        assert!(operator.set_url(b"").is_err());
        for bad in [&b"http://a b"[..], b"http://a\0", b"http://\xc3\xa4"] {
            assert!(operator.set_url(bad).is_err(), "{bad:?}");
        }
        assert!(operator.set_url(&[b'a'; 65]).is_err());
        assert!(operator.set_url(&[b'a'; 64]).is_ok());
    }
}
