//! `cargo xtask client`: the Rust client out of the interfaces in idl/.

use crate::{paths, process};
use anyhow::{Result, bail};

/// One line of help.
pub const HELP: &str =
    "[--check]  write crates/client/src/generated from idl/; --check fails if it is out of date";

/// Runs the generator, a crate of its own because it needs a JSON reader.
pub fn run(args: &[String]) -> Result<()> {
    let check = match args {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => bail!("usage: cargo xtask client [--check]"),
    };
    let root = paths::root();
    process::run(
        process::cargo()
            .args(["run", "--quiet", "--package", "io-codegen", "--"])
            .arg("--idl")
            .arg(root.join("idl"))
            .arg("--out")
            .arg(root.join("crates/client/src/generated"))
            .args(check.then_some("--check"))
            .current_dir(root),
    )
}
