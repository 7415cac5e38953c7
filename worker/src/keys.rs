//! Key files: the JSON array of 64 bytes that Solana's tools write.

use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;

/// Why a key file cannot be used. Nothing of its contents is ever quoted.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// `key_unreadable`
    #[error("cannot read the key {path}: {reason}; check the path and its permissions")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// `key_malformed`
    #[error("{path} is not a key: write a JSON array of 64 bytes, as solana-keygen does")]
    Malformed {
        /// The file.
        path: PathBuf,
    },
}

impl KeyError {
    /// Stable name of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "key_unreadable",
            Self::Malformed { .. } => "key_malformed",
        }
    }
}

/// Reads a key.
///
/// # Errors
/// [`KeyError`].
pub fn read(path: &Path) -> Result<SigningKey, KeyError> {
    let text = std::fs::read(path).map_err(|error| KeyError::Unreadable {
        path: path.to_owned(),
        reason: error.to_string(),
    })?;
    let malformed = || KeyError::Malformed {
        path: path.to_owned(),
    };
    let bytes: Vec<u8> = serde_json::from_slice(&text).map_err(|_| malformed())?;
    let bytes: [u8; 64] = bytes.try_into().map_err(|_| malformed())?;
    // Refuses a public half that is not the private one's.
    SigningKey::from_keypair_bytes(&bytes).map_err(|_| malformed())
}

/// Whether others on this machine may read the file.
#[must_use]
pub fn is_exposed(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_and_anything_else_refused() {
        let dir = std::env::temp_dir().join(format!("io-worker-keys-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let path = dir.join("key.json");
        let key = SigningKey::from_bytes(&[3; 32]);
        let good = key.to_keypair_bytes().to_vec();
        let mut wrong_half = good.clone();
        wrong_half[40] ^= 1;
        let write = |bytes: &[u8]| {
            std::fs::write(&path, serde_json::to_vec(bytes).unwrap()).unwrap();
        };
        write(&good);
        assert_eq!(read(&path).unwrap().to_bytes(), [3; 32]);
        for bad in [&good[..63], &wrong_half, &[]] {
            write(bad);
            assert_eq!(read(&path).unwrap_err().code(), "key_malformed");
        }
        std::fs::write(&path, "[300]").unwrap();
        assert_eq!(read(&path).unwrap_err().code(), "key_malformed");
        assert_eq!(
            read(&dir.join("none")).unwrap_err().code(),
            "key_unreadable"
        );
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
