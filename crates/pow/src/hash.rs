//! SHA-256 behind a trait: a syscall in programs, the `sha2` crate on a host.

/// A SHA-256 digest, or 32 bytes used as one (an address, a slot hash, a seed).
pub type Hash = [u8; 32];

/// SHA-256 of the concatenation of byte strings.
pub trait Sha256 {
    /// Digest of `parts[0] ‖ parts[1] ‖ …`.
    fn hash_parts(parts: &[&[u8]]) -> Hash;
}

/// The first byte of every hash input of the protocol but the epoch seed's, so that no value of one kind can
/// stand for one of another.
pub mod tag {
    /// Seed of one GPU.
    pub const GPU_SEED: u8 = b'd';
    /// Beacon from three slot hashes.
    pub const BEACON: u8 = b'b';
    /// Key of a row of the left operand.
    pub const ROW_KEY: u8 = b'X';
    /// Key of a column of the right operand.
    pub const COLUMN_KEY: u8 = b'Y';
    /// A lane's first state.
    pub const LANE_START: u8 = b'L';
    /// A checkpoint.
    pub const CHECKPOINT: u8 = b'C';
    /// Inner node over the checkpoints of one lane.
    pub const LANE_NODE: u8 = b'c';
    /// Inner node over the lane roots of one GPU.
    pub const GPU_NODE: u8 = b'r';
    /// Draw of a walk segment.
    pub const SAMPLE: u8 = b'S';
    /// Bundle leaf: one step.
    pub const STEP_LEAF: u8 = b'l';
    /// Inner node over the steps of a bundle.
    pub const STEP_NODE: u8 = b's';
    /// One path of a sampled segment.
    pub const PATH_PART: u8 = b'h';
    /// Bundle leaf: the three paths of a sampled segment.
    pub const PATH_LEAF: u8 = b'p';
    /// Inner node over the path leaves of a bundle.
    pub const PATH_NODE: u8 = b'q';
    /// Bundle root.
    pub const BUNDLE: u8 = b'B';
    /// Draw of a probed byte.
    pub const PROBE: u8 = b'P';
    /// A device's leaf in its supplier's commit tree.
    pub const COMMIT_LEAF: u8 = b'D';
    /// A device's leaf in its supplier's response tree.
    pub const RESPONSE_LEAF: u8 = b'E';
    /// Inner node over the GPUs of one device.
    pub const DEVICE_NODE: u8 = b'g';
    /// Inner node of a fleet tree.
    pub const FLEET_NODE: u8 = b'f';
}

/// [`Sha256`] by the `sha2` crate, with the CPU's SHA extensions where it has them.
#[cfg(feature = "std")]
#[derive(Debug, Clone, Copy)]
pub struct HostSha256;

#[cfg(feature = "std")]
impl Sha256 for HostSha256 {
    fn hash_parts(parts: &[&[u8]]) -> Hash {
        use sha2::Digest as _;
        let mut hasher = sha2::Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        hasher.finalize().into()
    }
}

/// A number in `0..bound` from 64 uniform bits: `⌊draw · bound / 2⁶⁴⌋`, whose bias is below `bound / 2⁶⁴`.
#[must_use]
pub const fn scale(draw: u64, bound: u32) -> u32 {
    ((draw as u128 * bound as u128) >> 64) as u32
}

/// The `index`-th little-endian 64-bit word of a digest; `index` is below 4.
#[must_use]
pub fn word_of(hash: &Hash, index: usize) -> u64 {
    let mut word = [0; 8];
    word.copy_from_slice(&hash[index * 8..index * 8 + 8]);
    u64::from_le_bytes(word)
}
