//! One opened card: buffers, and the kernels launched on them.

use crate::library::Library;
use crate::plan::{self, STRIP};
use crate::source::{self, Form};
use crate::{Card, GpuError, card};
use cudarc::driver::{
    CudaFunction, CudaSlice, CudaStream, DriverError, LaunchConfig, PushKernelArg as _,
};
use cudarc::nvrtc::Ptx;
use io_pow::hash::{tag, word_of};
use io_pow::merkle::{ABSENT, node};
use io_pow::sample::SegmentId;
use io_pow::seed::GpuSeed;
use io_pow::{ClassParams, Hash, HostSha256};
use std::sync::Arc;

/// What multiplies the operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Product {
    /// `io_pow_fill`.
    Kernel,
    /// cuBLASLt, then `io_pow_keep`.
    Library,
}

impl Product {
    /// Its name, for tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kernel => "kernel",
            Self::Library => "cuBLASLt",
        }
    }
}

/// Segments of one launch of the walk: short launches leave the card usable for others.
const SEGMENTS_AT_ONCE: u32 = 64;

/// A card with the kernels loaded.
pub struct Gpu {
    card: Card,
    stream: Arc<CudaStream>,
    kernels: Kernels,
    library: Option<Library>,
}

struct Kernels {
    keys: CudaFunction,
    expand: CudaFunction,
    fill: CudaFunction,
    keep: CudaFunction,
    start: CudaFunction,
    walk: CudaFunction,
    again: CudaFunction,
    steps: CudaFunction,
    lane_roots: CudaFunction,
    level: CudaFunction,
}

/// What the third walk gives: for each segment its 64 steps.
pub(crate) struct Steps {
    /// States before the steps.
    pub states: Vec<u8>,
    /// Lines read.
    pub addresses: Vec<u32>,
    /// Their bytes.
    pub lines: Vec<u8>,
}

impl Gpu {
    /// Opens a card, compiles the kernels for it and loads them.
    ///
    /// # Errors
    /// [`GpuError`].
    pub fn open(ordinal: u32) -> Result<Self, GpuError> {
        let (card, context) = card::open(ordinal)?;
        let fails = |what| {
            let name = card.name.clone();
            move |error: DriverError| card::failed(&name, what, &error)
        };
        let code = Ptx::from_binary(source::compile(card.capability, Form::Cubin)?);
        let module = context
            .load_module(code)
            .map_err(fails("loading the kernels"))?;
        let load = |name: &str| {
            module
                .load_function(&format!("io_pow_{name}"))
                .map_err(fails("finding a kernel"))
        };
        let kernels = Kernels {
            keys: load("keys")?,
            expand: load("expand")?,
            fill: load("fill")?,
            keep: load("keep")?,
            start: load("start")?,
            walk: load("walk")?,
            again: load("again")?,
            steps: load("steps")?,
            lane_roots: load("lane_roots")?,
            level: load("level")?,
        };
        let stream = context.new_stream().map_err(fails("making a stream"))?;
        let library = Library::open();
        Ok(Self {
            card,
            stream,
            kernels,
            library,
        })
    }

    /// The card as it was when it was opened.
    #[must_use]
    pub const fn card(&self) -> &Card {
        &self.card
    }

    /// The products there are here, the faster first as far as is known before [`crate::calibrate`]: warp-wide
    /// instructions reach about 63% of what cards from 9.0 on can do.
    #[must_use]
    pub fn products(&self) -> Vec<Product> {
        match (self.library.is_some(), self.card.capability.0 >= 9) {
            (false, _) => vec![Product::Kernel],
            (true, true) => vec![Product::Library, Product::Kernel],
            (true, false) => vec![Product::Kernel, Product::Library],
        }
    }

    /// Whether a class fits now.
    ///
    /// # Errors
    /// As [`plan::fits`].
    pub fn fits(&self, params: &ClassParams) -> Result<(), GpuError> {
        // What was dropped is given back when the stream comes to it: an earlier proof's buffer is not in use.
        self.wait()?;
        let memory = self.stream.context().mem_get_info();
        let (free, total) = memory.map_err(|error| self.failed("asking for its memory", &error))?;
        let now = Card {
            free_bytes: free as u64,
            total_bytes: total as u64,
            ..self.card.clone()
        };
        plan::fits(&now, params)
    }

    pub(crate) fn failed(&self, what: &'static str, error: &DriverError) -> GpuError {
        card::failed(&self.card.name, what, error)
    }

    fn try_to<T>(&self, what: &'static str, result: Result<T, DriverError>) -> Result<T, GpuError> {
        result.map_err(|error| self.failed(what, &error))
    }

    /// Zeroed memory: what a kernel does not write must not be another program's.
    fn room<T: cudarc::driver::DeviceRepr + cudarc::driver::ValidAsZeroBits>(
        &self,
        len: usize,
    ) -> Result<CudaSlice<T>, GpuError> {
        self.try_to("allocating memory", self.stream.alloc_zeros(len.max(1)))
    }

    /// Waits for everything launched.
    pub(crate) fn wait(&self) -> Result<(), GpuError> {
        self.try_to("running a kernel", self.stream.synchronize())
    }

    /// Fills `W`.
    pub(crate) fn fill(
        &self,
        seed: &GpuSeed,
        params: &ClassParams,
        product: Product,
    ) -> Result<CudaSlice<u8>, GpuError> {
        let (n, words) = (params.n, params.k / 8);
        let pitch = plan::pitch(params.k) as u32;
        let strip = n.min(STRIP);
        let panel_bytes = n as usize * n as usize;
        let library = match (product, &self.library) {
            (Product::Library, Some(library)) => {
                Some(library.prepare(&self.stream, n, strip, pitch)?)
            }
            _ => None,
        };
        let mut w = self.room::<u8>(params.memory_bytes() as usize)?;
        let mut keys = self.room::<u64>(n as usize)?;
        let mut columns = self.room::<u8>(n as usize * pitch as usize)?;
        let mut rows = self.room::<u8>(strip as usize * pitch as usize)?;
        let mut sums = self.room::<i32>(match library {
            Some(_) => strip as usize * n as usize,
            None => 1,
        })?;
        for panel in 0..params.panels {
            self.expand(
                seed,
                b'Y',
                panel,
                0..n,
                words,
                pitch,
                &mut keys,
                &mut columns,
            )?;
            for first in (0..n).step_by(strip as usize) {
                let count = strip.min(n - first);
                let lines = first..first + count;
                self.expand(seed, b'X', panel, lines, words, pitch, &mut keys, &mut rows)?;
                let at = panel as usize * panel_bytes + first as usize * n as usize;
                let bytes = count as usize * n as usize;
                let mut part = w.slice_mut(at..at + bytes);
                match &library {
                    None => {
                        let mut launch = self.stream.launch_builder(&self.kernels.fill);
                        launch
                            .arg(&rows)
                            .arg(&columns)
                            .arg(&pitch)
                            .arg(&n)
                            .arg(&mut part);
                        // SAFETY: the kernel's parameters are these; it reads whole lines of the two operands, of
                        // which `count` and `n`, multiples of 128, are there, and writes `count · n` bytes.
                        let launched = unsafe { launch.launch(grid(n / 128, count / 128, 256)) };
                        self.try_to("launching the fill", launched)?;
                    }
                    Some(library) => {
                        library.multiply(&self.stream, &columns, &rows, &mut sums, count)?;
                        let sixteens = bytes as u64 / 16;
                        let blocks = (bytes / 16).div_ceil(256) as u32;
                        let mut launch = self.stream.launch_builder(&self.kernels.keep);
                        launch.arg(&sums).arg(&sixteens).arg(&mut part);
                        // SAFETY: the kernel's parameters are these; it reads 16 sums and writes 16 bytes for each of
                        // `sixteens`, which both buffers have.
                        let launched = unsafe { launch.launch(grid(blocks, 1, 256)) };
                        self.try_to("launching the shift", launched)?;
                    }
                }
            }
        }
        self.wait()?;
        Ok(w)
    }

    #[allow(clippy::too_many_arguments, reason = "one launch's parameters")]
    fn expand(
        &self,
        seed: &GpuSeed,
        side: u8,
        panel: u32,
        lines: std::ops::Range<u32>,
        words: u32,
        pitch: u32,
        keys: &mut CudaSlice<u64>,
        out: &mut CudaSlice<u8>,
    ) -> Result<(), GpuError> {
        let (seed, side) = (words_of(seed), u32::from(side));
        let (first, count, pitch_words) = (lines.start, lines.end - lines.start, pitch / 8);
        let mut launch = self.stream.launch_builder(&self.kernels.keys);
        launch
            .arg(&seed)
            .arg(&side)
            .arg(&panel)
            .arg(&first)
            .arg(&count);
        launch.arg(&mut *keys);
        // SAFETY: the kernel's parameters are these; it writes `count` keys, and there is room for `n`.
        let launched = unsafe { launch.launch(grid(count.div_ceil(256), 1, 256)) };
        self.try_to("launching the keys", launched)?;
        let mut launch = self.stream.launch_builder(&self.kernels.expand);
        launch.arg(&*keys).arg(&words).arg(&pitch_words).arg(out);
        let blocks = (pitch_words / 2).div_ceil(256);
        // SAFETY: the kernel's parameters are these; it writes `count` lines of `pitch` bytes, for which there is room.
        let launched = unsafe { launch.launch(grid(blocks, count, 256)) };
        self.try_to("launching the operands", launched)?;
        Ok(())
    }

    /// Walks all lanes of `W`; the roots of their trees, and the root over those.
    pub(crate) fn walk(
        &self,
        w: &CudaSlice<u8>,
        seed: &GpuSeed,
        params: &ClassParams,
    ) -> Result<(Vec<Hash>, Hash), GpuError> {
        let seed = words_of(seed);
        let (lanes, lines, segments) = (params.lanes, params.lines(), params.segments());
        let depth = params.lane_depth() as u32;
        let blocks = lanes.div_ceil(128);
        let mut checkpoints = self.room::<u8>(lanes as usize * 32)?;
        let mut pending = self.room::<u8>(lanes as usize * 32 * (depth as usize + 1))?;
        let mut roots = self.room::<u8>(lanes as usize * 32)?;
        let mut launch = self.stream.launch_builder(&self.kernels.start);
        launch.arg(&seed).arg(&lanes).arg(&mut checkpoints);
        // SAFETY: the kernel's parameters are these; it writes a digest for each lane, for which there is room.
        let launched = unsafe { launch.launch(grid(blocks, 1, 128)) };
        self.try_to("launching the lanes' starts", launched)?;
        for first in (0..segments).step_by(SEGMENTS_AT_ONCE as usize) {
            let count = SEGMENTS_AT_ONCE.min(segments - first);
            let mut launch = self.stream.launch_builder(&self.kernels.walk);
            launch
                .arg(w)
                .arg(&lines)
                .arg(&seed)
                .arg(&lanes)
                .arg(&first)
                .arg(&count);
            launch.arg(&mut checkpoints).arg(&mut pending);
            // SAFETY: the kernel's parameters are these; addresses are below `lines`, which `w` has, and levels at most
            // `depth`, for which `pending` has room. Blocks are of 128 threads, as it demands.
            let launched = unsafe { launch.launch(grid(blocks, 1, 128)) };
            self.try_to("launching the walk", launched)?;
        }
        let mut launch = self.stream.launch_builder(&self.kernels.lane_roots);
        launch
            .arg(&pending)
            .arg(&lanes)
            .arg(&segments)
            .arg(&depth)
            .arg(&mut roots);
        // SAFETY: the kernel's parameters are these; it reads levels up to `depth` and writes a digest for each lane.
        let launched = unsafe { launch.launch(grid(blocks, 1, 128)) };
        self.try_to("launching the lanes' roots", launched)?;
        let bytes = self.try_to("reading the roots", self.stream.clone_dtoh(&roots))?;
        let root = self.tree(roots, lanes)?;
        Ok((digests(&bytes), root))
    }

    /// The root over `count` digests.
    fn tree(&self, mut nodes: CudaSlice<u8>, count: u32) -> Result<Hash, GpuError> {
        let (mut count, mut absent, tag) = (count, ABSENT, u32::from(tag::GPU_NODE));
        while count > 1 {
            let half = count.div_ceil(2);
            let mut above = self.room::<u8>(half as usize * 32)?;
            let gap = words32_of(&absent);
            let mut launch = self.stream.launch_builder(&self.kernels.level);
            launch
                .arg(&nodes)
                .arg(&count)
                .arg(&tag)
                .arg(&gap)
                .arg(&mut above);
            // SAFETY: the kernel's parameters are these; it reads `count` digests and writes half as many.
            let launched = unsafe { launch.launch(grid(half.div_ceil(128), 1, 128)) };
            self.try_to("launching a level of the tree", launched)?;
            absent = node::<HostSha256>(tag as u8, &absent, &absent);
            (nodes, count) = (above, half);
        }
        let bytes = self.try_to("reading the root", self.stream.clone_dtoh(&nodes))?;
        Ok(digests(&bytes)[0])
    }

    /// Walks some lanes again: all checkpoints of each.
    pub(crate) fn again(
        &self,
        w: &CudaSlice<u8>,
        seed: &GpuSeed,
        params: &ClassParams,
        lanes: &[u32],
    ) -> Result<Vec<Vec<Hash>>, GpuError> {
        let seed = words_of(seed);
        let (lines, segments, count) = (params.lines(), params.segments(), lanes.len() as u32);
        let chosen = self.try_to("sending lanes", self.stream.clone_htod(lanes))?;
        let mut kept = self.room::<u8>(lanes.len() * segments as usize * 32)?;
        let mut launch = self.stream.launch_builder(&self.kernels.again);
        launch
            .arg(w)
            .arg(&lines)
            .arg(&seed)
            .arg(&chosen)
            .arg(&count)
            .arg(&segments);
        launch.arg(&mut kept);
        // SAFETY: the kernel's parameters are these; addresses are below `lines`, which `w` has, and it writes `segments`
        // digests for each of `count` lanes.
        let launched = unsafe { launch.launch(grid(count.div_ceil(128), 1, 128)) };
        self.try_to("launching the second walk", launched)?;
        let bytes = self.try_to("reading checkpoints", self.stream.clone_dtoh(&kept))?;
        let all = digests(&bytes);
        Ok(all
            .chunks(segments as usize)
            .map(<[Hash]>::to_vec)
            .collect())
    }

    /// The steps of some segments, each from its checkpoint.
    pub(crate) fn steps(
        &self,
        w: &CudaSlice<u8>,
        seed: &GpuSeed,
        params: &ClassParams,
        ids: &[SegmentId],
        starts: &[Hash],
    ) -> Result<Steps, GpuError> {
        let seed = words_of(seed);
        let (lines, count) = (params.lines(), ids.len() as u32);
        let steps = ids.len() * io_pow::params::SEGMENT_STEPS as usize;
        let send =
            |numbers: Vec<u32>| self.try_to("sending segments", self.stream.clone_htod(&numbers));
        let lanes = send(ids.iter().map(|id| id.lane).collect())?;
        let segments = send(ids.iter().map(|id| id.segment).collect())?;
        let starts = self.stream.clone_htod(starts.as_flattened());
        let starts = self.try_to("sending checkpoints", starts)?;
        let mut states = self.room::<u8>(steps * 32)?;
        let mut addresses = self.room::<u32>(steps)?;
        let mut out = self.room::<u8>(steps * io_pow::params::LINE_BYTES)?;
        let mut launch = self.stream.launch_builder(&self.kernels.steps);
        launch
            .arg(w)
            .arg(&lines)
            .arg(&seed)
            .arg(&lanes)
            .arg(&segments)
            .arg(&starts);
        launch
            .arg(&count)
            .arg(&mut states)
            .arg(&mut addresses)
            .arg(&mut out);
        // SAFETY: the kernel's parameters are these; addresses are below `lines`, which `w` has, and it writes 64 states,
        // addresses and lines for each of `count` segments.
        let launched = unsafe { launch.launch(grid(count.div_ceil(128), 1, 128)) };
        self.try_to("launching the steps", launched)?;
        Ok(Steps {
            states: self.try_to("reading states", self.stream.clone_dtoh(&states))?,
            addresses: self.try_to("reading addresses", self.stream.clone_dtoh(&addresses))?,
            lines: self.try_to("reading lines", self.stream.clone_dtoh(&out))?,
        })
    }

    /// The bytes of `W`.
    pub(crate) fn bytes(&self, w: &CudaSlice<u8>) -> Result<Vec<u8>, GpuError> {
        self.try_to("reading the buffer", self.stream.clone_dtoh(w))
    }
}

const fn grid(x: u32, y: u32, threads: u32) -> LaunchConfig {
    LaunchConfig {
        grid_dim: (x, y, 1),
        block_dim: (threads, 1, 1),
        shared_mem_bytes: 0,
    }
}

/// The kernels' `Seed`.
fn words_of(seed: &GpuSeed) -> [u64; 4] {
    [0, 1, 2, 3].map(|index| word_of(&seed.0, index))
}

/// The kernels' `Digest`.
fn words32_of(hash: &Hash) -> [u32; 8] {
    let (words, _) = hash.as_chunks::<4>();
    std::array::from_fn(|at| u32::from_le_bytes(words[at]))
}

fn digests(bytes: &[u8]) -> Vec<Hash> {
    bytes.as_chunks::<32>().0.to_vec()
}
