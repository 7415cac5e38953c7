//! `io-codegen`: writes `crates/client/src/generated` from `idl/*.json`.
//!
//! `io-codegen --idl DIR --out DIR [--check]`; with `--check` it writes nothing and fails when the files
//! differ from what it would write. Needs `rustfmt`.

mod idl;
mod instructions;
mod known;
mod names;
mod program;
mod types;

use anyhow::{Context, Result, bail, ensure};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

struct Arguments {
    idl: PathBuf,
    out: PathBuf,
    check: bool,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments = arguments()?;
    let files = generate(&arguments.idl)?;
    if arguments.check {
        return check(&arguments.out, &files);
    }
    std::fs::create_dir_all(&arguments.out)
        .with_context(|| format!("{} cannot be made", arguments.out.display()))?;
    for (name, text) in &files {
        let path = arguments.out.join(name);
        std::fs::write(&path, text)
            .with_context(|| format!("{} cannot be written", path.display()))?;
    }
    println!(
        "{} files written to {}",
        files.len(),
        arguments.out.display()
    );
    Ok(())
}

fn arguments() -> Result<Arguments> {
    const USAGE: &str = "usage: io-codegen --idl DIR --out DIR [--check]";
    let (mut idl, mut out, mut check) = (None, None, false);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--idl" => idl = words.next().map(PathBuf::from),
            "--out" => out = words.next().map(PathBuf::from),
            "--check" => check = true,
            other => bail!("there is no option {other}. {USAGE}"),
        }
    }
    Ok(Arguments {
        idl: idl.context(USAGE)?,
        out: out.context(USAGE)?,
        check,
    })
}

/// File names and contents, formatted.
fn generate(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut files = vec![(
        "mod.rs".to_string(),
        rustfmt(&program::emit_index(&known::PROGRAMS))?,
    )];
    for name in known::PROGRAMS {
        let path = folder.join(format!("{name}.json"));
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read: run `cargo xtask idl`", path.display()))?;
        let idl = idl::Idl::parse(&text).with_context(|| format!("in {}", path.display()))?;
        ensure!(
            idl.name == name,
            "{} describes program {}, not {name}",
            path.display(),
            idl.name
        );
        let module =
            program::emit_program(&idl).with_context(|| format!("in {}", path.display()))?;
        files.push((
            format!("{name}.rs"),
            rustfmt(&module).with_context(|| format!("in the module of {name}"))?,
        ));
    }
    Ok(files)
}

fn check(out: &Path, files: &[(String, String)]) -> Result<()> {
    let stale: Vec<&str> = files
        .iter()
        .filter(|(name, text)| std::fs::read_to_string(out.join(name)).ok().as_ref() != Some(text))
        .map(|(name, _)| name.as_str())
        .collect();
    ensure!(
        stale.is_empty(),
        "{} of the client are out of date: run `cargo xtask client` and commit them",
        stale.join(", ")
    );
    println!("the client is up to date ({} files)", files.len());
    Ok(())
}

fn rustfmt(source: &str) -> Result<String> {
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("rustfmt cannot be started: install it with `rustup component add rustfmt`")?;
    let mut stdin = child.stdin.take().context("rustfmt has no input")?;
    let text = source.to_string();
    // On a thread: rustfmt may fill its output pipe before it has read everything.
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().context("rustfmt did not end")?;
    let written = writer.join();
    ensure!(
        output.status.success() && matches!(written, Ok(Ok(()))),
        "rustfmt refused the generated code: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).context("rustfmt did not write UTF-8")
}
