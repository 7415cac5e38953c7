use super::*;
use io_client::oracle::types;

const SUPPLIER: Pubkey = Pubkey::new_from_array([5; 32]);
const GENESIS_TS: i64 = 1_000_000;

fn stored<T: AccountData>(value: &T) -> Option<Account> {
    let mut data = value.encode();
    data.resize(T::LEN, 0);
    Some(Account {
        lamports: 1,
        data,
        owner: T::PROGRAM_ID,
        ..Account::default()
    })
}

/// Epoch 3 in progress, challenge drawn at slot 1,000; one device of class 2.
fn chain(now_ts: i64) -> (Accounts, Pubkey) {
    let address = pda::device(&SUPPLIER, 7);
    let mut clock = vec![0; 40];
    clock[..8].copy_from_slice(&1_010_u64.to_le_bytes());
    clock[32..].copy_from_slice(&now_ts.to_le_bytes());
    let mut params = accounts::Oracle::zeroed().unwrap();
    params.genesis_ts = GENESIS_TS;
    params.epoch_length_s = 3_600;
    params.summary_window_s = 60;
    params.bond = 100;
    params.commit_deadline_slots = 60;
    params.beacon_gap_slots = 32;
    params.beacon_spacing_slots = 8;
    params.response_slots = 150;
    let mut operators = accounts::Operators::zeroed().unwrap();
    operators.count = 3;
    for (entry, (status, bond)) in operators
        .entries
        .iter_mut()
        .zip([(1, 100), (2, 100), (1, 99)])
    {
        entry.status = status;
        entry.bond = bond;
        entry.url[..8].copy_from_slice(b"http://a");
    }
    let mut classes = accounts::Classes::zeroed().unwrap();
    classes.count = 3;
    classes.entries[2] = types::GpuClass {
        n: 256,
        lanes: 64,
        live: 1,
        ..classes.entries[2].clone()
    };
    classes.entries[2].name[..4].copy_from_slice(b"test");
    let mut record = accounts::EpochRecord::zeroed().unwrap();
    record.epoch = 3;
    record.status = 1;
    record.s0 = 1_000;
    record.seed = [8; 32];
    record.weights[0] = 100;
    record.total_weight = 100;
    // The one of 64 epochs ago lies where epoch 2 will.
    let mut stale = accounts::EpochRecord::zeroed().unwrap();
    stale.epoch = 66;
    let mut device = accounts::Device::zeroed().unwrap();
    device.status = 1;
    device.class = 2;
    device.processors = 4;
    device.index = 9;
    device.nonce = 7;
    device.supplier = SUPPLIER;
    let mut commits = accounts::Commits::zeroed().unwrap();
    commits.entries[3].epoch = 3;
    commits.entries[3].commit_root = [6; 32];
    commits.entries[3].commit_slot = 1_005;
    let clock = Account {
        data: clock,
        ..Account::default()
    };
    let accounts = Accounts::from([
        (CLOCK, Some(clock)),
        (oracle::oracle_address(), stored(&params)),
        (oracle::operators_address(), stored(&operators)),
        (oracle::classes_address(), stored(&classes)),
        (pda::epoch_record(3), stored(&record)),
        (pda::epoch_record(2), stored(&stale)),
        (address, stored(&device)),
        (pda::commits(&SUPPLIER, 2), stored(&commits)),
    ]);
    (accounts, address)
}

fn guess() -> Guess {
    Guess {
        epoch: 3,
        classes: BTreeSet::from([2]),
    }
}

#[test]
fn a_look_holds_what_the_accounts_say() {
    let (accounts, address) = chain(GENESIS_TS + 2 * 3_600 + 61);
    let look = look(&accounts, &SUPPLIER, &[address], &guess()).unwrap();
    let Look::Whole(view) = look else {
        panic!("{look:?}")
    };
    assert_eq!((view.slot, view.epoch, view.minute), (1_010, 3, 1));
    assert_eq!(view.epochs.len(), 1);
    let record = view.epoch(3).unwrap();
    assert!(record.open && !record.no_challenge);
    assert_eq!(record.summary_cutoff_ts, GENESIS_TS + 3 * 3_600 + 60);
    let challenge = record.challenge.unwrap();
    assert_eq!(challenge.seed, Digest([8; 32]));
    assert_eq!(challenge.beacon1, None);
    // As the program counts: 1,000 + 60, then + 32 + 2 x 8 + 150.
    assert_eq!(challenge.commit_deadline_slot, 1_060);
    assert_eq!(challenge.response_deadline_slot, 1_258);
    let seats: Vec<_> = view.operators.iter().map(|o| (o.seat, o.bonded)).collect();
    assert_eq!(seats, [(0, true), (2, false)]);
    assert_eq!(view.operators[0].url, "http://a");
    let class = &view.classes[2];
    assert_eq!((class.name.as_str(), class.params.class), ("test", 2));
    assert_eq!((view.devices[0].index, view.devices[0].processors), (9, 4));
    let entry = view.commit(3, 2).unwrap();
    assert_eq!(entry.commit_root, Digest([6; 32]));
    assert_eq!(entry.response_root, None);
}

#[test]
fn a_look_for_another_epoch_says_which_one_it_is() {
    let (accounts, address) = chain(GENESIS_TS + 3 * 3_600);
    let look = look(&accounts, &SUPPLIER, &[address], &guess()).unwrap();
    let Look::Elsewhere(better) = look else {
        panic!("{look:?}")
    };
    assert_eq!(
        better,
        Guess {
            epoch: 4,
            ..guess()
        }
    );
}

#[test]
fn absent_foreign_and_damaged_accounts_are_named() {
    let address = oracle::oracle_address();
    let refused = |change: fn(&mut Option<Account>)| {
        let (mut accounts, device) = chain(GENESIS_TS);
        change(accounts.get_mut(&address).unwrap());
        look(&accounts, &SUPPLIER, &[device], &guess()).unwrap_err()
    };
    assert_eq!(refused(|a| *a = None).code(), "account_missing");
    let foreign = refused(|a| a.as_mut().unwrap().owner = SUPPLIER);
    assert_eq!(foreign.code(), "account_malformed");
    let short = refused(|a| a.as_mut().unwrap().data.truncate(50));
    assert_eq!(short.code(), "account_malformed");
}
