//! `cargo xtask lint`: formatting, clippy with warnings denied on every package, and that no service can cheat.
//!
//! Clippy is a compiler that also lints. `cargo clippy` has it check the thousand dependencies too, into files
//! that no build can use. Here it compiles our own packages instead, on top of the dependencies that the
//! tests need anyway, and without optimising: what it makes is not run.

use crate::{apt, debian, paths, process};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// One line of help.
pub const HELP: &str = "check formatting, and clippy with warnings denied";

/// Packages that are optimised for the tests; a linter's output need not be.
const OPTIMISED: [&str; 4] = ["io-core", "io-oracle", "io-pow", "io-pow-cheats"];
/// The dishonest provers, and the only package that may have them in what it builds.
const CHEATS: &str = "io-pow-cheats";
const MAY_CHEAT: &str = "io-demo";

/// Checks both workspaces.
pub fn run(args: &[String]) -> Result<()> {
    if !args.is_empty() {
        bail!("usage: cargo xtask lint");
    }
    let root = paths::root();
    let programs = paths::programs();
    for folder in [&root, &programs] {
        process::run(
            process::cargo()
                .args(["fmt", "--all", "--check"])
                .current_dir(folder),
        )?;
    }
    only_the_demo_cheats()?;
    process::run(compile_and_lint(&root).args(["--all-targets", "--keep-going"]))?;
    process::run(compile_and_lint(&root).args(["--all-targets", "--package", "xtask"]))?;
    process::run(compile_and_lint(&root).args(["--all-targets", "--package", "io-codegen"]))?;
    // Links LLVM, so that its packages must be there.
    apt::ensure_packages()?;
    process::run(
        compile_and_lint(&root)
            .args(["--all-targets", "--package", "io-sbf"])
            .env("LLVM_PREFIX", debian::LLVM_PREFIX),
    )?;
    let clippy = |more: &[&str]| {
        let mut command = process::cargo();
        command.args(["clippy", "--workspace"]).args(more);
        process::run(command.current_dir(&programs))
    };
    clippy(&["--", "-D", "warnings"])?;
    // A sum that overflows in a test fails the test.
    let tests = [
        "--tests",
        "--",
        "-D",
        "warnings",
        "-A",
        "clippy::arithmetic_side_effects",
    ];
    clippy(&tests)
}

/// `cargo build` with clippy as the compiler of the workspace's packages, and of those alone.
fn compile_and_lint(folder: &Path) -> Command {
    let mut command = process::cargo();
    command
        .arg("build")
        .env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
        .env("CLIPPY_ARGS", "-Dwarnings")
        .args(["--config", "profile.dev.opt-level=0"])
        .args(["--config", "profile.dev.debug=false"])
        .current_dir(folder);
    for package in OPTIMISED {
        let setting = format!("profile.dev.package.{package}.opt-level=0");
        command.args(["--config", &setting]);
    }
    command
}

/// Features add up over the packages of a build; dependencies do not: who does not name the cheats has none.
fn only_the_demo_cheats() -> Result<()> {
    let tree = process::output(
        process::cargo()
            .args(["tree", "--workspace", "--edges", "normal,build"])
            .args(["--invert", CHEATS, "--prefix", "none", "--format", "{p}"])
            .current_dir(paths::root()),
    )?;
    let strangers = dependents(&tree);
    if !strangers.is_empty() {
        bail!(
            "{} would be built with the dishonest provers of {CHEATS}: depend on it in [dev-dependencies] only",
            strangers.join(", ")
        );
    }
    Ok(())
}

/// Packages in an inverted tree that must not be there.
fn dependents(tree: &str) -> Vec<&str> {
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    names
        .filter(|name| !["", CHEATS, MAY_CHEAT].contains(name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_demo_may_depend_on_the_cheats() {
        let tree = "io-pow-cheats v0.1.0 (/a)\nio-demo v0.1.0 (/b)\n";
        assert!(dependents(tree).is_empty());
        let more = format!("{tree}io-worker v0.1.0 (/c)\n");
        assert_eq!(dependents(&more), ["io-worker"]);
    }
}
