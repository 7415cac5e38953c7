//! The body of `POST /v1/proofs/{epoch}/{device}`: a device's response with the two paths that lead from it to
//! its supplier's roots on chain.
//!
//! ```text
//! "io-proof" | version u16 = 1 | commit path 20 × 32 | response path 20 × 32 | response (io-pow) | signature 64
//! ```
//!
//! The response opens the commitment as well: it begins each GPU's part with that GPU's committed root.

use ed25519_dalek::SigningKey;
use sha2::{Digest as _, Sha256};

use crate::error::WireError;
use crate::keys::{self, Address, Bytes64, Digest};

/// Levels of a supplier's fleet tree, as in `io_pow::params::FLEET_DEPTH`.
pub const FLEET_DEPTH: usize = 20;
/// Bytes of the body besides the response.
pub const OVERHEAD_BYTES: usize = HEADER_BYTES + SIGNATURE_BYTES;
const MAGIC: &[u8; 8] = b"io-proof";
const VERSION: u16 = 1;
const PATH_BYTES: usize = 32 * FLEET_DEPTH;
const HEADER_BYTES: usize = 10 + 2 * PATH_BYTES;
const SIGNATURE_BYTES: usize = 64;
const TAG: &[u8] = b"io-proof-upload/1";

/// Siblings of a device's leaf in a fleet tree, lowest first.
pub type FleetPath = [[u8; 32]; FLEET_DEPTH];

/// A parsed upload; the response is still bytes, for `io_pow::Response::from_bytes`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofUpload<'a> {
    /// Path of the commit leaf.
    pub commit_path: FleetPath,
    /// Path of the response leaf.
    pub response_path: FleetPath,
    /// The response.
    pub response: &'a [u8],
    /// By the device's key.
    pub signature: Bytes64,
    unsigned: &'a [u8],
}

/// `"io-proof-upload/1" ‖ device ‖ epoch u64 LE ‖ SHA-256 of all bytes before the signature`.
fn statement(device: &Address, epoch: u64, unsigned: &[u8]) -> Vec<u8> {
    let hash = Sha256::digest(unsigned);
    [TAG, &device.0, &epoch.to_le_bytes(), &hash].concat()
}

/// The body for a device's response, signed by the device's key.
#[must_use]
pub fn encode(
    key: &SigningKey,
    device: &Address,
    epoch: u64,
    commit_path: &FleetPath,
    response_path: &FleetPath,
    response: &[u8],
) -> Vec<u8> {
    let mut out = Vec::with_capacity(response.len() + OVERHEAD_BYTES);
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(commit_path.as_flattened());
    out.extend_from_slice(response_path.as_flattened());
    out.extend_from_slice(response);
    let signature = keys::sign(key, &statement(device, epoch, &out));
    out.extend_from_slice(&signature.0);
    out
}

/// SHA-256 of a body: what the receipt names.
#[must_use]
pub fn body_hash(body: &[u8]) -> Digest {
    Digest(Sha256::digest(body).into())
}

impl<'a> ProofUpload<'a> {
    /// Parses a body. Nothing is copied but the paths, whose length is fixed.
    ///
    /// # Errors
    /// [`WireError::Length`], [`WireError::Magic`], [`WireError::Version`].
    pub fn parse(body: &'a [u8]) -> Result<Self, WireError> {
        if body.len() < OVERHEAD_BYTES {
            return Err(WireError::Length);
        }
        let (unsigned, signature) = body.split_at(body.len() - SIGNATURE_BYTES);
        let (magic, rest) = unsigned.split_at(8);
        if magic != MAGIC {
            return Err(WireError::Magic);
        }
        let (version, rest) = rest.split_at(2);
        if version != VERSION.to_le_bytes() {
            return Err(WireError::Version);
        }
        let (commit, rest) = rest.split_at(PATH_BYTES);
        let (respond, response) = rest.split_at(PATH_BYTES);
        let path = |bytes: &[u8]| {
            let mut path = [[0; 32]; FLEET_DEPTH];
            path.as_flattened_mut().copy_from_slice(bytes);
            path
        };
        Ok(Self {
            commit_path: path(commit),
            response_path: path(respond),
            response,
            signature: Bytes64(signature.try_into().map_err(|_| WireError::Length)?),
            unsigned,
        })
    }

    /// Checks the signature by the device's registered key.
    ///
    /// # Errors
    /// [`WireError::Signature`].
    pub fn verify(
        &self,
        device: &Address,
        device_key: &Address,
        epoch: u64,
    ) -> Result<(), WireError> {
        keys::verify(
            device_key,
            &statement(device, epoch, self.unsigned),
            &self.signature,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn body() -> (SigningKey, Vec<u8>) {
        let key = SigningKey::from_bytes(&[5; 32]);
        let body = encode(
            &key,
            &Address([1; 32]),
            7,
            &[[2; 32]; 20],
            &[[3; 32]; 20],
            b"response",
        );
        (key, body)
    }

    #[test]
    fn a_body_round_trips_and_its_signature_binds_device_and_epoch() {
        let (key, body) = body();
        let public = Address(key.verifying_key().to_bytes());
        let upload = ProofUpload::parse(&body).unwrap();
        assert_eq!(upload.response, b"response");
        assert_eq!(
            (upload.commit_path[19], upload.response_path[0]),
            ([2; 32], [3; 32])
        );
        assert_eq!(upload.verify(&Address([1; 32]), &public, 7), Ok(()));
        assert_eq!(
            upload.verify(&Address([1; 32]), &public, 8),
            Err(WireError::Signature)
        );
        assert_eq!(
            upload.verify(&Address([2; 32]), &public, 7),
            Err(WireError::Signature)
        );
    }

    proptest! {
        #[test]
        fn any_changed_byte_is_refused(at in 0usize..1362, bit in 0u8..8) {
            let (key, mut body) = body();
            prop_assume!(at < body.len());
            body[at] ^= 1 << bit;
            let public = Address(key.verifying_key().to_bytes());
            let accepted = ProofUpload::parse(&body)
                .and_then(|upload| upload.verify(&Address([1; 32]), &public, 7));
            prop_assert!(accepted.is_err());
        }

        #[test]
        fn hostile_bytes_never_panic(body in prop::collection::vec(any::<u8>(), 0..1500)) {
            let _ = ProofUpload::parse(&body);
        }
    }
}
