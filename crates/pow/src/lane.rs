//! Walking lanes over a filled `W` on a CPU.

use crate::hash::{Hash, Sha256, tag};
use crate::merkle::Fold;
use crate::params::{ClassParams, LINE_BYTES, SEGMENT_STEPS};
use crate::response::StepRecord;
use crate::walk::{LaneKey, Line, State, state_bytes, state_of, step_number};

/// Line `address` of `W`.
#[must_use]
pub fn line(memory: &[u8], address: u32) -> &Line {
    let at = address as usize * LINE_BYTES;
    memory[at..at + LINE_BYTES]
        .try_into()
        .expect("the slice is one line long")
}

/// Walks one segment from `start`, showing every step to `see`; the state after the last.
pub fn segment(
    key: &LaneKey,
    params: &ClassParams,
    memory: &[u8],
    segment: u32,
    start: &Hash,
    mut see: impl FnMut(StepRecord),
) -> State {
    let mut state = state_of(start);
    for step in 0..SEGMENT_STEPS {
        let number = step_number(segment, step);
        let address = key.address(&state, number, params.lines());
        let line = line(memory, address);
        see(StepRecord {
            state: state_bytes(&state),
            address,
            line: *line,
        });
        state = key.mix(&state, number, line);
    }
    state
}

/// The root over a lane's checkpoints, walked in memory logarithmic in its length. `skips` says which segments
/// a dishonest prover makes up instead of walking them; an honest one walks all.
pub fn root<H: Sha256>(
    key: &LaneKey,
    params: &ClassParams,
    memory: &[u8],
    skips: impl Fn(u32) -> bool,
) -> Hash {
    let mut fold = Fold::new(tag::LANE_NODE);
    each_checkpoint::<H>(key, params, memory, skips, |checkpoint| {
        fold.push::<H>(checkpoint);
    });
    fold.root::<H>(params.lane_depth())
}

/// Shows every checkpoint of a lane to `see`, the first one first.
pub fn each_checkpoint<H: Sha256>(
    key: &LaneKey,
    params: &ClassParams,
    memory: &[u8],
    skips: impl Fn(u32) -> bool,
    mut see: impl FnMut(&Hash),
) {
    let mut checkpoint = key.start::<H>();
    for index in 0..params.segments() {
        let state = if skips(index) {
            state_of(&checkpoint)
        } else {
            segment(key, params, memory, index, &checkpoint, |_| {})
        };
        checkpoint = key.checkpoint::<H>(index + 1, &state);
        see(&checkpoint);
    }
}
