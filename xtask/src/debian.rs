//! The on-chain build with Debian's compiler and `crates/sbf`.
//!
//! cargo builds std and the program to bitcode for a custom target; our tool is both its
//! `RUSTC_WRAPPER` and the target's linker, so cargo's own freshness decides what is rebuilt.

use crate::program::Program;
use crate::{apt, paths, process};
use anyhow::{Context, Result, bail};
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
/// Where `llvm-22-dev` puts LLVM; read by the build scripts of what `crates/sbf` depends on.
pub const LLVM_PREFIX: &str = "/usr/lib/llvm-22";
const LLVM_CONFIG: &str = "/usr/bin/llvm-config-22";

/// Versions the differential suite passed with. Debian's packages roll with security updates.
const TESTED_RUSTC: [&str; 1] = ["1.96.0"];
const TESTED_LLVM: [&str; 1] = ["22.1.8"];
/// Environment variable: any value accepts other versions.
const UNTESTED_VAR: &str = "IO_SBF_ALLOW_UNTESTED";

/// The target's name: the stem of its description's file name.
const TARGET: &str = "sbpf-solana";

/// A compiler that was checked, and our tool, built.
pub struct Toolchain {
    wrapper: PathBuf,
    linker: PathBuf,
    /// Changes with the tool's code, so that programs are linked again.
    fingerprint: u64,
}

impl Toolchain {
    /// Installs or asks for packages, refuses versions nobody tested, and builds the tool.
    pub fn ensure() -> Result<Self> {
        apt::ensure_packages()?;
        check_versions()?;
        eprintln!("building the on-chain linker (about two minutes the first time)");
        process::run(
            process::cargo()
                .args(["build", "--quiet", "--package", "io-sbf"])
                .arg("--target-dir")
                .arg(paths::target())
                .env("LLVM_PREFIX", LLVM_PREFIX)
                .current_dir(paths::root()),
        )?;
        let tool = paths::target().join("debug/io-sbf");
        let bytes =
            std::fs::read(&tool).with_context(|| format!("cargo built no {}", tool.display()))?;
        let mut hasher = DefaultHasher::new();
        hasher.write(&bytes);
        let bin = build_folder().join("bin");
        std::fs::create_dir_all(&bin)?;
        Ok(Self {
            wrapper: link_as(&tool, &bin.join("sbf-rustc"))?,
            linker: link_as(&tool, &bin.join("sbf-link"))?,
            fingerprint: hasher.finish(),
        })
    }

    /// Builds one program of a workspace and copies its `.so` to `deploy`.
    pub fn build(&self, workspace: &Path, program: &Program, deploy: &Path) -> Result<()> {
        let finished = build_folder().join("programs");
        let file = finished.join(program.file_name());
        self.build_into(workspace, program, &finished)?;
        if !file.is_file() {
            // cargo holds the program for fresh, but the finished file was removed.
            process::run(
                process::foreign(CARGO)
                    .args([
                        "clean",
                        "--quiet",
                        "--release",
                        "--target",
                        TARGET,
                        "-p",
                        &program.name,
                    ])
                    .env("CARGO_TARGET_DIR", build_folder())
                    .current_dir(workspace),
            )?;
            process::run(&mut self.cargo(workspace, program, &finished))?;
        }
        let to = deploy.join(program.file_name());
        if !file.is_file() {
            bail!(
                "{} defines no entrypoint, so nothing was linked. Is its #[program] behind a feature?",
                program.name
            );
        }
        let bytes = std::fs::read(&file)?;
        // An unchanged file keeps its time, so that what is built from it stays fresh too.
        if std::fs::read(&to).is_ok_and(|old| old == bytes) {
            return Ok(());
        }
        std::fs::write(&to, bytes).with_context(|| format!("cannot write {}", to.display()))
    }

    /// Builds one program of a workspace into `finished`, and there alone.
    pub fn build_into(&self, workspace: &Path, program: &Program, finished: &Path) -> Result<()> {
        process::run(&mut self.cargo(workspace, program, finished))
    }

    fn cargo(&self, workspace: &Path, program: &Program, finished: &Path) -> Command {
        let mut command = process::foreign(CARGO);
        command
            .args(["rustc", "--release", "--lib", "--crate-type", "cdylib"])
            .args(["--package", &program.name])
            .args(["-Zbuild-std=std,panic_abort", "-Zjson-target-spec"])
            .arg("-Zbuild-std-features=compiler-builtins-mem")
            .arg("--target")
            .arg(paths::root().join(format!("crates/sbf/{TARGET}.json")))
            .args([
                "--",
                "--cfg",
                &format!("io_sbf_tool=\"{:016x}\"", self.fingerprint),
            ])
            .env("CARGO_TARGET_DIR", build_folder())
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_ENCODED_RUSTFLAGS", rustflags(&paths::root()))
            .env("CARGO_TARGET_SBPF_SOLANA_LINKER", &self.linker)
            .env("RUSTC", RUSTC)
            // Custom targets and build-std are features of the compiler's next releases.
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTC_WRAPPER", &self.wrapper)
            .env("IO_SBF_DEPLOY_DIR", finished)
            .current_dir(workspace);
        command
    }
}

/// The compiler's flags, as cargo takes them where one may hold a space.
fn rustflags(root: &Path) -> String {
    // A panic names its file: by where it is in the checkout, so that two checkouts give one binary.
    let remap = format!("--remap-path-prefix={}/=", root.display());
    [
        "--cfg",
        "target_os=\"solana\"",
        "-Aexplicit_builtin_cfgs_in_flags",
        "-Aunexpected_cfgs",
        // Unoptimised: `crates/sbf` sees the whole program and decides what is inlined.
        "-Cno-prepopulate-passes",
        &remap,
    ]
    .join("\x1f")
}

/// Apart from the host's builds: another compiler made what lies here.
fn build_folder() -> PathBuf {
    paths::target().join("sbf")
}

fn link_as(tool: &Path, name: &Path) -> Result<PathBuf> {
    if name.symlink_metadata().is_ok() {
        std::fs::remove_file(name)?;
    }
    std::os::unix::fs::symlink(tool, name)
        .with_context(|| format!("cannot link {} to {}", name.display(), tool.display()))?;
    Ok(name.to_path_buf())
}

fn check_versions() -> Result<()> {
    // `rustc 1.96.0 (ac68faa20 2026-05-25)`
    let rustc = process::output(process::foreign(RUSTC).arg("--version"))?;
    let rustc = rustc.split(' ').nth(1).unwrap_or(&rustc).to_owned();
    let llvm = process::output(process::foreign(LLVM_CONFIG).arg("--version"))?;
    refuse_untested("rustc", &rustc, &TESTED_RUSTC)?;
    refuse_untested("LLVM", &llvm, &TESTED_LLVM)
}

fn refuse_untested(what: &str, version: &str, tested: &[&str]) -> Result<()> {
    if tested.contains(&version) {
        return Ok(());
    }
    let tested = tested.join(", ");
    if std::env::var_os(UNTESTED_VAR).is_some() {
        eprintln!("warning: {what} {version} is not among the tested versions ({tested})");
        return Ok(());
    }
    bail!(
        "Debian's {what} is {version}; the on-chain build was tested with {tested}. Install that \
         version, or set {UNTESTED_VAR}=1 and run `cargo xtask test-toolchain` before you deploy"
    )
}
