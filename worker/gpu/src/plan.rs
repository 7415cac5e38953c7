//! What fits into a card.

use crate::{Card, GpuError, telemetry};
use io_pow::ClassParams;

/// Share of a card's memory that a class plans for, in 1/100.
const PLANNED_PERCENT: u64 = 90;
/// Bytes left to the driver, the context and the kernels' code.
const MARGIN: u64 = 512 << 20;
/// Rows of a strip: as many as are multiplied by all columns in one launch.
pub(crate) const STRIP: u32 = 2048;
/// Bytes that the library may use beside its operands.
pub(crate) const WORKSPACE: u64 = 32 << 20;
const MIB: u64 = 1 << 20;

/// Bytes of an operand's line: `k` in whole stages of the kernel.
#[must_use]
pub const fn pitch(k: u32) -> u64 {
    k.next_multiple_of(64) as u64
}

/// Bytes beside `W` while it is filled: all columns and a strip of rows, their keys, and for the library the strip's sums.
#[must_use]
pub const fn scratch_bytes(n: u32, k: u32) -> u64 {
    let strip = if n < STRIP { n } else { STRIP } as u64;
    let n = n as u64;
    (n + strip) * (pitch(k) + 8) + strip * n * 4 + WORKSPACE
}

/// Bytes beside `W` while it is walked: checkpoints, their folds, and the lanes' roots.
#[must_use]
pub const fn walk_bytes(params: &ClassParams) -> u64 {
    params.lanes as u64 * 32 * (params.lane_depth() as u64 + 4)
}

/// Bytes that a card needs free for a class.
#[must_use]
pub fn needed_bytes(params: &ClassParams) -> u64 {
    let beside = scratch_bytes(params.n, params.k).max(walk_bytes(params));
    params.memory_bytes() + beside + MARGIN
}

/// Panels of a class for cards of `total_bytes`: 90% of them, or what the fill leaves of a small one.
#[must_use]
pub fn panels(total_bytes: u64, n: u32, k: u32) -> u32 {
    let beside = scratch_bytes(n, k) + MARGIN;
    let most =
        (total_bytes.saturating_mul(PLANNED_PERCENT) / 100).min(total_bytes.saturating_sub(beside));
    u32::try_from(most / (u64::from(n) * u64::from(n))).unwrap_or(u32::MAX)
}

/// Whether a class fits, before anything is allocated.
///
/// # Errors
/// [`GpuError::Dimensions`], [`GpuError::TooLittleMemory`], [`GpuError::InUse`] with the processes that have memory.
pub fn fits(card: &Card, params: &ClassParams) -> Result<(), GpuError> {
    params
        .validate()
        .map_err(|error| GpuError::Dimensions(error.to_string()))?;
    let needed = needed_bytes(params);
    if needed > card.total_bytes {
        return Err(GpuError::TooLittleMemory {
            name: card.name.clone(),
            total_mib: card.total_bytes / MIB,
            needed_mib: needed.div_ceil(MIB),
        });
    }
    if needed > card.free_bytes {
        return Err(GpuError::InUse {
            name: card.name.clone(),
            free_mib: card.free_bytes / MIB,
            total_mib: card.total_bytes / MIB,
            needed_mib: needed.div_ceil(MIB),
            by: telemetry::users(&card.uuid),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(total: u64, free: u64) -> Card {
        Card {
            ordinal: 0,
            name: "card".into(),
            uuid: "GPU-0".into(),
            capability: (8, 0),
            total_bytes: total,
            free_bytes: free,
        }
    }

    #[test]
    fn a_card_is_planned_to_nine_tenths_and_never_beyond_what_the_fill_leaves() {
        assert_eq!(panels(80 << 30, 16_384, 32_768), 288);
        // Of 4 GiB, the operands of so large a product take more than a tenth.
        let small = panels(4 << 30, 16_384, 32_768);
        assert_eq!(small, 11);
        for (total, k) in [
            (4_u64 << 30, 32_768),
            (16 << 30, 32_768),
            (141 << 30, 65_536),
        ] {
            let params = ClassParams {
                class: 1,
                n: 16_384,
                k,
                panels: panels(total, 16_384, k),
                lanes: 1 << 17,
                steps: 1 << 20,
            };
            assert_eq!(fits(&card(total, total), &params), Ok(()), "{total}");
        }
    }

    #[test]
    fn too_little_memory_and_a_card_in_use_are_told_apart() {
        let params = ClassParams {
            n: 16_384,
            k: 32_768,
            panels: 80,
            ..ClassParams::TEST
        };
        let small = fits(&card(16 << 30, 16 << 30), &params).unwrap_err();
        assert!(matches!(small, GpuError::TooLittleMemory { .. }), "{small}");
        let busy = fits(&card(24 << 30, 20 << 30), &params).unwrap_err();
        let text = busy.to_string();
        assert!(matches!(busy, GpuError::InUse { .. }), "{text}");
        assert!(text.contains("20480 MiB of its 24576 are free"), "{text}");
        let odd = ClassParams { k: 7, ..params };
        let odd = fits(&card(24 << 30, 24 << 30), &odd).unwrap_err();
        assert!(matches!(odd, GpuError::Dimensions(_)), "{odd}");
    }
}
