//! The role of the target's linker: `sbf-link <rustc's linker arguments>`.
//!
//! rustc calls it with the crate's objects and all rlibs, which hold bitcode for this target.
//! It writes the program where rustc wants it (`-o`), so that cargo's freshness holds for the
//! whole route, and once more into the folder named by [`DEPLOY_DIR_VAR`], under the name of the
//! program: cargo's own copy is overwritten when another program depends on this crate.

use crate::archive::{bitcode_members, is_bitcode};
use crate::{Fault, Input, Options, compile};
use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};

/// Environment variable: the folder for finished programs.
pub const DEPLOY_DIR_VAR: &str = "IO_SBF_DEPLOY_DIR";
/// Environment variable: LLVM's optimisation level after linking, `Os` by default.
pub const LEVEL_VAR: &str = "IO_SBF_LEVEL";
/// Environment variable: a folder for the module's text after each step.
pub const DUMP_VAR: &str = "IO_SBF_DUMP";

/// What rustc asks for.
struct Request {
    inputs: Vec<PathBuf>,
    output: PathBuf,
}

/// Links one crate. A crate without `entrypoint` (a program built as another's dependency) gives
/// an empty file: cargo expects one, and nobody deploys it.
pub fn run(args: &[String]) -> Result<()> {
    let request = parse(args)?;
    let files = read(&request.inputs)?;
    let inputs = bitcode(&files)?;
    let mut options = Options::default();
    if let Ok(level) = std::env::var(LEVEL_VAR) {
        options.level = level;
    }
    options.dump = std::env::var_os(DUMP_VAR).map(PathBuf::from);
    let program = match compile(&inputs, &options) {
        Ok(program) => program,
        Err(Fault::NoEntrypoint) => Vec::new(),
        Err(fault) => return Err(fault.into()),
    };
    write(&request.output, &program)?;
    if let (Some(folder), false) = (std::env::var_os(DEPLOY_DIR_VAR), program.is_empty()) {
        let stem = request
            .output
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy();
        let name = stem.strip_prefix("lib").unwrap_or(&stem);
        std::fs::create_dir_all(&folder)?;
        write(&Path::new(&folder).join(format!("{name}.so")), &program)?;
    }
    Ok(())
}

/// Compiles the given objects and archives, outside a cargo build.
pub fn compile_files(inputs: &[PathBuf], output: &Path, options: &Options) -> Result<usize> {
    let files = read(inputs)?;
    let program = compile(&bitcode(&files)?, options)?;
    write(output, &program)?;
    Ok(program.len())
}

fn parse(args: &[String]) -> Result<Request> {
    let mut inputs = Vec::new();
    let mut output = None;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "-o" => output = args.next().map(PathBuf::from),
            "-L" | "--cpu" | "--cpu-features" | "--export-symbols" => {
                args.next();
            }
            _ if arg.starts_with('-') => {}
            // rustc adds an object that only lists symbols for linkers that need it.
            _ if arg.ends_with("symbols.o") => {}
            _ if arg.ends_with(".o") || arg.ends_with(".rlib") => inputs.push(arg.into()),
            _ => {}
        }
    }
    let Some(output) = output else {
        bail!(
            "sbf-link was called without -o. It is meant to be called by rustc, as the target's linker"
        )
    };
    Ok(Request { inputs, output })
}

fn read(paths: &[PathBuf]) -> Result<Vec<(String, Vec<u8>)>> {
    let read = |path: &PathBuf| {
        let bytes =
            std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok((path.display().to_string(), bytes))
    };
    paths.iter().map(read).collect()
}

fn bitcode(files: &[(String, Vec<u8>)]) -> Result<Vec<Input<'_>>, Fault> {
    let mut inputs = Vec::new();
    for (name, bytes) in files {
        if is_bitcode(bytes) {
            inputs.push(Input {
                name: name.clone(),
                bytes,
            });
        } else if name.ends_with(".rlib") {
            for (index, bytes) in bitcode_members(name, bytes)?.into_iter().enumerate() {
                inputs.push(Input {
                    name: format!("{name}, member {index}"),
                    bytes,
                });
            }
        }
    }
    Ok(inputs)
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
