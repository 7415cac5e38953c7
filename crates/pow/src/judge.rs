//! The smallest checks a dispute can turn on: one address, one state, one checkpoint, one path, one byte.
//! The verifier of whole responses runs these and no others, so whatever it fails can be judged alone.

use crate::bundle::PathKind;
use crate::hash::{Hash, Sha256, tag};
use crate::merkle::{ABSENT, root_from_path};
use crate::operand::{self, Element};
use crate::params::{ClassParams, SEGMENT_STEPS};
use crate::sample::SegmentId;
use crate::seed::GpuSeed;
use crate::walk::{LaneKey, Line, state_bytes, state_of, step_number};

/// What a step leaf says, and where it lies.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// The segment sampled.
    pub id: SegmentId,
    /// Step of the segment, 0..64.
    pub step: u32,
    /// State before the step.
    pub state: &'a Hash,
    /// Line read.
    pub address: u32,
    /// Its content.
    pub line: &'a Line,
}

impl Step<'_> {
    /// Whether the line read is the one the state asks for.
    #[must_use]
    pub fn address_holds(&self, seed: &GpuSeed, params: &ClassParams) -> bool {
        let number = step_number(self.id.segment, self.step);
        let state = state_of(self.state);
        LaneKey::new(seed, self.id.lane).address(&state, number, params.lines()) == self.address
    }

    /// What must follow: the state before the next step, or after step 63 the segment's closing checkpoint.
    #[must_use]
    pub fn successor<H: Sha256>(&self, seed: &GpuSeed) -> Hash {
        let lane = LaneKey::new(seed, self.id.lane);
        let number = step_number(self.id.segment, self.step);
        let state = lane.mix(&state_of(self.state), number, self.line);
        if self.step + 1 == SEGMENT_STEPS {
            lane.checkpoint::<H>(self.id.segment + 1, &state)
        } else {
            state_bytes(&state)
        }
    }
}

/// One of a sampled segment's paths: `leaf` is a checkpoint, or for [`PathKind::Lane`] the lane's root;
/// `top` is the lane's root, or for [`PathKind::Lane`] the GPU's root `R`.
///
/// The path to the previous checkpoint of a lane's first segment leads nowhere: its leaf must be the lane's
/// start and its siblings all zero, so that a response has one valid form.
#[must_use]
pub fn path_holds<H: Sha256>(
    kind: PathKind,
    seed: &GpuSeed,
    id: SegmentId,
    leaf: &Hash,
    siblings: &[Hash],
    top: &Hash,
) -> bool {
    match kind {
        PathKind::Previous if id.segment == 0 => {
            LaneKey::new(seed, id.lane).start::<H>() == *leaf
                && siblings.iter().all(|sibling| *sibling == ABSENT)
        }
        // Checkpoint j is leaf j − 1: the lane's start is no leaf.
        PathKind::Previous => {
            root_from_path::<H>(tag::LANE_NODE, leaf, id.segment - 1, siblings) == *top
        }
        PathKind::Next => root_from_path::<H>(tag::LANE_NODE, leaf, id.segment, siblings) == *top,
        PathKind::Lane => root_from_path::<H>(tag::GPU_NODE, leaf, id.lane, siblings) == *top,
    }
}

/// The byte of `W` that a line at `address` must hold at `byte` (0..128).
#[must_use]
pub fn true_byte<H: Sha256>(seed: &GpuSeed, params: &ClassParams, address: u32, byte: u8) -> u8 {
    operand::byte::<H>(seed, params.k, Element::at(address, byte, params.n))
}

/// [`true_byte`] at the speed of this CPU.
#[cfg(feature = "std")]
#[must_use]
pub fn true_byte_at<H: Sha256>(
    level: crate::Level,
    seed: &GpuSeed,
    params: &ClassParams,
    address: u32,
    byte: u8,
) -> u8 {
    let element = Element::at(address, byte, params.n);
    operand::byte_by::<H>(seed, params.k, element, |row, column, k| {
        level.dot(row, column, k)
    })
}
