//! Which on-chain programs there are.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// One program: a crate in the programs' workspace that builds a `cdylib`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Package name, and the name of its `.so` with `-` as `_`.
    pub name: String,
    /// Folder of its manifest.
    pub folder: PathBuf,
}

impl Program {
    /// The file the program is deployed from.
    pub fn file_name(&self) -> String {
        format!("{}.so", self.name.replace('-', "_"))
    }
}

/// The programs of a workspace folder by name, or the one called `only`.
pub fn find(workspace: &Path, only: Option<&str>) -> Result<Vec<Program>> {
    let entries = std::fs::read_dir(workspace)
        .with_context(|| format!("cannot list the programs in {}", workspace.display()))?;
    let mut found = Vec::new();
    for entry in entries {
        let folder = entry?.path();
        let Ok(manifest) = std::fs::read_to_string(folder.join("Cargo.toml")) else {
            continue;
        };
        if let (Some(name), true) = (package_name(&manifest), manifest.contains("\"cdylib\"")) {
            found.push(Program { name, folder });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    let Some(only) = only else { return Ok(found) };
    match found.iter().find(|program| program.name == only) {
        Some(program) => Ok(vec![program.clone()]),
        None => {
            let names: Vec<_> = found.into_iter().map(|program| program.name).collect();
            bail!(
                "there is no program `{only}`. The programs are: {}",
                names.join(", ")
            )
        }
    }
}

/// The first `name = "…"` of a manifest, which is the package's.
fn package_name(manifest: &str) -> Option<String> {
    let value = manifest
        .lines()
        .find_map(|line| line.strip_prefix("name = "))?;
    Some(value.trim().trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_named_by_its_package() {
        let manifest = "[package]\nname = \"staking\"\n\n[lib]\ncrate-type = [\"cdylib\"]\n";
        assert_eq!(package_name(manifest).as_deref(), Some("staking"));
    }
}
