use io_tests::cu;
use io_tests::oracle::{
    OracleWorld, address::*, error::*, instructions as ix, instructions::Class,
    refusal::every_substitution_is_refused, world::params,
};
use io_tests::send::{ACCOUNT_IN_USE, assert_error, assert_refused};
use io_tests::world::{EPOCH_S, GENESIS_TS, ORACLE, UPGRADEABLE_LOADER, program_data};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_transaction::InstructionError;

#[test]
fn initialize_writes_every_parameter() {
    let mut world = OracleWorld::new();
    let authority = world.authority();
    let initialize = ix::initialize(&authority.pubkey(), world.chain.io_mint, &params());
    let sent = world.must(&initialize, &[&authority]);
    cu::record("oracle.initialize", sent.units);
    let oracle = world.oracle();
    assert_eq!(oracle.u8(0), 2, "version");
    assert_eq!(oracle.hash(8), authority.pubkey().to_bytes());
    assert_eq!(oracle.hash(72), params().guardian.to_bytes(), "guardian");
    assert_eq!(oracle.hash(104), world.chain.io_mint.to_bytes());
    assert_eq!(oracle.hash(136), singleton("bond_vault").to_bytes());
    assert_eq!(oracle.hash(168), emission().to_bytes());
    assert_eq!(oracle.i64(200), GENESIS_TS);
    assert_eq!(oracle.u32(208), EPOCH_S);
    assert_eq!(oracle.u64(216), params().bond);
    let p = params();
    let fields = [
        p.unbonding_s,
        p.challenge_window_s,
        p.summary_window_s,
        p.price_max_age_s,
        p.ema_half_life_s,
        p.ring_spacing_s,
        p.arm_slots,
        p.candidate_spacing_slots,
        p.commit_deadline_slots,
        p.beacon_gap_slots,
        p.beacon_spacing_slots,
        p.response_slots,
    ];
    for (index, value) in fields.iter().enumerate() {
        assert_eq!(oracle.u32(224 + 4 * index), *value, "field {index}");
    }
    assert_eq!(oracle.u8(272), p.candidate_threshold);
    assert_eq!(oracle.u64(516), p.challenge_bond);
    assert_eq!(oracle.0.len(), 8 + 628);
    assert_eq!(world.bytes(&singleton("operators")).u8(2), 0);
    world.must_fail(&initialize, &[&authority], ACCOUNT_IN_USE);
}

#[test]
fn initialize_takes_the_upgrade_authority_only() {
    let mut world = OracleWorld::new();
    let mint = world.chain.io_mint;
    let other = world.chain.wallet();
    let first = ix::initialize(&other.pubkey(), mint, &params());
    world.must_fail(&first, &[&other], NOT_THE_UPGRADE_AUTHORITY);

    let authority = world.authority();
    let mut fake = ix::initialize(&authority.pubkey(), mint, &params());
    fake.accounts[1].pubkey = program_data(&UPGRADEABLE_LOADER);
    world.must_fail(&fake, &[&authority], NOT_THE_PROGRAM_DATA);
    let copy = Pubkey::new_unique();
    let bytes = world.chain.data(&program_data(&ORACLE));
    world.chain.put_account(copy, UPGRADEABLE_LOADER, bytes);
    fake.accounts[1].pubkey = copy;
    world.must_fail(&fake, &[&authority], NOT_THE_PROGRAM_DATA);
}

#[test]
fn initialize_refuses_other_accounts() {
    let mut world = OracleWorld::new();
    let authority = world.authority();
    let initialize = ix::initialize(&authority.pubkey(), world.chain.io_mint, &params());
    every_substitution_is_refused(&mut world, &initialize, &[&authority], &[]);
}

#[test]
fn initialize_refuses_a_mint_that_emissions_does_not_control() {
    let mut world = OracleWorld::new();
    let authority = world.authority();
    let mint = Pubkey::new_unique();
    let initialize = ix::initialize(&authority.pubkey(), mint, &params());
    let cases = [
        (9, Some(emission()), None),
        (8, Some(authority.pubkey()), None),
        (8, None, None),
        (8, Some(emission()), Some(authority.pubkey())),
    ];
    for (decimals, mint_authority, freeze) in cases {
        world
            .chain
            .put_mint(mint, decimals, mint_authority, freeze, 0);
        world.must_fail(&initialize, &[&authority], WRONG_IO_MINT);
    }
}

#[test]
fn initialize_refuses_each_parameter_out_of_range() {
    let mut world = OracleWorld::new();
    let authority = world.authority();
    let mint = world.chain.io_mint;
    let edits: [fn(&mut ix::Params); 16] = [
        |p| p.genesis_ts = 0,
        |p| p.epoch_length_s = 59,
        |p| p.bond = 0,
        |p| p.unbonding_s = 75 * EPOCH_S - 1,
        |p| p.challenge_window_s = 8 * EPOCH_S + 1,
        |p| p.summary_window_s = EPOCH_S,
        |p| p.price_max_age_s = 0,
        |p| p.ema_half_life_s = 0,
        |p| p.ring_spacing_s = 0,
        |p| p.arm_slots = 31,
        |p| p.candidate_spacing_slots = 0,
        |p| p.commit_deadline_slots = 0,
        |p| p.beacon_gap_slots = 7,
        |p| p.beacon_spacing_slots = 0,
        |p| p.response_slots = 0,
        |p| p.candidate_threshold = 0,
    ];
    for edit in edits {
        let mut params = params();
        edit(&mut params);
        let outcome = world.send(
            &ix::initialize(&authority.pubkey(), mint, &params),
            &[&authority],
        );
        assert_error(&outcome, PARAM_OUT_OF_RANGE);
    }
}

#[test]
fn initialize_prices_takes_the_authority_once() {
    let mut world = OracleWorld::new();
    let authority = world.authority();
    let mint = world.chain.io_mint;
    world.must(
        &ix::initialize(&authority.pubkey(), mint, &params()),
        &[&authority],
    );
    let other = world.chain.wallet();
    world.must_fail(
        &ix::initialize_prices(&other.pubkey()),
        &[&other],
        NOT_THE_AUTHORITY,
    );
    let initialize = ix::initialize_prices(&authority.pubkey());
    every_substitution_is_refused(&mut world, &initialize, &[&authority], &[]);
    let sent = world.must(&initialize, &[&authority]);
    cu::record("oracle.initialize_prices", sent.units);
    world.must_fail(&initialize, &[&authority], ACCOUNT_IN_USE);
}

#[test]
fn authority_moves_in_two_steps() {
    let mut world = OracleWorld::initialized();
    let (old, new) = (world.authority(), world.chain.wallet());
    let accept = ix::accept_authority(&new.pubkey());
    world.must_fail(&accept, &[&new], NOT_THE_PENDING_AUTHORITY);
    let propose = ix::set_authority(&old.pubkey(), &new.pubkey());
    every_substitution_is_refused(&mut world, &propose, &[&old], &[]);
    let sent = world.must(&propose, &[&old]);
    cu::record("oracle.set_authority", sent.units);
    world.must_fail(
        &ix::accept_authority(&old.pubkey()),
        &[&old],
        NOT_THE_PENDING_AUTHORITY,
    );
    every_substitution_is_refused(&mut world, &accept, &[&new], &[]);
    let sent = world.must(&accept, &[&new]);
    cu::record("oracle.accept_authority", sent.units);
    assert_eq!(world.oracle().hash(8), new.pubkey().to_bytes());
    world.must_fail(&propose, &[&old], NOT_THE_AUTHORITY);
    world.must_fail(&accept, &[&new], NOT_THE_PENDING_AUTHORITY);
}

#[test]
fn set_class_appends_and_rewrites() {
    let mut world = OracleWorld::initialized();
    let authority = world.authority();
    let by = authority.pubkey();
    let classes = singleton("classes");
    assert_eq!(world.bytes(&classes).u8(2), 1);
    let mut class = Class::test();
    class.multiplier_milli = 10_000;
    let append = ix::set_class(&by, 1, &class);
    every_substitution_is_refused(&mut world, &append, &[&authority], &[]);
    let sent = world.must(&append, &[&authority]);
    cu::record("oracle.set_class", sent.units);
    let bytes = world.bytes(&classes);
    assert_eq!(bytes.u8(2), 2);
    assert_eq!(bytes.u32(8 + 64 + 24), 10_000);
    let dimensions: Vec<u32> = (0..6).map(|i| bytes.u32(8 + 64 + 28 + 4 * i)).collect();
    assert_eq!(dimensions, class.dimensions);
}

/// A supplier knows what an hour demands before it begins.
#[test]
fn a_changed_class_counts_from_the_next_epoch_on() {
    let mut world = OracleWorld::initialized();
    let authority = world.authority();
    let by = authority.pubkey();
    let (classes, next) = (singleton("classes"), 8 + 32 * 64 + 64);
    let supplier = world.chain.wallet();
    let host = ix::Device {
        class: 0,
        processors: 1,
        device_key: supplier.pubkey(),
        payee: supplier.pubkey(),
        region: 0,
    };
    let register = |nonce| ix::register_device(&supplier.pubkey(), nonce, &host);
    let mut class = Class::test();
    class.live = false;
    class.multiplier_milli = 7_000;
    world.must(&ix::set_class(&by, 0, &class), &[&authority]);
    let bytes = world.bytes(&classes);
    let starts = world.start_of(2);
    assert_eq!((bytes.u8(2), bytes.u8(8 + 52)), (1, 1), "live as before");
    assert_eq!((bytes.u32(next + 24), bytes.u8(next + 52)), (7_000, 0));
    assert_eq!(bytes.i64(next + 32 * 64), starts);
    // To the second.
    world.go_to(starts - 1);
    world.must(&register(0), &[&supplier]);
    world.go_to(starts);
    world.must_fail(&register(1), &[&supplier], CLASS_NOT_LIVE);
    // The next change leaves it in force until its own epoch; what is pending then is replaced.
    class.live = true;
    world.must(&ix::set_class(&by, 0, &class), &[&authority]);
    world.must_fail(&register(1), &[&supplier], CLASS_NOT_LIVE);
    let bytes = world.bytes(&classes);
    assert_eq!((bytes.u32(8 + 24), bytes.u8(8 + 52)), (7_000, 0));
    assert_eq!(bytes.i64(next + 32 * 64), world.start_of(3));
    class.multiplier_milli = 8_000;
    world.must(&ix::set_class(&by, 0, &class), &[&authority]);
    assert_eq!(world.bytes(&classes).u32(next + 24), 8_000);
    world.go_to(world.start_of(3));
    world.must(&register(1), &[&supplier]);
}

#[test]
fn until_the_genesis_a_class_changes_at_once() {
    let mut world = OracleWorld::initialized();
    let authority = world.authority();
    let before = world.start_of(1) - 1;
    world.set_time(world.slot(), before);
    let mut class = Class::test();
    class.multiplier_milli = 7_000;
    let set = ix::set_class(&authority.pubkey(), 0, &class);
    world.must(&set, &[&authority]);
    let bytes = world.bytes(&singleton("classes"));
    assert_eq!(bytes.u32(8 + 24), 7_000);
    assert_eq!(bytes.i64(8 + 32 * 64 + 64 + 32 * 64), 0, "nothing follows");
}

#[test]
fn set_class_refuses() {
    let mut world = OracleWorld::initialized();
    let authority = world.authority();
    let by = authority.pubkey();
    let good = Class::test();
    world.must_fail(
        &ix::set_class(&by, 2, &good),
        &[&authority],
        CLASS_INDEX_GAP,
    );
    world.must_fail(&ix::set_class(&by, 31, &good), &[&authority], UNKNOWN_CLASS);
    world.must_fail(
        &ix::set_class(&by, 255, &good),
        &[&authority],
        UNKNOWN_CLASS,
    );
    let mut nameless = good.clone();
    nameless.name = [0; 24];
    world.must_fail(
        &ix::set_class(&by, 1, &nameless),
        &[&authority],
        CLASS_INCOMPLETE,
    );
    for dimension in 0..6 {
        let mut flat = good.clone();
        flat.dimensions[dimension] = 0;
        world.must_fail(
            &ix::set_class(&by, 1, &flat),
            &[&authority],
            CLASS_INCOMPLETE,
        );
    }
    let other = world.chain.wallet();
    let stolen = ix::set_class(&other.pubkey(), 1, &good);
    world.must_fail(&stolen, &[&other], NOT_THE_AUTHORITY);
    for index in 1..31 {
        world.must(&ix::set_class(&by, index, &good), &[&authority]);
    }
    assert_eq!(world.bytes(&singleton("classes")).u8(2), 31);
}

#[test]
fn unknown_instructions_and_short_data_are_refused() {
    let mut world = OracleWorld::initialized();
    let authority: Keypair = world.authority();
    let mut junk = ix::set_authority(&authority.pubkey(), &authority.pubkey());
    junk.data.truncate(20);
    let outcome = world.send(&junk, &[&authority]);
    assert_refused(&outcome, InstructionError::InvalidInstructionData);
    for data in [vec![7; 40], Vec::new()] {
        junk.data = data;
        let outcome = world.send(&junk, &[&authority]);
        assert_refused(&outcome, InstructionError::InvalidInstructionData);
    }
}
