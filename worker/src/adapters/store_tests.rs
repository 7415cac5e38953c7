use super::*;
use crate::fleet::{FleetRecord, Leaf};
use io_api::Digest;
use io_pow::ClassParams;

const SUPPLIER: Address = Address([1; 32]);
const DEVICE: Address = Address([2; 32]);

fn fresh(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("io-worker-store-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&dir);
    dir
}

fn round() -> Round {
    let leaf = Leaf {
        device: DEVICE,
        index: 5,
        gpus: 1,
        leaf: Digest([3; 32]),
    };
    Round {
        seed: Digest([9; 32]),
        dimensions: ClassParams::TEST.into(),
        commit: FleetRecord::new(vec![leaf]).unwrap(),
        response: None,
        landed: false,
        missed: Some(Miss::CommitLate),
    }
}

#[test]
fn what_was_updated_is_there_after_a_restart() {
    let dir = fresh("restart");
    let store = Store::open(&dir, SUPPLIER).unwrap();
    let key = ed25519_dalek::SigningKey::from_bytes(&[4; 32]);
    let receipt = Receipt::signed(&key, DEVICE, 7, Digest([5; 32]), 11);
    store
        .update(7, |state| {
            state.rounds.insert(3, round());
            let held = HeldReceipt { seat: 2, receipt };
            state.receipts.entry(DEVICE).or_default().push(held);
        })
        .unwrap();
    store.put_proof(7, &DEVICE, b"body").unwrap();
    let before = store.epoch(7).unwrap();
    drop(store);
    let store = Store::open(&dir, SUPPLIER).unwrap();
    assert_eq!(store.epoch(7).unwrap(), before);
    assert_eq!(store.epoch(7).unwrap().rounds[&3], round());
    assert_eq!(store.proof(7, &DEVICE).unwrap(), b"body");
    assert_eq!(store.epoch(8).unwrap().rounds.len(), 0);
    assert_eq!(store.proof(8, &DEVICE).unwrap_err().code(), "state_io");
    fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn two_workers_do_not_share_a_directory() {
    let dir = fresh("lock");
    let first = Store::open(&dir, SUPPLIER).unwrap();
    let second = Store::open(&dir, SUPPLIER).unwrap_err();
    assert_eq!(second.code(), "state_locked");
    drop(first);
    Store::open(&dir, SUPPLIER).unwrap();
    fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn a_damaged_or_foreign_file_stops_the_epoch_and_is_not_overwritten() {
    let dir = fresh("damaged");
    let store = Store::open(&dir, SUPPLIER).unwrap();
    store
        .update(1, |state| {
            state.rounds.insert(0, round());
        })
        .unwrap();
    let path = dir.join("epochs/00000001.json");
    let whole = fs::read(&path).unwrap();
    drop(store);

    let damaged = [
        whole[..whole.len() / 2].to_vec(),
        vec![],
        String::from_utf8(whole.clone())
            .unwrap()
            .replace("\"version\": 1", "\"version\": 2")
            .into_bytes(),
    ];
    for bytes in damaged {
        fs::write(&path, &bytes).unwrap();
        let store = Store::open(&dir, SUPPLIER).unwrap();
        assert_eq!(store.epoch(1).unwrap_err().code(), "state_malformed");
        let update = store.update(1, |state| state.rounds.clear());
        assert_eq!(update.unwrap_err().code(), "state_malformed");
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    fs::write(&path, &whole).unwrap();
    let store = Store::open(&dir, Address([8; 32])).unwrap();
    assert_eq!(
        store.epoch(1).unwrap_err().code(),
        "state_of_another_supplier"
    );
    fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn a_failed_write_changes_nothing() {
    let dir = fresh("failed");
    let store = Store::open(&dir, SUPPLIER).unwrap();
    store.update(1, |_| {}).unwrap();
    let before = store.epoch(1).unwrap();
    // A directory where the new file would be written.
    fs::create_dir(dir.join("epochs/00000001.new")).unwrap();
    let failed = store.update(1, |state| {
        state.rounds.insert(0, round());
    });
    assert_eq!(failed.unwrap_err().code(), "state_io");
    assert_eq!(store.epoch(1).unwrap(), before);
    fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn old_proofs_go_first_and_receipts_after_their_appeals() {
    let dir = fresh("prune");
    let store = Store::open(&dir, SUPPLIER).unwrap();
    for epoch in [1, 280, 999, 1_000] {
        store.update(epoch, |_| {}).unwrap();
        store.put_proof(epoch, &DEVICE, b"body").unwrap();
    }
    store.prune(1_000).unwrap();
    let kept: Vec<bool> = [1, 280, 999, 1_000]
        .iter()
        .map(|epoch| store.epoch_path(*epoch).exists())
        .collect();
    assert_eq!(kept, [false, true, true, true]);
    let proofs: Vec<bool> = [1, 280, 999, 1_000]
        .iter()
        .map(|epoch| store.proof(*epoch, &DEVICE).is_ok())
        .collect();
    assert_eq!(proofs, [false, false, true, true]);
    fs::remove_dir_all(&dir).unwrap();
}
