//! `cargo xtask lint`: formatting of both workspaces, and clippy with warnings denied.
//!
//! Clippy runs on what moves money and what speaks to strangers: the rules, the proof, the messages, the
//! client and the programs. The services link a thousand crates, which clippy would check a second time.

use crate::{paths, process};
use anyhow::{Result, bail};

/// One line of help.
pub const HELP: &str = "check formatting, and clippy with warnings denied";

const CLIPPY_PACKAGES: [&str; 6] = [
    "io-api",
    "io-client",
    "io-codegen",
    "io-core",
    "io-pow",
    "xtask",
];

/// Checks both workspaces.
pub fn run(args: &[String]) -> Result<()> {
    if !args.is_empty() {
        bail!("usage: cargo xtask lint");
    }
    let programs = paths::root().join("programs");
    for folder in [&paths::root(), &programs] {
        process::run(
            process::cargo()
                .args(["fmt", "--all", "--check"])
                .current_dir(folder),
        )?;
    }
    let mut clippy = process::cargo();
    clippy.args(["clippy", "--all-targets"]);
    for package in CLIPPY_PACKAGES {
        clippy.args(["--package", package]);
    }
    process::run(
        clippy
            .args(["--", "-D", "warnings"])
            .current_dir(paths::root()),
    )?;
    process::run(
        process::cargo()
            .args(["clippy", "--workspace", "--", "-D", "warnings"])
            .current_dir(programs),
    )
}
