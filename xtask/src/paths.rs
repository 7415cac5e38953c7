//! Where things lie in the repository.

use std::path::{Path, PathBuf};

/// The repository's root.
pub fn root() -> PathBuf {
    // xtask/Cargo.toml lies one folder below the root.
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map_or_else(PathBuf::new, Path::to_path_buf)
}

/// The workspace of the on-chain programs.
pub fn programs() -> PathBuf {
    root().join("programs")
}

/// Cargo's folder for build products; `CARGO_TARGET_DIR` moves it.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// Where deployable programs go, wherever cargo builds: tests and tools look for them here.
pub fn deploy() -> PathBuf {
    root().join("target/deploy")
}
