//! What verification finds: refusals of bytes, and faults of a proof.

use crate::bundle::PathKind;
use crate::params::{ParamsError, SAMPLES, SEGMENT_STEPS};
use std::fmt;

/// The outcome of verification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// All checks hold.
    Pass,
    /// One does not.
    Fail(Fault),
}

/// Why bytes are not the response that was committed to. Anyone can make such bytes, so they prove nothing
/// about the device: fetch the response elsewhere, or, once its deadline is past, count it as missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// 1: the registered dimensions are not a class.
    Params(ParamsError),
    /// 2: not as many GPUs, samples, steps or path levels as the class has.
    WrongShape,
    /// 3: its walk roots do not make the commit leaf.
    NotTheCommitment,
    /// 4: its bundle roots do not make the response leaf.
    NotTheBundle,
}

impl Refused {
    /// Stable number of the refusal.
    #[must_use]
    pub const fn code(&self) -> u8 {
        match self {
            Self::Params(_) => 1,
            Self::WrongShape => 2,
            Self::NotTheCommitment => 3,
            Self::NotTheBundle => 4,
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Params(error) => write!(f, "the class cannot be proved: {error}"),
            Self::WrongShape => f.write_str(
                "the response has other GPUs, samples or path levels than the class; ask for it again",
            ),
            Self::NotTheCommitment => f.write_str(
                "the response's walk roots are not those committed; ask for the device's own response",
            ),
            Self::NotTheBundle => f.write_str(
                "the response is not the one its root was published for; ask for it again",
            ),
        }
    }
}

impl std::error::Error for Refused {}

/// The first check that does not hold: one byte, step or path, small enough to be judged alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Ordinal of the GPU.
    pub gpu: u32,
    /// What does not hold.
    pub kind: FaultKind,
}

/// What does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// 1, 2, 3: a path (previous, next, lane) does not lead where it must.
    Path {
        /// Sample, 0..64.
        sample: u32,
        /// Which path.
        path: PathKind,
    },
    /// 4: the line read is not the one the state asks for.
    Address {
        /// Sample, 0..64.
        sample: u32,
        /// Step, 0..64.
        step: u32,
    },
    /// 5: the state before this step is not the one the step before leads to, or for step 0 not the previous
    /// checkpoint.
    State {
        /// Sample, 0..64.
        sample: u32,
        /// Step, 0..64.
        step: u32,
    },
    /// 6: the state after the last step does not hash to the next checkpoint.
    Checkpoint {
        /// Sample, 0..64.
        sample: u32,
    },
    /// 7: a probed byte of a line is not the product's.
    Byte {
        /// Probe, 0..256.
        probe: u32,
        /// The product's byte.
        expected: u8,
        /// The line's byte.
        found: u8,
    },
}

impl Fault {
    /// Stable number of the kind of fault, for the verdict leaf; 0 is a pass.
    #[must_use]
    pub const fn reason(&self) -> u8 {
        match self.kind {
            FaultKind::Path { path, .. } => 1 + path as u8,
            FaultKind::Address { .. } => 4,
            FaultKind::State { .. } => 5,
            FaultKind::Checkpoint { .. } => 6,
            FaultKind::Byte { .. } => 7,
        }
    }

    /// Where it is in the device's response, for the verdict leaf: `4096 · GPU + position`.
    #[must_use]
    pub const fn place(&self) -> u32 {
        self.gpu * SAMPLES * SEGMENT_STEPS + self.position()
    }

    /// Where it is in its GPU's part, below 4096: the sample of a path or checkpoint, `64 · sample + step` of an
    /// address or state, the number of a probe.
    #[must_use]
    pub const fn position(&self) -> u32 {
        match self.kind {
            FaultKind::Path { sample, .. } | FaultKind::Checkpoint { sample } => sample,
            FaultKind::Address { sample, step } | FaultKind::State { sample, step } => {
                sample * SEGMENT_STEPS + step
            }
            FaultKind::Byte { probe, .. } => probe,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GPU {}: ", self.gpu)?;
        match self.kind {
            FaultKind::Path { sample, path } => {
                let (from, to) = match path {
                    PathKind::Previous => ("previous checkpoint", "lane's root"),
                    PathKind::Next => ("next checkpoint", "lane's root"),
                    PathKind::Lane => ("lane's root", "committed root"),
                };
                write!(
                    f,
                    "path of sample {sample} from its {from} does not lead to the {to}"
                )
            }
            FaultKind::Address { sample, step } => write!(
                f,
                "step {step} of sample {sample} reads another line than its state asks for"
            ),
            FaultKind::State { sample, step } => write!(
                f,
                "step {step} of sample {sample} starts from another state than the one before it leads to"
            ),
            FaultKind::Checkpoint { sample } => {
                write!(
                    f,
                    "sample {sample} does not end in its committed checkpoint"
                )
            }
            FaultKind::Byte {
                probe,
                expected,
                found,
            } => {
                write!(
                    f,
                    "probe {probe} finds byte {found} where the product has {expected}"
                )
            }
        }
    }
}
