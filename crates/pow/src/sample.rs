//! Which walk segments the first beacon asks for.

use crate::hash::{Hash, Sha256, scale, tag, word_of};
use crate::params::{ClassParams, FIRST_SAMPLES};
use crate::seed::GpuSeed;

/// One segment of the walk: steps `64 · segment .. 64 · segment + 64` of a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SegmentId {
    /// Lane, from 0.
    pub lane: u32,
    /// Segment of the lane, from 0.
    pub segment: u32,
}

/// The segment of sample `index` (0..64), drawn with replacement: with
/// `h = SHA256('S' ‖ beacon ‖ Sd ‖ R ‖ index)`, the lane is `⌊h₀ · lanes / 2⁶⁴⌋` and the segment
/// `⌊h₁ · segments / 2⁶⁴⌋`, or 0 for the first eight samples.
#[must_use]
pub fn segment_at<H: Sha256>(
    beacon: &Hash,
    seed: &GpuSeed,
    root: &Hash,
    params: &ClassParams,
    index: u32,
) -> SegmentId {
    let draw = H::hash_parts(&[&[tag::SAMPLE], beacon, &seed.0, root, &index.to_le_bytes()]);
    SegmentId {
        lane: scale(word_of(&draw, 0), params.lanes),
        segment: if index < FIRST_SAMPLES {
            0
        } else {
            scale(word_of(&draw, 1), params.segments())
        },
    }
}
