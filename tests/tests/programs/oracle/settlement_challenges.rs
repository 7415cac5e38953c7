//! Challenges of settlements: what proves a fault, and what becomes of whom.
use super::leaves::{IO, Scene};
use io_core::merkle_sum::fault::Fault;
use io_tests::cu;
use io_tests::disputes::error as disputes_error;
use io_tests::oracle::accounts::{SEALED, VOID};
use io_tests::oracle::address::singleton;
use io_tests::oracle::challenges::{
    AFTER, BEFORE, challenge, judge_challenge, open_challenge, vault,
};
use io_tests::oracle::refusal::every_substitution_is_refused;
use io_tests::oracle::tree::{SumTree, leaf};
use io_tests::oracle::world::{BOND, CHALLENGE_BOND};
use io_tests::oracle::{OracleWorld, error::*, instructions as ix};
use io_tests::send::MAX_TRANSACTION_BYTES;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// Five of seven voted; they lose their bonds.
const SLASHED: u64 = 5 * BOND;

#[test]
fn a_leaf_that_fell_voids_the_root_and_costs_its_voters_their_bonds() {
    let mut scene = Scene::new(&[100, 50, 7]);
    let lie = scene.tree(&[90, 100, 7]);
    scene.seal(&lie, 3);
    let Scene { world, .. } = &mut scene;
    let challenger = world.challenger();
    let by = challenger.pubkey();
    let supply = world.chain.supply(&world.chain.io_mint);
    let lamports = world.chain.svm.get_balance(&by).expect("funded");

    let open = open_challenge(&by, &world.chain.io_mint, 2, 0);
    every_substitution_is_refused(world, &open, &[&challenger], &[]);
    let sent = world.challenge(&challenger, 2, 0);
    cu::record("disputes.open_challenge", sent.units);
    assert_eq!(world.io_of(&by), 0);
    let bond = vault(&challenge(&by, 2));
    assert_eq!(world.chain.token_balance(&bond), CHALLENGE_BOND);
    assert_eq!(
        world.chain.token_balance(&singleton("bond_vault")),
        7 * BOND
    );

    let before = scene.truth.open(0, 0);
    let world = &mut scene.world;
    let sent = world.prove(&challenger, 2, BEFORE, &before).expect("old");
    cu::record("disputes.prove_challenge.leaf", sent.units);
    assert!(sent.bytes <= MAX_TRANSACTION_BYTES - 70, "{}", sent.bytes);
    let half = world.judge(&challenger, 2, &[]);
    io_tests::send::assert_error(&half, disputes_error::CHALLENGE_OPEN);
    world
        .prove(&challenger, 2, AFTER, &lie.open(0, 0))
        .expect("new");
    let judge = judge_challenge(&by, world.chain.io_mint, 2, &[]);
    every_substitution_is_refused(world, &judge, &[], &[]);
    let sent = world.judge(&challenger, 2, &[]).expect("judged");
    cu::record("disputes.judge_challenge.won", sent.units);
    assert!(sent.units < 30_000);

    let record = world.record(2);
    assert_eq!(record.status(), VOID);
    assert!(record.disproved());
    let oracle = world.oracle();
    assert_eq!(oracle.u64(284), 1, "the next builds on epoch 1");
    assert_eq!(oracle.hash(292), scene.truth.root().hash);
    assert_eq!(oracle.u64(276), 2 * BOND, "bonded total");
    assert_eq!(oracle.u64(524), 2 * BOND, "owed by the vault");
    let operators = world.bytes(&singleton("operators"));
    let bonds: Vec<u64> = (0..7).map(|seat| operators.u64(72 + 152 * seat)).collect();
    assert_eq!(bonds, [0, 0, 0, 0, 0, BOND, BOND]);
    // A quarter to the challenger, the rest burned.
    assert_eq!(world.io_of(&by), CHALLENGE_BOND + SLASHED / 4);
    assert_eq!(
        supply - world.chain.supply(&world.chain.io_mint),
        SLASHED - SLASHED / 4
    );
    assert_eq!(
        world.chain.token_balance(&singleton("bond_vault")),
        2 * BOND
    );
    assert!(world.chain.svm.get_account(&bond).is_none(), "closed");
    assert!(
        world.chain.svm.get_account(&challenge(&by, 2)).is_none(),
        "closed"
    );
    let fees = lamports - world.chain.svm.get_balance(&by).expect("funded");
    assert!(fees <= 10_000, "the rent is back: {fees}");
    // Once.
    assert!(world.judge(&challenger, 2, &[]).is_err());
}

#[test]
fn the_network_goes_on_from_the_last_good_root() {
    let mut scene = Scene::new(&[100, 50]);
    let lie = scene.tree(&[90, 100]);
    scene.seal(&lie, 2);
    let challenger = scene.world.challenger();
    scene.world.open(3);
    scene.world.challenge(&challenger, 2, 0);
    let before = scene.truth.open(0, 0);
    let world = &mut scene.world;
    world
        .prove(&challenger, 2, BEFORE, &before)
        .expect("before");
    world
        .prove(&challenger, 2, AFTER, &lie.open(0, 0))
        .expect("after");
    world.judge(&challenger, 2, &[]).expect("judged");
    // Epoch 3 was opened before: its weights stand, but not those that were slashed.
    world.go_to_vote(3);
    let truth = scene.truth.clone();
    let next = world.settle(3, &truth, 2);
    let slashed = world.key(0);
    let vote = ix::vote(&slashed.pubkey(), &next);
    world.must_fail(&vote, &[&slashed], BOND_TOO_LOW);
    for seat in [5, 6] {
        world.vote(seat, &next).expect("an honest vote");
    }
    assert_ne!(world.record(3).status(), SEALED, "two of seven");
    // Bonded again, they count with what they had in it, and from the next epoch on anyway.
    for seat in 0..3 {
        let wallet = world.wallet(seat);
        let source = world.chain.give_io(&wallet.pubkey(), BOND);
        world.must(&ix::bond(&wallet.pubkey(), source, BOND), &[&wallet]);
        world.vote(seat, &next).expect("bonded again");
    }
    assert_eq!(world.record(3).status(), SEALED);
    assert_eq!(world.oracle().u64(284), 3);
}

#[test]
fn an_index_that_changed_hands_is_proved_by_both_leaves() {
    let mut scene = Scene::new(&[100, 50]);
    let thief = Pubkey::new_unique();
    let [_, second] = [0, 1].map(|i| scene.wallets[i]);
    let lie = SumTree::honest(&[(thief, 100 * IO), (second, 50 * IO)]);
    scene.seal(&lie, 2);
    let challenger = scene.world.challenger();
    scene.world.challenge(&challenger, 2, 0);
    // In any order.
    scene.show(&challenger, 2, AFTER, &lie.open(0, 0));
    let before = scene.truth.open(0, 0);
    scene.show(&challenger, 2, BEFORE, &before);
    scene.world.judge(&challenger, 2, &[]).expect("judged");
    assert_eq!(scene.world.record(2).status(), VOID);
}

/// Trees that contradict themselves: one piece of evidence is enough, and no leaf of the tree before.
#[test]
fn a_node_that_contradicts_itself_is_proof_alone() {
    let wallet = |i: usize| Pubkey::new_from_array([i as u8 + 1; 32]);
    let honest = |amounts: &[u64]| -> Vec<Vec<u8>> {
        let leaves = amounts.iter().enumerate();
        leaves
            .map(|(i, io)| leaf(i as u32, &wallet(i), io * IO))
            .collect()
    };
    let plain = |_: u8, _: usize, sum: u64| sum;
    let mut gap = honest(&[100, 50, 7]);
    gap[1].clear();
    let mut moved = honest(&[100, 50, 7]);
    moved[2] = leaf(1, &wallet(2), 7 * IO);
    // Tree, leaves it claims, level and index of the evidence.
    let cases: [(&str, SumTree, u32, u8, u32, Fault); 7] = [
        (
            "a leaf's amount is not its sum",
            SumTree::forged(honest(&[100, 50, 7]), |l, p, s| {
                s - u64::from((l, p) == (0, 1)) * IO
            }),
            3,
            0,
            1,
            Fault::Sum,
        ),
        (
            "a node's halves do not add up to it",
            SumTree::forged(honest(&[100, 50, 7]), |l, p, s| {
                s + u64::from((l, p) == (7, 0)) * IO
            }),
            3,
            7,
            2,
            Fault::Sum,
        ),
        (
            "the settlement's sum is not its tree's",
            SumTree::forged(honest(&[100, 50, 7]), |l, _, s| s + u64::from(l == 20) * IO),
            3,
            20,
            0,
            Fault::Sum,
        ),
        (
            "a leaf is gone",
            SumTree::forged(gap, plain),
            3,
            0,
            1,
            Fault::Missing,
        ),
        (
            "the leaf count is inflated",
            SumTree::forged(honest(&[100, 50, 7]), plain),
            4,
            0,
            3,
            Fault::Missing,
        ),
        (
            "a leaf hides past the leaf count",
            SumTree::forged(honest(&[100, 50, 7, 9]), plain),
            3,
            0,
            3,
            Fault::Surplus,
        ),
        (
            "a leaf stands at another index than its own",
            SumTree::forged(moved, plain),
            3,
            0,
            2,
            Fault::Index,
        ),
    ];
    for (name, lie, n_leaves, level, index, fault) in cases {
        let mut scene = Scene::of(SumTree::honest(&[(wallet(0), 40 * IO)]), 1);
        scene.seal(&lie, n_leaves);
        let challenger = scene.world.challenger();
        scene.world.challenge(&challenger, 2, index);
        let evidence = lie.open(level, index);
        let sent = scene
            .world
            .prove(&challenger, 2, AFTER, &evidence)
            .unwrap_or_else(|refused| panic!("{name}: {refused:?}"));
        assert!(sent.bytes <= MAX_TRANSACTION_BYTES - 70, "{name}");
        if level == 7 {
            cu::record("disputes.prove_challenge.node", sent.units);
        }
        let account = scene.world.bytes(&challenge(&challenger.pubkey(), 2));
        assert_eq!(account.u8(4), fault as u8, "{name}");
        scene.world.judge(&challenger, 2, &[]).expect(name);
        assert_eq!(scene.world.record(2).status(), VOID, "{name}");
        assert_eq!(
            scene.world.io_of(&challenger.pubkey()),
            CHALLENGE_BOND + SLASHED / 4
        );
    }
}

/// Seats 2 to 6 seal `tree` again as a later epoch.
fn carry_on(world: &mut OracleWorld, epoch: u64, tree: &SumTree) {
    world.open_if_new(epoch);
    world.go_to_vote(epoch);
    let next = world.settle(epoch, tree, 2);
    for seat in 2..7 {
        world.vote(seat, &next).expect("a vote");
    }
}

#[test]
fn descendants_of_a_void_root_go_along_and_their_voters_do_not_pay() {
    let mut scene = Scene::new(&[100, 50]);
    let lie = scene.tree(&[90, 100]);
    scene.seal(&lie, 2);
    // Others carry on from it, as honest operators must: seats 2 to 6.
    carry_on(&mut scene.world, 3, &lie);
    // Just in time: two hours less five seconds after the seal.
    let due = scene.world.record(2).final_ts();
    scene.world.open(4);
    scene.world.go_to(due - 5);
    let challenger = scene.world.challenger();
    scene.world.challenge(&challenger, 2, 0);
    carry_on(&mut scene.world, 4, &lie);
    assert!(scene.world.now() >= due);
    let before = scene.truth.open(0, 0);
    scene.show(&challenger, 2, BEFORE, &before);
    scene.show(&challenger, 2, AFTER, &lie.open(0, 0));
    let world = &mut scene.world;
    for list in [&[][..], &[4], &[3], &[3, 4], &[4, 3, 2]] {
        assert!(world.judge(&challenger, 2, list).is_err(), "{list:?}");
    }
    let sent = world.judge(&challenger, 2, &[4, 3]).expect("judged");
    cu::record("disputes.judge_challenge.won.two_later", sent.units);
    for epoch in [2, 3, 4] {
        assert_eq!(world.record(epoch).status(), VOID);
        assert_eq!(world.record(epoch).disproved(), epoch == 2);
    }
    let operators = world.bytes(&singleton("operators"));
    let bonds: Vec<u64> = (0..7).map(|seat| operators.u64(72 + 152 * seat)).collect();
    // Seats 0 to 4 voted for epoch 2; 5 and 6 only for what was built on it.
    assert_eq!(bonds, [0, 0, 0, 0, 0, BOND, BOND]);
    assert_eq!(world.oracle().u64(284), 1);
    // A descendant is void as well: nobody can claim by it, and its epoch is paid by a later one.
    let key = world.key(5);
    let vote = ix::vote(&key.pubkey(), &world.settle(4, &scene.truth, 2));
    world.must_fail(&vote, &[&key], EPOCH_VOID);
}

#[test]
fn who_voted_for_something_else_is_not_slashed() {
    let mut scene = Scene::new(&[100, 50]);
    let lie = scene.tree(&[90, 100]);
    scene.world.open(2);
    scene.world.go_to_vote(2);
    let truth = scene.world.settle(2, &scene.truth, 2);
    for seat in [5, 6] {
        scene.world.vote(seat, &truth).expect("the truth");
    }
    // Seat 6 is talked into the lie and changes its mind back.
    let false_one = scene.world.settle(2, &lie, 2);
    scene.world.vote(6, &false_one).expect("changed");
    scene.world.vote(6, &truth).expect("changed back");
    scene.world.seal(&false_one);
    let challenger = scene.world.challenger();
    scene.disprove(&challenger, &lie, 0);
    let operators = scene.world.bytes(&singleton("operators"));
    let bonds: Vec<u64> = (0..7).map(|seat| operators.u64(72 + 152 * seat)).collect();
    assert_eq!(bonds, [0, 0, 0, 0, 0, BOND, BOND]);
}

/// As large as it gets: 32 operators, all of them slashed.
#[test]
fn thirty_two_voters_are_slashed_within_the_limits() {
    let mut world = OracleWorld::with_bonds(&[BOND; 32]);
    world.open(1);
    world.go_to_vote(1);
    let wallet = Pubkey::new_unique();
    let seal = |world: &mut OracleWorld, epoch, tree: &SumTree| {
        world.open(epoch);
        world.go_to_vote(epoch);
        let settlement = world.settle(epoch, tree, 1);
        for seat in 0..22 {
            world.vote(seat, &settlement).expect("a vote");
        }
    };
    let truth = SumTree::honest(&[(wallet, 100 * IO)]);
    let first = world.settle(1, &truth, 1);
    for seat in 0..22 {
        world.vote(seat, &first).expect("a vote");
    }
    let lie = SumTree::forged(vec![leaf(0, &wallet, 100 * IO)], |l, _, s| {
        s + u64::from(l == 20)
    });
    seal(&mut world, 2, &lie);
    let challenger = world.challenger();
    world.challenge(&challenger, 2, 0);
    world
        .prove(&challenger, 2, AFTER, &lie.open(20, 0))
        .expect("shown");
    let sent = world.judge(&challenger, 2, &[]).expect("judged");
    cu::record("disputes.judge_challenge.won.32_operators", sent.units);
    assert!(sent.units < 30_000);
    assert_eq!(world.oracle().u64(276), 10 * BOND);
    assert_eq!(
        world.io_of(&challenger.pubkey()),
        CHALLENGE_BOND + 22 * BOND / 4
    );
}
