//! Accounts of `emissions`.
use anchor_lang::prelude::*;
pub use io_runtime::emission_split::EmissionSplit;

/// PDA `["emission"]`: the schedule's book-keeping and the IO mint authority.
#[account]
pub struct Emission {
    pub version: u8,
    pub bump: u8,
    /// Bit i set: genesis allocation i has been minted (order of `io_core::units::ALLOCATIONS`).
    pub allocations_minted: u8,
    pub _pad: [u8; 5],
    /// At byte offset 16 of the account; `oracle` reads it there.
    pub split: EmissionSplit,
    /// Bounds what suppliers may be owed: see `oracle`'s `supplier_cap`.
    pub genesis_ts: PodI64,
    pub epoch_length_s: PodU32,
    pub _pad2: [u8; 4],
    pub authority: Address,
    pub pending_authority: Address,
    pub io_mint: Address,
    /// Token account PDA `["supplier_vault"]`, authority: this account. GPU suppliers' pool.
    pub supplier_vault: Address,
    /// Token account PDA `["reserve_vault"]`, authority: this account. CPU part until a CPU proof exists.
    pub reserve_vault: Address,
    /// `staking`'s reward vault (PDA `["reward_vault"]` of `staking`).
    pub staker_vault: Address,
    /// Completed epochs already accrued.
    pub accrued_epoch: PodU64,
    /// S(accrued_epoch), IO base units; never above 300M IO.
    pub emitted: PodU64,
    pub stakers_total: PodU64,
    pub gpu_total: PodU64,
    pub cpu_total: PodU64,
    /// Paid out by `claim`, IO base units.
    pub claimed_total: PodU64,
    pub _reserved: [u8; 128],
}

/// PDA `["claim", wallet]`: what a payee wallet has taken of its lifetime total.
#[account]
pub struct Claim {
    pub version: u8,
    pub bump: u8,
    pub _pad: [u8; 6],
    pub wallet: Address,
    /// IO base units; never falls.
    pub claimed: PodU64,
    pub _reserved: [u8; 16],
}
