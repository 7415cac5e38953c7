//! `cargo xtask <command>`: every task of this repository that is more than one cargo call.
//!
//! It runs on a fresh machine, before anything is installed: std and anyhow only. One file a
//! command; a new command is a module with `run(&[String])` and a row in [`COMMANDS`].

mod apt;
mod bench;
mod build;
mod client;
mod cluster;
mod debian;
mod demo;
mod deny;
mod idl;
mod json;
mod kernels;
mod lint;
mod mutants;
mod paths;
mod process;
mod program;
mod size;
mod soak;
mod test;
mod test_toolchain;

use anyhow::{Result, bail};
use std::process::ExitCode;

/// Name, one line of help, and what runs.
type Command = (&'static str, &'static str, fn(&[String]) -> Result<()>);

const COMMANDS: &[Command] = &[
    ("bench", bench::HELP, bench::run),
    ("build", build::HELP, build::run),
    ("client", client::HELP, client::run),
    ("deny", deny::HELP, deny::run),
    ("demo", demo::HELP, demo::run),
    ("idl", idl::HELP, idl::run),
    ("kernels", kernels::HELP, kernels::run),
    ("lint", lint::HELP, lint::run),
    ("mutants", mutants::HELP, mutants::run),
    ("on-cluster", cluster::HELP, cluster::run),
    ("soak", soak::HELP, soak::run),
    ("test", test::HELP, test::run),
    ("test-toolchain", test_toolchain::HELP, test_toolchain::run),
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Result<()> {
    let Some((name, rest)) = args.split_first() else {
        bail!("no command was given.\n{}", usage());
    };
    if matches!(name.as_str(), "--help" | "-h" | "help") {
        println!("{}", usage());
        return Ok(());
    }
    match COMMANDS.iter().find(|(known, ..)| known == name) {
        Some((.., run)) => run(rest),
        None => bail!("there is no command `{name}`.\n{}", usage()),
    }
}

fn usage() -> String {
    let mut text = "usage: cargo xtask <command>\n".to_owned();
    for (name, help, _) in COMMANDS {
        text.push_str(&format!("\n  {name:<16}{help}"));
    }
    text
}
