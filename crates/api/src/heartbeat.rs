//! A device says that it is at work. Bound to a recent slot hash, so it cannot be made in advance; counted by
//! the operator in the minute of reception, so it cannot be dated back.

use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};

use crate::error::WireError;
use crate::keys::{self, Address, Bytes64, Digest};

const TAG: &[u8] = b"io-heartbeat/1";

/// Body of `POST /v1/heartbeats`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heartbeat {
    /// The device's account.
    pub device: Address,
    /// A recent slot.
    pub slot: u64,
    /// That slot's hash, from the SlotHashes sysvar.
    pub slot_hash: Digest,
    /// By the device's key, over [`Heartbeat::statement`].
    pub signature: Bytes64,
}

/// Answer to an accepted heartbeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeartbeatAccepted {
    /// Epoch it was counted in.
    pub epoch: u64,
    /// Minute of that epoch, 0..60.
    pub minute: u8,
}

impl Heartbeat {
    /// `"io-heartbeat/1" ‖ device ‖ slot u64 LE ‖ slot hash`.
    #[must_use]
    pub fn statement(device: &Address, slot: u64, slot_hash: &Digest) -> Vec<u8> {
        [TAG, &device.0, &slot.to_le_bytes(), &slot_hash.0].concat()
    }

    /// A heartbeat signed by the device's key.
    #[must_use]
    pub fn signed(key: &SigningKey, device: Address, slot: u64, slot_hash: Digest) -> Self {
        let signature = keys::sign(key, &Self::statement(&device, slot, &slot_hash));
        Self {
            device,
            slot,
            slot_hash,
            signature,
        }
    }

    /// Checks the signature against the device's registered key.
    ///
    /// # Errors
    /// [`WireError::Signature`].
    pub fn verify(&self, device_key: &Address) -> Result<(), WireError> {
        let statement = Self::statement(&self.device, self.slot, &self.slot_hash);
        keys::verify(device_key, &statement, &self.signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_signed() {
        let key = SigningKey::from_bytes(&[5; 32]);
        let public = Address(key.verifying_key().to_bytes());
        let good = Heartbeat::signed(&key, Address([1; 32]), 9, Digest([2; 32]));
        assert_eq!(good.verify(&public), Ok(()));
        let others = [
            Heartbeat {
                device: Address([9; 32]),
                ..good
            },
            Heartbeat { slot: 10, ..good },
            Heartbeat {
                slot_hash: Digest([9; 32]),
                ..good
            },
        ];
        for other in others {
            assert_eq!(other.verify(&public), Err(WireError::Signature));
        }
    }
}
