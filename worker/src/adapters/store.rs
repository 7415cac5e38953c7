//! The state directory: what was promised, proofs and receipts, in one JSON file per epoch and one binary file
//! per proof.
//!
//! ```text
//! lock                         held by the running worker
//! epochs/00000042.json         rounds and receipts of epoch 42
//! proofs/00000042/<device>     body that operators are sent
//! ```
//!
//! A file is replaced whole: written beside, flushed to disk, renamed. A worker that dies leaves the old or the
//! new state, never a part of one.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use io_api::Address;
use io_api::receipt::Receipt;
use serde::{Deserialize, Serialize};

use crate::round::{Miss, Round};

/// Proofs are sent within an hour or two; kept a little longer for an operator that asks for evidence.
const PROOFS_KEPT_EPOCHS: u64 = 24;
/// Receipts are evidence for as long as an appeal can run: 30 days.
const EPOCHS_KEPT: u64 = 720;
const VERSION: u32 = 1;

/// What is on disk of one epoch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EpochState {
    /// Form of the file, 1.
    pub version: u32,
    /// The epoch.
    pub epoch: u64,
    /// The supplier whose roots these are.
    pub supplier: Address,
    /// By class.
    pub rounds: BTreeMap<u8, Round>,
    /// Classes for which nothing was promised, and why.
    pub idle: BTreeMap<u8, Miss>,
    /// Receipts by device.
    pub receipts: BTreeMap<Address, Vec<HeldReceipt>>,
}

/// A receipt with its signer's place in the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldReceipt {
    /// The operator's seat, whose weight the epoch's record holds.
    pub seat: u8,
    /// The receipt.
    pub receipt: Receipt,
}

/// Why the state directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// `state_io`
    #[error(
        "the state file {path} cannot be read or written: {reason}; check the disk and its permissions"
    )]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// `state_locked`
    #[error("{path} is in use by another worker; stop that one or give this one its own state.dir")]
    Locked {
        /// The directory.
        path: PathBuf,
    },
    /// `state_malformed`
    #[error(
        "{path} is not a state file of this version ({reason}); restore it, or remove it once its epoch is over"
    )]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// `state_of_another_supplier`
    #[error("{path} is of supplier {supplier}; give each supplier its own state.dir")]
    OtherSupplier {
        /// The file.
        path: PathBuf,
        /// Whose it is.
        supplier: Address,
    },
}

impl StoreError {
    /// Stable name of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "state_io",
            Self::Locked { .. } => "state_locked",
            Self::Malformed { .. } => "state_malformed",
            Self::OtherSupplier { .. } => "state_of_another_supplier",
        }
    }
}

/// The state directory, locked for as long as this lives.
#[derive(Debug)]
pub struct Store {
    dir: PathBuf,
    supplier: Address,
    epochs: Mutex<BTreeMap<u64, EpochState>>,
    _lock: File,
}

fn failed(path: &Path) -> impl Fn(io::Error) -> StoreError {
    move |error| StoreError::Io {
        path: path.to_owned(),
        reason: error.to_string(),
    }
}

fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let beside = path.with_extension("new");
    let write = || -> io::Result<()> {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        // The rename itself is on disk only once the directory is.
        if let Some(dir) = path.parent() {
            File::open(dir)?.sync_all()?;
        }
        Ok(())
    };
    write().map_err(failed(path))
}

impl Store {
    /// Opens the directory, making it if need be, and locks it.
    ///
    /// # Errors
    /// [`StoreError::Io`], [`StoreError::Locked`].
    pub fn open(dir: &Path, supplier: Address) -> Result<Self, StoreError> {
        for part in ["epochs", "proofs"] {
            fs::create_dir_all(dir.join(part)).map_err(failed(dir))?;
        }
        let path = dir.join("lock");
        let lock = File::create(&path).map_err(failed(&path))?;
        lock.try_lock().map_err(|_| StoreError::Locked {
            path: dir.to_owned(),
        })?;
        Ok(Self {
            dir: dir.to_owned(),
            supplier,
            epochs: Mutex::default(),
            _lock: lock,
        })
    }

    fn epoch_path(&self, epoch: u64) -> PathBuf {
        self.dir.join("epochs").join(format!("{epoch:08}.json"))
    }

    fn proof_path(&self, epoch: u64, device: &Address) -> PathBuf {
        let name = device.to_string();
        self.dir
            .join("proofs")
            .join(format!("{epoch:08}"))
            .join(name)
    }

    fn epochs(&self) -> MutexGuard<'_, BTreeMap<u64, EpochState>> {
        // A panic elsewhere leaves whole states: they are replaced, never edited in place.
        self.epochs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn load(&self, epoch: u64) -> Result<EpochState, StoreError> {
        let path = self.epoch_path(epoch);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(EpochState {
                    version: VERSION,
                    epoch,
                    supplier: self.supplier,
                    rounds: BTreeMap::new(),
                    idle: BTreeMap::new(),
                    receipts: BTreeMap::new(),
                });
            }
            Err(error) => return Err(failed(&path)(error)),
        };
        let malformed = |reason: String| StoreError::Malformed {
            path: path.clone(),
            reason,
        };
        let state: EpochState =
            serde_json::from_slice(&text).map_err(|error| malformed(error.to_string()))?;
        if state.version != VERSION || state.epoch != epoch {
            return Err(malformed(format!(
                "version {}, epoch {}",
                state.version, state.epoch
            )));
        }
        if state.supplier != self.supplier {
            return Err(StoreError::OtherSupplier {
                path,
                supplier: state.supplier,
            });
        }
        Ok(state)
    }

    /// The state of an epoch; empty if there is none.
    ///
    /// # Errors
    /// [`StoreError`], but never `Locked`.
    pub fn epoch(&self, epoch: u64) -> Result<EpochState, StoreError> {
        let mut epochs = self.epochs();
        if let Some(state) = epochs.get(&epoch) {
            return Ok(state.clone());
        }
        let state = self.load(epoch)?;
        epochs.insert(epoch, state.clone());
        Ok(state)
    }

    /// Changes the state of an epoch. When this returns, the change is on disk; if it fails, nothing changed.
    ///
    /// # Errors
    /// [`StoreError`], but never `Locked`.
    pub fn update(
        &self,
        epoch: u64,
        change: impl FnOnce(&mut EpochState),
    ) -> Result<(), StoreError> {
        let mut epochs = self.epochs();
        let mut state = match epochs.get(&epoch) {
            Some(state) => state.clone(),
            None => self.load(epoch)?,
        };
        change(&mut state);
        let path = self.epoch_path(epoch);
        let bytes = serde_json::to_vec_pretty(&state).map_err(|error| StoreError::Io {
            path: path.clone(),
            reason: error.to_string(),
        })?;
        replace(&path, &bytes)?;
        epochs.insert(epoch, state);
        Ok(())
    }

    /// Keeps a proof's body.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn put_proof(&self, epoch: u64, device: &Address, body: &[u8]) -> Result<(), StoreError> {
        let path = self.proof_path(epoch, device);
        if let Some(dir) = path.parent() {
            fs::create_dir_all(dir).map_err(failed(dir))?;
        }
        replace(&path, body)
    }

    /// A proof's body.
    ///
    /// # Errors
    /// [`StoreError::Io`], also when there is none.
    pub fn proof(&self, epoch: u64, device: &Address) -> Result<Vec<u8>, StoreError> {
        let path = self.proof_path(epoch, device);
        fs::read(&path).map_err(failed(&path))
    }

    /// Removes what is too old to be of use, as seen from the epoch in progress.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn prune(&self, epoch: u64) -> Result<(), StoreError> {
        let keep_from = epoch.saturating_sub(2);
        self.epochs().retain(|epoch, _| *epoch >= keep_from);
        for (part, kept) in [("epochs", EPOCHS_KEPT), ("proofs", PROOFS_KEPT_EPOCHS)] {
            let dir = self.dir.join(part);
            for entry in fs::read_dir(&dir).map_err(failed(&dir))? {
                let path = entry.map_err(failed(&dir))?.path();
                let number = path.file_stem().and_then(|stem| stem.to_str());
                let Some(Ok(number)) = number.map(str::parse::<u64>) else {
                    continue;
                };
                if number.saturating_add(kept) >= epoch {
                    continue;
                }
                let removed = if path.is_dir() {
                    fs::remove_dir_all(&path)
                } else {
                    fs::remove_file(&path)
                };
                removed.map_err(failed(&path))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
