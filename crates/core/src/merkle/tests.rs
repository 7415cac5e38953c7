use super::*;
use crate::hash::HostSha256 as H;
use std::vec::Vec;

fn leaves(n: u32) -> Vec<[u8; 32]> {
    (0..n)
        .map(|i| usage_leaf::<H>(i, &[i as u8; 32], 60 * u64::from(i), 3_600))
        .collect()
}

#[test]
fn every_leaf_of_every_small_tree() {
    for depth in 0..5u8 {
        for n in 0..=1u32 << depth {
            let all = leaves(n);
            let t = Tree::build(depth, all.iter().copied()).unwrap();
            assert_eq!((t.n_leaves(), t.depth()), (n, depth));
            for i in 0..n {
                let proof = t.proof(i).unwrap();
                let raw = proof.as_flattened();
                assert_eq!(
                    root_from_proof::<H>(all[i as usize], i, depth, raw),
                    Ok(t.root())
                );
                for j in (0..1u32 << depth).filter(|j| *j != i) {
                    assert_ne!(
                        root_from_proof::<H>(all[i as usize], j, depth, raw),
                        Ok(t.root())
                    );
                }
            }
            assert_eq!(t.proof(n), Err(CoreError::IndexOutOfRange));
        }
        assert_eq!(
            Tree::build(depth, leaves((1 << depth) + 1)).err(),
            Some(CoreError::IndexOutOfRange)
        );
        assert_eq!(
            Tree::build(depth, []).unwrap().root(),
            empty_root::<H>(depth).unwrap()
        );
    }
}

#[test]
fn padded_truncated_and_foreign_proofs_are_refused() {
    let all = leaves(9);
    let t = Tree::build(4, all.iter().copied()).unwrap();
    let raw = t.proof(2).unwrap().as_flattened().to_vec();
    let mut padded = raw.clone();
    padded.extend_from_slice(&[0; 32]);
    for bad in [&raw[..96], &raw[..127], &padded[..], &[]] {
        assert_eq!(
            root_from_proof::<H>(all[2], 2, 4, bad),
            Err(CoreError::ProofLength)
        );
    }
    assert_eq!(
        root_from_proof::<H>(all[2], 16, 4, &raw),
        Err(CoreError::IndexOutOfRange)
    );
    assert_eq!(
        root_from_proof::<H>(all[2], 0, 33, &raw),
        Err(CoreError::DepthOutOfRange)
    );
    assert_eq!(empty_root::<H>(33), Err(CoreError::DepthOutOfRange));
    for byte in 0..raw.len() {
        let mut bad = raw.clone();
        bad[byte] ^= 0x10;
        assert_ne!(root_from_proof::<H>(all[2], 2, 4, &bad), Ok(t.root()));
    }
}

/// Every field is bound, and no leaf of one kind is a leaf of another or a node.
#[test]
fn fields_kinds_and_prefixes_are_bound() {
    let v = Verdict {
        commit: [1; 32],
        response: [2; 32],
        verdict: 1,
        reason: 2,
        place: 3,
    };
    let s = Summary {
        minutes: 1,
        verdict: 1,
        reason: 2,
        place: 3,
        on_time: false,
        commit: [2; 32],
        response: [3; 32],
    };
    let digests = [
        usage_leaf::<H>(1, &[1; 32], 2, 3),
        usage_leaf::<H>(2, &[1; 32], 2, 3),
        usage_leaf::<H>(1, &[2; 32], 2, 3),
        usage_leaf::<H>(1, &[1; 32], 3, 3),
        usage_leaf::<H>(1, &[1; 32], 2, 4),
        verdict_leaf::<H>(1, &v),
        verdict_leaf::<H>(2, &v),
        verdict_leaf::<H>(
            1,
            &Verdict {
                commit: [2; 32],
                ..v
            },
        ),
        verdict_leaf::<H>(
            1,
            &Verdict {
                response: [1; 32],
                ..v
            },
        ),
        verdict_leaf::<H>(1, &Verdict { verdict: 2, ..v }),
        verdict_leaf::<H>(1, &Verdict { reason: 1, ..v }),
        verdict_leaf::<H>(1, &Verdict { place: 4, ..v }),
        summary_leaf::<H>(1, &s),
        summary_leaf::<H>(2, &s),
        summary_leaf::<H>(1, &Summary { minutes: 2, ..s }),
        summary_leaf::<H>(1, &Summary { verdict: 2, ..s }),
        summary_leaf::<H>(1, &Summary { reason: 1, ..s }),
        summary_leaf::<H>(1, &Summary { place: 4, ..s }),
        summary_leaf::<H>(1, &Summary { on_time: true, ..s }),
        summary_leaf::<H>(
            1,
            &Summary {
                response: [1; 32],
                ..s
            },
        ),
        shard_root::<H>(1, &[1; 32], &[2; 32]),
        shard_root::<H>(2, &[1; 32], &[2; 32]),
        shard_root::<H>(1, &[2; 32], &[2; 32]),
        shard_root::<H>(1, &[1; 32], &[1; 32]),
        summary_root::<H>(1, 1, &[1; 32], &[2; 32]),
        summary_root::<H>(2, 1, &[1; 32], &[2; 32]),
        summary_root::<H>(1, 2, &[1; 32], &[2; 32]),
        summary_root::<H>(1, 1, &[2; 32], &[2; 32]),
        summary_root::<H>(1, 1, &[1; 32], &[1; 32]),
        summary_leaf::<H>(
            1,
            &Summary {
                commit: [1; 32],
                ..s
            },
        ),
        parent::<H>(&[1; 32], &[2; 32]),
        parent::<H>(&[2; 32], &[1; 32]),
    ];
    for (i, a) in digests.iter().enumerate() {
        assert!(
            digests[i + 1..].iter().all(|b| a != b),
            "digest {i} repeats"
        );
    }
    let mut raw = [0u8; 50];
    raw[..2].copy_from_slice(&[2, 1]);
    raw[2] = 1;
    raw[6..38].copy_from_slice(&[1; 32]);
    raw[38] = 2;
    raw[46] = 3;
    assert_eq!(digests[0], H::hash_parts(&[&raw]));
}
