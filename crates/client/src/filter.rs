//! Bytes at which keys and numbers lie in accounts, discriminator included: what a node can filter by.

/// `oracle::Device::supplier`.
pub const DEVICE_SUPPLIER_AT: usize = 24;
/// `oracle::Challenge::challenger`.
pub const CHALLENGE_CHALLENGER_AT: usize = 24;
/// `iosd::Request::seq`, a u64.
pub const REQUEST_SEQ_AT: usize = 16;
/// `iosd::Request::owner`.
pub const REQUEST_OWNER_AT: usize = 32;
/// `escrow::Job::renter`.
pub const JOB_RENTER_AT: usize = 16;
/// `escrow::Lease::job`.
pub const LEASE_JOB_AT: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::AccountData;
    use crate::escrow::accounts::{Job, Lease};
    use crate::iosd::accounts::Request;
    use crate::{disputes::accounts::Challenge, oracle::accounts::Device};
    use solana_pubkey::Pubkey;

    /// The account whose bytes are zero but for 32 sevens at `at`.
    fn marked<T: AccountData>(at: usize) -> T {
        let mut data = vec![0; T::LEN];
        data[..8].copy_from_slice(&T::DISCRIMINATOR);
        data[at..at + 32].fill(7);
        T::decode(&data).unwrap()
    }

    #[test]
    fn fields_stand_where_the_filters_look() {
        let key = Pubkey::new_from_array([7; 32]);
        assert_eq!(marked::<Device>(DEVICE_SUPPLIER_AT).supplier, key);
        let challenge = marked::<Challenge>(CHALLENGE_CHALLENGER_AT);
        assert_eq!(challenge.challenger, key);
        assert_eq!(marked::<Request>(REQUEST_OWNER_AT).owner, key);
        assert_eq!(marked::<Job>(JOB_RENTER_AT).renter, key);
        assert_eq!(marked::<Lease>(LEASE_JOB_AT).job, key);
        let seq = u64::from_le_bytes([7; 8]);
        assert_eq!(marked::<Request>(REQUEST_SEQ_AT).seq, seq);
        assert_ne!(marked::<Request>(REQUEST_SEQ_AT + 1).seq, seq);
    }
}
