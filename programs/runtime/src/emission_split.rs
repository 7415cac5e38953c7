//! The split of the emission as `emissions` stores it, first in its account after the
//! discriminator and the head, where `oracle` reads it to bound a settlement's sum.
use anchor_lang::prelude::*;
use io_core::emission::Split;

/// Offset of the split in the `Emission` account: discriminator 8, head 8.
pub const EMISSION_SPLIT_AT: usize = 16;

/// Piecewise split, in force from `from_epoch`. Cumulative totals at epoch n are
/// `io_core::emission::Split::totals(n)`. 40 bytes, alignment 1.
#[repr(C)]
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable, IdlType)]
pub struct EmissionSplit {
    /// First epoch boundary this split counts from.
    pub from_epoch: PodU64,
    /// S(from_epoch), IO base units.
    pub base_emitted: PodU64,
    /// Stakers' cumulative total at `from_epoch`, IO base units.
    pub base_stakers: PodU64,
    /// CPU part's cumulative total at `from_epoch`, IO base units.
    pub base_cpu: PodU64,
    /// Stakers' share of each hour, basis points.
    pub stakers_bps: PodU16,
    /// CPU part of the suppliers' share, basis points.
    pub cpu_bps: PodU16,
    pub _pad: [u8; 4],
}

const _: () = assert!(core::mem::size_of::<EmissionSplit>() == 40);

impl From<EmissionSplit> for Split {
    #[inline(always)]
    fn from(stored: EmissionSplit) -> Self {
        Self {
            from_epoch: stored.from_epoch.get(),
            base_emitted: stored.base_emitted.get(),
            base_stakers: stored.base_stakers.get(),
            base_cpu: stored.base_cpu.get(),
            stakers_bps: stored.stakers_bps.get(),
            cpu_bps: stored.cpu_bps.get(),
        }
    }
}

impl From<Split> for EmissionSplit {
    #[inline(always)]
    fn from(split: Split) -> Self {
        Self {
            from_epoch: split.from_epoch.into(),
            base_emitted: split.base_emitted.into(),
            base_stakers: split.base_stakers.into(),
            base_cpu: split.base_cpu.into(),
            stakers_bps: split.stakers_bps.into(),
            cpu_bps: split.cpu_bps.into(),
            _pad: [0; 4],
        }
    }
}
