//! `cargo xtask kernels`: the CUDA kernels of `worker/gpu`, checked without a card.
//!
//! Compiles them with NVIDIA's own compilers for every architecture the network has classes of, refuses spilled
//! registers, a product without tensor cores and narrow reads in the walk, and writes what it found, with estimates of
//! each class's time, to `docs/kernels.md`. Then the same source runs on this CPU and is compared with the reference,
//! byte for byte.

use crate::{apt, paths, process};
use anyhow::{Context, Result, bail};
use sass::Kernel;
use std::path::Path;
use std::process::Command;
use wheels::Tools;

mod estimate;
mod report;
mod sass;
mod wheels;

/// One line of help.
pub const HELP: &str = "[--check]  compile the CUDA kernels, compare them with the reference on this CPU, write docs/kernels.md";

/// An architecture and what was found in its code.
pub struct Compiled {
    /// Compute capability.
    pub capability: (u32, u32),
    /// Its kernels by name.
    pub kernels: Vec<Kernel>,
}

/// Architectures of the classes: A100; RTX 30 and A series; RTX 40 and L40S; H100 and H200; B200; RTX 50.
const CAPABILITIES: [(u32, u32); 6] = [(8, 0), (8, 6), (8, 9), (9, 0), (10, 0), (12, 0)];

/// Compiles, checks, and writes or compares the table.
pub fn run(args: &[String]) -> Result<()> {
    let check = match args {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => bail!("usage: cargo xtask kernels [--check]"),
    };
    let tools = Tools::ensure()?;
    let example = build_example()?;
    let compiled = CAPABILITIES
        .iter()
        .map(|capability| compile(&tools, &example, *capability))
        .collect::<Result<Vec<_>>>()?;
    let text = report::write(&compiled)?;
    let file = paths::root().join("docs/kernels.md");
    if check {
        if std::fs::read_to_string(&file).ok().as_deref() != Some(&text) {
            bail!("docs/kernels.md is not what the kernels compile to; run `cargo xtask kernels`");
        }
    } else {
        std::fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    println!(
        "{} kernels for {} architectures: no spills, tensor cores in the fill, 128-bit reads in the walk",
        compiled[0].kernels.len(),
        compiled.len()
    );
    on_this_cpu(&example)
}

/// `worker/gpu/examples/kernels.rs`, which compiles as the worker does and knows the reference.
fn build_example() -> Result<std::path::PathBuf> {
    process::run(
        process::cargo()
            // Not by package: with the features that all packages share, what it builds on is what tests build on.
            .args(["build", "--quiet", "--example", "kernels"])
            .current_dir(paths::root()),
    )?;
    Ok(paths::target().join("debug/examples/kernels"))
}

fn compile(tools: &Tools, example: &Path, capability: (u32, u32)) -> Result<Compiled> {
    let (major, minor) = capability;
    let name = format!("sm_{major}{minor}");
    let ptx = tools.folder.join(format!("{name}.ptx"));
    process::run(
        Command::new(example)
            .args(["ptx", &major.to_string(), &minor.to_string()])
            .arg(&ptx)
            .env("LD_LIBRARY_PATH", &tools.nvrtc),
    )?;
    let cubin = tools.folder.join(format!("{name}.cubin"));
    let assembled = Command::new(&tools.ptxas)
        .arg(format!("--gpu-name={name}"))
        .arg("--verbose")
        .arg(&ptx)
        .arg("--output-file")
        .arg(&cubin)
        .output()
        .context("cannot start ptxas")?;
    let said = String::from_utf8_lossy(&assembled.stderr);
    if !assembled.status.success() {
        bail!("ptxas refuses the kernels for {name}:\n{said}");
    }
    // Its warnings are about formats it does not print.
    let listing = Command::new(&tools.nvdisasm)
        .arg("--print-code")
        .arg(&cubin)
        .output()
        .context("cannot start nvdisasm")?;
    if !listing.status.success() {
        bail!("nvdisasm cannot read the code for {name}");
    }
    let kernels = sass::kernels(&said, &String::from_utf8_lossy(&listing.stdout))
        .with_context(|| format!("the code for {name}"))?;
    sass::check(&kernels).with_context(|| format!("the code for {name}"))?;
    Ok(Compiled {
        capability,
        kernels,
    })
}

/// Compiles the kernels as C++ and compares what they give with the reference.
fn on_this_cpu(example: &Path) -> Result<()> {
    if !process::on_path("clang++") {
        apt::ensure(&["clang"], "running the kernels on a CPU", "clang++, or ")?;
    }
    let program = wheels::folder().join("on_cpu");
    process::run(
        Command::new("clang++")
            .args(["-std=c++17", "-O2", "-Wall", "-Wextra", "-Werror"])
            .arg("-Wno-unknown-pragmas")
            .arg(paths::root().join("worker/gpu/kernels/on_cpu.cpp"))
            .arg("-o")
            .arg(&program),
    )?;
    process::run(Command::new(example).arg("compare").arg(&program))
}
