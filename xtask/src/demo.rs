//! `cargo xtask demo`: a day of the network, from nothing.
//!
//! Builds the programs for the chain and the services for this machine, then runs `io-demo`, which says what
//! happens and ends with an error unless every invariant holds.

use crate::{build, paths, process};
use anyhow::Result;
use std::time::Instant;

/// One line of help.
pub const HELP: &str = "[OPTIONS]  run a day of the whole network (--help: its options)";

/// Builds, and runs `io-demo` with `args`.
pub fn run(args: &[String]) -> Result<()> {
    let begun = Instant::now();
    eprintln!("1 of 3: the programs, compiled for the chain");
    build::run(&[])?;
    eprintln!(
        "2 of 3: the services (the first time a thousand crates: about a quarter of an hour on two cores)"
    );
    // All default members at once: then features resolve as for the tests, and nothing is compiled twice.
    process::run(
        process::cargo()
            .args(["build", "--bins"])
            .current_dir(paths::root()),
    )?;
    eprintln!(
        "3 of 3: the day (everything is built; that took {} s)",
        begun.elapsed().as_secs()
    );
    process::run(
        std::process::Command::new(paths::target().join("debug/io-demo"))
            .args(args)
            .current_dir(paths::root()),
    )
}
