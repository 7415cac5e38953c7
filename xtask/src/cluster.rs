//! `cargo xtask on-cluster`: the services on Solana's own test validator instead of the embedded chain.
//!
//! Opt-in: the validator is not among what the tests install. It listens on every interface whatever it is told,
//! so all of it runs in a network namespace of its own, which takes root.

use crate::{build, paths, process};
use anyhow::{Result, bail};
use std::process::Command;

/// One line of help.
pub const HELP: &str =
    "[OPTIONS]  run the services on solana-test-validator, in a network namespace (root)";

/// Builds, and runs `on-cluster` with `args`.
pub fn run(args: &[String]) -> Result<()> {
    if !args.iter().any(|arg| arg == "--validator") && !process::on_path("solana-test-validator") {
        bail!(
            "there is no solana-test-validator on the PATH. Install Solana's tools, or `cargo install \
             agave-validator --version 4.2.2 --locked --bin solana-test-validator`, or pass --validator FILE"
        );
    }
    build::run(&[])?;
    process::run(
        process::cargo()
            .args(["build", "--bins"])
            .current_dir(paths::root()),
    )?;
    process::run(
        Command::new("unshare")
            .args([
                "--net",
                "sh",
                "-c",
                "ip link set lo up && exec \"$0\" \"$@\"",
            ])
            .arg(paths::target().join("debug/on-cluster"))
            .args(args)
            .current_dir(paths::root()),
    )
}
