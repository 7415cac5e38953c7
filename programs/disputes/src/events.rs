//! Events of `disputes`.
use anchor_lang::prelude::*;

#[event(bytemuck)]
pub struct ChallengeOpened {
    pub challenge: Address,
    pub challenger: Address,
    pub epoch: u64,
    pub index: u64,
    /// IO base units.
    pub bond: u64,
    pub final_ts_before: i64,
    pub final_ts_after: i64,
}

#[event(bytemuck)]
pub struct EvidenceShown {
    pub epoch: u64,
    pub challenger: Address,
    /// 0: the tree before, 1: the settlement's own.
    pub side: u64,
    pub level: u64,
    /// What the evidence proves now (`io_core::merkle_sum::fault::Fault`); 0: nothing yet.
    pub proven_fault: u64,
}

#[event(bytemuck)]
pub struct ChallengeJudged {
    pub epoch: u64,
    pub challenger: Address,
    /// 0: lost, the bond is burned. 1: won; what the voters lost and the challenger got of it is in the
    /// oracle's `SettlementDisproved`. 2: the settlement was void otherwise, the bond is back.
    pub outcome: u64,
    /// Of the bond's vault to the challenger, IO base units.
    pub returned: u64,
    /// Of the bond's vault, IO base units.
    pub burned: u64,
}

/// A challenge of the verdict on a device was opened. Times are unix seconds.
#[event(bytemuck)]
pub struct ProofChallengeOpened {
    pub challenge: Address,
    pub challenger: Address,
    pub device: Address,
    pub epoch: u64,
    /// The device's, in the registry.
    pub index: u64,
    /// IO base units.
    pub bond: u64,
    pub final_ts_before: i64,
    pub final_ts_after: i64,
}

/// A piece of evidence was taken.
#[event(bytemuck)]
pub struct CheckMade {
    pub challenge: Address,
    pub epoch: u64,
    pub index: u64,
    /// Bits of `proof::shown`.
    pub shown_before: u64,
    pub shown_after: u64,
    /// What is proven (`ProofChallenge::proven`); 0: nothing yet.
    pub proven_before: u64,
    pub proven_after: u64,
}

#[event(bytemuck)]
pub struct ListerShown {
    pub challenge: Address,
    pub epoch: u64,
    pub seat: u64,
    /// A bit for each seat.
    pub listers_before: u64,
    pub listers_after: u64,
}

#[event(bytemuck)]
pub struct ProofChallengeClosed {
    pub challenge: Address,
    pub challenger: Address,
    pub epoch: u64,
    pub index: u64,
    pub proven: u64,
    /// Of the bond's vault to where the bond came from, IO base units.
    pub returned: u64,
    /// Of the bond's vault, IO base units.
    pub burned: u64,
}
