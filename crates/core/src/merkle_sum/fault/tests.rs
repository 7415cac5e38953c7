use super::*;
use crate::hash::HostSha256 as H;
use crate::merkle_sum::{DEPTH, MAX_DEPTH, ProofStep, Tree};
use proptest::prelude::*;
use std::vec::Vec;

fn wallet(i: u64) -> [u8; 32] {
    H::hash_parts(&[b"wallet", &i.to_le_bytes()])
}

fn leaf_bytes(index: u32, wallet: &[u8; 32], cumulative: u64) -> Vec<u8> {
    [
        &index.to_le_bytes()[..],
        wallet,
        &cumulative.to_le_bytes()[..],
    ]
    .concat()
}

/// A tree of any content and any claimed sums: what a lying builder can make. Every place is held.
struct Forged {
    depth: u8,
    /// Preimages by level and place; an empty one is an absent leaf.
    preimages: Vec<Vec<Vec<u8>>>,
    /// Hash and claimed sum by level and place.
    nodes: Vec<Vec<Node>>,
}

impl Forged {
    /// `claim(level, place, sum)` is the sum claimed for a node whose halves, or whose leaf, say `sum`.
    fn build(depth: u8, leaves: Vec<Vec<u8>>, claim: impl Fn(u8, usize, u64) -> u64) -> Self {
        assert_eq!(leaves.len(), 1 << depth);
        let mut tree = Self {
            depth,
            preimages: std::vec![leaves],
            nodes: Vec::new(),
        };
        for level in 0..=depth {
            let prefix = if level == 0 { LEAF_PREFIX } else { NODE_PREFIX };
            let node = |(place, preimage): (usize, &Vec<u8>)| match preimage.len() {
                0 => Node {
                    hash: ABSENT_HASH,
                    sum: claim(level, place, 0),
                },
                length => {
                    let sum = if length == LEAF_BYTES {
                        u64_at(preimage, 36)
                    } else {
                        u64_at(preimage, 32).wrapping_add(u64_at(preimage, 72))
                    };
                    Node {
                        hash: H::hash_parts(&[&[prefix], preimage]),
                        sum: claim(level, place, sum),
                    }
                }
            };
            let nodes: Vec<Node> = tree.preimages[usize::from(level)]
                .iter()
                .enumerate()
                .map(node)
                .collect();
            if level < depth {
                let pairs = nodes.chunks(2);
                let next = pairs.map(|pair| [pair[0].to_step(), pair[1].to_step()].concat());
                tree.preimages.push(next.collect());
            }
            tree.nodes.push(nodes);
        }
        tree
    }

    /// Sound in itself: `n` wallets with 1,000 and more each.
    fn sound(depth: u8, n: u32) -> Self {
        Self::build(depth, content(depth, n), |_, _, sum| sum)
    }

    fn root(&self) -> Node {
        self.nodes[usize::from(self.depth)][0]
    }

    fn proof(&self, level: u8, index: u32) -> Vec<u8> {
        let steps: Vec<ProofStep> = (level..self.depth)
            .map(|l| self.nodes[usize::from(l)][(index >> l) as usize ^ 1].to_step())
            .collect();
        steps.as_flattened().to_vec()
    }

    /// Opens the node over `index` at `level` as it is.
    fn open(&self, n_leaves: u32, level: u8, index: u32) -> Result<Shown> {
        let place = (index >> level) as usize;
        let proof = self.proof(level, index);
        let opening = Opening {
            level,
            sum: self.nodes[usize::from(level)][place].sum,
            preimage: &self.preimages[usize::from(level)][place],
            proof: &proof,
        };
        open::<H>(&self.root(), n_leaves, self.depth, index, &opening)
    }

    /// What an honest watcher does: opens the path to `index` from the root down.
    fn watch(&self, n_leaves: u32, index: u32) -> Option<Fault> {
        (0..=self.depth)
            .rev()
            .find_map(|level| match self.open(n_leaves, level, index) {
                Ok(Shown::Fault(fault)) => Some(fault),
                Ok(_) => None,
                Err(error) => panic!("the path above level {level} is sound: {error}"),
            })
    }
}

fn content(depth: u8, n: u32) -> Vec<Vec<u8>> {
    (0..1 << depth)
        .map(|i| {
            if i < n {
                leaf_bytes(i, &wallet(i.into()), 1_000 + u64::from(i))
            } else {
                Vec::new()
            }
        })
        .collect()
}

#[test]
fn a_forged_tree_of_true_claims_is_the_honest_one() {
    for n in 0..=8 {
        let tree = Tree::build(3, (0..n).map(|i| (wallet(i), 1_000 + i))).unwrap();
        let forged = Forged::sound(3, n as u32);
        assert_eq!(tree.root(), forged.root());
        for i in 0..n as u32 {
            assert_eq!(tree.proof(i).unwrap().as_flattened(), forged.proof(0, i));
        }
    }
}

#[test]
fn a_sound_tree_shows_no_fault_anywhere() {
    for depth in 0..5 {
        for n in 0..=1 << depth {
            let tree = Forged::sound(depth, n);
            for index in 0..1 << depth {
                assert_eq!(tree.watch(n, index), None, "{n} leaves, index {index}");
                let shown = tree.open(n, 0, index).unwrap();
                let leaf = Leaf {
                    wallet: wallet(index.into()),
                    cumulative: 1_000 + u64::from(index),
                };
                let want = if index < n {
                    Shown::Leaf(leaf)
                } else {
                    Shown::Nothing
                };
                assert_eq!(shown, want);
            }
        }
    }
}

#[test]
fn a_wrong_claim_anywhere_is_shown_from_above() {
    for level in 0..=3u8 {
        for place in 0..(8usize >> level) {
            for delta in [1u64, u64::MAX] {
                let tree = Forged::build(3, content(3, 8), |l, p, sum| {
                    if (l, p) == (level, place) {
                        sum.wrapping_add(delta)
                    } else {
                        sum
                    }
                });
                for index in 0..8u32 {
                    let below = (index >> level) as usize == place;
                    let want = below.then_some(Fault::Sum);
                    assert_eq!(tree.watch(8, index), want, "level {level} place {place}");
                }
            }
        }
    }
}

#[test]
fn two_wrong_claims_that_cancel_out_are_shown() {
    // The root is right, two nodes below it are not.
    let tree = Forged::build(3, content(3, 8), |l, p, sum| match (l, p) {
        (1, 0) => sum + 700,
        (1, 1) => sum - 700,
        _ => sum,
    });
    assert_eq!(tree.root().sum, Forged::sound(3, 8).root().sum);
    for index in 0..4 {
        assert_eq!(tree.watch(8, index), Some(Fault::Sum));
    }
    assert_eq!(tree.watch(8, 4), None);
}

#[test]
fn sums_that_overflow_are_shown() {
    let leaves = (0..2).map(|i| leaf_bytes(i, &wallet(i.into()), u64::MAX));
    let tree = Forged::build(1, leaves.collect(), |_, _, sum| sum);
    assert_eq!(tree.watch(2, 0), Some(Fault::Sum));
}

#[test]
fn leaves_out_of_place_are_shown() {
    let mut leaves = content(2, 3);
    leaves[1] = leaf_bytes(2, &wallet(1), 1_001);
    leaves[2] = Vec::new();
    let tree = Forged::build(2, leaves, |_, _, sum| sum);
    assert_eq!(tree.watch(3, 0), None);
    assert_eq!(tree.watch(3, 1), Some(Fault::Index));
    assert_eq!(tree.watch(3, 2), Some(Fault::Missing));
    assert_eq!(tree.watch(3, 3), None);
    let full = Forged::sound(2, 3);
    assert_eq!(full.watch(2, 2), Some(Fault::Surplus));
    assert_eq!(full.watch(4, 3), Some(Fault::Missing));
    // An absent leaf with a sum.
    let tree = Forged::build(2, content(2, 3), |l, p, sum| {
        sum + u64::from((l, p) == (0, 3))
    });
    assert_eq!(tree.watch(3, 3), Some(Fault::Sum));
}

#[test]
fn openings_of_another_shape_are_refused() {
    let tree = Forged::sound(3, 5);
    let root = tree.root();
    let proof = tree.proof(0, 2);
    let good = Opening {
        level: 0,
        sum: 1_002,
        preimage: &tree.preimages[0][2],
        proof: &proof,
    };
    let shown =
        |index: u32, depth: u8, opening: Opening| open::<H>(&root, 5, depth, index, &opening);
    assert!(matches!(shown(2, 3, good), Ok(Shown::Leaf(_))));
    let refused = |index, opening, error| assert_eq!(shown(index, 3, opening), Err(error));
    refused(8, good, CoreError::IndexOutOfRange);
    refused(3, good, CoreError::RootMismatch);
    refused(2, Opening { sum: 1_003, ..good }, CoreError::RootMismatch);
    refused(2, Opening { level: 4, ..good }, CoreError::DepthOutOfRange);
    // A leaf as a node, a node as a leaf, padded, truncated, torn.
    refused(2, Opening { level: 1, ..good }, CoreError::ProofLength);
    let node = &tree.preimages[1][1];
    refused(
        2,
        Opening {
            preimage: node,
            ..good
        },
        CoreError::ProofLength,
    );
    refused(
        2,
        Opening {
            preimage: &node[..43],
            ..good
        },
        CoreError::ProofLength,
    );
    refused(
        2,
        Opening {
            proof: &proof[..80],
            ..good
        },
        CoreError::ProofLength,
    );
    refused(
        2,
        Opening {
            proof: &proof[..119],
            ..good
        },
        CoreError::ProofLength,
    );
    let padded = [&proof[..], &[0; 40]].concat();
    refused(
        2,
        Opening {
            proof: &padded,
            ..good
        },
        CoreError::ProofLength,
    );
    // An inner node has a preimage: none is not "absent".
    refused(
        2,
        Opening {
            level: 1,
            preimage: &[],
            ..good
        },
        CoreError::ProofLength,
    );
    assert_eq!(shown(2, 33, good), Err(CoreError::DepthOutOfRange));
}

#[test]
fn the_root_opens_itself_and_the_deepest_tree_too() {
    let tree = Forged::sound(3, 5);
    let root = tree.root();
    let lie = Node {
        sum: root.sum + 1,
        ..root
    };
    let opening = Opening {
        level: 3,
        sum: lie.sum,
        preimage: &tree.preimages[3][0],
        proof: &[],
    };
    // The settlement named the right hash and a wrong sum: no leaf could ever be proved.
    assert_eq!(
        open::<H>(&lie, 5, 3, 0, &opening),
        Ok(Shown::Fault(Fault::Sum))
    );
    let empty = crate::merkle_sum::empty_root::<H>;
    for depth in [DEPTH, MAX_DEPTH] {
        let half = empty(depth - 1).unwrap().to_step();
        let opening = Opening {
            level: depth,
            sum: 0,
            preimage: &[half, half].concat(),
            proof: &[],
        };
        let shown = open::<H>(&empty(depth).unwrap(), 0, depth, 7, &opening);
        assert_eq!(shown, Ok(Shown::Nothing));
    }
}

#[test]
fn an_index_keeps_its_wallet_and_its_amount() {
    let before = Leaf {
        wallet: wallet(1),
        cumulative: 10,
    };
    let after = |wallet, cumulative| compare(&before, &Leaf { wallet, cumulative });
    assert_eq!(after(wallet(1), 10), None);
    assert_eq!(after(wallet(1), u64::MAX), None);
    assert_eq!(after(wallet(1), 9), Some(Fault::Fell));
    assert_eq!(after(wallet(2), 10), Some(Fault::Replaced));
    assert_eq!(after(wallet(2), 9), Some(Fault::Replaced));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    /// Nobody can show a fault of a sound tree: one byte or one claim changed gives a refusal.
    #[test]
    fn nothing_can_be_shown_of_a_sound_tree(
        depth in 0u8..6, n in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(),
        level in 0u8..6, other in 0u8..7, flip in any::<prop::sample::Index>(), bit in 0u8..8,
        what in 0u8..5, delta in any::<u64>(),
    ) {
        let places = 1usize << depth;
        let n = n.index(places + 1) as u32;
        let mut index = at.index(places) as u32;
        let level = level.min(depth);
        let tree = Forged::sound(depth, n);
        let place = (index >> level) as usize;
        let mut preimage = tree.preimages[usize::from(level)][place].clone();
        let mut proof = tree.proof(level, index);
        let mut sum = tree.nodes[usize::from(level)][place].sum;
        let mut shown_level = level;
        match what {
            0 if !preimage.is_empty() => { let i = flip.index(preimage.len()); preimage[i] ^= 1 << bit; }
            1 if !proof.is_empty() => { let i = flip.index(proof.len()); proof[i] ^= 1 << bit; }
            2 => sum = sum.wrapping_add(delta),
            3 => shown_level = other,
            _ => index = (index ^ (1 << bit)) % places as u32,
        }
        let opening = Opening { level: shown_level, sum, preimage: &preimage, proof: &proof };
        let shown = open::<H>(&tree.root(), n, depth, index, &opening);
        prop_assert!(!matches!(shown, Ok(Shown::Fault(_))), "{shown:?}");
    }
}
