//! What happened, with amounts before and after. IO amounts are base units.
use anchor_lang::prelude::*;

#[event(bytemuck)]
pub struct PoolInitialized {
    pub authority: Address,
    pub io_mint: Address,
    pub min_earning_stake: u64,
    pub cooldown_s: u64,
}

#[event(bytemuck)]
pub struct ParamsChanged {
    /// Start of the epoch from which on the new ones count, unix seconds.
    pub from_ts: i64,
    /// In force when the change was made.
    pub min_earning_stake_before: u64,
    pub min_earning_stake_after: u64,
    pub cooldown_s_before: u32,
    pub cooldown_s_after: u32,
}

#[event(bytemuck)]
pub struct Staked {
    pub owner: Address,
    pub stake_before: u64,
    pub stake_after: u64,
    pub delegated_total: u64,
}

#[event(bytemuck)]
pub struct Unstaked {
    pub owner: Address,
    pub stake_before: u64,
    pub stake_after: u64,
    pub delegated_total: u64,
    pub unlock_ts: i64,
}

#[event(bytemuck)]
pub struct Withdrawn {
    pub owner: Address,
    pub amount: u64,
    pub cooling_left: u64,
}

#[event(bytemuck)]
pub struct StakerRewardsClaimed {
    pub owner: Address,
    pub amount: u64,
    pub rewards_paid_after: u64,
}

#[event(bytemuck)]
pub struct DeviceStaked {
    pub device: Address,
    pub owner: Address,
    pub stake_before: u64,
    pub stake_after: u64,
}

#[event(bytemuck)]
pub struct DeviceUnstaked {
    pub device: Address,
    pub owner: Address,
    pub stake_before: u64,
    pub stake_after: u64,
    pub unlock_ts: i64,
}

#[event(bytemuck)]
pub struct DeviceWithdrawn {
    pub device: Address,
    pub owner: Address,
    pub amount: u64,
    pub cooling_left: u64,
}

#[event(bytemuck)]
pub struct SurplusWithdrawn {
    pub device: Address,
    pub owner: Address,
    pub stake_before: u64,
    pub stake_after: u64,
    pub requirement: u64,
}

#[event(bytemuck)]
pub struct RequirementNoted {
    pub device: Address,
    pub requirement_before: u64,
    pub requirement_after: u64,
    /// What it falls to a cooldown after `lowered_ts`.
    pub requirement_next: u64,
    /// 0: it does not fall.
    pub lowered_ts: i64,
}

#[event(bytemuck)]
pub struct CoStakeTermsSet {
    pub device: Address,
    pub share_bps_before: u16,
    pub share_bps_after: u16,
    /// 1: others may join.
    pub open_before: u16,
    pub open_after: u16,
}

#[event(bytemuck)]
pub struct CoStakeJoined {
    pub device: Address,
    pub owner: Address,
    pub amount: u64,
    pub shares_before: u64,
    pub shares_after: u64,
    /// All co-stakes of the device afterwards.
    pub device_co_total: u64,
}

#[event(bytemuck)]
pub struct CoStakeLeft {
    pub device: Address,
    pub owner: Address,
    pub shares_before: u64,
    pub shares_after: u64,
    pub unlock_ts: i64,
}

#[event(bytemuck)]
pub struct CoStakeWithdrawn {
    pub device: Address,
    pub owner: Address,
    pub amount: u64,
    pub shares: u64,
    pub shares_cooling: u64,
    /// All co-stakes of the device afterwards.
    pub device_co_total: u64,
}

#[event(bytemuck)]
pub struct SlashProposed {
    pub target: Address,
    pub evidence: [u8; 32],
    pub asked: u64,
    /// The stake as the proposal met it, cooling included.
    pub own_before: u64,
    pub co_before: u64,
    pub own_locked: u64,
    pub co_locked: u64,
    /// What proposals have locked lately, this one included.
    pub locked_today: u64,
}

#[event(bytemuck)]
pub struct SlashConfirmed {
    pub target: Address,
    pub evidence: [u8; 32],
    pub own_before: u64,
    pub co_before: u64,
    pub own_burned: u64,
    pub co_burned: u64,
    pub slashed_total_before: u64,
    pub slashed_total_after: u64,
}

#[event(bytemuck)]
pub struct SlashLapsed {
    pub target: Address,
    pub evidence: [u8; 32],
    pub own_locked_before: u64,
    pub own_locked_after: u64,
    pub co_locked_before: u64,
    pub co_locked_after: u64,
    /// 1: by governance, before its time was over.
    pub dismissed: u64,
}

#[event(bytemuck)]
pub struct SlashExecuted {
    pub target: Address,
    pub evidence: [u8; 32],
    pub own_before: u64,
    pub co_before: u64,
    pub own_burned: u64,
    pub co_burned: u64,
    pub slashed_total_before: u64,
    pub slashed_total_after: u64,
}

#[event(bytemuck)]
pub struct GuaranteeLocked {
    pub device: Address,
    pub guarantee_before: u64,
    pub guarantee_after: u64,
    pub requirement: u64,
}

#[event(bytemuck)]
pub struct GuaranteeReleased {
    pub device: Address,
    pub guarantee_before: u64,
    pub guarantee_after: u64,
}

#[event(bytemuck)]
pub struct GuaranteePaid {
    pub device: Address,
    /// The renter's token account.
    pub destination: Address,
    /// Less than the promise where proven slashes came first.
    pub paid: u64,
    pub guarantee_before: u64,
    pub guarantee_after: u64,
    /// The owner's part, cooling included.
    pub own_before: u64,
    pub own_after: u64,
}

#[event(bytemuck)]
pub struct AutoCompoundSet {
    pub owner: Address,
    /// 1: anyone may compound.
    pub before: u64,
    pub after: u64,
}

#[event(bytemuck)]
pub struct RewardsCompounded {
    pub owner: Address,
    pub stake_before: u64,
    pub stake_after: u64,
    pub delegated_total: u64,
    pub rewards_paid_after: u64,
}

#[event(bytemuck)]
pub struct GovernanceProposed {
    pub governance: Address,
    pub pending_before: Address,
    pub pending_after: Address,
}

#[event(bytemuck)]
pub struct GovernanceAccepted {
    pub governance_before: Address,
    pub governance_after: Address,
}

#[event(bytemuck)]
pub struct SlashAuthoritySet {
    pub before: Address,
    pub after: Address,
}

#[event(bytemuck)]
pub struct AuthorityProposed {
    pub authority: Address,
    pub pending_before: Address,
    pub pending_after: Address,
}

#[event(bytemuck)]
pub struct AuthorityAccepted {
    pub authority_before: Address,
    pub authority_after: Address,
}
