use io_tests::{
    instruction::{unsigned, with_account},
    iosd::{self, errors, initialize, initialize_accounts, pause_minting},
    send::{ACCOUNT_IN_USE, assert_error, assert_refused, assert_sent},
    world::{EMISSIONS, IOSD, World, pda, program_data},
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_transaction::InstructionError;

fn uninitialized() -> World {
    let mut world = World::new();
    world.put_price_ring();
    world
}

#[test]
fn initialize_creates_mint_and_vaults_once() {
    let mut world = uninitialized();
    let authority = world.authority.insecure_clone();
    let instruction = initialize(&world, &authority.pubkey(), &authority.pubkey());
    assert_sent(world.send(&[instruction.clone()], &[&authority]));
    let mint = world.data(&iosd::iosd_mint());
    assert_eq!(
        &mint[4..36],
        iosd::iosd().as_ref(),
        "the program's account mints IOSD"
    );
    assert_eq!(
        (mint[44], mint[46]),
        (6, 0),
        "6 decimals, no freeze authority"
    );
    assert_eq!(world.token_balance(&iosd::io_vault()), 0);
    assert_error(&world.send(&[instruction], &[&authority]), ACCOUNT_IN_USE);
}

#[test]
fn initialize_is_for_the_upgrade_authority_alone() {
    let mut world = uninitialized();
    let stranger = world.wallet();
    let instruction = initialize(&world, &stranger.pubkey(), &stranger.pubkey());
    assert_error(
        &world.send(&[instruction], &[&stranger]),
        errors::NOT_THE_UPGRADE_AUTHORITY,
    );
    let authority = world.authority.insecure_clone();
    let other = initialize(&world, &authority.pubkey(), &authority.pubkey());
    let other = with_account(other, 1, program_data(&EMISSIONS));
    assert_error(
        &world.send(&[other], &[&authority]),
        errors::NOT_THE_PROGRAM_DATA,
    );
}

#[test]
fn initialize_refuses_a_mint_that_others_could_mint() {
    let authority = World::new().authority.insecure_clone();
    let emission = pda(&[b"emission"], &EMISSIONS);
    let cases: [(u8, Option<Pubkey>, Option<Pubkey>); 4] = [
        (8, Some(authority.pubkey()), None),
        (8, None, None),
        (9, Some(emission), None),
        (8, Some(emission), Some(authority.pubkey())),
    ];
    for (decimals, minter, freezer) in cases {
        let mut world = uninitialized();
        world.put_mint(world.io_mint, decimals, minter, freezer, 0);
        let instruction = initialize(&world, &authority.pubkey(), &authority.pubkey());
        assert_error(
            &world.send(&[instruction], &[&authority]),
            errors::UNFIT_IO_MINT,
        );
    }
}

#[test]
fn initialize_refuses_parameters_out_of_range() {
    let mut world = uninitialized();
    let authority = world.authority.insecure_clone();
    let cases: [(u32, u16, [u64; 4], u32, u16); 8] = [
        (0, 1_000, [1; 4], 1, 50),
        (1, 10_001, [1; 4], 1, 50),
        (1, 1_000, [0, 1, 1, 1], 1, 50),
        (1, 1_000, [1, 0, 1, 1], 1, 50),
        (1, 1_000, [1, 1, 0, 1], 1, 50),
        (1, 1_000, [1, 1, 1, 0], 1, 50),
        (1, 1_000, [1; 4], 0, 50),
        (1, 1_000, [1; 4], 1, 10_001),
    ];
    for (ttl, deviation, [io, iosd, mint, redeem], length, spread) in cases {
        let instruction = initialize_accounts(&world, &authority.pubkey())
            .u32(ttl)
            .u16(deviation)
            .u64(io)
            .u64(iosd)
            .u64(mint)
            .u64(redeem)
            .u32(length)
            .u16(spread)
            .key(authority.pubkey())
            .build();
        assert_error(
            &world.send(&[instruction], &[&authority]),
            errors::BAD_PARAMETER,
        );
    }
}

#[test]
fn initialize_refuses_another_program_s_ring() {
    let mut world = uninitialized();
    let authority = world.authority.insecure_clone();
    let forged = world.new_key().pubkey();
    let bytes = world.data(&iosd::price_ring());
    world.put_account(forged, IOSD, bytes);
    let instruction = initialize(&world, &authority.pubkey(), &authority.pubkey());
    let instruction = with_account(instruction, 7, forged);
    assert_refused(
        &world.send(&[instruction], &[&authority]),
        InstructionError::IllegalOwner,
    );
}

#[test]
fn authority_moves_in_two_steps() {
    let mut world = World::with_iosd();
    let (old, new) = (world.authority.insecure_clone(), world.wallet());
    let (propose, accept) = (iosd::set_authority, iosd::accept_authority);
    let stolen = propose(new.pubkey(), new.pubkey());
    assert_error(&world.send(&[stolen], &[&new]), errors::NOT_THE_AUTHORITY);
    assert_error(
        &world.send(&[accept(new.pubkey())], &[&new]),
        errors::NOT_THE_PENDING_AUTHORITY,
    );
    assert_sent(world.send(&[propose(old.pubkey(), new.pubkey())], &[&old]));
    assert_error(
        &world.send(&[accept(old.pubkey())], &[&old]),
        errors::NOT_THE_PENDING_AUTHORITY,
    );
    let forged = unsigned(accept(new.pubkey()), 0);
    assert_refused(
        &world.send(&[forged], &[&old]),
        InstructionError::MissingRequiredSignature,
    );
    assert_sent(world.send(&[accept(new.pubkey())], &[&new]));
    assert_error(
        &world.send(&[propose(old.pubkey(), old.pubkey())], &[&old]),
        errors::NOT_THE_AUTHORITY,
    );
    assert_error(
        &world.send(&[accept(new.pubkey())], &[&new]),
        errors::NOT_THE_PENDING_AUTHORITY,
    );
}

#[test]
fn the_guardian_pauses_for_72_hours_and_not_again_for_30_days() {
    let mut world = World::with_iosd();
    let guardian = world.authority.insecure_clone();
    let stranger = world.wallet();
    let outcome = world.send(&[pause_minting(&stranger.pubkey())], &[&stranger]);
    assert_error(&outcome, errors::NOT_THE_GUARDIAN);

    let owner = world.holder(10_000_000_000);
    assert_sent(world.request_in(&owner, 1, 1_000_000_000, 1));
    let index = world.next_price(100_000_000);
    assert_sent(world.send(&[pause_minting(&guardian.pubkey())], &[&guardian]));
    assert_error(
        &world.execute(&owner.pubkey(), 1, index),
        errors::MINT_PAUSED,
    );
    assert_error(
        &world.request_in(&owner, 2, 1_000_000_000, 1),
        errors::MINT_PAUSED,
    );
    // The refund works through the pause.
    world.warp(3_600);
    assert_sent(world.refund(&owner.pubkey(), 1, 0));
    assert_eq!(world.token_balance(&iosd::io_vault()), 0);

    let again = pause_minting(&guardian.pubkey());
    assert_error(
        &world.send(&[again.clone()], &[&guardian]),
        errors::PAUSED_TOO_RECENTLY,
    );
    world.warp(72 * 3_600 - 3_600);
    assert_sent(world.request_in(&owner, 2, 1_000_000_000, 1));
    assert_error(
        &world.send(&[again.clone()], &[&guardian]),
        errors::PAUSED_TOO_RECENTLY,
    );
    world.warp(30 * 86_400);
    assert_sent(world.send(&[again], &[&guardian]));
}
