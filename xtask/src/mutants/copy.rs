//! A copy of the programs' workspace in the target folder, where bugs are planted.

use super::mutant::Mutant;
use crate::paths;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The copy.
pub struct Copy {
    /// The workspace.
    pub programs: PathBuf,
    /// Where its builds go, apart from those of the real programs.
    pub finished: PathBuf,
}

/// A bug in the copy, until this is dropped.
pub struct Planted {
    file: PathBuf,
    original: String,
}

impl Drop for Planted {
    fn drop(&mut self) {
        // The next copy would bring it back too.
        if let Err(error) = std::fs::write(&self.file, &self.original) {
            eprintln!("{} keeps a planted bug: {error}", self.file.display());
        }
    }
}

impl Copy {
    /// Brings the copy up to date. Unchanged files keep their times, so that builds stay fresh.
    pub fn new() -> Result<Self> {
        let folder = paths::root().join("target/mutants");
        let copy = Self {
            programs: folder.join("programs"),
            finished: folder.join("finished"),
        };
        copy_folder(&paths::programs(), &copy.programs)?;
        // The workspace lies deeper than the original: what it shares with the repository is named
        // by its own address.
        let manifest = copy.programs.join("Cargo.toml");
        let text = std::fs::read_to_string(paths::programs().join("Cargo.toml"))?;
        let shared = format!("\"{}/", paths::root().join("crates").display());
        write_if_new(&manifest, text.replace("\"../crates/", &shared).as_bytes())?;
        std::fs::create_dir_all(&copy.finished)?;
        Ok(copy)
    }

    /// Plants a bug.
    pub fn plant(&self, mutant: &Mutant) -> Result<Planted> {
        let file = Path::new(&mutant.file);
        let file = self.programs.join(file.strip_prefix("programs")?);
        let original = std::fs::read_to_string(&file)
            .with_context(|| format!("{} names no file", mutant.name))?;
        std::fs::write(&file, mutant.apply(&original)?)?;
        Ok(Planted { file, original })
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let (source, copy) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            if entry.file_name() != "target" {
                copy_folder(&source, &copy)?;
            }
        } else if source != paths::programs().join("Cargo.toml") {
            write_if_new(&copy, &std::fs::read(&source)?)?;
        }
    }
    Ok(())
}

fn write_if_new(path: &Path, bytes: &[u8]) -> Result<()> {
    if std::fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
