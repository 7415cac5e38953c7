//! Keypair files as Solana's tools write them: a JSON list of 64 bytes.
use std::io::Write;
use std::path::{Path, PathBuf};

use solana_keypair::Keypair;

/// Why a keypair file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The file cannot be read.
    #[error(
        "the keypair file {path} cannot be read ({source}): give the path of one, or make it with `io-migrations keys`"
    )]
    Read {
        /// Its path.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// The file is no keypair. Its content is not shown: it may be a secret all the same.
    #[error(
        "{path} is not a keypair file: it must hold a JSON list of 64 bytes, secret key first, public key behind"
    )]
    Format {
        /// Its path.
        path: PathBuf,
    },
    /// The file cannot be made.
    #[error(
        "the keypair file {path} cannot be made ({source}): check the folder and its permissions"
    )]
    Write {
        /// Its path.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
}

/// Reads a keypair; the public half must be that of the secret half.
///
/// # Errors
/// [`KeyFileError::Read`], [`KeyFileError::Format`].
pub fn read_keypair(path: &Path) -> Result<Keypair, KeyFileError> {
    let text = std::fs::read_to_string(path).map_err(|source| KeyFileError::Read {
        path: path.to_path_buf(),
        source,
    })?;
    let format = || KeyFileError::Format {
        path: path.to_path_buf(),
    };
    let bytes: Vec<u8> = serde_json::from_str(&text).map_err(|_| format())?;
    Keypair::try_from(bytes.as_slice()).map_err(|_| format())
}

/// Writes a new keypair to a file that must not exist yet, readable by its owner only.
///
/// # Errors
/// [`KeyFileError::Write`], also when the file exists: a key is never overwritten.
pub fn write_new_keypair(path: &Path) -> Result<Keypair, KeyFileError> {
    let failed = |source| KeyFileError::Write {
        path: path.to_path_buf(),
        source,
    };
    let keypair = Keypair::new();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let text = serde_json::to_string(&keypair.to_bytes().to_vec())
        .map_err(|error| failed(error.into()))?;
    let mut file = options.open(path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    Ok(keypair)
}

#[cfg(test)]
mod tests {
    use super::*;
    use solana_signer::Signer;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("io-keyfile-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn a_written_key_reads_back_and_is_never_overwritten() {
        let path = folder("write").join("a.json");
        let made = write_new_keypair(&path).unwrap();
        assert_eq!(read_keypair(&path).unwrap().pubkey(), made.pubkey());
        assert!(matches!(
            write_new_keypair(&path),
            Err(KeyFileError::Write { .. })
        ));
        assert_eq!(read_keypair(&path).unwrap().pubkey(), made.pubkey());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
    }

    #[test]
    fn other_content_is_refused_without_being_shown() {
        let folder = folder("format");
        let path = folder.join("b.json");
        let mut torn = Keypair::new().to_bytes().to_vec();
        torn[63] ^= 1;
        let torn = serde_json::to_string(&torn).unwrap();
        for text in ["", "[1,2,3]", "hunter2", torn.as_str()] {
            std::fs::write(&path, text).unwrap();
            let error = read_keypair(&path).unwrap_err();
            assert!(matches!(error, KeyFileError::Format { .. }), "{text}");
            assert!(!error.to_string().contains("hunter2"));
        }
        assert!(matches!(
            read_keypair(&folder.join("none.json")),
            Err(KeyFileError::Read { .. })
        ));
    }
}
