//! Operators' seats: finding one, its weight, and the rule that no wallet or key holds two.
use crate::{
    errors::OracleError,
    state::{Operator, OperatorStatus, Operators, MAX_OPERATORS},
};
use anchor_lang::{address_eq, prelude::*};

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

    /// What the operator counts for, IO base units: its bond, once that reaches `required`.
    pub fn weight(&self, required: u64) -> u64 {
        let bond = self.bond.get();
        if self.is_active() && bond >= required {
            bond
        } else {
            0
        }
    }

    /// # Errors
    /// `UrlLength`.
    pub fn set_url(&mut self, url: &str) -> Result<()> {
        let bytes = url.as_bytes();
        require!(
            !bytes.is_empty() && bytes.len() <= URL_LEN,
            OracleError::UrlLength
        );
        self.url = [0; URL_LEN];
        self.url[..bytes.len()].copy_from_slice(bytes);
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

    /// Σ weights, IO base units: what quorums are measured against.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn total_weight(&self, required: u64) -> Result<u64> {
        let total = self
            .used()
            .iter()
            .try_fold(0u64, |sum, operator| {
                sum.checked_add(operator.weight(required))
            })
            .ok_or(OracleError::Overflow)?;
        Ok(total)
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
    fn only_active_operators_with_the_whole_bond_weigh() {
        assert_eq!(seat(1, OperatorStatus::Active, 10).weight(10), 10);
        assert_eq!(seat(1, OperatorStatus::Active, 9).weight(10), 0);
        assert_eq!(seat(1, OperatorStatus::Unbonding, 10).weight(10), 0);
        assert_eq!(seat(1, OperatorStatus::Empty, 10).weight(10), 0);
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
        assert_eq!(operators.total_weight(10), Ok(10));
        operators.entries = [seat(1, OperatorStatus::Active, u64::MAX); MAX_OPERATORS];
        operators.count = 32;
        assert!(operators.free_seat().is_err());
        assert!(operators.total_weight(1).is_err());
    }

    #[test]
    fn urls_are_cut_at_64_bytes_by_refusal() {
        let mut operator = seat(1, OperatorStatus::Active, 1);
        operator.set_url("http://127.0.0.1:8601").unwrap();
        operator.set_url("http://a").unwrap();
        assert_eq!(&operator.url[..9], b"http://a\0");
        assert!(operator.set_url("").is_err());
        assert!(operator
            .set_url(core::str::from_utf8(&[b'a'; 65]).unwrap())
            .is_err());
        assert!(operator
            .set_url(core::str::from_utf8(&[b'a'; 64]).unwrap())
            .is_ok());
    }
}
