//! Compute units per instruction, kept in `cu-snapshot.json` and never allowed to creep up.

use std::{
    collections::BTreeMap,
    fs::{File, OpenOptions},
    io::{Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// The compiler the figures belong to: units are never comparable across compilers.
pub const TOOLCHAIN: &str = "debian-rustc-1.96-llvm-22";
/// Growth beyond this fails, percent.
const TOLERANCE_PERCENT: u64 = 5;

type Snapshot = BTreeMap<String, BTreeMap<String, u64>>;

/// Checks `units` of the instruction `name` against the snapshot; `IO_UPDATE_CU=1` rewrites it.
///
/// The toolchain is [`TOOLCHAIN`], or `IO_CU_TOOLCHAIN` where another built the binaries; a
/// toolchain without figures is only recorded. `IO_CU_REPORT=FILE` writes what was measured there as
/// well, whatever the snapshot says.
#[track_caller]
pub fn record(name: &str, units: u64) {
    let toolchain = std::env::var("IO_CU_TOOLCHAIN").unwrap_or_else(|_| TOOLCHAIN.to_owned());
    if let Some(report) = std::env::var_os("IO_CU_REPORT") {
        update(Path::new(&report), &toolchain, name, units);
    }
    if std::env::var_os("IO_UPDATE_CU").is_some() {
        update(&path(), &toolchain, name, units);
        return;
    }
    let snapshot = read(&path());
    let Some(known) = snapshot.get(&toolchain) else {
        return;
    };
    match known.get(name) {
        None => panic!("{name} has no figure for {toolchain}; record it with IO_UPDATE_CU=1"),
        Some(&before) => assert!(
            within_tolerance(before, units),
            "{name} takes {units} compute units, {before} before: more than {TOLERANCE_PERCENT}% \
             up; make it cheaper, or record the cost with IO_UPDATE_CU=1 and say why"
        ),
    }
}

fn within_tolerance(before: u64, units: u64) -> bool {
    units * 100 <= before * (100 + TOLERANCE_PERCENT)
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cu-snapshot.json")
}

fn read(path: &Path) -> Snapshot {
    match std::fs::read_to_string(path) {
        Ok(text) => serde_json::from_str(&text).expect("cu-snapshot.json is a map of maps"),
        Err(_) => Snapshot::new(),
    }
}

/// Rewrites one figure under a file lock: the test runner uses a process per test.
fn update(path: &Path, toolchain: &str, name: &str, units: u64) {
    let mut file = open(path);
    file.lock().expect("the snapshot can be locked");
    let mut text = String::new();
    file.read_to_string(&mut text)
        .expect("the snapshot can be read");
    let mut snapshot: Snapshot = if text.is_empty() {
        Snapshot::new()
    } else {
        serde_json::from_str(&text).expect("cu-snapshot.json is a map of maps")
    };
    snapshot
        .entry(toolchain.to_owned())
        .or_default()
        .insert(name.to_owned(), units);
    let text = serde_json::to_string_pretty(&snapshot).expect("a map of maps serializes") + "\n";
    file.seek(SeekFrom::Start(0))
        .expect("the snapshot can be rewound");
    file.set_len(0).expect("the snapshot can be rewritten");
    file.write_all(text.as_bytes())
        .expect("the snapshot can be written");
}

fn open(path: &Path) -> File {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .expect("tests/cu-snapshot.json can be opened")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_percent_up_passes_and_more_does_not() {
        assert!(within_tolerance(1_000, 1_050));
        assert!(!within_tolerance(1_000, 1_051));
        assert!(within_tolerance(1_000, 1));
    }

    #[test]
    fn updates_merge_and_sort() {
        let path = std::env::temp_dir().join(format!("cu-{}.json", std::process::id()));
        let _ = std::fs::remove_file(&path);
        update(&path, "t", "b", 2);
        update(&path, "t", "a", 1);
        update(&path, "t", "b", 3);
        let text = std::fs::read_to_string(&path).expect("written");
        std::fs::remove_file(&path).expect("removed");
        assert_eq!(text, "{\n  \"t\": {\n    \"a\": 1,\n    \"b\": 3\n  }\n}\n");
    }
}
