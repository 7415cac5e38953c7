//! `cargo xtask test-toolchain`: is the on-chain compiler right?
//!
//! Builds the probe with `crates/sbf`, then runs that crate's tests, which compare the probe in
//! the VM with the same source on the host.

use crate::program::Program;
use crate::test::{Tally, cargo_test};
use crate::{debian, paths, process};
use anyhow::{Result, bail};

/// One line of help.
pub const HELP: &str = "compare compiled code in the VM with the host's, case by case";

/// Builds and compares.
pub fn run(args: &[String]) -> Result<()> {
    if !args.is_empty() {
        bail!("usage: cargo xtask test-toolchain");
    }
    let tally = tests()?;
    if tally.failed() > 0 {
        bail!("{} tests failed; each is named above", tally.failed());
    }
    Ok(())
}

/// Builds and compares; counts.
pub fn tests() -> Result<Tally> {
    let toolchain = debian::Toolchain::ensure()?;
    let folder = paths::root().join("crates/sbf/probe");
    let probe = Program {
        name: "toolchain-probe".into(),
        folder: folder.clone(),
    };
    let out = paths::target().join("sbf/probe");
    std::fs::create_dir_all(&out)?;
    println!("building the probe");
    toolchain.build(&folder, &probe, &out)?;
    println!("testing");
    let mut command = process::cargo();
    command
        .args([
            "test",
            "--package",
            "io-sbf",
            "--no-fail-fast",
            "--target-dir",
        ])
        .arg(paths::target())
        .env("LLVM_PREFIX", debian::LLVM_PREFIX)
        .env("IO_SBF_PROBE", out.join(probe.file_name()))
        .current_dir(paths::root());
    cargo_test(command)
}
