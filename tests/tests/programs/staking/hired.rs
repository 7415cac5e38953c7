//! The stake behind a hired device, with `escrow`'s own hires: what a renter relies on stays.
use super::{IO, holder};
use io_tests::{
    escrow::{self, Host, Order, WEEK, WEEK_DEPOSIT, close_lease, hire},
    instruction::with_account,
    send::{assert_error, assert_sent},
    staking::{self, COOLDOWN_S, device::withdraw_surplus, errors},
    world::{ESCROW, STAKING, SYSTEM_PROGRAM, World, pda},
};
use solana_account::Account;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// 8 GPUs of multiplier 5: 200 IO × 5 × 8.
const REQUIRED: u64 = 8_000 * IO;
const ORDER: Order = Order { gpus: 8, ..WEEK };

/// An offered host of eight GPUs with `stake` behind it, staked by its own instruction.
fn staked(world: &mut World, stake: u64) -> Host {
    let host = world.host(8);
    world
        .svm
        .set_account(host.stake, Account::default())
        .expect("the written stake is removed");
    let mint = world.io_mint;
    world.give_io(&host.key(), stake);
    let instruction = staking::stake_device(host.key(), host.device, &mint, stake);
    assert_sent(world.send(&[instruction], &[&host.supplier]));
    host
}

fn with_staking() -> World {
    World::with_escrow()
}

fn hired(stake: u64) -> (World, Keypair, Host, Pubkey, Pubkey) {
    let mut world = with_staking();
    let host = staked(&mut world, stake);
    let renter = world.renter(WEEK_DEPOSIT);
    let (job, leases) = world.accepted_job(&renter, 1, &ORDER, &[&host]);
    (world, renter, host, job, leases[0])
}

fn unstake(host: &Host, amount: u64) -> Instruction {
    staking::unstake_device(host.key(), host.device, amount)
}

/// Given a hired device with more than its requirement behind it, when the owner takes stake out, then
/// nothing cools and only what is above the requirement leaves, until the lease is closed.
#[test]
fn a_hired_device_keeps_its_requirement() {
    let (mut world, renter, host, job, lease) = hired(REQUIRED + 1_500 * IO);
    let mint = world.io_mint;
    for amount in [1, 1_500 * IO, REQUIRED + 1_500 * IO] {
        assert_error(
            &world.send(&[unstake(&host, amount)], &[&host.supplier]),
            errors::DEVICE_HIRED,
        );
    }
    let take = |amount| withdraw_surplus(host.key(), host.device, &mint, amount);
    assert_error(
        &world.send(&[take(1_500 * IO + 1)], &[&host.supplier]),
        errors::NO_SURPLUS,
    );
    assert_sent(world.send(&[take(1_500 * IO)], &[&host.supplier]));
    assert_error(
        &world.send(&[take(1)], &[&host.supplier]),
        errors::NO_SURPLUS,
    );
    assert_eq!(world.device_stake(&host.device).amount, REQUIRED);

    // The job never ran: the renter cancels, and the lease closes. In the very transaction that frees
    // the device its stake may begin to cool.
    assert_sent(world.send(&[escrow::cancel(&renter.pubkey(), &job)], &[&renter]));
    assert_error(
        &world.send(&[unstake(&host, 1)], &[&host.supplier]),
        errors::DEVICE_HIRED,
    );
    let close = close_lease(&job, &lease, &host);
    let rest = unstake(&host, REQUIRED);
    assert_sent(world.send(&[close, rest], &[&host.supplier]));
    assert_eq!(world.device_stake(&host.device).amount, 0);
}

/// What cooled before the hire never counted for it, so it leaves when its time is over.
#[test]
fn tickets_of_a_hired_device_mature() {
    let mut world = with_staking();
    let host = staked(&mut world, REQUIRED + 700 * IO);
    let renter = world.renter(WEEK_DEPOSIT);
    // Cooling stake does not make a requirement: one unit more in the ticket and the host is refused.
    let too_much = unstake(&host, 700 * IO + 1);
    let mut before = world.svm.clone();
    std::mem::swap(&mut world.svm, &mut before);
    assert_sent(world.send(&[too_much], &[&host.supplier]));
    let create = escrow::create_job(&renter.pubkey(), 1, &ORDER);
    assert_sent(world.send(&[create], &[&renter]));
    let job = escrow::job(&renter.pubkey(), 1);
    let accept = escrow::accept(&world, &job, &host, 1);
    assert_error(
        &world.send(&[accept], &[&host.supplier]),
        escrow::errors::STAKE_BELOW_REQUIREMENT,
    );
    std::mem::swap(&mut world.svm, &mut before);

    assert_sent(world.send(&[unstake(&host, 700 * IO)], &[&host.supplier]));
    world.accepted_job(&renter, 1, &ORDER, &[&host]);
    world.warp(i64::from(COOLDOWN_S));
    assert!(
        world.svm.get_account(&hire(&host.device)).is_some(),
        "hired"
    );
    let mint = world.io_mint;
    let withdraw = staking::withdraw_device(host.key(), host.device, &mint);
    assert_sent(world.send(&[withdraw], &[&host.supplier]));
    let account = world.token_account(&host.key(), &mint);
    assert_eq!(world.token_balance(&account), 700 * IO);
    assert_eq!(world.device_stake(&host.device).amount, REQUIRED);
}

/// Whatever stands in the place of the hire: the check cannot be led astray, nor is it met where the
/// device is not hired.
#[test]
fn the_hire_cannot_be_forged() {
    let (mut world, _, host, ..) = hired(REQUIRED);
    let idle = staked(&mut world, REQUIRED);
    let other_bump = {
        let seeds: [&[u8]; 2] = [b"hire", host.device.as_ref()];
        let (_, canonical) = Pubkey::find_program_address(&seeds, &ESCROW);
        (0..canonical)
            .rev()
            .find_map(|bump| {
                let seeds: [&[u8]; 3] = [seeds[0], seeds[1], &[bump]];
                Pubkey::create_program_address(&seeds, &ESCROW).ok()
            })
            .expect("another bump")
    };
    let copy = world.new_key().pubkey();
    let bytes = world.data(&hire(&host.device));
    world.put_account(copy, ESCROW, bytes);
    let unused = world.new_key().pubkey();
    let places = [
        hire(&idle.device),
        pda(&[b"hire", host.device.as_ref()], &STAKING),
        pda(&[b"hire", host.stake.as_ref()], &ESCROW),
        pda(&[b"lease", host.device.as_ref()], &ESCROW),
        other_bump,
        copy,
        host.device,
        SYSTEM_PROGRAM,
        STAKING,
        unused,
    ];
    for place in places {
        let forged = with_account(unstake(&host, IO), 4, place);
        let outcome = world.send(&[forged], &[&host.supplier]);
        assert_error(&outcome, errors::WRONG_HIRE);
    }
    let borrowed = with_account(unstake(&idle, IO), 4, unused);
    let outcome = world.send(&[borrowed], &[&idle.supplier]);
    assert_error(&outcome, errors::WRONG_HIRE);
}

/// SOL sent to where the hire would be makes no hire, and so cannot hold anyone's stake.
#[test]
fn lamports_at_the_hires_address_hold_nothing() {
    let mut world = with_staking();
    let host = staked(&mut world, REQUIRED);
    world.fund(&hire(&host.device));
    assert_sent(world.send(&[unstake(&host, REQUIRED)], &[&host.supplier]));
}

/// Nobody else's stake is held, and delegated stake never is.
#[test]
fn a_hire_holds_the_stake_of_its_device_alone() {
    let (mut world, _, _host, ..) = hired(REQUIRED);
    let idle = staked(&mut world, REQUIRED);
    assert_sent(world.send(&[unstake(&idle, REQUIRED)], &[&idle.supplier]));
    let staker = holder(&mut world, 2_000 * IO);
    super::stake(&mut world, &staker, 2_000 * IO);
    super::unstake(&mut world, &staker, 2_000 * IO);
}

/// Retiring a device is no way out: its lease goes on, and so does its stake.
#[test]
fn a_retired_device_that_is_hired_keeps_its_stake() {
    let (mut world, _, host, ..) = hired(REQUIRED);
    world.set_device_status(&host.device, 3);
    let outcome = world.send(&[unstake(&host, 1)], &[&host.supplier]);
    assert_error(&outcome, errors::DEVICE_HIRED);
    let mint = world.io_mint;
    let take = withdraw_surplus(host.key(), host.device, &mint, 1);
    assert_error(&world.send(&[take], &[&host.supplier]), errors::NO_SURPLUS);
}
