//! Each piece of evidence, judged by the code that verifies whole proofs (`io_pow::judge`).
use super::{proven, shown, ProofChallenge, FAIL, PASS};
use io_pow::{
    bundle::PathKind,
    judge::{path_holds, Step},
    packed,
    params::{MAX_GPUS, PROBES, SAMPLES, SEGMENT_STEPS},
    probe,
    sample::{segment_at, SegmentId},
    seed::GpuSeed,
    walk::Line,
    ClassParams, Hash, Sha256,
};

/// Positions of one GPU in [`ProofChallenge::place`].
const PLACES: u32 = SAMPLES * SEGMENT_STEPS;

/// A check of the proof that has been made again, and its outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// `io_pow::verify::Fault::reason`, 1 to 7.
    pub reason: u8,
    /// `io_pow::verify::Fault::position`.
    pub position: u32,
    pub holds: bool,
}

/// What of a bundle a piece of evidence opens.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// State before the step.
    pub state: &'a Hash,
    /// Line read.
    pub address: u32,
    /// Its bytes.
    pub line: &'a Line,
}

impl ProofChallenge {
    /// The class's dimensions as they were in the hour.
    pub fn params(&self) -> ClassParams {
        ClassParams {
            class: self.class.get(),
            n: self.n.get(),
            k: self.k.get(),
            panels: self.panels.get(),
            lanes: self.lanes.get(),
            steps: self.steps.get(),
        }
    }

    fn id(&self) -> SegmentId {
        SegmentId {
            lane: self.lane.get(),
            segment: self.segment.get(),
        }
    }

    /// Takes up `sample` (below 64) and draws its segment.
    pub fn take_up<H: Sha256>(&mut self, sample: u32) {
        self.turn_to(sample);
        let seed = GpuSeed(self.gpu_seed);
        let id = segment_at::<H>(&self.beacon1, &seed, &self.root, &self.params(), sample);
        self.lane = id.lane.into();
        self.segment = id.segment.into();
    }

    /// Takes note of a check: it wins the challenge if it contradicts the verdict.
    ///
    /// A pass is wrong as soon as one check of the proof fails. A failure is wrong if the one check that it names
    /// holds: that no other fails is nobody's to show.
    pub fn weigh(&mut self, check: Check) {
        let place = self
            .gpu
            .get()
            .saturating_mul(PLACES)
            .saturating_add(check.position);
        let wrong = match self.verdict {
            PASS => !check.holds,
            FAIL => check.holds && check.reason == self.reason && place == self.place.get(),
            _ => false,
        };
        if wrong && !self.is_won() {
            self.proven = check.reason;
        }
    }

    /// What the verdict leaf alone proves: a pass without a proof, a failure that names no check.
    pub fn weigh_verdict(&mut self) {
        let wrong = match self.verdict {
            PASS if self.commit == [0; 32] || self.response == [0; 32] => proven::NOTHING_COMMITTED,
            FAIL if !self.names_a_check() => proven::NO_CHECK,
            _ => return,
        };
        if !self.is_won() {
            self.proven = wrong;
        }
    }

    fn names_a_check(&self) -> bool {
        // PLACES is not zero.
        let (gpu, position) = (self.place.get() / PLACES, self.place.get() % PLACES);
        let positions = match self.reason {
            1..=3 | 6 => SAMPLES,
            4 | 5 => PLACES,
            7 => PROBES,
            _ => 0,
        };
        gpu < self.gpus.get().min(MAX_GPUS) && position < positions
    }

    /// One path of the sample: `leaf` and `siblings` as the bundle has them. The lane's comes first: the others lead to
    /// its leaf. A path of another length than the class's leads nowhere.
    pub fn weigh_path<H: Sha256>(&mut self, kind: PathKind, leaf: &Hash, siblings: &[Hash]) {
        let params = self.params();
        let (seed, id) = (GpuSeed(self.gpu_seed), self.id());
        let (depth, top) = match kind {
            PathKind::Lane => (params.gpu_depth(), self.root),
            _ => (params.lane_depth(), self.lane_root),
        };
        let holds =
            siblings.len() == depth && path_holds::<H>(kind, &seed, id, leaf, siblings, &top);
        match kind {
            PathKind::Lane => {
                self.lane_root = *leaf;
                self.shown |= shown::LANE;
            }
            PathKind::Previous => {
                self.previous = *leaf;
                self.shown |= shown::PREVIOUS;
            }
            PathKind::Next => {
                self.next = *leaf;
                self.shown |= shown::NEXT;
            }
        }
        self.weigh(Check {
            reason: (kind as u8).saturating_add(1),
            position: self.sample.get(),
            holds,
        });
        self.weigh_end();
    }

    /// Step `step` (0..64) of the sample: its address, and its state where the state before it has been shown.
    pub fn weigh_step<H: Sha256>(&mut self, step: u32, subject: &Subject<'_>) {
        let params = self.params();
        let seed = GpuSeed(self.gpu_seed);
        let judged = Step {
            id: self.id(),
            step,
            state: subject.state,
            address: subject.address,
            line: subject.line,
        };
        let position = self
            .sample
            .get()
            .saturating_mul(SEGMENT_STEPS)
            .saturating_add(step);
        self.weigh(Check {
            reason: 4,
            position,
            holds: judged.address_holds(&seed, &params),
        });
        let before = if step == 0 {
            self.has(shown::PREVIOUS).then_some(self.previous)
        } else {
            (self.has(shown::EXPECTED) && self.expected_step.get() == step).then_some(self.expected)
        };
        if let Some(before) = before {
            self.weigh(Check {
                reason: 5,
                position,
                holds: before == *subject.state,
            });
        }
        self.expected = judged.successor::<H>(&seed);
        self.expected_step = step.saturating_add(1).into();
        self.shown |= shown::EXPECTED;
        self.weigh_end();
    }

    /// What the last step leads to against the checkpoint, once both have been shown.
    fn weigh_end(&mut self) {
        if self.has(shown::EXPECTED | shown::NEXT) && self.expected_step.get() == SEGMENT_STEPS {
            self.weigh(Check {
                reason: 6,
                position: self.sample.get(),
                holds: self.expected == self.next,
            });
        }
    }

    /// The step leaf (`64 · sample + step`) and the byte of its line that probe `index` (below 256) asks for.
    pub fn probed<H: Sha256>(&self, index: u32) -> (u32, u8) {
        let seed = GpuSeed(self.gpu_seed);
        let id = probe::byte_at::<H>(&self.beacon2, &seed, &self.bundle, index);
        let leaf = id
            .sample
            .saturating_mul(SEGMENT_STEPS)
            .saturating_add(id.step);
        (leaf, id.byte)
    }

    /// Probe `index`: `found` at byte `byte` of line `address`, against the product of a row and a column.
    pub fn weigh_probe<H: Sha256>(&mut self, index: u32, address: u32, byte: u8, found: u8) {
        let params = self.params();
        let at = io_pow::operand::Element::at(address, byte, params.n);
        let expected = packed::byte::<H>(&GpuSeed(self.gpu_seed), params.k, at);
        self.weigh(Check {
            reason: 7,
            position: index,
            holds: expected == found,
        });
    }
}
