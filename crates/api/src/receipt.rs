//! An operator's signed word that it holds a device's proof. A device uploads until it holds receipts from
//! more than two thirds of the stake; a receipt that is missing from its signer's summary is evidence.

use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};

use crate::error::WireError;
use crate::keys::{self, Address, Bytes64, Digest};

const TAG: &[u8] = b"io-receipt/1";

/// Answer to an accepted proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The operator's key.
    pub operator: Address,
    /// The device's account.
    pub device: Address,
    /// The epoch proved.
    pub epoch: u64,
    /// SHA-256 of the uploaded body.
    pub body_hash: Digest,
    /// Chain slot of reception.
    pub slot: u64,
    /// By the operator's key, over [`Receipt::statement`].
    pub signature: Bytes64,
}

impl Receipt {
    /// `"io-receipt/1" ‖ operator ‖ device ‖ epoch u64 LE ‖ body hash ‖ slot u64 LE`.
    #[must_use]
    pub fn statement(&self) -> Vec<u8> {
        let (epoch, slot) = (self.epoch.to_le_bytes(), self.slot.to_le_bytes());
        [
            TAG,
            &self.operator.0,
            &self.device.0,
            &epoch,
            &self.body_hash.0,
            &slot,
        ]
        .concat()
    }

    /// A receipt by `key`.
    #[must_use]
    pub fn signed(
        key: &SigningKey,
        device: Address,
        epoch: u64,
        body_hash: Digest,
        slot: u64,
    ) -> Self {
        let mut receipt = Self {
            operator: Address(key.verifying_key().to_bytes()),
            device,
            epoch,
            body_hash,
            slot,
            signature: Bytes64([0; 64]),
        };
        receipt.signature = keys::sign(key, &receipt.statement());
        receipt
    }

    /// Checks the signature by the operator it names; that it is an operator's is the caller's to check.
    ///
    /// # Errors
    /// [`WireError::Signature`].
    pub fn verify(&self) -> Result<(), WireError> {
        keys::verify(&self.operator, &self.statement(), &self.signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_signed() {
        let key = SigningKey::from_bytes(&[5; 32]);
        let good = Receipt::signed(&key, Address([1; 32]), 3, Digest([2; 32]), 9);
        assert_eq!(good.verify(), Ok(()));
        let others = [
            Receipt {
                operator: Address([9; 32]),
                ..good
            },
            Receipt {
                device: Address([9; 32]),
                ..good
            },
            Receipt { epoch: 4, ..good },
            Receipt {
                body_hash: Digest([9; 32]),
                ..good
            },
            Receipt { slot: 10, ..good },
        ];
        for other in others {
            assert_eq!(other.verify(), Err(WireError::Signature));
        }
    }
}
