//! The programs are upgraded under a running network.

use io_tests::economy::upgrade::{KINDS, last_release, rehearse};
use io_tests::loader::LEAST_EXTENSION;
use io_tests::send::{assert_refused, assert_sent};
use io_tests::world::{FIRST_SLOT, PROGRAMS, World, deploy_folder, program_data};
use solana_transaction::InstructionError;

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

#[test]
fn a_larger_binary_is_given_room_and_nobody_else_puts_it_in() {
    let mut world = World::new();
    let (name, id) = PROGRAMS[0];
    let binary = std::fs::read(deploy_folder().join(format!("{name}.so"))).expect("built");
    let (before, now) = (world.data(&program_data(&id)).len(), world.now());
    // As if it had been loaded a while ago.
    world.set_clock(now, FIRST_SLOT + 10);
    let buffer = world.write_buffer(&binary);
    assert!(!world.make_room(&id, binary.len()), "there is enough");
    assert!(world.make_room(&id, binary.len() + 1_000));
    let room = world.data(&program_data(&id)).len() - before;
    assert_eq!(room, LEAST_EXTENSION as usize);
    let authority = world.authority.insecure_clone();
    let early = world.upgrade_from(&id, &buffer, &authority);
    assert!(early.is_err(), "in the slot of its last change");
    world.set_clock(now, FIRST_SLOT + 11);
    let stranger = world.wallet();
    let foreign = world.upgrade_from(&id, &buffer, &stranger);
    assert_refused(&foreign, InstructionError::IncorrectAuthority);
    assert_sent(world.upgrade_from(&id, &buffer, &authority));
    // It runs.
    world.initialize_staking();
    world.initialize_emissions();
}
