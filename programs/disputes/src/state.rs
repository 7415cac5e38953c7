//! Accounts of `disputes`.
use anchor_lang::prelude::*;

/// PDA `["challenge", challenger, epoch u64 LE]`: an open challenge of the settlement of an epoch, and
/// the evidence so far. 240 bytes.
#[account]
pub struct Challenge {
    pub version: u8,
    pub bump: u8,
    /// 1: the leaf of the tree before, or after, is shown.
    pub has_before: u8,
    pub has_after: u8,
    /// What a single node of the tree after shows (`io_core::merkle_sum::fault::Fault`); 0: nothing.
    pub fault: u8,
    pub _pad: [u8; 3],
    pub epoch: PodU64,
    pub challenger: Address,
    /// IO base units put down; the vault holds them, and what anybody may have sent there.
    pub bond: PodU64,
    pub opened_ts: PodI64,
    /// The challenged leaf.
    pub index: PodU32,
    pub _pad2: [u8; 4],
    pub wallet_before: Address,
    pub cumulative_before: PodU64,
    pub wallet_after: Address,
    pub cumulative_after: PodU64,
    /// Token account that the bond came from, to which everything is paid.
    pub source: Address,
    /// Token account PDA `["bond", challenge]`, authority: PDA `["disputes"]`.
    pub vault: Address,
    pub _reserved: [u8; 24],
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::mem::{align_of, offset_of, size_of};

    #[test]
    fn the_layout_is_what_readers_assume() {
        assert_eq!(align_of::<Challenge>(), 1);
        assert_eq!(size_of::<Challenge>(), 240);
        assert_eq!(offset_of!(Challenge, epoch), 8);
        assert_eq!(offset_of!(Challenge, challenger), 16);
        assert_eq!(offset_of!(Challenge, index), 64);
        assert_eq!(offset_of!(Challenge, cumulative_after), 144);
        assert_eq!(offset_of!(Challenge, source), 152);
        assert_eq!(offset_of!(Challenge, vault), 184);
    }
}
