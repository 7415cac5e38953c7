//! Each refusal of a challenge by its code.
use super::leaves::Scene;
use io_tests::disputes::error::*;
use io_tests::emissions::shared_errors::{PROOF_LENGTH, ROOT_MISMATCH};
use io_tests::oracle::address::epoch_record;
use io_tests::oracle::challenges::{
    AFTER, BEFORE, challenge, judge_challenge, open_challenge, prove_challenge, vault,
};
use io_tests::oracle::tree::{Opened, SumTree};
use io_tests::oracle::world::CHALLENGE_BOND;
use io_tests::send::assert_error;
use io_tests::token::associated;
use solana_instruction::AccountMeta;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// `DepthOutOfRange` of the money rules.
const DEPTH_OUT_OF_RANGE: u32 = 7009;
/// Insufficient funds, of the token program.
const INSUFFICIENT_FUNDS: u32 = 1;

/// Epoch 2 has sealed a tree in which leaf 0 fell, and a challenge of it is open.
fn challenged() -> (Scene, SumTree, Keypair) {
    let mut scene = Scene::new(&[100, 50, 7]);
    let lie = scene.tree(&[90, 100, 7]);
    scene.seal(&lie, 3);
    let challenger = scene.world.challenger();
    scene.world.challenge(&challenger, 2, 0);
    (scene, lie, challenger)
}

#[test]
fn opening_is_refused() {
    let mut scene = Scene::new(&[100, 50]);
    let lie = scene.tree(&[90, 100]);
    scene.seal(&lie, 2);
    let world = &mut scene.world;
    world.open(3);
    let challenger = world.challenger();
    let (by, mint) = (challenger.pubkey(), world.chain.io_mint);
    let signers = [&challenger];
    // The record of another epoch.
    let mut crossed = open_challenge(&by, &mint, 2, 0);
    crossed.accounts[2].pubkey = epoch_record(1);
    world.must_fail(&crossed, &signers, WRONG_EPOCH);
    // Not sealed.
    let open = open_challenge(&by, &mint, 3, 0);
    world.must_fail(&open, &signers, NOT_SEALED);
    // Beyond the tree.
    let open = open_challenge(&by, &mint, 2, 1 << 20);
    world.must_fail(&open, &signers, LEAF_OUT_OF_RANGE);
    let open = open_challenge(&by, &mint, 2, u32::MAX);
    world.must_fail(&open, &signers, LEAF_OUT_OF_RANGE);
    // Another mint than IO's: a bond of what is worth nothing.
    let worthless = Pubkey::new_unique();
    world.chain.put_mint(worthless, 8, None, None, 0);
    let mut cheap = open_challenge(&by, &mint, 2, 0);
    cheap.accounts[6].pubkey = worthless;
    world.must_fail(&cheap, &signers, WRONG_IO_MINT);
    // Not enough IO; somebody else's IO.
    let poor = world.chain.wallet();
    world.chain.give_io(&poor.pubkey(), CHALLENGE_BOND - 1);
    let open = open_challenge(&poor.pubkey(), &mint, 2, 0);
    world.must_fail(&open, &[&poor], INSUFFICIENT_FUNDS);
    let mut theirs = open_challenge(&poor.pubkey(), &mint, 2, 0);
    theirs.accounts[4].pubkey = associated(&by, &mint);
    world.must_fail(&theirs, &[&poor], 4);
    // Final, to the second.
    let due = world.record(2).final_ts();
    let slot = world.slot() + 20_000;
    world.set_time(slot, due);
    let open = open_challenge(&by, &mint, 2, 0);
    world.must_fail(&open, &signers, ROOT_FINAL);
    world.set_time(slot, due - 1);
    world.must(&open, &signers);
    // One challenger, one challenge, whatever the index.
    let again = open_challenge(&by, &mint, 2, 1);
    world.chain.give_io(&by, CHALLENGE_BOND);
    assert!(world.send(&again, &signers).is_err());
}

#[test]
fn evidence_is_refused() {
    let (mut scene, lie, challenger) = challenged();
    let truth = scene.truth.clone();
    let by = challenger.pubkey();
    let good = lie.open(0, 0);
    let world = &mut scene.world;
    let mut refused = |side: u8, opened: &Opened, code: u32| {
        assert_error(&world.prove(&challenger, 2, side, opened), code);
    };
    refused(2, &good, UNKNOWN_SIDE);
    // The right leaf of the wrong tree, the wrong leaf of the right one.
    refused(BEFORE, &good, ROOT_MISMATCH);
    refused(AFTER, &truth.open(0, 0), ROOT_MISMATCH);
    refused(AFTER, &lie.open(0, 1), ROOT_MISMATCH);
    refused(BEFORE, &truth.open(0, 2), ROOT_MISMATCH);
    // Sound nodes prove nothing, on either side.
    for level in [1, 7, 20] {
        refused(AFTER, &lie.open(level, 0), NO_FAULT);
        refused(BEFORE, &truth.open(level, 0), NO_FAULT);
    }
    refused(
        AFTER,
        &Opened {
            level: 21,
            ..good.clone()
        },
        DEPTH_OUT_OF_RANGE,
    );
    refused(
        AFTER,
        &Opened {
            level: 255,
            ..good.clone()
        },
        DEPTH_OUT_OF_RANGE,
    );
    // Truncated and padded, a level or a byte, and nodes where leaves belong.
    let proof = &good.proof;
    for cut in [0, 1, 40, 760, 799] {
        let proof = proof[..cut].to_vec();
        refused(
            AFTER,
            &Opened {
                proof,
                ..good.clone()
            },
            PROOF_LENGTH,
        );
    }
    for pad in [1usize, 40] {
        let proof = [&proof[..], &vec![0; pad]].concat();
        refused(
            AFTER,
            &Opened {
                proof,
                ..good.clone()
            },
            PROOF_LENGTH,
        );
    }
    let inner = lie.open(1, 0);
    refused(
        AFTER,
        &Opened {
            preimage: inner.preimage.clone(),
            ..good.clone()
        },
        PROOF_LENGTH,
    );
    refused(
        AFTER,
        &Opened {
            preimage: good.preimage[..43].to_vec(),
            ..good.clone()
        },
        PROOF_LENGTH,
    );
    refused(
        AFTER,
        &Opened {
            level: 1,
            preimage: good.preimage.clone(),
            proof: inner.proof.clone(),
            ..good.clone()
        },
        PROOF_LENGTH,
    );
    // "There is no leaf here", of a place that has one.
    refused(
        AFTER,
        &Opened {
            preimage: Vec::new(),
            ..good.clone()
        },
        ROOT_MISMATCH,
    );
    // A claim, an amount, a wallet made up.
    let sum = good.sum - 1;
    refused(
        AFTER,
        &Opened {
            sum,
            ..good.clone()
        },
        ROOT_MISMATCH,
    );
    for at in [0, 4, 43] {
        let mut preimage = good.preimage.clone();
        preimage[at] ^= 1;
        refused(
            AFTER,
            &Opened {
                preimage,
                ..good.clone()
            },
            ROOT_MISMATCH,
        );
    }
    // The record of another epoch.
    let mut crossed = prove_challenge(&by, 2, AFTER, &good);
    crossed.accounts[1].pubkey = epoch_record(1);
    world.must_fail(&crossed, &[], WRONG_EPOCH);
    // Nothing of this was taken for evidence.
    let account = world.bytes(&challenge(&by, 2));
    assert_eq!((account.u8(2), account.u8(3), account.u8(4)), (0, 0, 0));
    // Too late, to the second.
    let due = world.record(2).final_ts();
    let slot = world.slot() + 20_000;
    world.set_time(slot, due);
    assert_error(&world.prove(&challenger, 2, AFTER, &good), ROOT_FINAL);
    world.set_time(slot, due - 1);
    world
        .prove(&challenger, 2, AFTER, &good)
        .expect("a second earlier");
}

#[test]
fn a_place_that_never_had_a_leaf_proves_nothing() {
    let mut scene = Scene::new(&[100, 50]);
    let next = scene.tree(&[100, 50]);
    scene.seal(&next, 2);
    let challenger = scene.world.challenger();
    scene.world.challenge(&challenger, 2, 5);
    let (before, after) = (scene.truth.open(0, 5), next.open(0, 5));
    for (side, opened) in [(BEFORE, &before), (AFTER, &after)] {
        assert_error(&scene.world.prove(&challenger, 2, side, opened), NO_FAULT);
    }
    let mut beyond = before.clone();
    beyond.proof.clear();
    assert_error(
        &scene.world.prove(&challenger, 2, AFTER, &beyond),
        PROOF_LENGTH,
    );
}

#[test]
fn judgement_is_refused() {
    let (mut scene, lie, challenger) = challenged();
    let (by, mint) = (challenger.pubkey(), scene.world.chain.io_mint);
    let other = scene.world.challenger();
    // Nothing is proved yet.
    assert_error(&scene.world.judge(&challenger, 2, &[]), CHALLENGE_OPEN);
    // The account of another challenger, with a good root's record.
    let judge = judge_challenge(&by, mint, 2, &[]);
    let world = &mut scene.world;
    world.challenge(&other, 2, 1);
    let mut crossed = judge.clone();
    crossed.accounts[2].pubkey = epoch_record(1);
    world.must_fail(&crossed, &[], WRONG_EPOCH);
    let mut wrong = judge.clone();
    wrong.accounts[4].pubkey = other.pubkey();
    world.must_fail(&wrong, &[], WRONG_CHALLENGER);
    // The bond of another challenge.
    let mut wrong = judge.clone();
    wrong.accounts[8].pubkey = vault(&challenge(&other.pubkey(), 2));
    world.must_fail(&wrong, &[], WRONG_VAULT);
    let other_mint = Pubkey::new_unique();
    world.chain.put_mint(other_mint, 8, None, None, 0);
    let mut wrong = judge.clone();
    wrong.accounts[7].pubkey = other_mint;
    world.must_fail(&wrong, &[], WRONG_IO_MINT);
    // Proved: it pays the account that the bond came from, whoever asks, and no other.
    let before = scene.truth.open(0, 0);
    scene.show(&challenger, 2, BEFORE, &before);
    scene.show(&challenger, 2, AFTER, &lie.open(0, 0));
    let world = &mut scene.world;
    let second = Pubkey::new_unique();
    world.chain.put_token_account(second, mint, by);
    let worthless = world.chain.token_account(&by, &other_mint);
    // The vault of the operators' bonds.
    let mut wrong = judge.clone();
    wrong.accounts[6].pubkey = associated(&other.pubkey(), &mint);
    world.must_fail(&wrong, &[], WRONG_VAULT);
    let mut wrong = judge.clone();
    let records = (0..17).map(|_| AccountMeta::new(epoch_record(1), false));
    wrong.accounts.extend(records);
    world.must_fail(&wrong, &[], TOO_MANY_RECORDS);
    for account in [associated(&other.pubkey(), &mint), worthless, second] {
        let mut wrong = judge.clone();
        wrong.accounts[5].pubkey = account;
        world.must_fail(&wrong, &[], WRONG_CHALLENGER);
        wrong.accounts[4].is_signer = true;
        world.must_fail(&wrong, &[&challenger], WRONG_CHALLENGER);
    }
    world.must(&judge, &[]);
    assert!(world.io_of(&by) > CHALLENGE_BOND);
}
