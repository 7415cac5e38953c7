use io_tests::cu;
use io_tests::oracle::{
    OracleWorld, address::*, error::*, instructions as ix, refusal::every_substitution_is_refused,
    world::BOND, world::params,
};
use io_tests::send::assert_refused;
use io_tests::world::EPOCH_S;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_transaction::InstructionError;

const SEAT: usize = 152;

#[test]
fn add_operator_lists_it_without_weight() {
    let mut world = OracleWorld::initialized();
    let authority = world.authority();
    let (wallet, key) = (Pubkey::new_unique(), Pubkey::new_unique());
    let add = ix::add_operator(&authority.pubkey(), &wallet, &key, "http://oracle-1:8600");
    every_substitution_is_refused(&mut world, &add, &[&authority], &[]);
    let sent = world.must(&add, &[&authority]);
    cu::record("oracle.add_operator", sent.units);
    let operators = world.bytes(&singleton("operators"));
    assert_eq!(operators.u8(2), 1);
    assert_eq!(operators.hash(8), wallet.to_bytes());
    assert_eq!(operators.hash(40), key.to_bytes());
    assert_eq!((operators.u64(72), operators.u8(88)), (0, 1));
    assert_eq!(&operators.0[8 + 96..8 + 116], b"http://oracle-1:8600");
    assert_eq!(world.oracle().u64(276), 0, "bonded total");
}

#[test]
fn add_operator_refuses() {
    let mut world = OracleWorld::with_bonds(&[0]);
    let authority = world.authority();
    let by = authority.pubkey();
    let (wallet, key) = (world.wallet(0).pubkey(), world.key(0).pubkey());
    let fresh = Pubkey::new_unique;
    let zero = Pubkey::default();
    let cases = [
        (
            ix::add_operator(&by, &wallet, &fresh(), "u"),
            OPERATOR_WALLET_TAKEN,
        ),
        (
            ix::add_operator(&by, &fresh(), &key, "u"),
            OPERATOR_KEY_TAKEN,
        ),
        (ix::add_operator(&by, &zero, &fresh(), "u"), ZERO_ADDRESS),
        (ix::add_operator(&by, &fresh(), &zero, "u"), ZERO_ADDRESS),
        (ix::add_operator(&by, &fresh(), &fresh(), ""), URL_LENGTH),
        (
            ix::add_operator(&by, &fresh(), &fresh(), &"u".repeat(65)),
            URL_LENGTH,
        ),
    ];
    for (add, code) in cases {
        world.must_fail(&add, &[&authority], code);
    }
    let other = world.chain.wallet();
    let add = ix::add_operator(&other.pubkey(), &fresh(), &fresh(), "u");
    world.must_fail(&add, &[&other], NOT_THE_AUTHORITY);
    for _ in 1..32 {
        world.must(
            &ix::add_operator(&by, &fresh(), &fresh(), "u"),
            &[&authority],
        );
    }
    let add = ix::add_operator(&by, &fresh(), &fresh(), "u");
    world.must_fail(&add, &[&authority], OPERATORS_FULL);
}

#[test]
fn bond_moves_tokens_and_counts_them() {
    let mut world = OracleWorld::with_bonds(&[0, 0]);
    let wallet = world.wallet(1);
    let source = world.chain.give_io(&wallet.pubkey(), 100);
    let bond = ix::bond(&wallet.pubkey(), source, 60);
    every_substitution_is_refused(&mut world, &bond, &[&wallet], &[]);
    let sent = world.must(&bond, &[&wallet]);
    cu::record("oracle.bond", sent.units);
    world.must(&ix::bond(&wallet.pubkey(), source, 15), &[&wallet]);
    assert_eq!(world.chain.token_balance(&source), 25);
    assert_eq!(world.chain.token_balance(&singleton("bond_vault")), 75);
    assert_eq!(world.oracle().u64(276), 75);
    assert_eq!(world.bytes(&singleton("operators")).u64(8 + SEAT + 64), 75);
}

#[test]
fn bond_refuses() {
    let mut world = OracleWorld::with_bonds(&[0]);
    let wallet = world.wallet(0);
    let source = world.chain.give_io(&wallet.pubkey(), 100);
    world.must_fail(
        &ix::bond(&wallet.pubkey(), source, 0),
        &[&wallet],
        ZERO_AMOUNT,
    );
    // Token program error 1: insufficient funds.
    world.must_fail(&ix::bond(&wallet.pubkey(), source, 101), &[&wallet], 1);
    let stranger = world.chain.wallet();
    let theirs = world.chain.give_io(&stranger.pubkey(), 100);
    let unknown = ix::bond(&stranger.pubkey(), theirs, 1);
    world.must_fail(&unknown, &[&stranger], UNKNOWN_OPERATOR);
    // Token program error 4: owner does not match.
    world.must_fail(&ix::bond(&wallet.pubkey(), theirs, 1), &[&wallet], 4);
    // Token program error 3: mint mismatch.
    let other_mint = Pubkey::new_unique();
    world.chain.put_mint(other_mint, 8, None, None, 0);
    let worthless = world.chain.token_account(&wallet.pubkey(), &other_mint);
    world.chain.give_tokens(&worthless, 100);
    world.must_fail(&ix::bond(&wallet.pubkey(), worthless, 1), &[&wallet], 3);
    let mut own_vault = ix::bond(&wallet.pubkey(), source, 1);
    own_vault.accounts[4].pubkey = worthless;
    let outcome = world.send(&own_vault, &[&wallet]);
    assert_refused(&outcome, InstructionError::InvalidSeeds);
    assert_eq!(world.oracle().u64(276), 0);
}

#[test]
fn rotate_operator_changes_key_and_url() {
    let mut world = OracleWorld::with_bonds(&[BOND, BOND]);
    let wallet = world.wallet(0);
    let by = wallet.pubkey();
    let old = world.key(0);
    let new = world.chain.wallet();
    let rotate = ix::rotate_operator(&by, &new.pubkey(), "https://new");
    every_substitution_is_refused(&mut world, &rotate, &[&wallet], &[]);
    let sent = world.must(&rotate, &[&wallet]);
    cu::record("oracle.rotate_operator", sent.units);
    world.must_fail(
        &ix::post_prices(&old.pubkey(), &[(0, 1)]),
        &[&old],
        UNKNOWN_OPERATOR,
    );
    world.must(&ix::post_prices(&new.pubkey(), &[(0, 1)]), &[&new]);
    // The same key again changes the URL alone.
    world.must(
        &ix::rotate_operator(&by, &new.pubkey(), "https://newer"),
        &[&wallet],
    );
    let taken = world.key(1).pubkey();
    let rotate = ix::rotate_operator(&by, &taken, "u");
    world.must_fail(&rotate, &[&wallet], OPERATOR_KEY_TAKEN);
    let rotate = ix::rotate_operator(&by, &Pubkey::default(), "u");
    world.must_fail(&rotate, &[&wallet], ZERO_ADDRESS);
    let rotate = ix::rotate_operator(&by, &new.pubkey(), "");
    world.must_fail(&rotate, &[&wallet], URL_LENGTH);
    // The hot key alone cannot rotate itself.
    let rotate = ix::rotate_operator(&new.pubkey(), &old.pubkey(), "u");
    world.must_fail(&rotate, &[&new], UNKNOWN_OPERATOR);
}

#[test]
fn unbonding_takes_the_weight_at_once_and_the_bond_after_45_days() {
    let mut world = OracleWorld::with_bonds(&[BOND, BOND, BOND]);
    let (wallet, stranger) = (world.wallet(0), world.chain.wallet());
    let address = wallet.pubkey();
    let destination = world.chain.give_io(&address, 0);
    let withdraw = ix::withdraw_bond(&address, destination);
    world.must_fail(&withdraw, &[&wallet], STILL_UNBONDING);
    let stolen = ix::unbond(&stranger.pubkey(), &address);
    world.must_fail(&stolen, &[&stranger], NOT_THE_AUTHORITY);
    let unbond = ix::unbond(&address, &address);
    every_substitution_is_refused(&mut world, &unbond, &[&wallet], &[]);
    let sent = world.must(&unbond, &[&wallet]);
    cu::record("oracle.unbond", sent.units);
    world.must_fail(&unbond, &[&wallet], OPERATOR_NOT_ACTIVE);
    assert_eq!(world.oracle().u64(276), 2 * BOND);
    let source = world.chain.give_io(&address, 5);
    world.must_fail(
        &ix::bond(&address, source, 5),
        &[&wallet],
        OPERATOR_NOT_ACTIVE,
    );

    let end = world.now() + i64::from(params().unbonding_s);
    world.go_to(end - 1);
    world.must_fail(&withdraw, &[&wallet], STILL_UNBONDING);
    world.go_to(end);
    every_substitution_is_refused(&mut world, &withdraw, &[&wallet], &[]);
    let sent = world.must(&withdraw, &[&wallet]);
    cu::record("oracle.withdraw_bond", sent.units);
    assert_eq!(world.chain.token_balance(&destination), BOND + 5);
    assert_eq!(
        world.chain.token_balance(&singleton("bond_vault")),
        2 * BOND
    );
    world.must_fail(&withdraw, &[&wallet], UNKNOWN_OPERATOR);
    // The authority removes the others: the vault can be emptied.
    let authority = world.authority();
    for seat in [1, 2] {
        let wallet = world.wallet(seat);
        world.must(
            &ix::unbond(&authority.pubkey(), &wallet.pubkey()),
            &[&authority],
        );
    }
    let end = world.now() + i64::from(params().unbonding_s);
    world.go_to(end);
    for seat in [1, 2] {
        let wallet = world.wallet(seat);
        let destination = world.chain.give_io(&wallet.pubkey(), 0);
        world.must(
            &ix::withdraw_bond(&wallet.pubkey(), destination),
            &[&wallet],
        );
        assert_eq!(world.chain.token_balance(&destination), BOND);
    }
    assert_eq!(world.chain.token_balance(&singleton("bond_vault")), 0);
    assert_eq!(world.oracle().u64(276), 0);
    // A freed seat is given again.
    assert_eq!(world.bytes(&singleton("operators")).u8(2), 3);
    world.join(BOND);
    assert_eq!(world.bytes(&singleton("operators")).u8(2), 3);
}

#[test]
fn an_operator_that_left_still_votes_on_what_was_opened_before() {
    let mut world = OracleWorld::with_bonds(&[BOND, BOND, BOND]);
    world.open(1);
    let wallet = world.wallet(2);
    world.must(&ix::unbond(&wallet.pubkey(), &wallet.pubkey()), &[&wallet]);
    world.go_to_vote(1);
    let settlement = world.settlement(1, 0, 7);
    for seat in 0..3 {
        world.vote(seat, &settlement).expect("a vote");
    }
    assert_eq!(world.record(1).status(), 2, "three of three seal");
    world.open(2);
    world.go_to(world.start_of(2) + i64::from(EPOCH_S) + 60);
    let settlement = world.settlement(2, 0, 7);
    let key = world.key(2);
    world.must_fail(&ix::vote(&key.pubkey(), &settlement), &[&key], NO_WEIGHT);
}
