use io_tests::cu;
use io_tests::oracle::{
    OracleWorld, accounts::OPEN, address::*, error::*, instructions as ix,
    refusal::every_substitution_is_refused, world::BOND,
};
use io_tests::send::assert_refused;
use io_tests::world::{EMISSIONS, EPOCH_S, GENESIS_TS};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_transaction::InstructionError;

/// GPU suppliers' part of S(n) = 80% less 5% of it, stakers and CPUs rounded down.
fn gpu_part(emitted: u64) -> u64 {
    let suppliers = emitted - emitted / 5;
    suppliers - suppliers / 20
}

#[test]
fn open_epoch_fixes_weights_and_cap() {
    let mut world = OracleWorld::with_bonds(&[BOND, BOND - 1, 3 * BOND, 0, 3 * BOND, 3 * BOND]);
    let payer = world.authority();
    let open = ix::open_epoch(&payer.pubkey(), 1);
    every_substitution_is_refused(&mut world, &open, &[&payer], &[]);
    let sent = world.open(1);
    cu::record("oracle.open_epoch.new", sent.units);
    let record = world.record(1);
    assert_eq!((record.status(), record.epoch()), (OPEN, 1));
    assert_eq!(record.opened_slot(), world.slot());
    let weights: Vec<u64> = (0..7).map(|seat| record.weight(seat)).collect();
    assert_eq!(
        weights,
        [BOND, 0, 3 * BOND, 0, 3 * BOND, 3 * BOND, 0],
        "less than the bond weighs nothing"
    );
    assert_eq!(record.total_weight(), 10 * BOND);
    assert_eq!(record.supplier_cap(), gpu_part(456_621_004_566));
    world.must_fail(&open, &[&payer], EPOCH_ALREADY_OPEN);
    // A bond that comes later counts from the next epoch on.
    world.join(BOND);
    assert_eq!(world.record(1).total_weight(), 10 * BOND);
    world.open(2);
    assert_eq!(world.record(2).total_weight(), 11 * BOND);
    assert_eq!(
        world.record(2).supplier_cap(),
        gpu_part(io_core::emission::cumulative(2))
    );
}

#[test]
fn only_the_epoch_in_progress_opens() {
    let mut world = OracleWorld::with_bonds(&[BOND]);
    let payer = world.authority();
    let by = payer.pubkey();
    let before = world.slot();
    world.set_time(before, GENESIS_TS - 1);
    for epoch in [0, 1] {
        world.must_fail(&ix::open_epoch(&by, epoch), &[&payer], EPOCH_NOT_CURRENT);
    }
    world.set_time(before, GENESIS_TS);
    for epoch in [0, 2, u64::MAX] {
        world.must_fail(&ix::open_epoch(&by, epoch), &[&payer], EPOCH_NOT_CURRENT);
    }
    world.set_time(before, GENESIS_TS + i64::from(EPOCH_S) - 1);
    assert!(world.simulate(&ix::open_epoch(&by, 1), &[&payer]).is_ok());
    world.set_time(before, GENESIS_TS + i64::from(EPOCH_S));
    world.must_fail(&ix::open_epoch(&by, 1), &[&payer], EPOCH_NOT_CURRENT);
    let mut elsewhere = ix::open_epoch(&by, 2);
    elsewhere.accounts[4].pubkey = epoch_record(3);
    let outcome = world.send(&elsewhere, &[&payer]);
    assert_refused(&outcome, InstructionError::InvalidSeeds);
}

#[test]
fn open_epoch_needs_a_bonded_operator() {
    let mut world = OracleWorld::with_bonds(&[BOND - 1, 0]);
    let payer = world.authority();
    let open = ix::open_epoch(&payer.pubkey(), 1);
    world.must_fail(&open, &[&payer], NO_BONDED_OPERATORS);
}

#[test]
fn open_epoch_checks_the_emission_account() {
    let mut world = OracleWorld::with_bonds(&[BOND]);
    let payer = world.authority();
    let open = ix::open_epoch(&payer.pubkey(), 1);
    world.set_emission(GENESIS_TS + 1, EPOCH_S);
    world.must_fail(&open, &[&payer], SCHEDULE_MISMATCH);
    world.set_emission(GENESIS_TS, EPOCH_S + 1);
    world.must_fail(&open, &[&payer], SCHEDULE_MISMATCH);
    world.set_emission(GENESIS_TS, EPOCH_S);
    let bytes = world.chain.data(&emission());
    let mut other = open.clone();
    other.accounts[3].pubkey = Pubkey::new_unique();
    world
        .chain
        .put_account(other.accounts[3].pubkey, EMISSIONS, bytes.clone());
    world.must_fail(&other, &[&payer], WRONG_EMISSION_ACCOUNT);
    world
        .chain
        .put_account(emission(), payer.pubkey(), bytes.clone());
    world.must_fail(&open, &[&payer], WRONG_EMISSION_ACCOUNT);
    world
        .chain
        .put_account(emission(), EMISSIONS, bytes[..60].to_vec());
    world.must_fail(&open, &[&payer], WRONG_EMISSION_ACCOUNT);
    world.chain.edit(&emission(), |data| data[0] ^= 1);
    world.must_fail(&open, &[&payer], WRONG_EMISSION_ACCOUNT);
}

/// With `emissions` initialized by its own program: the layout read here is the real one.
#[test]
fn open_epoch_reads_the_emission_account_of_the_real_program() {
    let mut world = OracleWorld::initialized();
    let hollow = solana_account::Account::default();
    world
        .chain
        .svm
        .set_account(emission(), hollow)
        .expect("removed");
    world.chain.initialize_staking();
    world.chain.initialize_emissions();
    // Enough to cover the whole hour's emission.
    world.join(7 * BOND);
    world.open(1);
    let cap = world.record(1).supplier_cap();
    let emission = world.chain.data(&emission());
    let bps = |at: usize| u64::from(u16::from_le_bytes([emission[at], emission[at + 1]]));
    let emitted = 456_621_004_566u64;
    let suppliers = emitted - emitted * bps(48) / 10_000;
    assert_eq!(cap, suppliers - suppliers * bps(50) / 10_000);
    assert!(bps(48) > 0, "the real account has a split");
}

#[test]
fn a_record_is_reused_after_64_epochs_and_nothing_is_left_in_it() {
    let mut world = OracleWorld::with_bonds(&[BOND]);
    world.open(1);
    world.draw(1);
    world.go_to_vote(1);
    let settlement = world.settlement(1, 5, 7);
    world.vote(0, &settlement).expect("sealed");
    assert_eq!(world.record(1).status(), 2);
    // A later seal, without which the record would keep its own.
    world.open(2);
    world.go_to_vote(2);
    let later = world.settlement(2, 5, 8);
    world.vote(0, &later).expect("sealed");
    world.go_to(world.start_of(65));
    let sent = world.open(65);
    cu::record("oracle.open_epoch.reused", sent.units);
    let record = world.record(65);
    assert_eq!((record.status(), record.epoch()), (OPEN, 65));
    assert_eq!((record.s0(), record.seed()), (0, [0; 32]));
    assert_eq!(
        (record.vote(0), record.settlement().rewards_sum),
        ([0; 32], 0)
    );
    assert_eq!(record.final_ts(), 0);
    let key = world.key(0);
    world.must_fail(&ix::vote(&key.pubkey(), &settlement), &[&key], WRONG_EPOCH);
}
