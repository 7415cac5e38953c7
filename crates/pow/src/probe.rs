//! Which bytes of the handed-over lines the second beacon asks for.

use crate::hash::{Hash, Sha256, scale, tag, word_of};
use crate::params::{LINE_BYTES, SAMPLES, SEGMENT_STEPS};
use crate::seed::GpuSeed;

/// One byte of a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProbeId {
    /// Sample, 0..64.
    pub sample: u32,
    /// Step of that sample's segment, 0..64.
    pub step: u32,
    /// Byte of that step's line, 0..128.
    pub byte: u8,
}

/// The byte of probe `index` (0..256), drawn with replacement: with
/// `h = SHA256('P' ‖ beacon ‖ Sd ‖ B ‖ index)`, the step leaf is `⌊h₀ · 4096 / 2⁶⁴⌋` and the byte
/// `⌊h₁ · 128 / 2⁶⁴⌋`.
#[must_use]
pub fn byte_at<H: Sha256>(beacon: &Hash, seed: &GpuSeed, bundle: &Hash, index: u32) -> ProbeId {
    let draw = H::hash_parts(&[&[tag::PROBE], beacon, &seed.0, bundle, &index.to_le_bytes()]);
    let leaf = scale(word_of(&draw, 0), SAMPLES * SEGMENT_STEPS);
    ProbeId {
        sample: leaf / SEGMENT_STEPS,
        step: leaf % SEGMENT_STEPS,
        byte: scale(word_of(&draw, 1), LINE_BYTES as u32) as u8,
    }
}
