use super::*;
use crate::hash::HostSha256 as H;
use proptest::prelude::*;
use std::vec::Vec;

fn wallet(i: u64) -> [u8; 32] {
    H::hash_parts(&[&i.to_le_bytes()])
}

fn tree(depth: u8, n: u64) -> Tree {
    Tree::build(depth, (0..n).map(|i| (wallet(i), 1_000 + i))).unwrap()
}

fn check(t: &Tree, index: u32, proof: &[u8]) -> Result<()> {
    let (wallet, cumulative) = t.leaf(index).unwrap();
    verify::<H>(
        &t.root(),
        t.n_leaves(),
        t.depth(),
        index,
        &wallet,
        cumulative,
        proof,
    )
}

#[test]
fn every_leaf_of_every_small_tree_is_proved_by_its_own_proof_only() {
    for depth in 0..5u8 {
        for n in 0..=1u64 << depth {
            let t = tree(depth, n);
            assert_eq!(t.root().sum, (0..n).map(|i| 1_000 + i).sum::<u64>());
            for i in 0..n as u32 {
                let proof = t.proof(i).unwrap();
                assert_eq!(check(&t, i, proof.as_flattened()), Ok(()));
                for j in (0..n as u32).filter(|j| *j != i) {
                    assert_eq!(
                        check(&t, j, proof.as_flattened()),
                        Err(CoreError::RootMismatch)
                    );
                }
            }
            assert_eq!(t.proof(n as u32), Err(CoreError::IndexOutOfRange));
        }
        let over = Tree::build(depth, (0..(1u64 << depth) + 1).map(|i| (wallet(i), 1)));
        assert_eq!(over.err(), Some(CoreError::IndexOutOfRange));
    }
}

#[test]
fn preimages_are_as_documented() {
    let w = wallet(9);
    let l = leaf::<H>(0x0403_0201, &w, 0x0807_0605_0403_0201);
    let mut raw = [0u8; 45];
    raw[1..5].copy_from_slice(&[1, 2, 3, 4]);
    raw[5..37].copy_from_slice(&w);
    raw[37..].copy_from_slice(&[1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(l.hash, H::hash_parts(&[&raw]));
    let (a, b) = (
        Node {
            hash: [7; 32],
            sum: 5,
        },
        Node {
            hash: [9; 32],
            sum: 6,
        },
    );
    let mut raw = [0u8; 81];
    raw[0] = 1;
    raw[1..33].copy_from_slice(&[7; 32]);
    raw[33] = 5;
    raw[41..73].copy_from_slice(&[9; 32]);
    raw[73] = 6;
    let p = parent::<H>(&a.to_step(), &b.to_step()).unwrap();
    assert_eq!(
        Node::from_step(&p),
        Node {
            hash: H::hash_parts(&[&raw]),
            sum: 11
        }
    );
}

#[test]
fn the_empty_tree() {
    for depth in [0u8, 1, DEPTH, MAX_DEPTH] {
        let t = tree(depth, 0);
        assert_eq!(t.root(), empty_root::<H>(depth).unwrap());
        assert_eq!(t.root().sum, 0);
    }
    assert_eq!(empty_root::<H>(0), Ok(Node::ABSENT));
    assert_eq!(empty_root::<H>(DEPTH).unwrap().hash, EMPTY_ROOT_HASH);
    assert_eq!(empty_root::<H>(33), Err(CoreError::DepthOutOfRange));
    assert_eq!(Tree::build(33, []).err(), Some(CoreError::DepthOutOfRange));
}

#[test]
fn padded_truncated_and_torn_proofs_are_refused() {
    let t = tree(4, 11);
    let proof = t.proof(3).unwrap();
    let raw = proof.as_flattened().to_vec();
    let mut padded = raw.clone();
    padded.extend_from_slice(&[0; STEP_BYTES]);
    for bad in [
        &raw[..raw.len() - STEP_BYTES],
        &raw[..raw.len() - 1],
        &padded[..],
        &[],
    ] {
        assert_eq!(check(&t, 3, bad), Err(CoreError::ProofLength));
    }
    let node = leaf::<H>(3, &wallet(3), 1_003);
    assert_eq!(
        root_from_proof::<H>(node, 16, 4, &raw),
        Err(CoreError::IndexOutOfRange)
    );
    assert_eq!(
        root_from_proof::<H>(node, 3, 33, &raw),
        Err(CoreError::DepthOutOfRange)
    );
    assert_eq!(
        root_from_proof::<H>(node, 1, 0, &[]),
        Err(CoreError::IndexOutOfRange)
    );
    // At depth 32 every index is inside, and the shift by 32 must not wrap to a shift by 0.
    let long = [0u8; 32 * STEP_BYTES];
    assert!(root_from_proof::<H>(node, u32::MAX, 32, &long).is_ok());
}

#[test]
fn an_index_past_the_leaves_is_refused_even_with_a_valid_path() {
    let t = tree(4, 11);
    // The voters added a leaf that n_leaves does not count.
    let mut hidden = t.clone();
    let index = hidden.push(wallet(99), 5).unwrap();
    let proof = hidden.proof(index).unwrap();
    let got = verify::<H>(
        &hidden.root(),
        t.n_leaves(),
        4,
        index,
        &wallet(99),
        5,
        proof.as_flattened(),
    );
    assert_eq!(got, Err(CoreError::IndexOutOfRange));
}

#[test]
fn sums_that_overflow_are_refused() {
    let leaves = [(wallet(0), u64::MAX), (wallet(1), 1)];
    assert_eq!(Tree::build(4, leaves).err(), Some(CoreError::Overflow));
    let step = Node {
        hash: [1; 32],
        sum: u64::MAX,
    }
    .to_step();
    let node = leaf::<H>(0, &wallet(0), 1);
    assert_eq!(
        root_from_proof::<H>(node, 0, 1, &step),
        Err(CoreError::Overflow)
    );
    let mut t = tree(4, 3);
    let root = t.root();
    assert_eq!(t.update(0, u64::MAX), Err(CoreError::Overflow));
    assert_eq!(t.push(wallet(7), u64::MAX), Err(CoreError::Overflow));
    assert_eq!(t.update(0, 1), Err(CoreError::CumulativeFell));
    assert_eq!(t.update(3, 1), Err(CoreError::IndexOutOfRange));
    assert_eq!((t.root(), t.n_leaves()), (root, 3));
}

/// A builder that understates a sibling's sum makes that sibling unprovable and gains nothing: all
/// that can be claimed under one root stays within its sum.
#[test]
fn a_misstated_sum_only_spoils_its_own_side() {
    let (a, b) = (leaf::<H>(0, &wallet(0), 100), leaf::<H>(1, &wallet(1), 900));
    let lied = Node { sum: 1, ..b };
    let root = Node::from_step(&parent::<H>(&a.to_step(), &lied.to_step()).unwrap());
    assert_eq!(
        verify::<H>(&root, 2, 1, 0, &wallet(0), 100, &lied.to_step()),
        Ok(())
    );
    let got = verify::<H>(&root, 2, 1, 1, &wallet(1), 900, &a.to_step());
    assert_eq!(got, Err(CoreError::RootMismatch));
    assert_eq!(root.sum, 101);
}

/// An inner node shown as a leaf of a shallower tree, and a leaf's bytes shown as a node.
#[test]
fn a_leaf_cannot_pose_as_a_node() {
    let t = tree(4, 16);
    let proof = t.proof(5).unwrap();
    let (w, c) = t.leaf(5).unwrap();
    let inner =
        root_from_proof::<H>(leaf::<H>(5, &w, c), 5 & 1, 1, proof[..1].as_flattened()).unwrap();
    // The inner node does lead to the root with the rest of the path, but at another depth only …
    let rest = proof[1..].as_flattened();
    assert_eq!(root_from_proof::<H>(inner, 2, 3, rest), Ok(t.root()));
    assert_eq!(
        root_from_proof::<H>(inner, 5, 4, rest),
        Err(CoreError::ProofLength)
    );
    // … and no wallet and amount hash to it, because the prefixes differ.
    let mut preimage = [0u8; 80];
    let (l, r) = (
        leaf::<H>(4, &wallet(4), 1_004).to_step(),
        leaf::<H>(5, &w, c).to_step(),
    );
    preimage[..40].copy_from_slice(&l);
    preimage[40..].copy_from_slice(&r);
    assert_eq!(inner.hash, H::hash_parts(&[&[NODE_PREFIX], &preimage]));
    assert_ne!(inner.hash, H::hash_parts(&[&[LEAF_PREFIX], &preimage]));
}

proptest! {
    /// Any byte of a proof, the sums and the leaf matter; swapped siblings are refused.
    #[test]
    fn tampering_is_refused(n in 2u64..200, pick in any::<u32>(), byte in any::<usize>(), bit in 0u8..8) {
        let t = tree(8, n);
        let index = pick % n as u32;
        let proof = t.proof(index).unwrap();
        let mut raw = proof.as_flattened().to_vec();
        let at = byte % raw.len();
        raw[at] ^= 1 << bit;
        prop_assert!(matches!(check(&t, index, &raw), Err(CoreError::RootMismatch | CoreError::Overflow)));
        let mut swapped = proof.clone();
        swapped.swap(0, 7);
        prop_assert!(check(&t, index, swapped.as_flattened()).is_err());
        let (w, c) = t.leaf(index).unwrap();
        let raw = proof.as_flattened();
        prop_assert_eq!(verify::<H>(&t.root(), 256, 8, index, &w, c + 1, raw), Err(CoreError::RootMismatch));
        prop_assert_eq!(verify::<H>(&t.root(), 256, 8, index ^ 1, &w, c, raw), Err(CoreError::RootMismatch));
        prop_assert_eq!(verify::<H>(&t.root(), 256, 8, index, &wallet(n + 1), c, raw), Err(CoreError::RootMismatch));
        let sum = Node { sum: t.root().sum + 1, ..t.root() };
        prop_assert_eq!(verify::<H>(&sum, 256, 8, index, &w, c, raw), Err(CoreError::RootMismatch));
    }

    /// Updates and pushes lead to the same tree as building it at once.
    #[test]
    fn incremental_equals_rebuilt(n in 0u64..40, steps in prop::collection::vec((any::<u32>(), 0u64..1_000, any::<bool>()), 0..40)) {
        let mut t = tree(6, n);
        let mut model: Vec<_> = (0..n).map(|i| (wallet(i), 1_000 + i)).collect();
        for (pick, amount, push) in steps {
            if push && model.len() < 64 || model.is_empty() {
                let w = wallet(1_000 + model.len() as u64);
                prop_assert_eq!(t.push(w, amount), Ok(model.len() as u32));
                model.push((w, amount));
            } else {
                let i = pick as usize % model.len();
                model[i].1 += amount;
                t.update(i as u32, model[i].1).unwrap();
            }
        }
        let rebuilt = Tree::build(6, model.iter().copied()).unwrap();
        prop_assert_eq!(t.root(), rebuilt.root());
        for i in 0..model.len() as u32 {
            prop_assert_eq!(t.proof(i), rebuilt.proof(i));
            prop_assert_eq!(check(&t, i, t.proof(i).unwrap().as_flattened()), Ok(()));
        }
    }
}

#[test]
fn a_full_tree_takes_no_more() {
    let mut t = tree(2, 4);
    assert_eq!(t.push(wallet(9), 1), Err(CoreError::IndexOutOfRange));
    assert_eq!(t.n_leaves(), 4);
}
