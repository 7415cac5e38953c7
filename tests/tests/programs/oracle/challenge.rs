use io_tests::cu;
use io_tests::oracle::{
    OracleWorld, accounts::Record, address::*, error::*, instructions as ix,
    refusal::every_substitution_is_refused, slots::first_at_or_after, slots::hash_of, world::BOND,
};
use io_tests::world::ORACLE;
use sha2::{Digest, Sha256};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

const THRESHOLD: u8 = 26;

fn opened() -> OracleWorld {
    let mut world = OracleWorld::with_bonds(&[BOND]);
    world.open(1);
    world
}

fn candidate(record: &Record, index: u64) -> u64 {
    record.opened_slot() + 32 + 900 * index
}

fn seed(epoch: u64, slot: u64) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(b"io-pow/1");
    hasher.update(ORACLE.as_ref());
    hasher.update(epoch.to_le_bytes());
    hasher.update(hash_of(slot));
    hasher.finalize().into()
}

fn beacon(first: u64, skipped: fn(u64) -> bool) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(b"b");
    for slot in [first, first + 8, first + 16] {
        let found = first_at_or_after(slot, skipped);
        hasher.update(found.to_le_bytes());
        hasher.update(hash_of(found));
    }
    hasher.finalize().into()
}

/// What the rule says, from the hashes alone.
fn expected(world: &OracleWorld) -> (u8, u64) {
    let record = world.record(1);
    (0..10)
        .map(|index| (index as u8, candidate(&record, index)))
        .find(|(index, slot)| hash_of(*slot)[0] < THRESHOLD || *index == 9)
        .expect("the tenth is forced")
}

#[test]
fn the_first_candidate_that_passes_is_the_challenge() {
    let mut world = opened();
    let (index, slot) = expected(&world);
    world.must_fail(&ix::capture_challenge(1), &[], SLOT_NOT_REACHED);
    let s0 = world.draw(1);
    let record = world.record(1);
    assert_eq!((s0, record.next_candidate()), (slot, index));
    assert_eq!(record.seed(), seed(1, slot));
    world.must_fail(&ix::capture_challenge(1), &[], CHALLENGE_ALREADY_DRAWN);
}

#[test]
fn a_candidate_whose_slot_was_skipped_is_the_next_block() {
    let mut world = opened();
    let due = candidate(&world.record(1), 0);
    // Everything from the first candidate on to the first hash that passes is skipped, as far as the
    // list reaches, so the first candidate itself passes late.
    let passing = (due..due + 400)
        .find(|slot| hash_of(*slot)[0] < THRESHOLD)
        .expect("one in ten passes");
    FROM.set(due).expect("once");
    TO.set(passing).expect("once");
    world.skip_slots(|slot| (*FROM.wait()..*TO.wait()).contains(&slot));
    world.go_to_slot(passing + 1);
    world.must(&ix::capture_challenge(1), &[]);
    assert_eq!(world.record(1).s0(), passing);
    assert_eq!(world.record(1).next_candidate(), 0);
}

static FROM: std::sync::OnceLock<u64> = std::sync::OnceLock::new();
static TO: std::sync::OnceLock<u64> = std::sync::OnceLock::new();

#[test]
fn a_candidate_nobody_captured_in_time_has_failed() {
    let mut world = opened();
    let record = world.record(1);
    // 512 entries reach back to slot - 512; one later, the first candidate is gone.
    world.go_to_slot(candidate(&record, 0) + 513);
    world.must(&ix::capture_challenge(1), &[]);
    let after = world.record(1);
    assert_eq!((after.s0(), after.next_candidate()), (0, 1));
    world.must_fail(&ix::capture_challenge(1), &[], SLOT_NOT_REACHED);
}

#[test]
fn a_candidate_at_the_end_of_the_list_still_counts() {
    let mut world = opened();
    let record = world.record(1);
    world.go_to_slot(candidate(&record, 0) + 512);
    world.must(&ix::capture_challenge(1), &[]);
    let after = world.record(1);
    let passes = hash_of(candidate(&record, 0))[0] < THRESHOLD;
    assert_eq!(after.s0() > 0, passes);
    assert_eq!(after.next_candidate(), u8::from(!passes));
}

#[test]
fn the_tenth_is_forced_and_only_once_it_is_lost_there_is_no_challenge() {
    let mut world = opened();
    let record = world.record(1);
    let tenth = candidate(&record, 9);
    // The slot runs ahead of the clock: all nine are lost, the tenth is in the list.
    let now = world.now();
    world.set_time(tenth + 5, now);
    let sent = world.must(&ix::capture_challenge(1), &[]);
    cu::record("oracle.capture_challenge", sent.units);
    assert_eq!(
        (world.record(1).s0(), world.record(1).next_candidate()),
        (tenth, 9)
    );

    let mut world = opened();
    let now = world.now();
    world.set_time(tenth + 513, now);
    world.must(&ix::capture_challenge(1), &[]);
    assert_eq!(
        (world.record(1).s0(), world.record(1).next_candidate()),
        (0, 10)
    );
    world.must_fail(&ix::capture_challenge(1), &[], NO_CHALLENGE);
    world.must_fail(&ix::capture_beacon(1, 1), &[], CHALLENGE_NOT_DRAWN);
}

#[test]
fn no_challenge_begins_in_the_last_twelfth_of_the_epoch() {
    let mut world = opened();
    let end = world.start_of(2);
    let slot = candidate(&world.record(1), 9) + 1;
    world.set_time(slot, end - 300);
    assert!(world.simulate(&ix::capture_challenge(1), &[]).is_ok());
    world.set_time(slot, end - 299);
    world.must(&ix::capture_challenge(1), &[]);
    assert_eq!(
        (world.record(1).s0(), world.record(1).next_candidate()),
        (0, 10)
    );
}

#[test]
fn beacons_are_the_hashes_of_three_slots() {
    let mut world = opened();
    let s0 = world.draw(1);
    let (sb1, sb2) = (s0 + 60 + 32, s0 + 60 + 32 + 16 + 150 + 32);
    world.must_fail(&ix::capture_beacon(1, 0), &[], UNKNOWN_BEACON);
    world.must_fail(&ix::capture_beacon(1, 3), &[], UNKNOWN_BEACON);
    world.go_to_slot(sb1 + 16);
    world.must_fail(&ix::capture_beacon(1, 1), &[], SLOT_NOT_REACHED);
    world.go_to_slot(sb1 + 17);
    let sent = world.must(&ix::capture_beacon(1, 1), &[]);
    cu::record("oracle.capture_beacon", sent.units);
    assert_eq!(world.record(1).beacon(1), beacon(sb1, |_| false));
    world.must_fail(&ix::capture_beacon(1, 1), &[], BEACON_ALREADY_CAPTURED);
    world.must_fail(&ix::capture_beacon(1, 2), &[], SLOT_NOT_REACHED);
    world.skip_slots(|slot| slot % 3 != 0);
    world.go_to_slot(sb2 + 40);
    world.must(&ix::capture_beacon(1, 2), &[]);
    assert_eq!(world.record(1).beacon(2), beacon(sb2, |slot| slot % 3 != 0));
}

#[test]
fn a_beacon_is_lost_with_its_first_slot() {
    let mut world = opened();
    let s0 = world.draw(1);
    let sb1 = s0 + 92;
    world.go_to_slot(sb1 + 512);
    assert!(world.simulate(&ix::capture_beacon(1, 1), &[]).is_ok());
    world.go_to_slot(sb1 + 513);
    world.must_fail(&ix::capture_beacon(1, 1), &[], SLOT_TOO_OLD);
}

#[test]
fn cranks_refuse_other_accounts() {
    let mut world = opened();
    let slot = candidate(&world.record(1), 0) + 513;
    world.go_to_slot(slot);
    every_substitution_is_refused(&mut world, &ix::capture_challenge(1), &[], &[]);
    let bytes = world.chain.data(&SLOT_HASHES);
    let fake = Pubkey::new_unique();
    world.chain.put_account(fake, ORACLE, bytes);
    let mut forged = ix::capture_challenge(1);
    forged.accounts[2].pubkey = fake;
    world.must_fail(&forged, &[], NOT_SLOT_HASHES);
    let s0 = world.draw(1);
    world.go_to_slot(s0 + 120);
    every_substitution_is_refused(&mut world, &ix::capture_beacon(1, 1), &[], &[]);
    let mut forged = ix::capture_beacon(1, 1);
    forged.accounts[2].pubkey = fake;
    world.must_fail(&forged, &[], NOT_SLOT_HASHES);
}

fn commit(by: &Keypair, root: u8) -> solana_instruction::Instruction {
    ix::post_commit(&by.pubkey(), 1, 0, [root; 32])
}

fn respond(by: &Keypair, root: u8) -> solana_instruction::Instruction {
    ix::post_response(&by.pubkey(), 1, 0, [root; 32])
}

#[test]
fn commit_and_response_are_written_once() {
    let mut world = opened();
    let (supplier, other) = (world.chain.wallet(), world.chain.wallet());
    world.must_fail(&commit(&supplier, 1), &[&supplier], CHALLENGE_NOT_DRAWN);
    let s0 = world.draw(1);
    world.must_fail(&commit(&supplier, 0), &[&supplier], ZERO_ROOT);
    every_substitution_is_refused(&mut world, &commit(&supplier, 1), &[&supplier], &[]);
    let sent = world.must(&commit(&supplier, 1), &[&supplier]);
    cu::record("oracle.post_commit.new", sent.units);
    world.must_fail(&commit(&supplier, 1), &[&supplier], ALREADY_COMMITTED);
    world.must_fail(&commit(&supplier, 2), &[&supplier], ALREADY_COMMITTED);
    let address = commits(&supplier.pubkey(), 0);
    let bytes = world.bytes(&address);
    let entry = 40 + 88;
    assert_eq!(bytes.hash(8), supplier.pubkey().to_bytes());
    assert_eq!((bytes.u64(entry), bytes.hash(entry + 8)), (1, [1; 32]));
    assert_eq!(bytes.u64(entry + 40), world.slot());
    // Another class of the same supplier is another fleet.
    let second = ix::post_commit(&supplier.pubkey(), 1, 1, [9; 32]);
    world.must(&second, &[&supplier]);

    world.must_fail(&respond(&supplier, 3), &[&supplier], BEACON_NOT_CAPTURED);
    world.go_to_slot(s0 + 120);
    world.must(&ix::capture_beacon(1, 1), &[]);
    world.must_fail(&respond(&supplier, 0), &[&supplier], ZERO_ROOT);
    let mut stolen = respond(&other, 3);
    stolen.accounts[3].pubkey = address;
    world.must_fail(&stolen, &[&other], NOT_THE_SUPPLIER);
    let mut crossed = respond(&supplier, 3);
    crossed.accounts[3].pubkey = commits(&supplier.pubkey(), 1);
    world.must_fail(&crossed, &[&supplier], NOT_COMMITTED);
    every_substitution_is_refused(&mut world, &respond(&supplier, 3), &[&supplier], &[]);
    let sent = world.must(&respond(&supplier, 3), &[&supplier]);
    cu::record("oracle.post_response", sent.units);
    world.must_fail(&respond(&supplier, 4), &[&supplier], ALREADY_RESPONDED);
    let bytes = world.bytes(&address);
    assert_eq!(bytes.hash(entry + 48), [3; 32]);
    assert_eq!(bytes.u64(entry + 80), world.slot());
}

#[test]
fn commits_and_responses_have_deadlines() {
    let mut world = opened();
    let (early, late) = (world.chain.wallet(), world.chain.wallet());
    let s0 = world.draw(1);
    world.go_to_slot(s0 + 60);
    world.must(&commit(&early, 1), &[&early]);
    world.go_to_slot(s0 + 61);
    world.must_fail(&commit(&late, 1), &[&late], COMMIT_TOO_LATE);
    world.go_to_slot(s0 + 120);
    world.must(&ix::capture_beacon(1, 1), &[]);
    let deadline = s0 + 92 + 16 + 150;
    world.go_to_slot(deadline);
    assert!(world.simulate(&respond(&early, 3), &[&early]).is_ok());
    world.go_to_slot(deadline + 1);
    world.must_fail(&respond(&early, 3), &[&early], RESPONSE_TOO_LATE);
}

#[test]
fn a_commit_of_another_epoch_takes_no_response() {
    let mut world = opened();
    let supplier = world.chain.wallet();
    world.draw(1);
    world.must(&commit(&supplier, 1), &[&supplier]);
    world.open(2);
    let s0 = world.draw(2);
    world.go_to_slot(s0 + 120);
    world.must(&ix::capture_beacon(2, 1), &[]);
    let respond = ix::post_response(&supplier.pubkey(), 2, 0, [3; 32]);
    world.must_fail(&respond, &[&supplier], NOT_COMMITTED);
    // Epoch 5 shares the place of epoch 1 in the ring of four: the old entry makes way.
    world.go_to(world.start_of(5));
    world.open(5);
    world.draw(5);
    let again = ix::post_commit(&supplier.pubkey(), 5, 0, [8; 32]);
    let sent = world.must(&again, &[&supplier]);
    cu::record("oracle.post_commit.reused", sent.units);
    let bytes = world.bytes(&commits(&supplier.pubkey(), 0));
    assert_eq!((bytes.u64(40 + 88), bytes.hash(40 + 88 + 8)), (5, [8; 32]));
}
