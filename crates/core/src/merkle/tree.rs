//! Builds the plain tree on hosts.

use std::vec::Vec;

use super::{ABSENT, empty_root, parent};
use crate::{
    error::{CoreError, Result},
    hash::HostSha256,
    merkle_sum::{MAX_DEPTH, check_index},
};

/// A whole tree in memory, 64 bytes a leaf; absent subtrees take no room.
#[derive(Clone, Debug)]
pub struct Tree {
    /// `levels[0]` are the leaves, `levels[depth]` the root.
    levels: Vec<Vec<[u8; 32]>>,
    empty: Vec<[u8; 32]>,
}

impl Tree {
    /// The tree of `leaves` in the order of their indices.
    ///
    /// # Errors
    /// `DepthOutOfRange` above 32, `IndexOutOfRange` for more than 2^depth leaves.
    pub fn build(depth: u8, leaves: impl IntoIterator<Item = [u8; 32]>) -> Result<Self> {
        if depth > MAX_DEPTH {
            return Err(CoreError::DepthOutOfRange);
        }
        let leaves: Vec<_> = leaves.into_iter().collect();
        if let Some(last) = leaves.len().checked_sub(1) {
            check_index(
                u32::try_from(last).map_err(|_| CoreError::IndexOutOfRange)?,
                depth,
            )?;
        }
        let empty = (0..=depth)
            .map(empty_root::<HostSha256>)
            .collect::<Result<Vec<_>>>()?;
        let mut levels = Vec::with_capacity(empty.len());
        levels.push(leaves);
        for absent in &empty[..usize::from(depth)] {
            let next = levels
                .last()
                .map_or_else(Vec::new, |below| hash_pairs(below, absent));
            levels.push(next);
        }
        Ok(Self { levels, empty })
    }

    /// Levels below the root.
    pub fn depth(&self) -> u8 {
        self.levels.len().saturating_sub(1) as u8
    }

    /// Leaves held.
    pub fn n_leaves(&self) -> u32 {
        self.levels.first().map_or(0, Vec::len) as u32
    }

    /// The root.
    pub fn root(&self) -> [u8; 32] {
        let top = self.levels.last().and_then(|level| level.first());
        top.or(self.empty.last()).copied().unwrap_or(ABSENT)
    }

    /// The proof of leaf `index`: one sibling a level, from the leaf up.
    ///
    /// # Errors
    /// `IndexOutOfRange` for an index that has no leaf.
    pub fn proof(&self, index: u32) -> Result<Vec<[u8; 32]>> {
        if index >= self.n_leaves() {
            return Err(CoreError::IndexOutOfRange);
        }
        Ok(siblings(&self.levels, &self.empty, index))
    }
}

/// The siblings on the way from leaf `index` to the root: of `levels`, whose last is the root, or of
/// `empty` where a level has none.
pub(crate) fn siblings<T: Copy>(levels: &[Vec<T>], empty: &[T], index: u32) -> Vec<T> {
    let below_root = levels.split_last().map_or(&[][..], |(_, below)| below);
    let mut at = index as usize;
    let mut steps = Vec::with_capacity(below_root.len());
    for (level, absent) in below_root.iter().zip(empty) {
        steps.push(*level.get(at ^ 1).unwrap_or(absent));
        at >>= 1;
    }
    steps
}

fn hash_pair(pair: &[[u8; 32]], absent: &[u8; 32]) -> [u8; 32] {
    match pair {
        [left, right] => parent::<HostSha256>(left, right),
        [left] => parent::<HostSha256>(left, absent),
        _ => *absent,
    }
}

#[cfg(not(feature = "parallel"))]
fn hash_pairs(below: &[[u8; 32]], absent: &[u8; 32]) -> Vec<[u8; 32]> {
    below
        .chunks(2)
        .map(|pair| hash_pair(pair, absent))
        .collect()
}

#[cfg(feature = "parallel")]
fn hash_pairs(below: &[[u8; 32]], absent: &[u8; 32]) -> Vec<[u8; 32]> {
    use rayon::prelude::*;
    // Fewer hashes than this do not pay for handing them to another core.
    below
        .par_chunks(2)
        .with_min_len(1024)
        .map(|pair| hash_pair(pair, absent))
        .collect()
}
