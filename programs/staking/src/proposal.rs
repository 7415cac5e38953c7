//! A slash that a quorum asks for and governance decides.
use anchor_lang::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum ProposalStatus {
    Open = 1,
    /// Burned.
    Confirmed = 2,
    /// Unlocked.
    Lapsed = 3,
}

/// PDA `["slash", evidence]`: one piece of evidence, by its hash. It stays for ever, so that evidence
/// which has lapsed or was judged never locks again.
#[account]
pub struct SlashProposal {
    pub version: u8,
    pub bump: u8,
    pub status: u8,
    pub _pad: [u8; 5],
    /// A `Position` or a `DeviceStake`.
    pub target: Address,
    /// SHA-256 of the evidence, which names the stake and what it did.
    pub evidence: [u8; 32],
    pub proposer: Address,
    /// IO base units asked for; what follows may be less.
    pub asked: PodU64,
    /// Locked of the owner's part and of the co-stakers', IO base units.
    pub own_locked: PodU64,
    pub co_locked: PodU64,
    /// Burned of each, IO base units: less than locked where others came first.
    pub own_burned: PodU64,
    pub co_burned: PodU64,
    pub proposed_ts: PodI64,
    /// 0 while open.
    pub resolved_ts: PodI64,
    pub _reserved: [u8; 32],
}

impl SlashProposal {
    pub fn is_open(&self) -> bool {
        self.status == ProposalStatus::Open as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::mem::{align_of, offset_of, size_of};

    #[test]
    fn the_layout_is_what_readers_assume() {
        assert_eq!(align_of::<SlashProposal>(), 1);
        assert_eq!(size_of::<SlashProposal>(), 192);
        assert_eq!(offset_of!(SlashProposal, target), 8);
        assert_eq!(offset_of!(SlashProposal, evidence), 40);
        assert_eq!(offset_of!(SlashProposal, asked), 104);
        assert_eq!(offset_of!(SlashProposal, own_locked), 112);
        assert_eq!(offset_of!(SlashProposal, proposed_ts), 144);
    }
}
