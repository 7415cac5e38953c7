//! `cargo xtask deny`: licences and sources of both workspaces' dependencies; known holes where the advisory
//! database can be had.

use crate::{paths, process};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// One line of help.
pub const HELP: &str = "check the dependencies' licences, sources and advisories";

/// The newest release; it builds with Rust 1.88 and later.
const VERSION: &str = "0.20.2";

/// Checks both workspaces.
pub fn run(args: &[String]) -> Result<()> {
    if !args.is_empty() {
        bail!("usage: cargo xtask deny");
    }
    let tool = ensure_tool()?;
    let config = paths::root().join("deny.toml");
    let manifests = [paths::root(), paths::programs()].map(|folder| folder.join("Cargo.toml"));
    let mut failed = Vec::new();
    for manifest in &manifests {
        let mut check = deny(&tool, manifest, &config);
        check.args([
            "check",
            "--hide-inclusion-graph",
            "bans",
            "licenses",
            "sources",
        ]);
        println!("checking {}", manifest.display());
        if process::run(&mut check).is_err() {
            failed.push(manifest.display().to_string());
        }
    }
    if !failed.is_empty() {
        bail!(
            "cargo-deny refuses dependencies of {}; what and why is above",
            failed.join(" and of ")
        );
    }
    check_advisories(&tool, &manifests, &config)
}

/// The database is a git repository on the internet: where that is out of reach, says so and goes on.
fn check_advisories(tool: &Path, manifests: &[PathBuf], config: &Path) -> Result<()> {
    let Some(first) = manifests.first() else {
        return Ok(());
    };
    let fetched = deny(tool, first, config)
        .args(["fetch", "db"])
        .output()
        .context("cannot start cargo-deny")?;
    if !fetched.status.success() {
        let complaint = String::from_utf8_lossy(&fetched.stderr);
        let mut lines = complaint.lines().rev();
        let reason = lines.find(|line| !line.trim().is_empty());
        let reason = reason.unwrap_or("it says nothing");
        println!(
            "advisories: NOT CHECKED, the database cannot be fetched ({}). Run this again with the internet at hand",
            reason.trim()
        );
        return Ok(());
    }
    for manifest in manifests {
        process::run(deny(tool, manifest, config).args([
            "check",
            "--disable-fetch",
            "advisories",
        ]))?;
    }
    println!("advisories: checked");
    Ok(())
}

fn deny(tool: &Path, manifest: &Path, config: &Path) -> Command {
    let mut command = Command::new(tool);
    command
        .arg("--manifest-path")
        .arg(manifest)
        .arg("--config")
        .arg(config)
        .args(["--all-features", "--locked"]);
    command
}

/// The installed tool, or one built into the target folder: a few minutes, once.
fn ensure_tool() -> Result<PathBuf> {
    if process::on_path("cargo-deny") {
        return Ok("cargo-deny".into());
    }
    let root = paths::target().join("tools");
    let tool = root.join("bin/cargo-deny");
    let wanted = format!("cargo-deny {VERSION}");
    if tool.is_file() && process::output(Command::new(&tool).arg("--version"))? == wanted {
        return Ok(tool);
    }
    println!("building {wanted}, once");
    process::run(
        process::cargo()
            .args([
                "install",
                "--quiet",
                "--locked",
                "cargo-deny",
                "--version",
                VERSION,
            ])
            .arg("--root")
            .arg(&root)
            .env("CARGO_TARGET_DIR", root.join("build"))
            // It runs for seconds: building it must not take minutes longer.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .current_dir(paths::root()),
    )?;
    Ok(tool)
}
