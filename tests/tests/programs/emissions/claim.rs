use io_core::merkle_sum::{self, DEPTH, Tree};
use io_tests::{
    cu,
    emissions::{self, Record, errors, shared_errors},
    instruction::{unsigned, with_account},
    send::{MAX_TRANSACTION_BYTES, assert_error, assert_refused, assert_sent},
    staking::stake_vault,
    world::{EMISSIONS, World},
};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_transaction::InstructionError;

/// A world in which `hours` have been emitted and a settlement of `leaves` is final at epoch `hours`.
struct Scene {
    world: World,
    tree: Tree,
    wallets: Vec<Keypair>,
    epoch: u64,
}

const LEAVES: usize = 5;

impl Scene {
    fn new(hours: u64) -> Self {
        let mut world = World::with_emission();
        world.warp_hours(hours);
        world.accrue();
        let wallets: Vec<Keypair> = (0..LEAVES).map(|_| world.wallet()).collect();
        let pool = world.emission().gpu_total;
        let leaves = wallets
            .iter()
            .map(|w| (w.pubkey().to_bytes(), pool / LEAVES as u64));
        let tree = Tree::build(DEPTH, leaves).expect("the tree builds");
        let mut scene = Self {
            world,
            tree,
            wallets,
            epoch: hours,
        };
        scene.settle(2);
        let mint = scene.world.io_mint;
        for i in 0..LEAVES {
            let wallet = scene.wallets[i].pubkey();
            scene.world.token_account(&wallet, &mint);
        }
        scene
    }

    /// Writes the tree's root as the settlement of the current epoch, final now.
    fn settle(&mut self, status: u8) {
        let record = Record {
            status,
            epoch: self.epoch,
            root: self.tree.root(),
            n_leaves: LEAVES as u32,
            final_ts: self.world.now(),
        };
        self.world.put_record(&record);
    }

    fn share(&self, who: usize) -> u64 {
        self.tree.leaf(who as u32).expect("a leaf").1
    }

    fn proof(&self, who: usize) -> Vec<u8> {
        self.tree
            .proof(who as u32)
            .expect("a leaf")
            .as_flattened()
            .to_vec()
    }

    fn claim_of(&self, payer: &Keypair, who: usize) -> Instruction {
        emissions::claim(
            payer.pubkey(),
            self.wallets[who].pubkey(),
            &self.world.io_mint,
            self.epoch,
            who as u32,
            self.share(who),
            &self.proof(who),
        )
    }

    fn lookup(&self) -> Vec<Pubkey> {
        let mut addresses = vec![
            emissions::emission(),
            emissions::supplier_vault(),
            io_tests::token::TOKEN_PROGRAM,
            io_tests::world::SYSTEM_PROGRAM,
        ];
        addresses.extend((0..64).map(emissions::epoch_record));
        addresses
    }

    fn balance(&self, who: usize) -> u64 {
        let account = io_tests::token::associated(&self.wallets[who].pubkey(), &self.world.io_mint);
        self.world.token_balance(&account)
    }
}

/// Given a final settlement, when a wallet claims with a 20-level proof, then one transaction of at
/// most 1,232 bytes pays its leaf, and a replay pays nothing.
#[test]
fn a_wallet_claims_once() {
    let mut scene = Scene::new(1);
    let wallet = scene.wallets[3].insecure_clone();
    let claim = scene.claim_of(&wallet, 3);
    let lookup = scene.lookup();
    let sent = assert_sent(
        scene
            .world
            .send_with_lookup(&[claim.clone()], &[&wallet], &lookup),
    );
    assert!(sent.bytes <= MAX_TRANSACTION_BYTES, "{} bytes", sent.bytes);
    cu::record("emissions.claim.new", sent.units);
    assert_eq!(scene.balance(3), scene.share(3));
    assert_eq!(scene.world.claimed(&wallet.pubkey()), scene.share(3));
    assert_eq!(scene.world.emission().claimed_total, scene.share(3));
    let again = scene.world.send_with_lookup(&[claim], &[&wallet], &lookup);
    assert_error(&again, errors::NOTHING_TO_CLAIM);
    assert_eq!(scene.balance(3), scene.share(3));
}

/// A keeper's claim carries its compute budget too and still fits; it pays the wallet.
#[test]
fn anyone_claims_for_a_wallet() {
    let mut scene = Scene::new(1);
    let keeper = scene.world.wallet();
    let claim = scene.claim_of(&keeper, 0);
    let lookup = scene.lookup();
    let sent = assert_sent(scene.world.send_with_lookup(&[claim], &[&keeper], &lookup));
    cu::record("emissions.claim.by_keeper", sent.units);
    // SetComputeUnitLimit 8 bytes and SetComputeUnitPrice 12, their program's key 32.
    assert!(
        sent.bytes + 8 + 12 + 32 <= MAX_TRANSACTION_BYTES,
        "{} bytes",
        sent.bytes
    );
    assert_eq!(scene.balance(0), scene.share(0));

    // But not to an account the wallet has never heard of, though it be in the wallet's name.
    let mint = scene.world.io_mint;
    let odd = scene.world.new_key().pubkey();
    scene
        .world
        .put_token_account(odd, mint, scene.wallets[1].pubkey());
    let claim = with_account(scene.claim_of(&keeper, 1), 6, odd);
    let outcome = scene
        .world
        .send_with_lookup(&[claim.clone()], &[&keeper], &lookup);
    assert_error(&outcome, shared_errors::NOT_THE_ASSOCIATED_ACCOUNT);
    // The wallet itself may name it.
    let wallet = scene.wallets[1].insecure_clone();
    let own = with_account(scene.claim_of(&wallet, 1), 6, odd);
    assert_sent(scene.world.send_with_lookup(&[own], &[&wallet], &lookup));
    assert_eq!(scene.world.token_balance(&odd), scene.share(1));
}

/// A later settlement pays the difference, an older one nothing, in any order.
#[test]
fn a_claim_pays_the_difference_to_what_was_taken() {
    let mut scene = Scene::new(1);
    let wallet = scene.wallets[2].insecure_clone();
    let first = scene.claim_of(&wallet, 2);
    let lookup = scene.lookup();
    assert_sent(
        scene
            .world
            .send_with_lookup(&[first.clone()], &[&wallet], &lookup),
    );
    let taken = scene.share(2);

    scene.world.warp_hours(9);
    scene.world.accrue();
    scene.epoch = 10;
    let more = scene.world.emission().gpu_total / LEAVES as u64;
    for i in 0..LEAVES {
        scene.tree.update(i as u32, more).expect("it rises");
    }
    scene.settle(2);
    let second = scene.claim_of(&wallet, 2);
    let sent = assert_sent(scene.world.send_with_lookup(&[second], &[&wallet], &lookup));
    cu::record("emissions.claim.add", sent.units);
    assert!(more > taken);
    assert_eq!(scene.balance(2), more);
    let old = scene.world.send_with_lookup(&[first], &[&wallet], &lookup);
    assert_error(&old, errors::NOTHING_TO_CLAIM);
}

#[test]
fn only_a_final_settlement_pays() {
    let mut scene = Scene::new(1);
    let wallet = scene.wallets[0].insecure_clone();
    let claim = scene.claim_of(&wallet, 0);
    let lookup = scene.lookup();
    for status in [0, 1, 3] {
        scene.settle(status);
        let outcome = scene
            .world
            .send_with_lookup(&[claim.clone()], &[&wallet], &lookup);
        assert_error(&outcome, errors::NOT_SEALED);
    }
    scene.settle(2);
    let now = scene.world.now();
    scene.world.set_clock(now - 1, 2_000);
    let outcome = scene
        .world
        .send_with_lookup(&[claim.clone()], &[&wallet], &lookup);
    assert_error(&outcome, errors::NOT_FINAL);
    // A record of another program.
    let forged = scene.world.new_key().pubkey();
    let data = scene.world.data(&emissions::epoch_record(1));
    scene.world.put_account(forged, EMISSIONS, data);
    scene.world.set_clock(now, 2_001);
    let other = with_account(claim, 3, forged);
    let outcome = scene.world.send_with_lookup(&[other], &[&wallet], &lookup);
    assert_refused(&outcome, InstructionError::IllegalOwner);
}

#[test]
fn a_claim_that_is_not_in_the_tree_is_refused() {
    let mut scene = Scene::new(1);
    let mint = scene.world.io_mint;
    let wallet = scene.wallets[1].insecure_clone();
    let key = wallet.pubkey();
    let (share, proof) = (scene.share(1), scene.proof(1));
    let lookup = scene.lookup();
    let other_proof = scene.proof(2);
    let mut padded = proof.clone();
    padded.extend_from_slice(&[0; 40]);
    let mut bent = proof.clone();
    bent[5] ^= 1;
    let mut wrong_sum = proof.clone();
    wrong_sum[32] ^= 1;

    // Leaf 4 is the last; 5 lies past the leaves, and 2²⁰ past the tree.
    for (index, cumulative, proof, code) in [
        (1, share + 1, &proof[..], shared_errors::ROOT_MISMATCH),
        (1, share - 1, &proof[..], shared_errors::ROOT_MISMATCH),
        (0, share, &proof[..], shared_errors::ROOT_MISMATCH),
        (1, share, &other_proof[..], shared_errors::ROOT_MISMATCH),
        (1, share, &bent[..], shared_errors::ROOT_MISMATCH),
        (1, share, &wrong_sum[..], shared_errors::ROOT_MISMATCH),
        (5, share, &proof[..], shared_errors::INDEX_OUT_OF_RANGE),
        (
            1 << 20,
            share,
            &proof[..],
            shared_errors::INDEX_OUT_OF_RANGE,
        ),
        (1, share, &proof[..760], shared_errors::PROOF_LENGTH),
        (1, share, &proof[..799], shared_errors::PROOF_LENGTH),
        (1, share, &[][..], shared_errors::PROOF_LENGTH),
        (1, share, &padded[..], shared_errors::PROOF_LENGTH),
    ] {
        let claim = emissions::claim(key, key, &mint, 1, index, cumulative, proof);
        let outcome = scene.world.send_with_lookup(&[claim], &[&wallet], &lookup);
        assert_error(&outcome, code);
    }
    assert_eq!(scene.world.emission().claimed_total, 0);
}

#[test]
fn a_claim_refuses_what_is_not_the_wallets() {
    let mut scene = Scene::new(1);
    let mint = scene.world.io_mint;
    let wallet = scene.wallets[1].insecure_clone();
    let thief = scene.wallets[2].insecure_clone();
    let lookup = scene.lookup();
    let good = scene.claim_of(&wallet, 1);

    let theirs = io_tests::token::associated(&thief.pubkey(), &mint);
    let to_thief = with_account(good.clone(), 6, theirs);
    let outcome = scene
        .world
        .send_with_lookup(&[to_thief], &[&wallet], &lookup);
    assert_error(&outcome, shared_errors::WRONG_TOKEN_OWNER);
    let other_mint = scene.world.new_key().pubkey();
    scene.world.put_mint(other_mint, 8, None, None, 0);
    let other = scene.world.token_account(&wallet.pubkey(), &other_mint);
    let outcome =
        scene
            .world
            .send_with_lookup(&[with_account(good.clone(), 6, other)], &[&wallet], &lookup);
    assert_error(&outcome, shared_errors::WRONG_TOKEN_MINT);
    // The thief as the wallet of somebody else's leaf.
    let as_thief = with_account(
        with_account(with_account(good.clone(), 1, thief.pubkey()), 6, theirs),
        4,
        emissions::claim_account(&thief.pubkey()),
    );
    let outcome = scene
        .world
        .send_with_lookup(&[as_thief], &[&wallet], &lookup);
    assert_error(&outcome, shared_errors::ROOT_MISMATCH);
    // Another wallet's claim account, so that nothing seems taken.
    let account = emissions::claim_account(&thief.pubkey());
    let outcome = scene.world.send_with_lookup(
        &[with_account(good.clone(), 4, account)],
        &[&wallet],
        &lookup,
    );
    assert_refused(&outcome, InstructionError::InvalidSeeds);
    let vault = with_account(good.clone(), 5, stake_vault());
    let outcome = scene.world.send_with_lookup(&[vault], &[&wallet], &lookup);
    assert_error(&outcome, errors::WRONG_VAULT);
    let forged = unsigned(good, 0);
    let outcome = scene.world.send_with_lookup(&[forged], &[&thief], &lookup);
    assert_refused(&outcome, InstructionError::MissingRequiredSignature);
}

/// A settlement that promises more than was emitted to suppliers cannot be drawn beyond it.
#[test]
fn claims_stop_at_the_emission() {
    let mut scene = Scene::new(1);
    let emitted = scene.world.emission().gpu_total;
    scene.tree.update(0, emitted).expect("it rises");
    scene.settle(2);
    let lookup = scene.lookup();
    let greedy = scene.wallets[0].insecure_clone();
    let honest = scene.wallets[1].insecure_clone();
    let claim = scene.claim_of(&honest, 1);
    assert_sent(scene.world.send_with_lookup(&[claim], &[&honest], &lookup));
    let claim = scene.claim_of(&greedy, 0);
    let outcome = scene.world.send_with_lookup(&[claim], &[&greedy], &lookup);
    assert_error(&outcome, errors::CLAIM_ABOVE_EMISSION);
    assert_eq!(merkle_sum::STEP_BYTES * usize::from(DEPTH), 800);
}
