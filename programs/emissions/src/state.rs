//! Accounts of `emissions`.
use crate::errors::EmissionsError;
use anchor_lang::prelude::*;
use io_core::units::{ALLOCATIONS, EMISSION_CAP};
pub use io_runtime::emission_split::EmissionSplit;
use io_runtime::{epoch::completed_epochs, CoreErrorExt};

/// Layout version written by this program.
pub const VERSION: u8 = 1;
/// Seed of [`Emission`].
pub const EMISSION_SEED: &[u8] = b"emission";
/// Seed of [`Claim`], before the wallet.
pub const CLAIM_SEED: &[u8] = b"claim";
/// Seed of the vaults of vesting allocations, before the allocation's number.
pub const ALLOCATION_SEED: &[u8] = b"allocation";
/// Seed of [`Grant`], before the allocation's number.
pub const GRANT_SEED: &[u8] = b"grant";

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
    /// Epoch e ends at `genesis_ts + e · epoch_length_s`.
    pub genesis_ts: PodI64,
    pub epoch_length_s: PodU32,
    pub _pad2: [u8; 4],
    pub authority: Address,
    /// Zero: none proposed.
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
    /// Parts of `emitted`, IO base units: they sum to it exactly.
    pub stakers_total: PodU64,
    pub gpu_total: PodU64,
    pub cpu_total: PodU64,
    /// Paid out by `claim`, IO base units; never above `gpu_total`.
    pub claimed_total: PodU64,
    /// Burned by `iosd` against the IOSD it minted, IO base units: fees and slashes are not in it.
    pub burned_for_iosd: PodU64,
    /// Minted again for redeemed IOSD, IO base units; never above `burned_for_iosd`.
    pub redeemed: PodU64,
    /// Fees in IO that were burned, IO base units.
    pub fees_burned: PodU64,
    pub _reserved: [u8; 104],
}

impl Emission {
    /// Epochs completed at `now_ts`.
    #[inline(always)]
    pub fn completed_epochs(&self, now_ts: i64) -> u64 {
        completed_epochs(now_ts, self.genesis_ts.get(), self.epoch_length_s.get())
    }

    /// Whether every completed hour has been accrued at `now_ts`.
    #[inline(always)]
    pub fn is_current(&self, now_ts: i64) -> bool {
        self.accrued_epoch.get() == self.completed_epochs(now_ts)
    }

    /// What ends every instruction that changes the books.
    ///
    /// # Errors
    /// `InvariantBroken`: impossible unless there is a bug.
    #[inline(always)]
    pub fn invariant(&self) -> Result<()> {
        let emitted = self.emitted.get();
        let parts = self
            .stakers_total
            .get()
            .checked_add(self.gpu_total.get())
            .and_then(|sum| sum.checked_add(self.cpu_total.get()));
        require!(
            emitted <= EMISSION_CAP
                && parts == Some(emitted)
                && self.claimed_total.get() <= self.gpu_total.get()
                && self.redeemed.get() <= self.burned_for_iosd.get(),
            EmissionsError::InvariantBroken
        );
        Ok(())
    }
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

/// PDA `["grant", allocation u8]`: a genesis allocation that vests, and who it is for. Its schedule is
/// the genesis table's and nobody can change it or take anything back.
#[account]
pub struct Grant {
    pub version: u8,
    pub bump: u8,
    /// Its number in the genesis table.
    pub allocation: u8,
    pub _pad: [u8; 5],
    /// Whom it pays; zero: the authority has still to name one.
    pub beneficiary: Address,
    /// Who may take over the right; zero: none proposed.
    pub pending_beneficiary: Address,
    /// Token account PDA `["allocation", allocation]`, authority: the emission account.
    pub vault: Address,
    /// IO base units.
    pub total: PodU64,
    /// Paid out, IO base units; never above what has vested.
    pub claimed: PodU64,
    pub _reserved: [u8; 32],
}

impl Grant {
    /// Base units vested at `now_ts`, counted from the genesis of the schedule.
    ///
    /// # Errors
    /// `UnknownAllocation` for a number outside the genesis table: never written.
    pub fn vested(&self, genesis_ts: i64, now_ts: i64) -> Result<u64> {
        let line = ALLOCATIONS
            .get(usize::from(self.allocation))
            .ok_or(EmissionsError::UnknownAllocation)?;
        // Before the genesis no time has passed.
        let elapsed_s = u64::try_from(now_ts.saturating_sub(genesis_ts)).unwrap_or(0);
        line.vesting
            .vested(self.total.get(), elapsed_s)
            .or_program_error()
    }

    /// What ends every instruction that changes a grant.
    ///
    /// # Errors
    /// `InvariantBroken`: impossible unless there is a bug.
    pub fn invariant(&self, vault_amount: u64) -> Result<()> {
        let left = self.total.get().checked_sub(self.claimed.get());
        require!(
            left.is_some_and(|left| left <= vault_amount),
            EmissionsError::InvariantBroken
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::mem::{align_of, offset_of, size_of};

    /// Offsets in the account are 8 more: the discriminator comes first.
    #[test]
    fn the_layout_is_what_readers_assume() {
        assert_eq!(align_of::<Emission>(), 1);
        assert_eq!(size_of::<Emission>(), 432);
        assert_eq!(
            offset_of!(Emission, split) + 8,
            io_runtime::emission_split::EMISSION_SPLIT_AT
        );
        assert_eq!(offset_of!(Emission, genesis_ts), 48);
        assert_eq!(offset_of!(Emission, authority), 64);
        assert_eq!(offset_of!(Emission, io_mint), 128);
        assert_eq!(offset_of!(Emission, accrued_epoch), 256);
        assert_eq!(offset_of!(Emission, stakers_total), 272);
        assert_eq!(offset_of!(Emission, claimed_total), 296);
        assert_eq!(offset_of!(Emission, burned_for_iosd), 304);
        assert_eq!(offset_of!(Emission, redeemed), 312);
        assert_eq!(offset_of!(Emission, fees_burned), 320);
        assert_eq!(size_of::<Claim>(), 64);
        assert_eq!(offset_of!(Claim, wallet), 8);
        assert_eq!(offset_of!(Claim, claimed), 40);
        assert_eq!(size_of::<Grant>(), 152);
        assert_eq!(offset_of!(Grant, beneficiary), 8);
        assert_eq!(offset_of!(Grant, total), 104);
        assert_eq!(offset_of!(Grant, claimed), 112);
    }

    /// Seed and series A have 24 parts from month 13 on, the core contributors 36; a month has
    /// 2,629,800 seconds and the time before the genesis counts as none.
    #[test]
    fn a_grant_vests_by_the_genesis_table() {
        use anchor_lang::bytemuck::Zeroable;
        const GENESIS: i64 = 1_000;
        let at = |allocation: u8, months: i64, more: i64| {
            let mut grant = Grant::zeroed();
            grant.allocation = allocation;
            grant.total = ALLOCATIONS[usize::from(allocation)].amount.into();
            grant
                .vested(GENESIS, GENESIS + months * 2_629_800 + more)
                .unwrap()
        };
        for (allocation, parts) in [(0u8, 24), (1, 24), (2, 36)] {
            let total = ALLOCATIONS[usize::from(allocation)].amount;
            assert_eq!(at(allocation, 0, -500), 0);
            assert_eq!(at(allocation, 13, -1), 0);
            assert_eq!(at(allocation, 13, 0), total / parts);
            assert_eq!(at(allocation, 14, 0), total / parts * 2);
            assert!(at(allocation, 12 + parts as i64, -1) < total);
            assert_eq!(at(allocation, 12 + parts as i64, 0), total);
            assert_eq!(at(allocation, 1_000, 0), total);
        }
    }

    /// `claim` reads these fields; the program tests write them at these offsets.
    #[test]
    fn the_oracles_record_is_where_claims_and_tests_find_it() {
        use oracle::state::{EpochRecord, Settlement};
        assert_eq!(size_of::<EpochRecord>(), 3088);
        assert_eq!(offset_of!(EpochRecord, status), 2);
        assert_eq!(offset_of!(EpochRecord, settlement), 2760);
        assert_eq!(offset_of!(EpochRecord, final_ts), 2952);
        assert_eq!(offset_of!(Settlement, rewards_root), 40);
        assert_eq!(offset_of!(Settlement, rewards_sum), 72);
        assert_eq!(offset_of!(Settlement, n_leaves), 80);
    }
}
