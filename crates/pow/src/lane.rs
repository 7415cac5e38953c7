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

/// The root over a lane's checkpoints, in memory logarithmic in its length. `end_of` walks a segment: its number
/// and the checkpoint it begins at give the state after it.
pub fn root<H: Sha256>(
    key: &LaneKey,
    params: &ClassParams,
    end_of: impl FnMut(u32, &Hash) -> State,
) -> Hash {
    let mut fold = Fold::new(tag::LANE_NODE);
    each_checkpoint::<H>(key, params, end_of, |checkpoint| {
        fold.push::<H>(checkpoint);
    });
    fold.root::<H>(params.lane_depth())
}

/// Shows every checkpoint of a lane to `see`, the first one first; `end_of` as for [`root`].
pub fn each_checkpoint<H: Sha256>(
    key: &LaneKey,
    params: &ClassParams,
    mut end_of: impl FnMut(u32, &Hash) -> State,
    mut see: impl FnMut(&Hash),
) {
    let mut checkpoint = key.start::<H>();
    for index in 0..params.segments() {
        let state = end_of(index, &checkpoint);
        checkpoint = key.checkpoint::<H>(index + 1, &state);
        see(&checkpoint);
    }
}
