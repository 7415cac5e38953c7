//! The role of cargo's `RUSTC_WRAPPER`: `sbf-rustc <rustc> <arguments>`.
//!
//! rustc knows no Solana target, so std is built for a made-up one. Two of std's own guards stand
//! in the way: on an unknown platform it marks everything unstable (`restricted_std`), and it
//! derives the allocator's guaranteed alignment from a list of architectures.
//!
//! A panic names its file, and a program must not depend on where cargo keeps its registry: files from
//! there are named by their package.

use anyhow::{Context as _, Result, bail};
use std::os::unix::process::CommandExt;
use std::process::Command;

/// Runs rustc with the arguments adapted. Returns only if rustc cannot be started.
pub fn run(args: &[String]) -> Result<()> {
    let Some((rustc, args)) = args.split_first() else {
        bail!("sbf-rustc was called without a compiler. It is meant to be cargo's RUSTC_WRAPPER")
    };
    let error = Command::new(rustc).args(adapt(args)).exec();
    Err(error).with_context(|| format!("cannot start {rustc}"))
}

fn adapt(args: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(args.len() + 3);
    let mut args = args.iter().peekable();
    let mut is_std = false;
    while let Some(arg) = args.next() {
        let next = args.peek().map(|next| next.as_str());
        if arg == "--cfg" && next == Some("restricted_std") {
            args.next();
            continue;
        }
        out.extend(registry_folder(arg).map(|folder| format!("--remap-path-prefix={folder}=")));
        is_std |= arg == "--crate-name" && next == Some("std");
        out.push(arg.clone());
    }
    if is_std {
        // Any 64-bit architecture of the list with 16-byte alignment does; this one has no code
        // of its own in std.
        out.extend(["--cfg".into(), "target_arch=\"mips64\"".into()]);
    }
    out
}

/// The folder of all packages of a registry, for the source file of one: up to `registry/src/NAME/`.
fn registry_folder(arg: &str) -> Option<&str> {
    const PART: &str = "/registry/src/";
    let inside = arg.strip_suffix(".rs").filter(|_| arg.starts_with('/'))?;
    let name_at = inside.find(PART)? + PART.len();
    let package_at = name_at + inside.get(name_at..)?.find('/')? + 1;
    arg.get(..package_at)
}

#[cfg(test)]
mod tests {
    use super::adapt;

    fn strings(words: &str) -> Vec<String> {
        words.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn std_loses_its_restriction_and_gains_an_architecture() {
        let args = strings("--crate-name std --cfg restricted_std --cfg feature=\"x\" lib.rs");
        let want =
            strings("--crate-name std --cfg feature=\"x\" lib.rs --cfg target_arch=\"mips64\"");
        assert_eq!(adapt(&args), want);
    }

    #[test]
    fn other_crates_are_compiled_as_they_are() {
        let args = strings("--crate-name staking --cfg feature=\"x\" lib.rs");
        assert_eq!(adapt(&args), args);
    }

    #[test]
    fn a_registrys_files_are_named_by_their_package() {
        let args =
            strings("--crate-name x /home/me/.cargo/registry/src/index-1/x-1.0.0/src/lib.rs");
        let all = adapt(&args);
        let folder = "--remap-path-prefix=/home/me/.cargo/registry/src/index-1/=";
        assert!(all.contains(&folder.to_owned()), "{all:?}");
        assert_eq!(all.len(), args.len() + 1);
    }
}
