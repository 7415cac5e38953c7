//! Sum trees of the network's depth, sound ones and those that only a liar would build.
use io_core::hash::{HostSha256, Sha256};
use io_core::merkle_sum::fault::{LEAF_BYTES, Opening};
use io_core::merkle_sum::{ABSENT_HASH, DEPTH, LEAF_PREFIX, NODE_PREFIX, Node, empty_root};
use solana_pubkey::Pubkey;

/// A tree by what it holds and by what it claims.
#[derive(Clone, Debug)]
pub struct SumTree {
    /// Preimages without their prefix, by level and place; an empty one is an absent leaf.
    preimages: Vec<Vec<Vec<u8>>>,
    /// Hashes and claimed sums.
    nodes: Vec<Vec<Node>>,
}

/// A node's opening that owns its bytes.
#[derive(Clone, Debug)]
pub struct Opened {
    pub level: u8,
    pub sum: u64,
    pub preimage: Vec<u8>,
    pub proof: Vec<u8>,
}

impl Opened {
    pub fn as_opening(&self) -> Opening<'_> {
        Opening {
            level: self.level,
            sum: self.sum,
            preimage: &self.preimage,
            proof: &self.proof,
        }
    }
}

/// Preimage of a leaf.
pub fn leaf(index: u32, wallet: &Pubkey, cumulative: u64) -> Vec<u8> {
    [
        &index.to_le_bytes()[..],
        wallet.as_ref(),
        &cumulative.to_le_bytes()[..],
    ]
    .concat()
}

impl SumTree {
    /// The honest tree.
    pub fn honest(leaves: &[(Pubkey, u64)]) -> Self {
        let leaves = leaves.iter().enumerate();
        let leaves = leaves.map(|(index, (wallet, amount))| leaf(index as u32, wallet, *amount));
        Self::forged(leaves.collect(), |_, _, sum| sum)
    }

    /// A tree of any leaves; `claim(level, place, sum)` is the sum it claims for a node whose content
    /// says `sum`.
    pub fn forged(leaves: Vec<Vec<u8>>, claim: impl Fn(u8, usize, u64) -> u64) -> Self {
        let mut tree = Self {
            preimages: vec![leaves],
            nodes: Vec::new(),
        };
        for level in 0..=DEPTH {
            let prefix = if level == 0 { LEAF_PREFIX } else { NODE_PREFIX };
            let node = |(place, preimage): (usize, &Vec<u8>)| {
                let sum_at = |at: usize| {
                    u64::from_le_bytes(preimage[at..at + 8].try_into().expect("8 bytes"))
                };
                let (hash, sum) = match preimage.len() {
                    0 => (ABSENT_HASH, 0),
                    LEAF_BYTES => (HostSha256::hash_parts(&[&[prefix], preimage]), sum_at(36)),
                    _ => (
                        HostSha256::hash_parts(&[&[prefix], preimage]),
                        sum_at(32).wrapping_add(sum_at(72)),
                    ),
                };
                Node {
                    hash,
                    sum: claim(level, place, sum),
                }
            };
            let held = &tree.preimages[usize::from(level)];
            let nodes: Vec<Node> = held.iter().enumerate().map(node).collect();
            tree.nodes.push(nodes);
            if level < DEPTH {
                let places = held.len().div_ceil(2).max(1);
                let pair = |place: usize| {
                    [2 * place, 2 * place + 1]
                        .map(|half| tree.node(level, half).to_step())
                        .concat()
                };
                let above = (0..places).map(pair).collect();
                tree.preimages.push(above);
            }
        }
        tree
    }

    fn node(&self, level: u8, place: usize) -> Node {
        let held = self.nodes[usize::from(level)].get(place).copied();
        held.unwrap_or_else(|| empty_root::<HostSha256>(level).expect("within the depth"))
    }

    pub fn root(&self) -> Node {
        self.node(DEPTH, 0)
    }

    /// The node over `index` at `level`, as it is, with its path to the root.
    pub fn open(&self, level: u8, index: u32) -> Opened {
        let place = (index >> level) as usize;
        let steps = (level..DEPTH).map(|l| self.node(l, (index >> l) as usize ^ 1).to_step());
        let empty_halves = || match level {
            0 => Vec::new(),
            _ => {
                let half = empty_root::<HostSha256>(level - 1).expect("within the depth");
                [half.to_step(), half.to_step()].concat()
            }
        };
        Opened {
            level,
            sum: self.node(level, place).sum,
            preimage: self.preimages[usize::from(level)]
                .get(place)
                .cloned()
                .unwrap_or_else(empty_halves),
            proof: steps.flatten().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use io_core::merkle_sum::{Tree, fault};

    #[test]
    fn an_honest_tree_is_the_builders() {
        for n in [0, 1, 2, 3, 7] {
            let leaves: Vec<(Pubkey, u64)> = (0..n)
                .map(|i| (Pubkey::new_from_array([i as u8 + 1; 32]), 10 + i))
                .collect();
            let honest = SumTree::honest(&leaves);
            let built = leaves.iter().map(|(wallet, sum)| (wallet.to_bytes(), *sum));
            let tree = Tree::build(DEPTH, built).expect("it fits");
            assert_eq!(honest.root(), tree.root());
            for level in 0..=DEPTH {
                let opened = honest.open(level, n as u32);
                let shown = fault::open::<HostSha256>(
                    &tree.root(),
                    n as u32,
                    DEPTH,
                    n as u32,
                    &opened.as_opening(),
                );
                assert_eq!(shown, Ok(fault::Shown::Nothing), "level {level}");
            }
        }
    }
}
