//! Where things are: binaries beside the demo's own, programs, and the folder that a run writes to.
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Folders of a run.
pub struct Places {
    /// The services' binaries.
    pub binaries: PathBuf,
    /// The programs' .so files.
    pub programs: PathBuf,
    /// Keys, settings, databases and logs of this run; emptied at its start.
    pub out: PathBuf,
}

impl Places {
    /// Empties `out` and makes its folders.
    ///
    /// # Errors
    /// The system's, with the folder.
    pub fn new(programs: PathBuf, out: &Path) -> Result<Self> {
        let own = std::env::current_exe().context("cannot find the demo's own binary")?;
        let binaries = own
            .parent()
            .context("the demo's binary is in no folder")?
            .to_path_buf();
        if out.exists() {
            std::fs::remove_dir_all(out)
                .with_context(|| format!("cannot empty {}", out.display()))?;
        }
        for folder in ["keys", "logs", "state"] {
            let folder = out.join(folder);
            std::fs::create_dir_all(&folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
        }
        let out = out
            .canonicalize()
            .with_context(|| format!("cannot find {}", out.display()))?;
        Ok(Self {
            binaries,
            programs,
            out,
        })
    }

    /// A service's binary.
    pub fn binary(&self, name: &str) -> PathBuf {
        self.binaries.join(name)
    }

    /// Folder of keypair files.
    pub fn keys(&self) -> PathBuf {
        self.out.join("keys")
    }

    /// Folder of logs.
    pub fn logs(&self) -> PathBuf {
        self.out.join("logs")
    }

    /// Folder of databases and workers' states.
    pub fn state(&self) -> PathBuf {
        self.out.join("state")
    }
}
