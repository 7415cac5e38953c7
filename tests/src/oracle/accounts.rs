//! Reading `oracle`'s accounts by byte offset, as clients in any language do. Offsets count from the
//! start of the account: 8 bytes of discriminator, then the struct.
use super::instructions::Settlement;

/// Bytes of `Classes`, behind the discriminator: 64 a class, twice, and 8 for each change's moment.
pub const CLASSES_LEN: usize = 8 + 32 * 64 + 64 + 32 * 64 + 32 * 8;

/// Bytes of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl Bytes {
    fn array<const N: usize>(&self, at: usize) -> [u8; N] {
        self.0[8 + at..8 + at + N].try_into().expect("N bytes")
    }
    pub fn u8(&self, at: usize) -> u8 {
        self.0[8 + at]
    }
    pub fn u16(&self, at: usize) -> u16 {
        u16::from_le_bytes(self.array(at))
    }
    pub fn u32(&self, at: usize) -> u32 {
        u32::from_le_bytes(self.array(at))
    }
    pub fn u64(&self, at: usize) -> u64 {
        u64::from_le_bytes(self.array(at))
    }
    pub fn i64(&self, at: usize) -> i64 {
        i64::from_le_bytes(self.array(at))
    }
    pub fn hash(&self, at: usize) -> [u8; 32] {
        self.array(at)
    }
}

/// `EpochRecord`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record(pub Bytes);

pub const OPEN: u8 = 1;
pub const SEALED: u8 = 2;
pub const VOID: u8 = 3;

impl Record {
    pub fn status(&self) -> u8 {
        self.0.u8(2)
    }
    pub fn disproved(&self) -> bool {
        self.0.u8(5) != 0
    }
    pub fn next_candidate(&self) -> u8 {
        self.0.u8(3)
    }
    pub fn epoch(&self) -> u64 {
        self.0.u64(8)
    }
    pub fn opened_slot(&self) -> u64 {
        self.0.u64(16)
    }
    pub fn s0(&self) -> u64 {
        self.0.u64(32)
    }
    pub fn seed(&self) -> [u8; 32] {
        self.0.hash(72)
    }
    pub fn beacon(&self, which: u8) -> [u8; 32] {
        self.0.hash(if which == 1 { 104 } else { 136 })
    }
    pub fn weight(&self, seat: usize) -> u64 {
        self.0.u64(184 + 8 * seat)
    }
    pub fn total_weight(&self) -> u64 {
        self.0.u64(440)
    }
    pub fn supplier_cap(&self) -> u64 {
        self.0.u64(448)
    }
    pub fn summary_root(&self, seat: usize) -> [u8; 32] {
        self.0.hash(456 + 32 * seat)
    }
    pub fn vote(&self, seat: usize) -> [u8; 32] {
        self.0.hash(1_736 + 32 * seat)
    }
    pub fn settlement(&self) -> Settlement {
        let at = 2_760;
        Settlement {
            epoch: self.0.u64(at),
            prev_root: self.0.hash(at + 8),
            rewards_root: self.0.hash(at + 40),
            rewards_sum: self.0.u64(at + 72),
            n_leaves: self.0.u32(at + 80),
            usage_root: self.0.hash(at + 84),
            verdict_root: self.0.hash(at + 116),
            report_hash: self.0.hash(at + 148),
        }
    }
    pub fn sealed_ts(&self) -> i64 {
        self.0.i64(2_944)
    }
    pub fn final_ts(&self) -> i64 {
        self.0.i64(2_952)
    }
    pub fn final_slot(&self) -> u64 {
        self.0.u64(3_004)
    }
    pub fn latest_final_ts(&self) -> i64 {
        self.0.i64(2_960)
    }
    pub fn prev_epoch(&self) -> u64 {
        self.0.u64(2_968)
    }
}

/// One entry of the price ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RingEntry {
    pub lower: u64,
    pub upper: u64,
    pub ema: u64,
    pub confidence: u32,
    pub oldest_ts: u32,
    pub oldest_slot: u32,
}

/// Entries of the price ring, oldest first.
pub fn ring_entries(ring: &Bytes) -> Vec<RingEntry> {
    let (head, len) = (usize::from(ring.u16(4)), usize::from(ring.u16(6)));
    (0..len)
        .map(|i| {
            let at = 24 + 36 * ((head + 256 - len + i) % 256);
            RingEntry {
                lower: ring.u64(at),
                upper: ring.u64(at + 8),
                ema: ring.u64(at + 16),
                confidence: ring.u32(at + 24),
                oldest_ts: ring.u32(at + 28),
                oldest_slot: ring.u32(at + 32),
            }
        })
        .collect()
}

/// An operator's value of a feed on the price board.
pub fn board_value(board: &Bytes, seat: usize, feed: usize) -> u64 {
    board.u64(8 + 8 * (32 * seat + feed))
}
