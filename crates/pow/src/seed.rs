//! Seeds and beacons: what ties a proof to one epoch, one device, one GPU and one set of dimensions.

use crate::hash::{Hash, Sha256, tag};
use crate::params::ClassParams;

/// Begins the epoch seed; a change of any rule changes it.
pub const PROTOCOL: &[u8; 8] = b"io-pow/1";

/// The epoch's seed `S`, the same for all devices and stored on chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EpochSeed(pub Hash);

/// The seed `Sd` of one GPU of one device in one epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GpuSeed(pub Hash);

impl EpochSeed {
    /// `SHA256("io-pow/1" ‖ program id ‖ epoch ‖ slot hash)`, with the hash of the drawn challenge slot.
    #[must_use]
    pub fn derive<H: Sha256>(program_id: &Hash, epoch: u64, slot_hash: &Hash) -> Self {
        Self(H::hash_parts(&[
            PROTOCOL,
            program_id,
            &epoch.to_le_bytes(),
            slot_hash,
        ]))
    }
}

impl GpuSeed {
    /// `SHA256('d' ‖ S ‖ device ‖ ordinal ‖ class ‖ n ‖ k ‖ panels ‖ lanes ‖ steps)`: dimensions are bound in,
    /// so a proof of an easier class is a proof of nothing. `device` is the address of the device's account,
    /// `ordinal` counts its GPUs from 0.
    #[must_use]
    pub fn derive<H: Sha256>(
        seed: &EpochSeed,
        device: &Hash,
        ordinal: u32,
        params: &ClassParams,
    ) -> Self {
        let mut dimensions = [0; 28];
        let fields = [
            ordinal,
            params.class,
            params.n,
            params.k,
            params.panels,
            params.lanes,
            params.steps,
        ];
        for (out, field) in dimensions.chunks_exact_mut(4).zip(fields) {
            out.copy_from_slice(&field.to_le_bytes());
        }
        Self(H::hash_parts(&[
            &[tag::GPU_SEED],
            &seed.0,
            device,
            &dimensions,
        ]))
    }
}

/// One entry of the SlotHashes sysvar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotHash {
    /// The slot.
    pub slot: u64,
    /// The hash of its block.
    pub hash: Hash,
}

/// A beacon: `SHA256('b' ‖ slot₀ ‖ hash₀ ‖ slot₁ ‖ hash₁ ‖ slot₂ ‖ hash₂)` of the first entries at or after
/// slots `sb`, `sb + 8` and `sb + 16`. Which entries those are is the caller's to check.
#[must_use]
pub fn beacon<H: Sha256>(entries: &[SlotHash; 3]) -> Hash {
    let slots = entries.map(|entry| entry.slot.to_le_bytes());
    H::hash_parts(&[
        &[tag::BEACON],
        &slots[0],
        &entries[0].hash,
        &slots[1],
        &entries[1].hash,
        &slots[2],
        &entries[2].hash,
    ])
}
