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
