//! The leaves of a settlement's rewards tree: what a watcher checks and whoever claims can build its own proof from.
use crate::error::WireError;

/// Bytes of a leaf: wallet ‖ lifetime IO base units u64 LE. Its place is its index.
pub const LEAF_BYTES: usize = 40;
/// Longest list: one leaf for each of the tree's 2²⁰ places.
pub const MAX_BYTES: usize = LEAF_BYTES << 20;

/// Body of `GET /v1/epochs/{epoch}/leaves`: the leaves in the order of their indices, [`LEAF_BYTES`] each, and nothing
/// else. The root of their tree is on chain, so nobody has to be believed.
#[must_use]
pub fn encode(leaves: impl IntoIterator<Item = ([u8; 32], u64)>) -> Vec<u8> {
    let mut out = Vec::new();
    for (wallet, cumulative) in leaves {
        out.extend_from_slice(&wallet);
        out.extend_from_slice(&cumulative.to_le_bytes());
    }
    out
}

/// Reads [`encode`].
///
/// # Errors
/// [`WireError::Length`] for a part of a leaf, or more than the tree holds.
pub fn decode(bytes: &[u8]) -> Result<Vec<([u8; 32], u64)>, WireError> {
    if bytes.len() > MAX_BYTES {
        return Err(WireError::Length);
    }
    let (leaves, rest) = bytes.as_chunks::<LEAF_BYTES>();
    if !rest.is_empty() {
        return Err(WireError::Length);
    }
    let leaf = |bytes: &[u8; LEAF_BYTES]| {
        let (mut wallet, mut cumulative) = ([0; 32], [0; 8]);
        wallet.copy_from_slice(&bytes[..32]);
        cumulative.copy_from_slice(&bytes[32..]);
        (wallet, u64::from_le_bytes(cumulative))
    };
    Ok(leaves.iter().map(leaf).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_round_trip_and_halves_are_refused() {
        let leaves = vec![([1; 32], 0x0102), ([2; 32], u64::MAX)];
        let bytes = encode(leaves.clone());
        assert_eq!(bytes[31..34], [1, 2, 1]);
        assert_eq!(decode(&bytes), Ok(leaves));
        assert_eq!(decode(&[]), Ok(Vec::new()));
        assert_eq!(decode(&bytes[1..]), Err(WireError::Length));
    }
}
