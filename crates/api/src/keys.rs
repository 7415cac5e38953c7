//! Addresses (base58) and digests (hex) as they appear in JSON and URLs.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::WireError;

/// An account's address or an ed25519 public key; base58 in text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Address(pub [u8; 32]);

/// A SHA-256 digest, a root or a slot hash; 64 hex digits in text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Digest(pub [u8; 32]);

/// An ed25519 signature; 128 hex digits in text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Bytes64(pub [u8; 64]);

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&bs58::encode(&self.0).into_string())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Display for Bytes64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl FromStr for Address {
    type Err = WireError;
    fn from_str(text: &str) -> Result<Self, WireError> {
        // 32 bytes are at most 44 base58 digits: longer text is refused before any decoding.
        if text.len() > 44 {
            return Err(WireError::Address);
        }
        let mut out = [0; 32];
        match bs58::decode(text).onto(&mut out) {
            Ok(32) => Ok(Self(out)),
            _ => Err(WireError::Address),
        }
    }
}

impl FromStr for Digest {
    type Err = WireError;
    fn from_str(text: &str) -> Result<Self, WireError> {
        let mut out = [0; 32];
        hex::decode_to_slice(text, &mut out).map_err(|_| WireError::Digest)?;
        Ok(Self(out))
    }
}

impl FromStr for Bytes64 {
    type Err = WireError;
    fn from_str(text: &str) -> Result<Self, WireError> {
        let mut out = [0; 64];
        hex::decode_to_slice(text, &mut out).map_err(|_| WireError::Digest)?;
        Ok(Self(out))
    }
}

macro_rules! as_text {
    ($name:ident) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
as_text!(Address);
as_text!(Digest);
as_text!(Bytes64);

impl From<[u8; 32]> for Address {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl From<[u8; 32]> for Digest {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

/// Signs a statement.
#[must_use]
pub fn sign(key: &SigningKey, statement: &[u8]) -> Bytes64 {
    Bytes64(key.sign(statement).to_bytes())
}

/// Checks a signature by the rules that leave one valid form (no small-order keys, canonical scalars).
///
/// # Errors
/// [`WireError::Signature`].
pub fn verify(key: &Address, statement: &[u8], signature: &Bytes64) -> Result<(), WireError> {
    VerifyingKey::from_bytes(&key.0)
        .and_then(|key| key.verify_strict(statement, &Signature::from_bytes(&signature.0)))
        .map_err(|_| WireError::Signature)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_forms_round_trip_and_bad_ones_are_refused() {
        let address = Address([7; 32]);
        assert_eq!(address.to_string().parse(), Ok(address));
        let digest = Digest([0xab; 32]);
        assert_eq!(digest.to_string(), "ab".repeat(32));
        assert_eq!(digest.to_string().parse(), Ok(digest));
        for bad in [
            "",
            "0",
            "1111",
            &"1".repeat(33),
            &"z".repeat(44),
            &"1".repeat(400),
        ] {
            assert_eq!(bad.parse::<Address>(), Err(WireError::Address), "{bad}");
        }
        for bad in ["", "ab", &"g".repeat(64), &"ab".repeat(33)] {
            assert_eq!(bad.parse::<Digest>(), Err(WireError::Digest), "{bad}");
        }
    }

    #[test]
    fn a_signature_holds_for_its_key_and_statement_only() {
        let key = SigningKey::from_bytes(&[1; 32]);
        let public = Address(key.verifying_key().to_bytes());
        let signature = sign(&key, b"x");
        assert_eq!(verify(&public, b"x", &signature), Ok(()));
        assert_eq!(verify(&public, b"y", &signature), Err(WireError::Signature));
        assert_eq!(
            verify(&Address([3; 32]), b"x", &signature),
            Err(WireError::Signature)
        );
        // The identity point is a key for which forged signatures exist.
        let mut weak = [0; 32];
        weak[0] = 1;
        let mut forged = [0; 64];
        forged[0] = 1;
        assert_eq!(
            verify(&Address(weak), b"x", &Bytes64(forged)),
            Err(WireError::Signature)
        );
    }
}
