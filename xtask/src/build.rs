//! `cargo xtask build`: deployable programs in `target/deploy`.
//!
//! Solana's own `cargo-build-sbf` where it is installed; it downloads its compiler. Otherwise
//! Debian's compiler and `crates/sbf`: see [`crate::debian`].

use crate::program::{self, Program};
use crate::{debian, paths, process};
use anyhow::{Context, Result, bail};
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
    if use_solana_tools()? {
        for (index, program) in programs.iter().enumerate() {
            announce(program, index, programs.len());
            build_with_solana_tools(program)?;
        }
    } else {
        let toolchain = debian::Toolchain::ensure()?;
        for (index, program) in programs.iter().enumerate() {
            announce(program, index, programs.len());
            toolchain.build(&paths::programs(), program, &paths::deploy())?;
        }
    }
    print_sizes(&programs)?;
    println!("built in {:.0} s", started.elapsed().as_secs_f64());
    Ok(())
}

fn announce(program: &Program, index: usize, count: usize) {
    println!("program {} of {count}: {}", index + 1, program.name);
}

fn use_solana_tools() -> Result<bool> {
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
    process::run(
        process::foreign("cargo-build-sbf")
            .arg("--manifest-path")
            .arg(program.folder.join("Cargo.toml"))
            .arg("--sbf-out-dir")
            .arg(paths::deploy()),
    )
}

fn print_sizes(programs: &[Program]) -> Result<()> {
    println!("\n{:<16}{:>12}", "program", "bytes");
    for program in programs {
        let path = paths::deploy().join(program.file_name());
        let bytes = std::fs::metadata(&path)
            .with_context(|| format!("the build left no {}", path.display()))?
            .len();
        println!("{:<16}{bytes:>12}", program.name);
    }
    println!();
    Ok(())
}
