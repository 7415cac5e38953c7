//! What tasks need from Debian's packages.

use crate::process::{on_path, run};
use anyhow::{Result, bail};
use std::process::Command;

/// A rustc with its library's sources, the matching LLVM, and what that links.
const PACKAGES: [&str; 8] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "llvm-22",
    "llvm-22-dev",
    "libpolly-22-dev",
    "libzstd-dev",
    "zlib1g-dev",
];

/// Installs what the on-chain build needs and lacks when run as root; otherwise names it in one line.
pub fn ensure_packages() -> Result<()> {
    ensure(
        &PACKAGES,
        "building programs",
        "Solana's `cargo-build-sbf`, or ",
    )
}

/// Installs those of some packages that are missing when run as root; otherwise names them in one line. `or` names what
/// would do instead of a Debian.
pub fn ensure(packages: &[&str], purpose: &str, or: &str) -> Result<()> {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|p| !is_installed(p))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let line = format!(
        "apt-get install --no-install-recommends {}",
        missing.join(" ")
    );
    if !on_path("apt-get") {
        bail!(
            "{purpose} needs {or}a Debian with these packages: {}",
            missing.join(" ")
        );
    }
    if !is_root() {
        bail!("{purpose} needs packages that are not installed. Run:\n  sudo {line}");
    }
    eprintln!(
        "installing {} packages: {}",
        missing.len(),
        missing.join(" ")
    );
    let install = || {
        let mut command = apt_get();
        command
            .args(["install", "-y", "--no-install-recommends"])
            .args(&missing);
        run(&mut command)
    };
    // A fresh machine has no package lists yet.
    if install().is_err() {
        run(apt_get().arg("update"))?;
        install()?;
    }
    Ok(())
}

/// Its output is progress: standard output is for what a task prints for machines.
fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdout(std::io::stderr());
    command
}

fn is_installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["-W", "-f=${Status}", package])
        .output()
        .is_ok_and(|out| out.stdout.ends_with(b" installed"))
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|out| out.stdout.trim_ascii() == b"0")
}
