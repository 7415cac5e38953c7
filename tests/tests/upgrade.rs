//! The programs are upgraded under a running network.

use io_tests::economy::upgrade::{KINDS, last_release, rehearse};
use io_tests::world::{PROGRAMS, deploy_folder};

/// `release`: the binaries of the build become the last release, with the accounts that they make. `accounts`: the
/// walk has changed, and comes to other accounts on the same old binaries.
const RECORD: &str = "IO_UPDATE_FIXTURES";

#[test]
fn a_network_goes_on_over_an_upgrade_of_all_programs() {
    let release = last_release();
    let kept = release.join("accounts.bin");
    let record = std::env::var(RECORD).unwrap_or_default();
    assert!(
        ["", "accounts", "release"].contains(&record.as_str()),
        "{RECORD} is {record}: set it to release or accounts"
    );
    if record == "release" {
        std::fs::create_dir_all(&release).expect("a folder");
        for (name, _) in PROGRAMS {
            let file = format!("{name}.so");
            std::fs::copy(deploy_folder().join(&file), release.join(&file)).expect("a binary");
        }
    }
    let rehearsal = match rehearse(&release) {
        Ok(rehearsal) => rehearsal,
        Err(what) => panic!("{what}"),
    };
    if !record.is_empty() {
        std::fs::write(&kept, &rehearsal.accounts).expect("written");
    }
    let fixture = std::fs::read(&kept).expect("the fixture; see docs/testing.md");
    // Not shown whole: half a megabyte each.
    let same = fixture == rehearsal.accounts;
    assert!(
        same,
        "the last release no longer makes the accounts that were kept of it"
    );
    assert_eq!(rehearsal.kinds.len(), KINDS.len(), "one version of each");
    // No instruction migrates an account, so none may need it.
    for (kind, version) in &rehearsal.kinds {
        let today = rehearsal.kinds_of_today.iter().find(|one| one.0 == *kind);
        assert_eq!(
            today.map(|one| one.1),
            Some(*version),
            "version of {kind:?}"
        );
    }
    println!("everybody left in {} transactions", rehearsal.drained_in);
}
