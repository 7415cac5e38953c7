//! Accounts of `staking`.
use crate::{
    cooling::{CoolingTicket, COOLING_TICKETS},
    errors::StakingError,
};
use anchor_lang::prelude::*;
use io_runtime::params::in_force;

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
    /// Where a change is pending, see [`Pool::cooldown_at`].
    pub cooldown_s: PodU32,
    /// `cooldown_s` from `next_from_ts` on.
    pub next_cooldown_s: PodU32,
    /// From when on the next parameters are in force, unix seconds; 0: no change is pending.
    pub next_from_ts: PodI64,
    /// `Emission::accrued_epoch` at that moment.
    pub next_from_epoch: PodU64,
    /// `min_earning_stake` of the hours after it.
    pub next_min_earning_stake: PodU64,
    pub _reserved: [u8; 104],
    /// Confirms and dismisses proposed slashes; names itself a successor and the slash authority.
    pub governance: Address,
    /// Zero: none proposed.
    pub pending_governance: Address,
    /// May propose slashes. Zero: nobody may.
    pub slash_authority: Address,
    /// Co-stakes of all devices, cooling ones too, IO base units.
    pub co_total: PodU64,
    /// Burned by slashes, IO base units; never falls.
    pub slashed_total: PodU64,
    /// Paid to renters out of lease guarantees, IO base units; never falls.
    pub guarantees_paid: PodU64,
    /// What proposals locked lately, as of `lock_updated_ts` (see `io_core::slash::lock_window`).
    pub lock_used: PodU64,
    /// Unix seconds.
    pub lock_updated_ts: PodI64,
    pub _reserved2: [u8; 96],
}

impl Pool {
    /// The cooldown that begins at `now_ts`, seconds.
    #[inline(always)]
    pub fn cooldown_at(&self, now_ts: i64) -> u32 {
        if in_force(self.next_from_ts, now_ts) {
            self.next_cooldown_s.get()
        } else {
            self.cooldown_s.get()
        }
    }

    /// The rewards' books: what was paid and what is reserved came from what was folded.
    ///
    /// # Errors
    /// `InvariantBroken`: impossible unless there is a bug.
    #[inline(never)]
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
    #[inline(never)]
    pub fn principal_invariant(&self, vault_amount: u64) -> Result<()> {
        require!(
            self.all_stake().is_some_and(|owed| owed <= vault_amount),
            StakingError::InvariantBroken
        );
        Ok(())
    }

    /// All stake, locked and cooling included, IO base units: what the stake vault must hold.
    #[inline(always)]
    pub fn all_stake(&self) -> Option<u64> {
        self.delegated_total
            .get()
            .checked_add(self.device_total.get())
            .and_then(|sum| sum.checked_add(self.cooling_total.get()))
            .and_then(|sum| sum.checked_add(self.co_total.get()))
    }

    /// The rewards' vault covers what was folded and not paid: shares of stakers and the reserve.
    ///
    /// # Errors
    /// `InvariantBroken`: impossible unless there is a bug.
    #[inline(never)]
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
    /// Locked by proposed slashes, IO base units, of what is staked and what cools; withdrawable =
    /// amount - locked.
    pub locked: PodU64,
    /// 1: anyone may turn the rewards into stake, which the owner has signed for.
    pub auto_compound: u8,
    pub _pad2: [u8; 7],
    pub _reserved: [u8; 16],
}

/// PDA `["device_stake", device]` (device: `oracle`'s account): the stake behind one offer, the owner's
/// and the total of the co-stakers'. Its rules are in `device_stake`.
#[account]
pub struct DeviceStake {
    pub version: u8,
    pub bump: u8,
    pub _pad: [u8; 6],
    pub device: Address,
    pub owner: Address,
    /// The owner's part at work (not cooling), IO base units.
    pub amount: PodU64,
    /// Of the owner's part, cooling included, locked by proposed slashes, IO base units.
    pub locked: PodU64,
    pub cooling: [CoolingTicket; COOLING_TICKETS],
    /// Of the owner's part, promised to a renter for his first hour, IO base units.
    pub guarantee: PodU64,
    /// All co-stakes, cooling ones too, IO base units.
    pub co_total: PodU64,
    /// Shares of `co_total` in existence (see `io_core::co_stake::Pot`).
    pub co_shares: PodU64,
    /// Those of them at work: the rest cools.
    pub co_active_shares: PodU64,
    /// Of `co_total`, locked by proposed slashes, IO base units.
    pub co_locked: PodU64,
    /// What must stay for stake to leave at once, IO base units (see `io_core::requirement`).
    pub requirement: PodU64,
    /// Highest requirement noted since `lowered_ts`, IO base units.
    pub requirement_next: PodU64,
    /// Unix seconds at which a lower requirement was noted; 0: none.
    pub lowered_ts: PodI64,
    /// Times that the co-stakes were slashed whole: shares of older generations are worth nothing.
    pub co_generation: PodU32,
    /// Of what a co-stake's part of the stake earns, the co-staker's part, basis points.
    pub reward_share_bps: PodU16,
    /// 1: others may join.
    pub co_open: u8,
    /// Bump of `escrow`'s hire of the device; 0: not derived yet.
    pub hire_bump: u8,
    pub _reserved: [u8; 24],
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::mem::{align_of, offset_of, size_of};

    /// `emissions` checks these totals against the vaults.
    #[test]
    fn totals_are_where_emissions_reads_them() {
        use io_runtime::sibling_books::pool as places;
        for (field, place) in [
            (offset_of!(Pool, delegated_total), places::DELEGATED_TOTAL),
            (offset_of!(Pool, device_total), places::DEVICE_TOTAL),
            (offset_of!(Pool, cooling_total), places::COOLING_TOTAL),
            (offset_of!(Pool, folded_total), places::FOLDED_TOTAL),
            (offset_of!(Pool, reserve), places::RESERVE),
            (offset_of!(Pool, rewards_paid), places::REWARDS_PAID),
            (offset_of!(Pool, co_total), places::CO_TOTAL),
            (offset_of!(Pool, slashed_total), places::SLASHED_TOTAL),
        ] {
            assert_eq!(field + 8, place);
        }
    }

    /// Offsets in the account are 8 more: the discriminator comes first.
    #[test]
    fn the_layout_is_what_readers_assume() {
        assert_eq!(align_of::<Pool>(), 1);
        assert_eq!(size_of::<Pool>(), 624);
        assert_eq!(offset_of!(Pool, authority), 8);
        assert_eq!(offset_of!(Pool, delegated_total), 168);
        assert_eq!(offset_of!(Pool, acc_q64), 192);
        assert_eq!(offset_of!(Pool, acc_remainder_q64), 208);
        assert_eq!(offset_of!(Pool, folded_epoch), 216);
        assert_eq!(offset_of!(Pool, folded_total), 224);
        assert_eq!(offset_of!(Pool, cooldown_s), 256);
        assert_eq!(offset_of!(Pool, next_from_ts), 264);
        assert_eq!(offset_of!(Pool, next_min_earning_stake), 280);
        assert_eq!(offset_of!(Pool, governance), 392);
        assert_eq!(offset_of!(Pool, slash_authority), 456);
        assert_eq!(offset_of!(Pool, co_total), 488);
        assert_eq!(offset_of!(Pool, slashed_total), 496);
        assert_eq!(offset_of!(Pool, lock_used), 512);
        assert_eq!(align_of::<Position>(), 1);
        assert_eq!(size_of::<Position>(), 168);
        assert_eq!(offset_of!(Position, owner), 8);
        assert_eq!(offset_of!(Position, amount), 40);
        assert_eq!(offset_of!(Position, cooling), 72);
        assert_eq!(offset_of!(Position, locked), 136);
        assert_eq!(offset_of!(Position, auto_compound), 144);
        assert_eq!(align_of::<DeviceStake>(), 1);
        assert_eq!(size_of::<DeviceStake>(), 248);
        assert_eq!(offset_of!(DeviceStake, device), 8);
        assert_eq!(offset_of!(DeviceStake, owner), 40);
        assert_eq!(offset_of!(DeviceStake, amount), 72);
        assert_eq!(offset_of!(DeviceStake, cooling), 88);
        assert_eq!(offset_of!(DeviceStake, guarantee), 152);
        assert_eq!(offset_of!(DeviceStake, co_total), 160);
        assert_eq!(offset_of!(DeviceStake, requirement), 192);
        assert_eq!(offset_of!(DeviceStake, co_generation), 216);
        assert_eq!(offset_of!(DeviceStake, reward_share_bps), 220);
        assert_eq!(size_of::<CoolingTicket>(), 16);
    }
}
