//! `cargo xtask build`: deployable programs in `target/deploy`.
//!
//! Solana's own `cargo-build-sbf` where it is installed; it downloads its compiler. Otherwise
//! Debian's compiler and `crates/sbf`: see [`crate::debian`].

use crate::program::{self, Program};
use crate::{debian, paths, process, size};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// One line of help.
pub const HELP: &str = "[--program NAME]  build the on-chain programs into target/deploy";

/// Environment variable: `debian` or `solana` forces one route.
const ROUTE_VAR: &str = "IO_SBF_TOOLCHAIN";

/// Builds every program, or the one named by `--program`.
pub fn run(args: &[String]) -> Result<()> {
    let only = match args {
        [] => None,
        [flag, name] if flag == "--program" => Some(name.as_str()),
        _ => bail!("usage: cargo xtask build [--program NAME]"),
    };
    let programs = program::find(&paths::programs(), only)?;
    let started = Instant::now();
    std::fs::create_dir_all(paths::deploy())?;
    let toolchain = if use_solana_tools()? {
        None
    } else {
        Some(debian::Toolchain::ensure()?)
    };
    let mut failed = Vec::new();
    for (index, program) in programs.iter().enumerate() {
        eprintln!(
            "program {} of {}: {}",
            index + 1,
            programs.len(),
            program.name
        );
        let built = match &toolchain {
            Some(toolchain) => toolchain.build(&paths::programs(), program, &paths::deploy()),
            None => build_with_solana_tools(program),
        };
        if let Err(error) = built {
            eprintln!("error: {}: {error:#}", program.name);
            failed.push(program.name.as_str());
        }
    }
    let built: Vec<_> = programs
        .iter()
        .filter(|p| !failed.contains(&p.name.as_str()))
        .collect();
    let fits = size::check(&sizes(&built)?);
    if toolchain.is_some() {
        names_no_folder(&built)?;
    }
    if !failed.is_empty() {
        bail!(
            "{} of {} programs failed to build: {}",
            failed.len(),
            programs.len(),
            failed.join(", ")
        );
    }
    fits?;
    eprintln!("built in {:.0} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// Whether programs are built with Solana's own tools.
pub fn use_solana_tools() -> Result<bool> {
    match std::env::var(ROUTE_VAR).ok().as_deref() {
        None | Some("") => Ok(process::on_path("cargo-build-sbf")),
        Some("debian") => Ok(false),
        Some("solana") => Ok(true),
        Some(other) => {
            bail!("{ROUTE_VAR} is `{other}`. Set it to `debian` or `solana`, or unset it")
        }
    }
}

fn build_with_solana_tools(program: &Program) -> Result<()> {
    process::run(&mut solana_tools(program))
}

/// The call of Solana's builder: the program's own manifest, the folder where everything else looks for binaries,
/// and nothing of this toolchain in the environment.
fn solana_tools(program: &Program) -> Command {
    let mut command = process::foreign("cargo-build-sbf");
    command
        .arg("--manifest-path")
        .arg(program.folder.join("Cargo.toml"))
        .arg("--sbf-out-dir")
        .arg(paths::deploy());
    command
}

/// Refuses a binary that names the checkout's folder or its user's: it would be another in another place.
fn names_no_folder(programs: &[&Program]) -> Result<()> {
    let mut folders = vec![paths::root()];
    folders.extend(std::env::home_dir().filter(|home| home.components().count() > 1));
    for program in programs {
        let bytes = std::fs::read(paths::deploy().join(program.file_name()))?;
        if let Some(folder) = folders.iter().find(|folder| names(&bytes, folder)) {
            bail!(
                "{} names {}, so it would differ from one built elsewhere. The flags that rename \
                 paths are in xtask/src/debian.rs and crates/sbf/src/wrapper.rs",
                program.file_name(),
                folder.display()
            );
        }
    }
    Ok(())
}

fn names(bytes: &[u8], folder: &Path) -> bool {
    let folder = folder.as_os_str().as_encoded_bytes();
    bytes.windows(folder.len()).any(|part| part == folder)
}

fn sizes(programs: &[&Program]) -> Result<Vec<(String, u64)>> {
    let size = |program: &&Program| {
        let path = paths::deploy().join(program.file_name());
        let bytes = std::fs::metadata(&path)
            .with_context(|| format!("the build left no {}", path.display()))?
            .len();
        Ok((program.name.clone(), bytes))
    };
    programs.iter().map(size).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_found_in_a_binary() {
        let folder = Path::new("/home/me/io");
        assert!(names(
            b"\x7fELF../home/me/io/crates/core/src/lib.rs",
            folder
        ));
        assert!(!names(b"\x7fELF..crates/core/src/lib.rs", folder));
    }

    /// The tools themselves download their compiler, so what can be shown everywhere is what they are asked to do.
    #[test]
    fn solanas_tools_are_called_as_they_document() {
        let found = program::find(&paths::programs(), Some("escrow")).unwrap();
        let command = solana_tools(&found[0]);
        assert_eq!(command.get_program(), "cargo-build-sbf");
        let args: Vec<_> = command.get_args().map(|arg| arg.to_owned()).collect();
        assert_eq!(args[0], "--manifest-path");
        assert!(std::path::Path::new(&args[1]).ends_with("programs/escrow/Cargo.toml"));
        assert!(std::path::Path::new(&args[1]).is_file());
        assert_eq!(args[2], "--sbf-out-dir");
        assert_eq!(args[3], paths::deploy().as_os_str());
        assert!(
            command
                .get_envs()
                .filter(|(name, _)| *name == "RUSTUP_TOOLCHAIN" || *name == "CARGO")
                .all(|(_, value)| value.is_none())
        );
    }
}
