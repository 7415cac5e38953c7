//! The rows of up to 2¹⁶ devices, column by column.
//!
//! ```text
//! "io-shard" | version u16 | number u16 | rows u32 | readings u32
//! offset u16 … | minutes u64 … | verdict u8 … | reason u8 … | place u32 … | on-time bits, 8 a byte …
//! (offset u16, class u8, processors u16, tier u8, flags u8, payee [32], commit [32], response [32]) …
//! ```
//! Little-endian; offsets ascend; the device's registry index is `number · 2¹⁶ + offset`. Unused bits are zero.
//! The root is `io_core::merkle::shard_root` of the rows, the plain Merkle tree of depth 16 over the summary leaves of
//! `io_core::merkle`, and of SHA-256(on-time bits ‖ readings).

use io_api::Digest;
use io_core::hash::HostSha256;
use io_core::merkle::{self, Tree};
use sha2::{Digest as _, Sha256};

use super::reader::{FormatError, Reader};

const MAGIC: &[u8; 8] = b"io-shard";
const VERSION: u16 = 2;
const READING_BYTES: usize = 103;
const DEPTH: u8 = merkle::SHARD_DEPTH;
/// Registry indices of a shard.
pub const SHARD_ROWS: usize = 1 << DEPTH;
/// The 60 bits of a minute map.
pub const MINUTES_MASK: u64 = (1 << 60) - 1;
/// Longest shard that is accepted from a peer, bytes.
pub const MAX_SHARD_BYTES: usize = 20 + SHARD_ROWS * (17 + READING_BYTES);

/// Verdicts as rows and leaves hold them.
pub mod verdict {
    /// Not judged by this operator.
    pub const NONE: u8 = 0;
    /// The proof passed.
    pub const PASS: u8 = 1;
    /// The proof failed by a named fault.
    pub const FAIL: u8 = 2;
    /// No proof came.
    pub const SILENT: u8 = 3;
}

/// One device's hour as one operator saw it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Bit m: a heartbeat was received in minute m.
    pub minutes: u64,
    /// See [`verdict`].
    pub verdict: u8,
    /// Kind of the fault of a failure (`io_pow::Fault::reason`), else 0.
    pub reason: u8,
    /// Where the fault is (`io_pow::Fault::place`), else 0.
    pub place: u32,
    /// Commit and response landed on time.
    pub on_time: bool,
}

/// Flag of a [`Reading`]: the stake meets the requirement.
const FLAG_STAKED: u8 = 1;
/// Flag of a [`Reading`]: neither paused nor retired.
const FLAG_IN_SERVICE: u8 = 2;
/// Flag of a [`Reading`]: minutes and verdict come from the generated fleet.
const FLAG_GENERATED: u8 = 4;

/// What an operator reads about a device on chain. Chain state cannot be read as of a past slot, so each
/// operator commits to its own reading and the report takes the one that more than half agree on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Class number.
    pub class: u8,
    /// GPUs.
    pub processors: u16,
    /// Connectivity tier, 0 unmeasured.
    pub tier: u8,
    /// The stake meets the requirement.
    pub staked: bool,
    /// Neither paused nor retired.
    pub in_service: bool,
    /// A registered host of the generated fleet: minutes and verdict are the generator's.
    pub generated: bool,
    /// Wallet that is paid.
    pub payee: [u8; 32],
    /// The device's leaf in its supplier's commit tree; zero for none.
    pub commit: [u8; 32],
    /// The device's leaf in its supplier's response tree; zero for none.
    pub response: [u8; 32],
}

/// Whether a device of this on-chain status counts: registered (0) or offered (1).
#[must_use]
pub const fn in_service(status: u8) -> bool {
    status <= 1
}

impl Reading {
    /// The leaves that its proof is known by.
    #[must_use]
    pub const fn proof(&self) -> ([u8; 32], [u8; 32]) {
        (self.commit, self.response)
    }

    fn write(&self, offset: u16, out: &mut Vec<u8>) {
        let flags = if self.staked { FLAG_STAKED } else { 0 }
            | if self.in_service { FLAG_IN_SERVICE } else { 0 }
            | if self.generated { FLAG_GENERATED } else { 0 };
        out.extend_from_slice(&offset.to_le_bytes());
        out.push(self.class);
        out.extend_from_slice(&self.processors.to_le_bytes());
        out.extend_from_slice(&[self.tier, flags]);
        out.extend_from_slice(&self.payee);
        out.extend_from_slice(&self.commit);
        out.extend_from_slice(&self.response);
    }

    fn read(reader: &mut Reader<'_>) -> Result<(u16, Self), FormatError> {
        let offset = reader.u16()?;
        let (class, processors) = (reader.u8()?, reader.u16()?);
        let (tier, flags) = (reader.u8()?, reader.u8()?);
        if tier > 4 || flags & !(FLAG_STAKED | FLAG_IN_SERVICE | FLAG_GENERATED) != 0 {
            return Err(FormatError::Value);
        }
        let reading = Self {
            class,
            processors,
            tier,
            staked: flags & FLAG_STAKED != 0,
            in_service: flags & FLAG_IN_SERVICE != 0,
            generated: flags & FLAG_GENERATED != 0,
            payee: reader.array()?,
            commit: reader.array()?,
            response: reader.array()?,
        };
        Ok((offset, reading))
    }
}

/// The rows of one shard, by offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard {
    number: u16,
    offsets: Vec<u16>,
    minutes: Vec<u64>,
    verdicts: Vec<u8>,
    reasons: Vec<u8>,
    places: Vec<u32>,
    on_time: Vec<u8>,
    readings: Vec<(u16, Reading)>,
}

impl Shard {
    /// An empty shard of registry indices from `number · 2¹⁶`, with room for `rows`.
    #[must_use]
    pub fn with_capacity(number: u16, rows: usize) -> Self {
        Self {
            number,
            offsets: Vec::with_capacity(rows),
            minutes: Vec::with_capacity(rows),
            verdicts: Vec::with_capacity(rows),
            reasons: Vec::with_capacity(rows),
            places: Vec::with_capacity(rows),
            on_time: Vec::with_capacity(rows.div_ceil(8)),
            readings: Vec::new(),
        }
    }

    /// Appends a device.
    ///
    /// # Errors
    /// [`FormatError::Order`] unless offsets ascend; [`FormatError::Value`] for a 61st minute or an unknown
    /// verdict.
    pub fn push(
        &mut self,
        offset: u16,
        row: Row,
        reading: Option<Reading>,
    ) -> Result<(), FormatError> {
        if self.offsets.last().is_some_and(|last| *last >= offset) {
            return Err(FormatError::Order);
        }
        if row.minutes & !MINUTES_MASK != 0 || row.verdict > verdict::SILENT {
            return Err(FormatError::Value);
        }
        let at = self.offsets.len();
        self.offsets.push(offset);
        self.minutes.push(row.minutes);
        self.verdicts.push(row.verdict);
        self.reasons.push(row.reason);
        self.places.push(row.place);
        if at.is_multiple_of(8) {
            self.on_time.push(0);
        }
        if row.on_time
            && let Some(bits) = self.on_time.last_mut()
        {
            *bits |= 1 << (at % 8);
        }
        self.readings
            .extend(reading.map(|reading| (offset, reading)));
        Ok(())
    }

    /// Its number.
    #[must_use]
    pub const fn number(&self) -> u16 {
        self.number
    }

    /// Devices in it.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.offsets.len()
    }

    /// Whether it holds no device.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.offsets.is_empty()
    }

    /// Offsets, ascending.
    #[must_use]
    pub fn offsets(&self) -> &[u16] {
        &self.offsets
    }

    /// Registry index of the row at position `at` (below [`Shard::len`]).
    #[must_use]
    pub fn index(&self, at: usize) -> u32 {
        (u32::from(self.number) << DEPTH) | u32::from(self.offsets[at])
    }

    /// The row at position `at` (below [`Shard::len`]).
    #[must_use]
    pub fn row(&self, at: usize) -> Row {
        Row {
            minutes: self.minutes[at],
            verdict: self.verdicts[at],
            reason: self.reasons[at],
            place: self.places[at],
            on_time: (self.on_time[at / 8] >> (at % 8)) & 1 == 1,
        }
    }

    /// What was read on chain about devices, by offset; a generated device has no entry.
    #[must_use]
    pub fn readings(&self) -> &[(u16, Reading)] {
        &self.readings
    }

    /// Canonical bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out =
            Vec::with_capacity(20 + 17 * self.len() + READING_BYTES * self.readings.len());
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&self.number.to_le_bytes());
        out.extend_from_slice(&(self.len() as u32).to_le_bytes());
        out.extend_from_slice(&(self.readings.len() as u32).to_le_bytes());
        out.extend(self.offsets.iter().flat_map(|offset| offset.to_le_bytes()));
        out.extend(
            self.minutes
                .iter()
                .flat_map(|minutes| minutes.to_le_bytes()),
        );
        out.extend_from_slice(&self.verdicts);
        out.extend_from_slice(&self.reasons);
        out.extend(self.places.iter().flat_map(|place| place.to_le_bytes()));
        self.write_tail(&mut out);
        out
    }

    fn write_tail(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.on_time);
        for (offset, reading) in &self.readings {
            reading.write(*offset, out);
        }
    }

    /// Reads canonical bytes; anything else is refused, so a shard has one form.
    ///
    /// # Errors
    /// [`FormatError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FormatError> {
        let mut reader = Reader::new(bytes);
        reader.magic(MAGIC, VERSION)?;
        let number = reader.u16()?;
        let (rows, readings) = (reader.u32()? as usize, reader.u32()? as usize);
        let rows = reader.count(rows, SHARD_ROWS, 16)?;
        let readings = reader.count(readings, rows, READING_BYTES)?;
        let (offsets, _) = reader.take(2 * rows)?.as_chunks();
        let offsets: Vec<u16> = offsets.iter().map(|b| u16::from_le_bytes(*b)).collect();
        let (minutes, _) = reader.take(8 * rows)?.as_chunks();
        let minutes: Vec<u64> = minutes.iter().map(|b| u64::from_le_bytes(*b)).collect();
        let verdicts = reader.take(rows)?.to_vec();
        let reasons = reader.take(rows)?.to_vec();
        let (places, _) = reader.take(4 * rows)?.as_chunks();
        let places = places.iter().map(|b| u32::from_le_bytes(*b)).collect();
        let on_time = reader.take(rows.div_ceil(8))?.to_vec();
        let readings = (0..readings)
            .map(|_| Reading::read(&mut reader))
            .collect::<Result<Vec<_>, _>>()?;
        reader.end()?;
        if !offsets.is_sorted_by(|a, b| a < b) || !readings.is_sorted_by(|a, b| a.0 < b.0) {
            return Err(FormatError::Order);
        }
        let spare_bits = on_time.last().map_or(0, |last| match rows % 8 {
            0 => 0,
            used => last >> used,
        });
        if minutes.iter().any(|map| map & !MINUTES_MASK != 0)
            || verdicts.iter().any(|code| *code > verdict::SILENT)
            || spare_bits != 0
            || readings
                .iter()
                .any(|(offset, _)| offsets.binary_search(offset).is_err())
        {
            return Err(FormatError::Value);
        }
        Ok(Self {
            number,
            offsets,
            minutes,
            verdicts,
            reasons,
            places,
            on_time,
            readings,
        })
    }

    /// The root that stands for the shard in a summary.
    #[must_use]
    pub fn root(&self) -> Digest {
        let mut tail = Vec::with_capacity(self.on_time.len() + READING_BYTES * self.readings.len());
        self.write_tail(&mut tail);
        let rest = Sha256::digest(&tail).into();
        Digest(merkle::shard_root::<HostSha256>(
            self.number,
            &self.rows_root(),
            &rest,
        ))
    }

    fn rows_root(&self) -> [u8; 32] {
        let mut leaves =
            vec![merkle::ABSENT; self.offsets.last().map_or(0, |o| usize::from(*o) + 1)];
        let mut readings = self.readings.iter().peekable();
        for (at, offset) in self.offsets.iter().enumerate() {
            let reading = readings.next_if(|(of, _)| of == offset);
            let summary = merkle::Summary {
                minutes: self.minutes[at],
                verdict: self.verdicts[at],
                reason: self.reasons[at],
                place: self.places[at],
                on_time: self.row(at).on_time,
                commit: reading.map_or([0; 32], |(_, reading)| reading.commit),
                response: reading.map_or([0; 32], |(_, reading)| reading.response),
            };
            leaves[usize::from(*offset)] =
                merkle::summary_leaf::<HostSha256>(self.index(at), &summary);
        }
        // 2¹⁶ leaves at most, at depth 16: the tree can refuse nothing.
        Tree::build(DEPTH, leaves).map_or(merkle::ABSENT, |tree| tree.root())
    }
}
