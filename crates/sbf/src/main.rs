//! `io-sbf`: the linker and compiler wrapper of the on-chain build, by the name it is called by.

use anyhow::{Result, bail};
use io_sbf::{Options, linker, wrapper};
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "\
usage: io-sbf compile [--level Os] [--dump FOLDER] -o PROGRAM.so INPUT...

Compiles objects and rlibs of LLVM bitcode into one deployable sBPF program.
Called as `sbf-rustc` it is cargo's RUSTC_WRAPPER, called as `sbf-link` the target's linker.
`cargo xtask build` sets all of this up.";

fn main() -> ExitCode {
    let mut args = std::env::args();
    let called_as = args.next().map(PathBuf::from).unwrap_or_default();
    let role = called_as
        .file_name()
        .and_then(|n| n.to_str())
        .unwrap_or_default()
        .to_owned();
    let args: Vec<String> = args.collect();
    let done = match role.as_str() {
        "sbf-rustc" => wrapper::run(&args),
        "sbf-link" => linker::run(&args),
        _ => command(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(args: &[String]) -> Result<()> {
    match args.split_first() {
        Some((verb, rest)) if verb == "compile" => compile(rest),
        Some((flag, _)) if flag == "--help" || flag == "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        Some((other, _)) => bail!("there is no command `{other}`.\n{USAGE}"),
        None => bail!("no command was given.\n{USAGE}"),
    }
}

fn compile(args: &[String]) -> Result<()> {
    let mut options = Options::default();
    let mut output = None;
    let mut inputs = Vec::new();
    let mut args = args.iter();
    let missing = |flag: &str| anyhow::anyhow!("{flag} needs a value.\n{USAGE}");
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "-o" => output = Some(PathBuf::from(args.next().ok_or_else(|| missing(arg))?)),
            "--level" => options
                .level
                .clone_from(args.next().ok_or_else(|| missing(arg))?),
            "--dump" => options.dump = Some(args.next().ok_or_else(|| missing(arg))?.into()),
            flag if flag.starts_with('-') => bail!("there is no flag `{flag}`.\n{USAGE}"),
            input => inputs.push(PathBuf::from(input)),
        }
    }
    let output = output.ok_or_else(|| missing("-o"))?;
    let bytes = linker::compile_files(&inputs, &output, &options)?;
    println!("{}: {bytes} bytes", output.display());
    Ok(())
}
