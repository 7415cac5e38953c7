//! Accounts of `staking`.
use anchor_lang::prelude::*;

pub const COOLING_TICKETS: usize = 4;

/// PDA `["pool"]`: totals and the stakers' accumulator.
#[account]
pub struct Pool {
    pub version: u8,
    pub bump: u8,
    pub _pad: [u8; 6],
    pub authority: Address,
    pub pending_authority: Address,
    pub io_mint: Address,
    /// Token account PDA `["stake_vault"]`, authority: this account. Principal only.
    pub stake_vault: Address,
    /// Token account PDA `["reward_vault"]`, authority: this account. `emissions` mints into it.
    pub reward_vault: Address,
    /// Delegated stake that earns, IO base units.
    pub delegated_total: PodU64,
    /// Device stake (not cooling), IO base units.
    pub device_total: PodU64,
    /// Stake on its way out, of either kind, IO base units.
    pub cooling_total: PodU64,
    /// Rewards per base unit of delegated stake, 64 fraction bits.
    pub acc_q64: PodU128,
    /// What the last floor left over, carried into the next distribution (see `io_core::accumulator`).
    pub acc_remainder: PodU128,
    /// `Emission::stakers_total` already folded into `acc_q64` or `reserve`.
    pub folded_total: PodU64,
    /// Stakers' part of hours in which less than `min_earning_stake` was staked, IO base units.
    pub reserve: PodU64,
    /// Paid to stakers, IO base units.
    pub rewards_paid: PodU64,
    /// Below this total the hour goes to the reserve, IO base units.
    pub min_earning_stake: PodU64,
    pub cooldown_s: PodU32,
    pub _pad2: [u8; 4],
    pub _reserved: [u8; 128],
}

/// Stake that cools and leaves at `unlock_ts`. Zero amount: free ticket.
#[repr(C)]
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable)]
pub struct CoolingTicket {
    pub amount: PodU64,
    pub unlock_ts: PodI64,
}

/// PDA `["position", owner]`: one wallet's delegated stake.
#[account]
pub struct Position {
    pub version: u8,
    pub bump: u8,
    pub _pad: [u8; 6],
    pub owner: Address,
    /// IO base units that earn.
    pub amount: PodU64,
    /// `Pool::acc_q64` when `unpaid` was last brought up to date.
    pub acc_seen_q64: PodU128,
    /// Rewards settled and not yet paid, IO base units.
    pub unpaid: PodU64,
    pub cooling: [CoolingTicket; COOLING_TICKETS],
    /// Slashed stake is locked here first (later issue); withdrawable = amount - locked.
    pub locked: PodU64,
    pub _reserved: [u8; 24],
}

/// PDA `["device_stake", device]` (device: `oracle`'s account): the owner's stake behind one offer.
#[account]
pub struct DeviceStake {
    pub version: u8,
    pub bump: u8,
    pub _pad: [u8; 6],
    pub device: Address,
    pub owner: Address,
    /// IO base units, not cooling.
    pub amount: PodU64,
    pub locked: PodU64,
    pub cooling: [CoolingTicket; COOLING_TICKETS],
    pub _reserved: [u8; 32],
}
