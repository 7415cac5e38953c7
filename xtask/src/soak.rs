//! `cargo xtask soak`: the model of the whole economy and the real programs, side by side, for as long as
//! one likes.
//!
//! Builds the programs and `tests/src/bin/soak.rs`, and runs it: see there, and `docs/testing.md`.

use crate::{build, paths, process};
use anyhow::Result;
use std::process::Command;

/// One line of help.
pub const HELP: &str =
    "[OPTIONS]  random steps of the economy, model beside programs (--help: its options)";

/// Builds, and walks with `args`.
pub fn run(args: &[String]) -> Result<()> {
    build::run(&[])?;
    process::run(
        Command::new(walker()?)
            .args(args)
            .current_dir(paths::root()),
    )
}

/// Builds what walks, and says where it is.
pub fn walker() -> Result<std::path::PathBuf> {
    process::run(
        process::cargo()
            .args(["build", "--bin", "soak"])
            .current_dir(paths::root()),
    )?;
    Ok(paths::target().join("debug/soak"))
}
