//! Bytes of a commitment and of a response. Both are of one length for a class and a number of GPUs, and have
//! one form: what parses, prints as the same bytes.

use crate::hash::Hash;
use crate::params::{ClassParams, LINE_BYTES, MAX_GPUS, SAMPLES, SEGMENT_STEPS};
use crate::prove::Commitment;
use crate::response::{GpuResponse, Path, Response, Sampled, StepRecord};
use std::fmt;

/// Version of both formats.
pub const VERSION: u16 = 1;
const COMMITMENT_MAGIC: &[u8; 8] = b"io-pow-c";
const RESPONSE_MAGIC: &[u8; 8] = b"io-pow-r";
const HEADER_BYTES: u64 = 18;
const STEP_BYTES: u64 = 32 + 4 + LINE_BYTES as u64;

/// Why bytes are not a commitment or a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WireError {
    /// 1: not of the length that class and number of GPUs give.
    WrongLength {
        /// Bytes that class and number of GPUs give.
        expected: u64,
        /// Bytes received.
        found: u64,
    },
    /// 2: does not begin with the format's eight letters.
    WrongMagic,
    /// 3: a version this code does not know.
    UnknownVersion(u16),
    /// 4: for another class.
    WrongClass(u32),
    /// 5: for another number of GPUs.
    WrongGpuCount(u32),
    /// 6: asked for no GPU or for more than a device may have.
    BadGpuCount(u32),
}

impl WireError {
    /// Stable number of the error.
    #[must_use]
    pub const fn code(&self) -> u8 {
        match self {
            Self::WrongLength { .. } => 1,
            Self::WrongMagic => 2,
            Self::UnknownVersion(_) => 3,
            Self::WrongClass(_) => 4,
            Self::WrongGpuCount(_) => 5,
            Self::BadGpuCount(_) => 6,
        }
    }
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongLength { expected, found } => write!(
                f,
                "{found} bytes where class and number of GPUs give {expected}; send the whole message"
            ),
            Self::WrongMagic => {
                f.write_str("not a proof-of-work message; check which file or body was sent")
            }
            Self::UnknownVersion(version) => write!(
                f,
                "format version {version}, but only version {VERSION} is known; upgrade the older side"
            ),
            Self::WrongClass(class) => write!(
                f,
                "made for class {class}, not for the class the device is registered in"
            ),
            Self::WrongGpuCount(gpus) => write!(
                f,
                "made for {gpus} GPUs, not for as many as the device is registered with"
            ),
            Self::BadGpuCount(gpus) => {
                write!(f, "a device has 1 to {MAX_GPUS} GPUs, not {gpus}")
            }
        }
    }
}

impl std::error::Error for WireError {}

/// What is left to read. Its length was checked as a whole before, so reading past the end is a bug.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn array<const N: usize>(&mut self) -> [u8; N] {
        let (head, rest) = self
            .0
            .split_first_chunk()
            .expect("the message's length was checked");
        self.0 = rest;
        *head
    }

    fn u32(&mut self) -> u32 {
        u32::from_le_bytes(self.array())
    }

    fn path(&mut self, depth: usize) -> Path {
        Path {
            leaf: self.array(),
            siblings: (0..depth).map(|_| self.array()).collect(),
        }
    }

    fn sampled(&mut self, params: &ClassParams) -> Sampled {
        Sampled {
            previous: self.path(params.lane_depth()),
            next: self.path(params.lane_depth()),
            lane: self.path(params.gpu_depth()),
            steps: (0..SEGMENT_STEPS)
                .map(|_| StepRecord {
                    state: self.array(),
                    address: self.u32(),
                    line: self.array(),
                })
                .collect(),
        }
    }
}

fn write_header(out: &mut Vec<u8>, magic: &[u8; 8], class: u32, gpus: usize) {
    out.extend_from_slice(magic);
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&class.to_le_bytes());
    out.extend_from_slice(&(gpus as u32).to_le_bytes());
}

fn read_header<'a>(
    bytes: &'a [u8],
    magic: &[u8; 8],
    params: &ClassParams,
    gpus: u32,
    expected: u64,
) -> Result<Reader<'a>, WireError> {
    if gpus == 0 || gpus > MAX_GPUS {
        return Err(WireError::BadGpuCount(gpus));
    }
    let found = bytes.len() as u64;
    // The length first: nothing is allocated for a message that is not of the one length it can have.
    if found != expected {
        return Err(WireError::WrongLength { expected, found });
    }
    let mut reader = Reader(bytes);
    if reader.array::<8>() != *magic {
        return Err(WireError::WrongMagic);
    }
    match u16::from_le_bytes(reader.array()) {
        VERSION => {}
        version => return Err(WireError::UnknownVersion(version)),
    }
    match reader.u32() {
        class if class == params.class => {}
        class => return Err(WireError::WrongClass(class)),
    }
    match reader.u32() {
        count if count == gpus => Ok(reader),
        count => Err(WireError::WrongGpuCount(count)),
    }
}

fn write_path(out: &mut Vec<u8>, path: &Path) {
    out.extend_from_slice(&path.leaf);
    out.extend_from_slice(path.siblings.as_flattened());
}

impl Commitment {
    /// Bytes of a commitment of `gpus` GPUs.
    #[must_use]
    pub const fn byte_len(gpus: u32) -> u64 {
        HEADER_BYTES + 32 * gpus as u64
    }

    /// Header and roots.
    #[must_use]
    pub fn to_bytes(&self, class: u32) -> Vec<u8> {
        let mut out = Vec::with_capacity(Self::byte_len(self.roots.len() as u32) as usize);
        write_header(&mut out, COMMITMENT_MAGIC, class, self.roots.len());
        out.extend_from_slice(self.roots.as_flattened());
        out
    }

    /// Reads what [`Commitment::to_bytes`] wrote, for a device of the given class and number of GPUs.
    ///
    /// # Errors
    /// [`WireError`].
    pub fn from_bytes(params: &ClassParams, gpus: u32, bytes: &[u8]) -> Result<Self, WireError> {
        let expected = Self::byte_len(gpus);
        let mut reader = read_header(bytes, COMMITMENT_MAGIC, params, gpus, expected)?;
        let roots: Vec<Hash> = (0..gpus).map(|_| reader.array()).collect();
        Ok(Self { roots })
    }
}

impl Response {
    /// Bytes of a response of `gpus` GPUs of a class: about 0.67 MB a GPU, and 96 bytes a level of the trees
    /// for each of 64 samples.
    #[must_use]
    pub const fn byte_len(params: &ClassParams, gpus: u32) -> u64 {
        let path_hashes = 3 + 2 * params.lane_depth() as u64 + params.gpu_depth() as u64;
        let sample = 32 * path_hashes + SEGMENT_STEPS as u64 * STEP_BYTES;
        HEADER_BYTES + gpus as u64 * (32 + SAMPLES as u64 * sample)
    }

    /// Header, then GPU by GPU its root and samples.
    #[must_use]
    pub fn to_bytes(&self, params: &ClassParams) -> Vec<u8> {
        let length = Self::byte_len(params, self.gpus.len() as u32);
        let mut out = Vec::with_capacity(length as usize);
        write_header(&mut out, RESPONSE_MAGIC, params.class, self.gpus.len());
        for gpu in &self.gpus {
            out.extend_from_slice(&gpu.root);
            for sample in &gpu.samples {
                write_path(&mut out, &sample.previous);
                write_path(&mut out, &sample.next);
                write_path(&mut out, &sample.lane);
                for step in &sample.steps {
                    out.extend_from_slice(&step.state);
                    out.extend_from_slice(&step.address.to_le_bytes());
                    out.extend_from_slice(&step.line);
                }
            }
        }
        out
    }

    /// Reads what [`Response::to_bytes`] wrote, for a device of the given class and number of GPUs. `params`
    /// must be valid.
    ///
    /// # Errors
    /// [`WireError`].
    pub fn from_bytes(params: &ClassParams, gpus: u32, bytes: &[u8]) -> Result<Self, WireError> {
        let expected = Self::byte_len(params, gpus);
        let mut reader = read_header(bytes, RESPONSE_MAGIC, params, gpus, expected)?;
        let gpus = (0..gpus)
            .map(|_| GpuResponse {
                root: reader.array(),
                samples: (0..SAMPLES).map(|_| reader.sampled(params)).collect(),
            })
            .collect();
        Ok(Self { gpus })
    }
}
