//! `cargo xtask test`: everything a change must pass, on real binaries.
//!
//! Builds the programs, checks that what is generated from them is checked in as generated, and runs
//! the tests of both workspaces and of the on-chain compiler. Closes with one line that sums them up.

use crate::{build, client, idl, mutants, paths, process, test_toolchain};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

/// One line of help.
pub const HELP: &str = "build the programs and run every test";

/// Sums over test binaries.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// Tests that failed.
    pub fn failed(&self) -> u64 {
        self.failed
    }

    /// Reads libtest's closing line, such as
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s`.
    fn of_line(line: &str) -> Option<Self> {
        let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
        let mut tally = Self::default();
        for part in counts.split(';') {
            let mut words = part.split_whitespace();
            let (Some(count), Some(kind)) = (words.next(), words.next()) else {
                continue;
            };
            let Ok(count) = count.parse::<u64>() else {
                continue;
            };
            match kind {
                "passed" => tally.passed = count,
                "failed" => tally.failed = count,
                "ignored" => tally.skipped = count,
                _ => {}
            }
        }
        Some(tally)
    }
}

/// Runs `cargo test` with its output passed through, and counts.
///
/// A test binary that fails is counted by its own closing line; a build that fails has none, so it is
/// an error here.
pub fn cargo_test(mut command: Command) -> Result<Tally> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start cargo test")?;
    let out = child.stdout.take().context("cargo test has no output")?;
    let mut tally = Tally::default();
    for line in BufReader::new(out).lines() {
        let line = line.context("cannot read what cargo test prints")?;
        println!("{line}");
        if let Some(more) = Tally::of_line(&line) {
            tally.add(more);
        }
    }
    let status = child.wait()?;
    if !status.success() && tally.failed == 0 {
        bail!("cargo test failed without a failed test ({status}): see its messages above");
    }
    Ok(tally)
}

/// One step of the run: says what it does and how long it took.
fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("\n== {name}");
    let start = Instant::now();
    let result = work().with_context(|| format!("step \"{name}\""));
    println!("== {name}: {} s", start.elapsed().as_secs());
    result
}

/// Runs every test.
pub fn run(args: &[String]) -> Result<()> {
    if !args.is_empty() {
        bail!("usage: cargo xtask test");
    }
    let check = ["--check".to_string()];
    step("programs, compiled for the chain", || build::run(&[]))?;
    step("interface files match the programs", || idl::run(&check))?;
    step("client matches the interface files", || client::run(&check))?;
    let mut tally = step("programs on the host: account layouts", || {
        let mut command = process::cargo();
        command
            .args(["test", "--workspace", "--no-fail-fast"])
            .current_dir(paths::root().join("programs"));
        cargo_test(command)
    })?;
    tally.add(step("services, libraries, and programs in the VM", || {
        let mut command = process::cargo();
        command
            .args(["test", "--no-fail-fast"])
            .current_dir(paths::root());
        cargo_test(command)
    })?);
    tally.add(step("this task runner", || {
        let mut command = process::cargo();
        command
            .args(["test", "-p", "xtask"])
            .current_dir(paths::root());
        cargo_test(command)
    })?);
    tally.add(step("the on-chain compiler against the host", || {
        test_toolchain::tests()
    })?);
    tally.add(step("five planted bugs", planted_bugs)?);
    println!(
        "\n{} passed, {} failed, {} skipped",
        tally.passed, tally.failed, tally.skipped
    );
    if tally.failed > 0 {
        bail!("{} tests failed; each is named above", tally.failed);
    }
    Ok(())
}

/// Each of the bugs planted is a test: passed when it is found.
fn planted_bugs() -> Result<Tally> {
    if build::use_solana_tools()? {
        println!("left out: mutants are built with Debian's compiler");
        return Ok(Tally {
            skipped: 5,
            ..Tally::default()
        });
    }
    let planted = mutants::plant(None, true)?;
    Ok(Tally {
        passed: planted.killed,
        failed: planted.survived,
        skipped: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn closing_lines_are_counted_and_others_are_not() {
        let line = "test result: FAILED. 3 passed; 2 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.01s";
        let expected = Tally {
            passed: 3,
            failed: 2,
            skipped: 1,
        };
        assert_eq!(Tally::of_line(line), Some(expected));
        assert_eq!(Tally::of_line("test a::b ... ok"), None);
        assert_eq!(Tally::of_line("test result: nonsense"), None);
    }
}
