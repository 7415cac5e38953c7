use io_core::units::{ALLOCATIONS, MONTH_S};
use io_tests::{
    cu,
    emissions::{
        self, accept_grant, claim_vested, errors, hand_over_grant, mint_grant, name_beneficiary,
        shared_errors,
    },
    instruction::{unsigned, with_account},
    send::{assert_error, assert_refused, assert_sent},
    token::{associated, read_key, read_u64},
    world::{GENESIS_TS, World},
};
use proptest::{prelude::*, test_runner::Config};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_transaction::InstructionError;

/// A world with the grants of seed, series A and core contributors, one beneficiary each.
fn scene() -> (World, Vec<Keypair>) {
    let mut world = World::with_emission();
    let authority = world.authority.insecure_clone();
    let mint = world.io_mint;
    let beneficiaries: Vec<Keypair> = (0..3).map(|_| world.wallet()).collect();
    for (allocation, beneficiary) in (0u8..).zip(&beneficiaries) {
        let key = beneficiary.pubkey();
        let grant = mint_grant(authority.pubkey(), mint, allocation, key);
        assert_sent(world.send(&[grant], &[&authority]));
        world.token_account(&key, &mint);
    }
    (world, beneficiaries)
}

/// Moves the clock to `months` months after the genesis, and `more` seconds.
fn at_month(world: &mut World, months: u64, more: i64) {
    let elapsed = i64::try_from(months * MONTH_S).expect("fits") + more;
    let slot = 1_000 + u64::try_from(elapsed).expect("positive");
    world.set_clock(GENESIS_TS + elapsed, slot);
}

fn beneficiary_of(world: &World, allocation: u8) -> Pubkey {
    read_key(&world.data(&emissions::grant(allocation)), 16)
}

fn claimed_of(world: &World, allocation: u8) -> u64 {
    read_u64(&world.data(&emissions::grant(allocation)), 120)
}

/// Given a grant, when its first month ends, then a part is paid, once, and not a second earlier.
#[test]
fn parts_are_paid_at_the_end_of_their_months() {
    let (mut world, beneficiaries) = scene();
    let mint = world.io_mint;
    let anyone = world.wallet();
    for (allocation, parts) in [(0u8, 24u64), (1, 24), (2, 36)] {
        let key = beneficiaries[usize::from(allocation)].pubkey();
        let to = associated(&key, &mint);
        let claim = claim_vested(key, allocation, to);
        let total = ALLOCATIONS[usize::from(allocation)].amount;
        let part = total / parts;
        at_month(&mut world, 13, -1);
        let early = world.send(&[claim.clone()], &[&anyone]);
        assert_error(&early, errors::NOTHING_VESTED);
        at_month(&mut world, 13, 0);
        let sent = assert_sent(world.send(&[claim.clone()], &[&anyone]));
        if allocation == 0 {
            cu::record("emissions.claim_vested", sent.units);
        }
        assert_eq!(world.token_balance(&to), part);
        let again = world.send(&[claim.clone()], &[&anyone]);
        assert_error(&again, errors::NOTHING_VESTED);
        // Three months at once.
        at_month(&mut world, 16, 5);
        assert_sent(world.send(&[claim.clone()], &[&anyone]));
        assert_eq!(world.token_balance(&to), part * 4);
        // The last part takes the remainder, and later there is nothing.
        at_month(&mut world, 12 + parts, -1);
        assert_sent(world.send(&[claim.clone()], &[&anyone]));
        assert_eq!(world.token_balance(&to), part * (parts - 1));
        at_month(&mut world, 12 + parts, 0);
        assert_sent(world.send(&[claim.clone()], &[&anyone]));
        assert_eq!(world.token_balance(&to), total);
        assert_eq!(
            world.token_balance(&emissions::allocation_vault(allocation)),
            0
        );
        assert_eq!(claimed_of(&world, allocation), total);
        at_month(&mut world, 600, 0);
        let over = world.send(&[claim], &[&anyone]);
        assert_error(&over, errors::NOTHING_VESTED);
    }
}

/// Anyone may send the claim, but only to the associated account; the beneficiary names any of its own.
#[test]
fn a_claim_pays_the_beneficiary_alone() {
    let (mut world, beneficiaries) = scene();
    let mint = world.io_mint;
    let (owner, key) = (&beneficiaries[0], beneficiaries[0].pubkey());
    let thief = world.wallet();
    let theirs = world.token_account(&thief.pubkey(), &mint);
    let odd = world.new_key().pubkey();
    world.put_token_account(odd, mint, key);
    at_month(&mut world, 13, 0);
    let good = claim_vested(key, 0, associated(&key, &mint));
    for (at, account, code) in [
        (4, odd, shared_errors::NOT_THE_ASSOCIATED_ACCOUNT),
        (4, theirs, shared_errors::WRONG_TOKEN_OWNER),
        (0, thief.pubkey(), errors::NOT_THE_BENEFICIARY),
        (3, emissions::allocation_vault(1), errors::WRONG_VAULT),
        (2, emissions::grant(1), errors::NOT_THE_BENEFICIARY),
    ] {
        let outcome = world.send(&[with_account(good.clone(), at, account)], &[&thief]);
        assert_error(&outcome, code);
    }
    let other_mint = world.new_key().pubkey();
    world.put_mint(other_mint, 8, None, None, 0);
    let other = world.token_account(&key, &other_mint);
    let outcome = world.send(&[with_account(good.clone(), 4, other)], &[&thief]);
    assert_error(&outcome, shared_errors::WRONG_TOKEN_MINT);
    let mut own = with_account(good, 4, odd);
    own.accounts[0].is_signer = true;
    assert_sent(world.send(&[own], &[owner]));
    assert_eq!(world.token_balance(&odd), ALLOCATIONS[0].amount / 24);
}

/// Where the minting left it open, the authority names the beneficiary once; then it has no say.
#[test]
fn the_authority_names_a_beneficiary_once() {
    let mut world = World::with_emission();
    let authority = world.authority.insecure_clone();
    let mint = world.io_mint;
    let (wallet, stranger) = (world.wallet(), world.wallet());
    let open = emissions::mint_vested_allocation(authority.pubkey(), mint, 1);
    assert_sent(world.send(&[open], &[&authority]));
    at_month(&mut world, 13, 0);
    // Nobody's money goes to the system program's account, though its address is zero too.
    let nobody = Pubkey::default();
    let to = world.token_account(&nobody, &mint);
    let outcome = world.send(&[claim_vested(nobody, 1, to)], &[&stranger]);
    assert_error(&outcome, errors::BENEFICIARY_NOT_NAMED);

    let stolen = name_beneficiary(stranger.pubkey(), 1, stranger.pubkey());
    assert_error(
        &world.send(&[stolen], &[&stranger]),
        errors::NOT_THE_AUTHORITY,
    );
    let forged = unsigned(
        name_beneficiary(authority.pubkey(), 1, stranger.pubkey()),
        0,
    );
    let outcome = world.send(&[forged], &[&stranger]);
    assert_refused(&outcome, InstructionError::MissingRequiredSignature);
    let zero = name_beneficiary(authority.pubkey(), 1, nobody);
    let outcome = world.send(&[zero], &[&authority]);
    assert_error(&outcome, errors::BENEFICIARY_NOT_NAMED);
    let named = name_beneficiary(authority.pubkey(), 1, wallet.pubkey());
    assert_sent(world.send(&[named], &[&authority]));
    assert_eq!(beneficiary_of(&world, 1), wallet.pubkey());
    let again = name_beneficiary(authority.pubkey(), 1, authority.pubkey());
    let outcome = world.send(&[again], &[&authority]);
    assert_error(&outcome, errors::BENEFICIARY_NAMED);
    let to = world.token_account(&wallet.pubkey(), &mint);
    assert_sent(world.send(&[claim_vested(wallet.pubkey(), 1, to)], &[&stranger]));
    assert_eq!(world.token_balance(&to), ALLOCATIONS[1].amount / 24);
}

/// The right is handed over in two steps, by its holder alone; what was paid stays paid.
#[test]
fn a_beneficiary_hands_over_its_right() {
    let (mut world, beneficiaries) = scene();
    let mint = world.io_mint;
    let (old, new) = (&beneficiaries[2], world.wallet());
    let authority = world.authority.insecure_clone();
    let to_new = world.token_account(&new.pubkey(), &mint);
    at_month(&mut world, 13, 0);
    let to_old = associated(&old.pubkey(), &mint);
    assert_sent(world.send(&[claim_vested(old.pubkey(), 2, to_old)], &[&new]));

    let stolen = hand_over_grant(new.pubkey(), 2, new.pubkey());
    assert_error(&world.send(&[stolen], &[&new]), errors::NOT_THE_BENEFICIARY);
    let clawback = hand_over_grant(authority.pubkey(), 2, authority.pubkey());
    let outcome = world.send(&[clawback], &[&authority]);
    assert_error(&outcome, errors::NOT_THE_BENEFICIARY);
    let forged = unsigned(hand_over_grant(old.pubkey(), 2, new.pubkey()), 0);
    let outcome = world.send(&[forged], &[&new]);
    assert_refused(&outcome, InstructionError::MissingRequiredSignature);
    let usurped = accept_grant(new.pubkey(), 2);
    let outcome = world.send(&[usurped.clone()], &[&new]);
    assert_error(&outcome, errors::NOT_THE_PENDING_BENEFICIARY);

    let propose = hand_over_grant(old.pubkey(), 2, new.pubkey());
    assert_sent(world.send(&[propose.clone()], &[old]));
    // Withdrawn, and proposed again.
    assert_sent(world.send(
        &[hand_over_grant(old.pubkey(), 2, Pubkey::default())],
        &[old],
    ));
    let outcome = world.send(&[usurped.clone()], &[&new]);
    assert_error(&outcome, errors::NOT_THE_PENDING_BENEFICIARY);
    assert_sent(world.send(&[propose.clone()], &[old]));
    // Until it is accepted the old one is paid.
    at_month(&mut world, 14, 0);
    assert_sent(world.send(&[claim_vested(old.pubkey(), 2, to_old)], &[&new]));
    assert_sent(world.send(&[usurped], &[&new]));
    assert_eq!(beneficiary_of(&world, 2), new.pubkey());
    assert_error(&world.send(&[propose], &[old]), errors::NOT_THE_BENEFICIARY);
    at_month(&mut world, 15, 0);
    let outcome = world.send(&[claim_vested(old.pubkey(), 2, to_old)], &[old]);
    assert_error(&outcome, errors::NOT_THE_BENEFICIARY);
    assert_sent(world.send(&[claim_vested(new.pubkey(), 2, to_new)], &[old]));
    let part = ALLOCATIONS[2].amount / 36;
    assert_eq!(world.token_balance(&to_old), part * 2);
    assert_eq!(world.token_balance(&to_new), part);
}

/// Before the genesis, and on a clock that ran back, nothing is owed.
#[test]
fn a_clock_that_runs_back_owes_nothing() {
    let (mut world, beneficiaries) = scene();
    let mint = world.io_mint;
    let key = beneficiaries[0].pubkey();
    let claim = claim_vested(key, 0, associated(&key, &mint));
    let anyone = world.wallet();
    world.set_clock(GENESIS_TS - 1_000_000, 1_000);
    let outcome = world.send(&[claim.clone()], &[&anyone]);
    assert_error(&outcome, errors::NOTHING_VESTED);
    at_month(&mut world, 20, 0);
    assert_sent(world.send(&[claim.clone()], &[&anyone]));
    at_month(&mut world, 14, 0);
    let outcome = world.send(&[claim], &[&anyone]);
    assert_error(&outcome, errors::NOTHING_VESTED);
}

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    /// Any times of claiming pay what claiming every month would, never early, all in the end.
    #[test]
    fn the_sum_does_not_depend_on_when_anyone_claims(
        mut times in prop::collection::vec(0..50 * MONTH_S, 1..24),
        allocation in 0..3u8,
    ) {
        let (mut world, beneficiaries) = scene();
        let mint = world.io_mint;
        let key = beneficiaries[usize::from(allocation)].pubkey();
        let to = associated(&key, &mint);
        let anyone = world.wallet();
        let line = ALLOCATIONS[usize::from(allocation)];
        times.sort_unstable();
        times.push(50 * MONTH_S);
        let mut paid = 0;
        for elapsed in times {
            let slot = 1_000 + elapsed;
            world.set_clock(GENESIS_TS + i64::try_from(elapsed).expect("fits"), slot);
            let vested = line.vesting.vested(line.amount, elapsed).expect("in range");
            let outcome = world.send(&[claim_vested(key, allocation, to)], &[&anyone]);
            prop_assert_eq!(outcome.is_ok(), vested > paid);
            paid = vested;
            prop_assert_eq!(world.token_balance(&to), paid);
            let left = world.token_balance(&emissions::allocation_vault(allocation));
            prop_assert_eq!(left + paid, line.amount);
        }
        prop_assert_eq!(paid, line.amount);
    }
}
