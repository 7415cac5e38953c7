//! Builds the tree on hosts: the settlement builder, the watchers and the claim service.

use std::vec::Vec;

use super::{MAX_DEPTH, Node, ProofStep, check_index, empty_root, leaf, parent};
use crate::{
    error::{CoreError, Result},
    hash::HostSha256,
    merkle::siblings,
};

/// A whole tree in memory, 80 bytes a leaf and 40 a wallet; absent subtrees take no room.
#[derive(Clone, Debug)]
pub struct Tree {
    leaves: Vec<([u8; 32], u64)>,
    /// `levels[0]` are the leaves, `levels[depth]` the root; only what has a leaf below it.
    levels: Vec<Vec<ProofStep>>,
    /// The node over nothing, per level.
    empty: Vec<ProofStep>,
}

impl Tree {
    /// The tree of `(wallet, cumulative IO base units)` in the order of their indices.
    ///
    /// # Errors
    /// `DepthOutOfRange` above 32, `IndexOutOfRange` for more than 2^depth leaves, `Overflow` when
    /// the sum exceeds a u64.
    pub fn build(depth: u8, leaves: impl IntoIterator<Item = ([u8; 32], u64)>) -> Result<Self> {
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
            .map(|d| Ok(empty_root::<HostSha256>(d)?.to_step()))
            .collect::<Result<Vec<_>>>()?;
        let mut levels = Vec::with_capacity(empty.len());
        levels.push(hash_leaves(&leaves));
        for absent in &empty[..usize::from(depth)] {
            let next = match levels.last() {
                Some(below) => hash_pairs(below, absent)?,
                None => Vec::new(),
            };
            levels.push(next);
        }
        Ok(Self {
            leaves,
            levels,
            empty,
        })
    }

    /// Levels below the root.
    pub fn depth(&self) -> u8 {
        // 33 levels at most, by construction.
        self.levels.len().saturating_sub(1) as u8
    }

    /// Leaves held; never falls.
    pub fn n_leaves(&self) -> u32 {
        // Checked on building and on every push: at most 2³² leaves, and memory ends far earlier.
        self.leaves.len() as u32
    }

    /// The wallet and cumulative IO base units at `index`.
    pub fn leaf(&self, index: u32) -> Option<([u8; 32], u64)> {
        self.leaves.get(index as usize).copied()
    }

    /// The root; its sum is the sum of all leaves.
    pub fn root(&self) -> Node {
        let top = self.levels.last().and_then(|level| level.first());
        match top.or(self.empty.last()) {
            Some(step) => Node::from_step(step),
            None => Node::ABSENT,
        }
    }

    /// The proof of leaf `index`: one step a level, from the leaf up.
    ///
    /// # Errors
    /// `IndexOutOfRange` for an index that has no leaf.
    pub fn proof(&self, index: u32) -> Result<Vec<ProofStep>> {
        if index as usize >= self.leaves.len() {
            return Err(CoreError::IndexOutOfRange);
        }
        self.path(index)
    }

    /// The path from place `index` to the root, whether or not a leaf is there: one step a level, from
    /// below up.
    ///
    /// # Errors
    /// `IndexOutOfRange` for an index ≥ 2^depth.
    pub fn path(&self, index: u32) -> Result<Vec<ProofStep>> {
        check_index(index, self.depth())?;
        Ok(siblings(&self.levels, &self.empty, index))
    }

    /// Raises leaf `index` to `cumulative` IO base units. On an error nothing changes.
    ///
    /// # Errors
    /// `IndexOutOfRange`, `CumulativeFell` (amounts are lifetime totals), `Overflow` (the sum).
    pub fn update(&mut self, index: u32, cumulative: u64) -> Result<()> {
        let (_, before) = self.leaf(index).ok_or(CoreError::IndexOutOfRange)?;
        let rise = cumulative
            .checked_sub(before)
            .ok_or(CoreError::CumulativeFell)?;
        self.root()
            .sum
            .checked_add(rise)
            .ok_or(CoreError::Overflow)?;
        if let Some(entry) = self.leaves.get_mut(index as usize) {
            entry.1 = cumulative;
        }
        self.rehash(index)
    }

    /// Gives `wallet` the next index, which is its own for ever. On an error nothing changes.
    ///
    /// # Errors
    /// `IndexOutOfRange` when the tree is full, `Overflow` (the sum).
    pub fn push(&mut self, wallet: [u8; 32], cumulative: u64) -> Result<u32> {
        let index = u32::try_from(self.leaves.len()).map_err(|_| CoreError::IndexOutOfRange)?;
        check_index(index, self.depth())?;
        self.root()
            .sum
            .checked_add(cumulative)
            .ok_or(CoreError::Overflow)?;
        self.leaves.push((wallet, cumulative));
        self.rehash(index)?;
        Ok(index)
    }

    /// Hashes leaf `index` and the nodes above it again.
    fn rehash(&mut self, index: u32) -> Result<()> {
        let (wallet, cumulative) = self.leaf(index).ok_or(CoreError::IndexOutOfRange)?;
        let mut node = leaf::<HostSha256>(index, &wallet, cumulative).to_step();
        let mut at = index as usize;
        for (level, absent) in self.levels.iter_mut().zip(&self.empty) {
            match level.get_mut(at) {
                Some(slot) => *slot = node,
                None => level.push(node),
            }
            let pair = at & !1;
            let left = level.get(pair).unwrap_or(absent);
            let right = level.get(pair | 1).unwrap_or(absent);
            node = parent::<HostSha256>(left, right)?;
            at >>= 1;
        }
        Ok(())
    }
}

fn hash_leaf((index, (wallet, cumulative)): (usize, &([u8; 32], u64))) -> ProofStep {
    leaf::<HostSha256>(index as u32, wallet, *cumulative).to_step()
}

fn hash_pair(pair: &[ProofStep], absent: &ProofStep) -> Result<ProofStep> {
    match pair {
        [left, right] => parent::<HostSha256>(left, right),
        [left] => parent::<HostSha256>(left, absent),
        _ => Ok(*absent),
    }
}

#[cfg(not(feature = "parallel"))]
fn hash_leaves(leaves: &[([u8; 32], u64)]) -> Vec<ProofStep> {
    leaves.iter().enumerate().map(hash_leaf).collect()
}

#[cfg(not(feature = "parallel"))]
fn hash_pairs(below: &[ProofStep], absent: &ProofStep) -> Result<Vec<ProofStep>> {
    below
        .chunks(2)
        .map(|pair| hash_pair(pair, absent))
        .collect()
}

/// Fewer hashes than this do not pay for handing them to another core.
#[cfg(feature = "parallel")]
const HASHES_PER_TASK: usize = 1024;

#[cfg(feature = "parallel")]
fn hash_leaves(leaves: &[([u8; 32], u64)]) -> Vec<ProofStep> {
    use rayon::prelude::*;
    leaves
        .par_iter()
        .with_min_len(HASHES_PER_TASK)
        .enumerate()
        .map(hash_leaf)
        .collect()
}

#[cfg(feature = "parallel")]
fn hash_pairs(below: &[ProofStep], absent: &ProofStep) -> Result<Vec<ProofStep>> {
    use rayon::prelude::*;
    below
        .par_chunks(2)
        .with_min_len(HASHES_PER_TASK)
        .map(|pair| hash_pair(pair, absent))
        .collect()
}
