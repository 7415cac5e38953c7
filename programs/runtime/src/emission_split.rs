//! The split of the emission as `emissions` stores it, first in its account after the
//! discriminator and the head, where `oracle` reads it to bound a settlement's sum.
use anchor_lang::prelude::*;

/// Piecewise split, in force from `from_epoch`. Cumulative totals at epoch n are
/// `io_core::emission::Split::totals(n)`. 40 bytes, alignment 1.
#[repr(C)]
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable)]
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
