//! Accounts of the programs, read whole.
use solana_pubkey::Pubkey;

use crate::wire::{DecodeError, Reader, Wire};

/// An account type of one of the programs: eight bytes of discriminator, then its fields.
pub trait AccountData: Wire {
    /// Name in the IDL.
    const NAME: &'static str;
    /// Program that owns such accounts.
    const PROGRAM_ID: Pubkey;
    /// First eight bytes.
    const DISCRIMINATOR: [u8; 8];
    /// Size in bytes, discriminator included. Fixed: the programs keep no lists in accounts.
    const LEN: usize;

    /// Reads an account's data.
    ///
    /// # Errors
    /// [`DecodeError::Length`] or [`DecodeError::Discriminator`] when it is another account.
    fn decode(data: &[u8]) -> Result<Self, DecodeError> {
        let Some((discriminator, fields)) = data
            .split_first_chunk::<8>()
            .filter(|_| data.len() == Self::LEN)
        else {
            return Err(DecodeError::Length {
                name: Self::NAME,
                expected: Self::LEN,
                found: data.len(),
            });
        };
        if *discriminator != Self::DISCRIMINATOR {
            return Err(DecodeError::Discriminator {
                name: Self::NAME,
                found: *discriminator,
            });
        }
        let mut reader = Reader::new(fields);
        let account = Self::read(&mut reader)?;
        reader.finish()?;
        Ok(account)
    }

    /// As [`AccountData::decode`], after checking that the program owns the account.
    ///
    /// # Errors
    /// [`DecodeError::Owner`] too.
    fn decode_owned(owner: &Pubkey, data: &[u8]) -> Result<Self, DecodeError> {
        if *owner != Self::PROGRAM_ID {
            return Err(DecodeError::Owner {
                name: Self::NAME,
                expected: Self::PROGRAM_ID,
                found: *owner,
            });
        }
        Self::decode(data)
    }

    /// An account whose fields are all zero: for tests that need one without a chain.
    ///
    /// # Errors
    /// [`DecodeError`], when zeros are no value of a field.
    fn zeroed() -> Result<Self, DecodeError> {
        let mut data = vec![0; Self::LEN];
        if let Some(discriminator) = data.first_chunk_mut() {
            *discriminator = Self::DISCRIMINATOR;
        }
        Self::decode(&data)
    }

    /// The account's data: for tests that need an account without a chain. Padding and reserved bytes
    /// are zero.
    fn encode(&self) -> Vec<u8> {
        let mut data = Self::DISCRIMINATOR.to_vec();
        self.write(&mut data);
        data
    }
}
