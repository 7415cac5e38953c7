//! Accounts of `staking`.
use crate::{
    cooling::{CoolingTicket, COOLING_TICKETS},
    errors::StakingError,
};
use anchor_lang::prelude::*;

/// Layout version written by this program.
pub const VERSION: u8 = 1;
/// Seed of [`Pool`].
pub const POOL_SEED: &[u8] = b"pool";
/// Seed of [`Position`], before the owner.
pub const POSITION_SEED: &[u8] = b"position";
/// Seed of [`DeviceStake`], before the device.
pub const DEVICE_STAKE_SEED: &[u8] = b"device_stake";

/// PDA `["pool"]`: totals and the stakers' accumulator.
#[account]
pub struct Pool {
    pub version: u8,
    pub bump: u8,
    pub _pad: [u8; 6],
    pub authority: Address,
    /// Zero: none proposed.
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
    pub acc_remainder_q64: PodU64,
    /// `Emission::accrued_epoch` at the last fold.
    pub folded_epoch: PodU64,
    /// `Emission::stakers_total` already folded into `acc_q64` or `reserve`, IO base units.
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

impl Pool {
    /// The rewards' books: what was paid and what is reserved came from what was folded.
    ///
    /// # Errors
    /// `InvariantBroken`: impossible unless there is a bug.
    #[inline(always)]
    pub fn invariant(&self) -> Result<()> {
        let spoken_for = self.rewards_paid.get().checked_add(self.reserve.get());
        require!(
            spoken_for.is_some_and(|sum| sum <= self.folded_total.get()),
            StakingError::InvariantBroken
        );
        Ok(())
    }

    /// The principal's books: `vault_amount`, the stake vault's balance, covers every stake.
    ///
    /// # Errors
    /// `InvariantBroken`: impossible unless there is a bug.
    #[inline(always)]
    pub fn principal_invariant(&self, vault_amount: u64) -> Result<()> {
        let owed = self
            .delegated_total
            .get()
            .checked_add(self.device_total.get())
            .and_then(|sum| sum.checked_add(self.cooling_total.get()));
        require!(
            owed.is_some_and(|owed| owed <= vault_amount),
            StakingError::InvariantBroken
        );
        Ok(())
    }

    /// The rewards' vault covers what was folded and not paid: shares of stakers and the reserve.
    ///
    /// # Errors
    /// `InvariantBroken`: impossible unless there is a bug.
    #[inline(always)]
    pub fn reward_invariant(&self, vault_amount: u64) -> Result<()> {
        let unpaid = self.folded_total.get().checked_sub(self.rewards_paid.get());
        require!(
            unpaid.is_some_and(|unpaid| unpaid <= vault_amount),
            StakingError::InvariantBroken
        );
        Ok(())
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use core::mem::{align_of, offset_of, size_of};

    /// Offsets in the account are 8 more: the discriminator comes first.
    #[test]
    fn the_layout_is_what_readers_assume() {
        assert_eq!(align_of::<Pool>(), 1);
        assert_eq!(size_of::<Pool>(), 392);
        assert_eq!(offset_of!(Pool, authority), 8);
        assert_eq!(offset_of!(Pool, delegated_total), 168);
        assert_eq!(offset_of!(Pool, acc_q64), 192);
        assert_eq!(offset_of!(Pool, acc_remainder_q64), 208);
        assert_eq!(offset_of!(Pool, folded_epoch), 216);
        assert_eq!(offset_of!(Pool, folded_total), 224);
        assert_eq!(offset_of!(Pool, cooldown_s), 256);
        assert_eq!(align_of::<Position>(), 1);
        assert_eq!(size_of::<Position>(), 168);
        assert_eq!(offset_of!(Position, owner), 8);
        assert_eq!(offset_of!(Position, amount), 40);
        assert_eq!(offset_of!(Position, cooling), 72);
        assert_eq!(offset_of!(Position, locked), 136);
        assert_eq!(size_of::<DeviceStake>(), 184);
        assert_eq!(offset_of!(DeviceStake, device), 8);
        assert_eq!(offset_of!(DeviceStake, owner), 40);
        assert_eq!(offset_of!(DeviceStake, amount), 72);
        assert_eq!(offset_of!(DeviceStake, cooling), 88);
        assert_eq!(size_of::<CoolingTicket>(), 16);
    }
}
