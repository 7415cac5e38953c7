//! `set_params`: limits of minting and redemption, from the next epoch on, whoever cranks when.
use io_tests::{
    cu,
    escrow::oracle_account,
    instruction::{unsigned, with_account},
    iosd::{
        self, MIN_REQUEST_IO, MIN_REQUEST_IOSD, Params, REDEEM_WINDOW_CAPACITY, REQUEST_TTL_S,
        SPREAD_BPS, WINDOW_CAPACITY, books, errors, pause_minting, set_params,
    },
    send::{assert_error, assert_refused, assert_sent},
    world::{EPOCH_S, World},
};
use solana_signer::Signer;
use solana_transaction::InstructionError;

const IO: u64 = 100_000_000;
const IOSD_UNIT: u64 = 1_000_000;
/// `ConstraintAddress`.
const WRONG_ADDRESS: u32 = 2012;

/// What the test world was initialized with.
fn genesis(world: &World) -> Params {
    Params {
        ttl_s: REQUEST_TTL_S,
        deviation_bps: 1_000,
        min_request_io: MIN_REQUEST_IO,
        min_request_iosd: MIN_REQUEST_IOSD,
        mint_window: WINDOW_CAPACITY,
        redeem_window: REDEEM_WINDOW_CAPACITY,
        window_s: 3_600,
        spread_bps: SPREAD_BPS,
        guardian: world.authority.pubkey(),
    }
}

fn world() -> World {
    let mut world = World::with_iosd();
    world.put_oracle_accounts();
    world
}

#[track_caller]
fn change(world: &mut World, params: &Params) -> u64 {
    let authority = world.authority.insecure_clone();
    let instruction = set_params(authority.pubkey(), params);
    assert_sent(world.send(&[instruction], &[&authority])).units
}

#[test]
fn only_the_authority_and_only_within_limits() {
    let mut world = world();
    let authority = world.authority.insecure_clone();
    let by = authority.pubkey();
    let stranger = world.wallet();
    let good = genesis(&world);
    let stolen = set_params(stranger.pubkey(), &good);
    assert_error(
        &world.send(&[stolen], &[&stranger]),
        errors::NOT_THE_AUTHORITY,
    );
    let silent = unsigned(set_params(by, &good), 0);
    assert_refused(
        &world.send(&[silent], &[&stranger]),
        InstructionError::MissingRequiredSignature,
    );
    // A schedule of the caller's own: even the oracle's bytes, elsewhere.
    let copy = world.new_key().pubkey();
    let bytes = world.data(&oracle_account("oracle"));
    world.put_account(copy, io_tests::world::ORACLE, bytes);
    let elsewhere = with_account(set_params(by, &good), 2, copy);
    assert_error(&world.send(&[elsewhere], &[&authority]), WRONG_ADDRESS);

    let edits: [(fn(&mut Params), u32); 21] = [
        (|p| p.ttl_s = 0, errors::BAD_PARAMETER),
        (|p| p.min_request_io = 0, errors::BAD_PARAMETER),
        (|p| p.mint_window = 0, errors::BAD_PARAMETER),
        (|p| p.window_s = 0, errors::BAD_PARAMETER),
        (|p| p.ttl_s = 59, errors::REQUEST_TIME_OUT_OF_RANGE),
        (|p| p.ttl_s = 86_401, errors::REQUEST_TIME_OUT_OF_RANGE),
        (|p| p.deviation_bps = 99, errors::DEVIATION_OUT_OF_RANGE),
        (|p| p.deviation_bps = 2_501, errors::DEVIATION_OUT_OF_RANGE),
        (|p| p.deviation_bps = 10_001, errors::BAD_PARAMETER),
        (
            |p| p.min_request_io = 1_000 * IO + 1,
            errors::MIN_REQUEST_ABOVE_LIMIT,
        ),
        (
            |p| p.mint_window = 10_000 * IOSD_UNIT - 1,
            errors::WINDOW_OUT_OF_RANGE,
        ),
        (
            |p| p.mint_window = 1_000_000 * IOSD_UNIT + 1,
            errors::WINDOW_OUT_OF_RANGE,
        ),
        (
            |p| p.redeem_window = 10_000 * IOSD_UNIT - 1,
            errors::WINDOW_OUT_OF_RANGE,
        ),
        (
            |p| p.redeem_window = 1_000_000 * IOSD_UNIT + 1,
            errors::WINDOW_OUT_OF_RANGE,
        ),
        (
            |p| p.min_request_iosd = 1_000 * IOSD_UNIT + 1,
            errors::MIN_REQUEST_ABOVE_LIMIT,
        ),
        (|p| p.min_request_iosd = 0, errors::BAD_PARAMETER),
        (|p| p.redeem_window = 0, errors::BAD_PARAMETER),
        (|p| p.spread_bps = 501, errors::SPREAD_ABOVE_LIMIT),
        (|p| p.spread_bps = 10_001, errors::BAD_PARAMETER),
        (|p| p.window_s = 3_599, errors::WINDOW_OUT_OF_RANGE),
        (
            |p| p.window_s = 168 * 3_600 + 1,
            errors::WINDOW_OUT_OF_RANGE,
        ),
    ];
    let before = world.data(&iosd::iosd());
    for (edit, code) in edits {
        let mut params = good;
        edit(&mut params);
        let instruction = set_params(by, &params);
        assert_error(&world.send(&[instruction], &[&authority]), code);
    }
    assert_eq!(world.data(&iosd::iosd()), before);
    let units = change(&mut world, &good);
    cu::record("iosd.set_params", units);
}

/// A request lives as long as it was promised, and one made from the boundary on as long as is now said.
#[test]
fn a_request_keeps_its_time() {
    let mut world = world();
    let owner = world.holder(100 * IO);
    let mut shorter = genesis(&world);
    shorter.ttl_s = 600;
    shorter.min_request_io = 5 * IO;
    change(&mut world, &shorter);
    world.warp(i64::from(EPOCH_S) - 1);
    assert_sent(world.request_in(&owner, 1, IO, 1));
    world.warp(1);
    let small = world.request_in(&owner, 2, 5 * IO - 1, 1);
    assert_error(&small, errors::REQUEST_TOO_SMALL);
    assert_sent(world.request_in(&owner, 2, 5 * IO, 1));
    world.warp(600);
    let refused = world.refund(&owner.pubkey(), 2, 0);
    assert_error(&refused, errors::NOT_FIRST_IN_QUEUE);
    world.warp(1);
    assert_sent(world.refund(&owner.pubkey(), 2, 0));
    // The first, an hour; an executable one is not refunded within it.
    let index = world.next_price(100_000_000);
    assert_error(
        &world.refund(&owner.pubkey(), 1, index),
        errors::STILL_EXECUTABLE,
    );
    assert_sent(world.execute(&owner.pubkey(), 1, index));
}

/// A redemption pays the spread it was requested at, whatever is said before it is executed.
#[test]
fn a_redemption_keeps_its_spread() {
    let mut world = world();
    let owner = world.holder(100 * IO);
    world.mint_iosd(&owner, 100 * IO, 100_000_000);
    let mut dearer = genesis(&world);
    dearer.spread_bps = 500;
    change(&mut world, &dearer);
    let paid = |world: &mut World, nonce: u64, index: u8| {
        let before = world.holdings(&owner.pubkey()).0;
        assert_sent(world.execute(&owner.pubkey(), nonce, index));
        world.holdings(&owner.pubkey()).0 - before
    };
    world.warp(i64::from(EPOCH_S) - 61);
    assert_sent(world.redeem_in(&owner, 2, 10 * IOSD_UNIT, 1));
    world.warp(61);
    assert_sent(world.redeem_in(&owner, 3, 10 * IOSD_UNIT, 1));
    // 10 / 1.005 and 10 / 1.05.
    let index = world.next_price(100_000_000);
    assert_eq!(paid(&mut world, 2, index), 995_024_875);
    assert_eq!(paid(&mut world, 3, index), 952_380_952);
}

/// What the window holds 660 s after the boundary, when a mint filled it 600 s before and it was then
/// widened; `touched`: a mint of 1 IOSD in between makes the account write the change down earlier.
fn window_after_the_boundary(touched: bool) -> u64 {
    let mut world = world();
    let owner = world.holder(1_000_000 * IO);
    world.warp(2_940);
    assert_sent(world.request_in(&owner, 1, 250_000 * IO, 1));
    let index = world.next_price(100_000_000);
    assert_sent(world.execute(&owner.pubkey(), 1, index));
    let mut wider = genesis(&world);
    wider.mint_window = 360_000 * IOSD_UNIT;
    change(&mut world, &wider);
    assert_eq!(books(&world).mint_window_used, 250_000 * IOSD_UNIT);
    if touched {
        world.warp(660);
        assert_sent(world.request_in(&owner, 2, IO, 1));
        let index = world.next_price(100_000_000);
        assert_sent(world.execute(&owner.pubkey(), 2, index));
        world.warp(420);
    } else {
        world.warp(1_140);
    }
    // 41,667 decayed in the old ten minutes and 60,000 in the new: 148,333 are left of 360,000.
    assert_sent(world.request_in(&owner, 3, 211_667 * IO, 1));
    let index = world.next_price(100_000_000);
    assert_error(
        &world.execute(&owner.pubkey(), 3, index),
        errors::WINDOW_FULL,
    );
    assert_sent(world.refund(&owner.pubkey(), 3, index));
    assert_sent(world.request_in(&owner, 4, 211_665 * IO, 1));
    let index = world.next_price(100_000_000);
    assert_sent(world.execute(&owner.pubkey(), 4, index));
    books(&world).mint_window_used
}

/// The window decays by the old limits to the boundary and by the new ones from there, whether or not
/// anybody touched the account in between.
#[test]
fn the_window_changes_at_the_boundary_whatever_the_cranking() {
    let (untouched, touched) = (
        window_after_the_boundary(false),
        window_after_the_boundary(true),
    );
    assert!(
        touched.abs_diff(untouched + IOSD_UNIT) <= 3,
        "{untouched} and one more: {touched}"
    );
    // 250,000 − 600 · 250,000/3,600 − 660 · 100 + 211,665.
    assert!(untouched.abs_diff(353_998_333_333) <= 3, "{untouched}");
}

/// The old guardian until the boundary, the new one from then on; a pause is not renewed by the change.
#[test]
fn the_guardian_changes_and_cannot_renew_a_pause() {
    let mut world = world();
    let old = world.authority.insecure_clone();
    let new = world.wallet();
    let mut params = genesis(&world);
    params.guardian = new.pubkey();
    change(&mut world, &params);
    let early = world.send(&[pause_minting(&new.pubkey())], &[&new]);
    assert_error(&early, errors::NOT_THE_GUARDIAN);
    assert_sent(world.send(&[pause_minting(&old.pubkey())], &[&old]));
    world.warp(i64::from(EPOCH_S));
    assert_error(
        &world.send(&[pause_minting(&old.pubkey())], &[&old]),
        errors::NOT_THE_GUARDIAN,
    );
    assert_error(
        &world.send(&[pause_minting(&new.pubkey())], &[&new]),
        errors::PAUSED_TOO_RECENTLY,
    );
    world.warp(72 * 3_600 + 30 * 86_400);
    assert_sent(world.send(&[pause_minting(&new.pubkey())], &[&new]));
}
