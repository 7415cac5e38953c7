//! NVIDIA's compilers, from the packages that their Python distribution consists of: pinned by hash, unpacked below
//! `target/`, never installed.

use crate::{apt, paths, process};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Where the tools are.
pub struct Tools {
    /// For what they make.
    pub folder: PathBuf,
    /// Folder of `libnvrtc.so.12`.
    pub nvrtc: PathBuf,
    /// The assembler.
    pub ptxas: PathBuf,
    /// The disassembler.
    pub nvdisasm: PathBuf,
}

/// Where everything of this task lies.
pub fn folder() -> PathBuf {
    paths::target().join("kernels")
}

impl Tools {
    /// Downloads (about 135 MB) and unpacks what is not there yet.
    pub fn ensure() -> Result<Self> {
        let folder = folder();
        let unpacked = folder.join("tools");
        let wanted = paths::root().join("worker/gpu/kernels/requirements.txt");
        let text = std::fs::read_to_string(&wanted)
            .with_context(|| format!("cannot read {}", wanted.display()))?;
        // What the folder was made from: other versions are unpacked anew.
        let note = folder.join("requirements.txt");
        if std::fs::read_to_string(&note).ok().as_deref() != Some(&text) {
            if unpacked.exists() {
                std::fs::remove_dir_all(&unpacked)?;
            }
            let wheels = folder.join("wheels");
            std::fs::create_dir_all(&wheels)?;
            ensure_pip()?;
            eprintln!("downloading NVIDIA's compilers (135 MB)");
            process::run(
                Command::new("python3")
                    .args(["-m", "pip", "download", "--quiet", "--no-deps"])
                    .args(["--only-binary=:all:", "--require-hashes"])
                    .arg("--dest")
                    .arg(&wheels)
                    .arg("--requirement")
                    .arg(&wanted)
                    .stdout(std::io::stderr()),
            )?;
            for entry in std::fs::read_dir(&wheels)? {
                process::run(
                    Command::new("python3")
                        .args(["-m", "zipfile", "-e"])
                        .arg(entry?.path())
                        .arg(&unpacked),
                )?;
            }
            std::fs::remove_dir_all(&wheels)?;
            std::fs::write(&note, text)?;
        }
        let at = |path: &str| unpacked.join("nvidia").join(path);
        let tools = Self {
            folder,
            nvrtc: at("cuda_nvrtc/lib"),
            ptxas: at("cuda_nvcc/bin/ptxas"),
            nvdisasm: at("cu13/bin/nvdisasm"),
        };
        for program in [&tools.ptxas, &tools.nvdisasm] {
            make_executable(program)?;
        }
        Ok(tools)
    }
}

fn ensure_pip() -> Result<()> {
    let pip = Command::new("python3")
        .args(["-m", "pip", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if pip.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    apt::ensure(
        &["python3-pip"],
        "fetching NVIDIA's compilers",
        "Python's pip, or ",
    )
}

/// Archives of Python's kind are unpacked without their permissions.
fn make_executable(program: &std::path::Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let meta = std::fs::metadata(program);
    let Ok(meta) = meta else {
        bail!(
            "{} is not in the packages; remove {} and try again",
            program.display(),
            folder().display()
        );
    };
    let mut permissions = meta.permissions();
    permissions.set_mode(0o755);
    std::fs::set_permissions(program, permissions)?;
    Ok(())
}
