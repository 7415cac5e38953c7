//! What a class of devices must compute: dimensions of the buffer and of the walk.

use core::fmt;

/// Bytes read by one step of the walk.
pub const LINE_BYTES: usize = 128;
/// Steps between two checkpoints.
pub const SEGMENT_STEPS: u32 = 64;
/// Walk segments drawn by the first beacon, per GPU.
pub const SAMPLES: u32 = 64;
/// How many of the [`SAMPLES`], counted from sample 0, are the first segment of their lane: only there is a
/// state tied to the seed rather than to the segment before.
pub const FIRST_SAMPLES: u32 = 8;
/// Bytes drawn by the second beacon, per GPU.
pub const PROBES: u32 = 256;
/// Levels of a fleet tree: a supplier's class holds up to 2²⁰ devices.
pub const FLEET_DEPTH: usize = 20;
/// Most GPUs one device (host) may have.
pub const MAX_GPUS: u32 = 64;
/// Levels of the tree over the roots of a device's GPUs.
pub const GPUS_DEPTH: usize = depth_of(MAX_GPUS);
/// Deepest Merkle tree over checkpoints or lanes that the limits of [`ClassParams::validate`] allow.
pub const MAX_DEPTH: usize = 26;

/// Dimensions of the proof of one class. All of them enter every GPU's seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassParams {
    /// The class's number in the network's table of classes.
    pub class: u32,
    /// Rows and columns of a panel; a multiple of 128, at most 32,768.
    pub n: u32,
    /// Inner dimension of the product, in elements; a multiple of 8, at most 65,536.
    pub k: u32,
    /// Panels, each of `n²` bytes, at least 1. `panels · n² / 128` must be below 2³².
    pub panels: u32,
    /// Lanes of the walk, 1 to 2²⁶.
    pub lanes: u32,
    /// Steps per lane; a positive multiple of 64, below 2³².
    pub steps: u32,
}

/// Why dimensions are not a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParamsError {
    /// 1: `n` is not a positive multiple of 128 of at most 32,768.
    BadN = 1,
    /// 2: `k` is not a positive multiple of 8 of at most 65,536.
    BadK = 2,
    /// 3: no panel, or more lines than 32 bits can address.
    BadPanels = 3,
    /// 4: no lane, or more than 2²⁶.
    BadLanes = 4,
    /// 5: `steps` is not a positive multiple of 64.
    BadSteps = 5,
}

impl fmt::Display for ParamsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BadN => "n must be a positive multiple of 128, at most 32768",
            Self::BadK => "k must be a positive multiple of 8, at most 65536",
            Self::BadPanels => "panels must be at least 1, and panels * n * n / 128 below 2^32",
            Self::BadLanes => "lanes must be between 1 and 67108864",
            Self::BadSteps => "steps must be a positive multiple of 64",
        })
    }
}

impl core::error::Error for ParamsError {}

impl ClassParams {
    /// The class for tests and local networks: 128 KiB of memory, a proof in milliseconds on one core.
    pub const TEST: Self = Self {
        class: 0,
        n: 256,
        k: 512,
        panels: 2,
        lanes: 64,
        steps: 256,
    };

    /// Checks the limits named on the fields; everything else in the crate relies on them.
    ///
    /// # Errors
    /// The first limit that does not hold.
    pub const fn validate(&self) -> Result<(), ParamsError> {
        if self.n == 0 || !self.n.is_multiple_of(LINE_BYTES as u32) || self.n > 32_768 {
            return Err(ParamsError::BadN);
        }
        // 65,536 products of two int8 stay within ±2³⁰, so the int32 accumulator never wraps.
        if self.k == 0 || !self.k.is_multiple_of(8) || self.k > 65_536 {
            return Err(ParamsError::BadK);
        }
        if self.panels == 0 || self.lines_wide() > u32::MAX as u128 {
            return Err(ParamsError::BadPanels);
        }
        if self.lanes == 0 || self.lanes > 1 << MAX_DEPTH {
            return Err(ParamsError::BadLanes);
        }
        if self.steps == 0 || !self.steps.is_multiple_of(SEGMENT_STEPS) {
            return Err(ParamsError::BadSteps);
        }
        Ok(())
    }

    const fn lines_wide(&self) -> u128 {
        self.panels as u128 * self.n as u128 * self.n as u128 / LINE_BYTES as u128
    }

    /// Lines of 128 bytes in `W` (exact: `n` is a multiple of 128).
    #[must_use]
    pub const fn lines(&self) -> u32 {
        self.lines_wide() as u32
    }

    /// Bytes of `W` of one GPU.
    #[must_use]
    pub const fn memory_bytes(&self) -> u64 {
        self.lines() as u64 * LINE_BYTES as u64
    }

    /// Segments, and so checkpoints, per lane (exact: `steps` is a multiple of 64).
    #[must_use]
    pub const fn segments(&self) -> u32 {
        self.steps / SEGMENT_STEPS
    }

    /// Levels of the tree over one lane's checkpoints.
    #[must_use]
    pub const fn lane_depth(&self) -> usize {
        depth_of(self.segments())
    }

    /// Levels of the tree over the lanes.
    #[must_use]
    pub const fn gpu_depth(&self) -> usize {
        depth_of(self.lanes)
    }
}

/// Levels of the smallest complete binary tree with at least `leaves` leaves; 0 for one leaf.
#[must_use]
pub const fn depth_of(leaves: u32) -> usize {
    if leaves <= 1 {
        0
    } else {
        (u32::BITS - (leaves - 1).leading_zeros()) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depths_round_up() {
        let pairs = [(1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (64, 6), (65, 7)];
        for (leaves, depth) in pairs {
            assert_eq!(depth_of(leaves), depth, "{leaves} leaves");
        }
    }

    #[test]
    fn each_limit_is_refused_by_its_own_code() {
        let ok = ClassParams::TEST;
        assert_eq!(ok.validate(), Ok(()));
        for n in [0, 64, 200, 32_896] {
            assert_eq!(ClassParams { n, ..ok }.validate(), Err(ParamsError::BadN));
        }
        for k in [0, 12, 65_544] {
            assert_eq!(ClassParams { k, ..ok }.validate(), Err(ParamsError::BadK));
        }
        for panels in [0, u32::MAX] {
            assert_eq!(
                ClassParams { panels, ..ok }.validate(),
                Err(ParamsError::BadPanels)
            );
        }
        for lanes in [0, (1 << 26) + 1] {
            assert_eq!(
                ClassParams { lanes, ..ok }.validate(),
                Err(ParamsError::BadLanes)
            );
        }
        for steps in [0, 63, 100] {
            assert_eq!(
                ClassParams { steps, ..ok }.validate(),
                Err(ParamsError::BadSteps)
            );
        }
    }

    #[test]
    fn a_large_card_fits_the_limits() {
        // 90% of 141 GB in panels of 256 MiB, a million steps on 2^17 lanes.
        let h200 = ClassParams {
            class: 12,
            n: 16_384,
            k: 65_536,
            panels: 472,
            lanes: 1 << 17,
            steps: 1 << 20,
        };
        assert_eq!(h200.validate(), Ok(()));
        assert_eq!(h200.memory_bytes(), 472 << 28);
        assert!(h200.lane_depth() == 14 && h200.gpu_depth() == 17);
    }
}
