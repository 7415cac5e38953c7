use io_tests::{
    escrow::{Fees, accept_authority, errors, initialize, set_authority, treasury},
    instruction::with_account,
    send::{ACCOUNT_IN_USE, assert_error, assert_sent},
    world::World,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

fn uninitialized() -> World {
    let mut world = World::with_iosd();
    world.put_oracle_accounts();
    world
}

const FEES: Fees = Fees {
    reservation_bps: 25,
    payment_bps: 0,
    burn_bps: 5_000,
    usdc_payment_bps: 200,
    treasury: Pubkey::new_from_array([9; 32]),
};

#[test]
fn initialize_is_for_the_upgrade_authority_once() {
    let mut world = uninitialized();
    let authority = world.authority.insecure_clone();
    let stranger = world.wallet();
    let stolen = initialize(&stranger.pubkey(), world.usdc_mint, &FEES, [1, 1, 1]);
    assert_error(
        &world.send(&[stolen], &[&stranger]),
        errors::NOT_THE_UPGRADE_AUTHORITY,
    );
    let io_mint = world.io_mint;
    // IO is not IOSD, nor has it USDC's decimals.
    for index in [3, 4] {
        let other_mint = with_account(
            initialize(&authority.pubkey(), world.usdc_mint, &FEES, [1, 1, 1]),
            index,
            io_mint,
        );
        assert_error(
            &world.send(&[other_mint], &[&authority]),
            errors::WRONG_PAYMENT_MINT,
        );
    }
    let good = initialize(&authority.pubkey(), world.usdc_mint, &FEES, [1, 1, 1]);
    assert_sent(world.send(&[good.clone()], &[&authority]));
    assert_error(&world.send(&[good], &[&authority]), ACCOUNT_IN_USE);
}

#[test]
fn initialize_refuses_parameters_out_of_range() {
    let mut world = uninitialized();
    let authority = world.authority.insecure_clone();
    let treasury = treasury();
    let fees = |reservation_bps, payment_bps, burn_bps| Fees {
        reservation_bps,
        payment_bps,
        burn_bps,
        usdc_payment_bps: 0,
        treasury,
    };
    let dear_usdc = Fees {
        usdc_payment_bps: 9_976,
        ..fees(25, 0, 0)
    };
    let cases = [
        (dear_usdc, [1, 1, 1]),
        (fees(9_999, 2, 0), [1, 1, 1]),
        (fees(25, 0, 10_001), [1, 1, 1]),
        (fees(25, 0, 0), [0, 1, 1]),
        (fees(25, 0, 0), [1, 0, 1]),
        (fees(25, 0, 0), [1, 1, 0]),
    ];
    for (fees, times) in cases {
        let instruction = initialize(&authority.pubkey(), world.usdc_mint, &fees, times);
        assert_error(
            &world.send(&[instruction], &[&authority]),
            errors::BAD_PARAMETER,
        );
    }
}

#[test]
fn authority_moves_in_two_steps() {
    let mut world = World::with_escrow();
    let (old, new) = (world.authority.insecure_clone(), world.wallet());
    let (propose, accept) = (set_authority, accept_authority);
    let stolen = propose(new.pubkey(), new.pubkey());
    assert_error(&world.send(&[stolen], &[&new]), errors::NOT_THE_AUTHORITY);
    assert_error(
        &world.send(&[accept(new.pubkey())], &[&new]),
        errors::NOT_THE_PENDING_AUTHORITY,
    );
    assert_sent(world.send(&[propose(old.pubkey(), new.pubkey())], &[&old]));
    assert_sent(world.send(&[accept(new.pubkey())], &[&new]));
    let back = propose(old.pubkey(), old.pubkey());
    assert_error(&world.send(&[back], &[&old]), errors::NOT_THE_AUTHORITY);
}
