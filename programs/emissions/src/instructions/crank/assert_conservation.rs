use crate::{errors::EmissionsError, events::ConservationChecked, state::*};
use anchor_lang::prelude::*;
use io_core::{
    emission::cumulative,
    ledger::{genesis_minted, IoLedger, IosdLedger},
};
use io_runtime::{
    ids,
    sibling_books::{iosd as iosd_at, pool as pool_at, word, MINT_SUPPLY},
    singletons::{self, ALLOCATION_VAULTS, GRANTS},
    token::vault_amount,
};
use oracle::state::Oracle;

/// Checks the books of `emissions`, `staking` and `iosd` against the vaults and the mints, and fails
/// with the name of the first that does not hold. Changes nothing; the figures are in the event, which
/// comes first so that a failed simulation shows them too.
///
/// # Authority
/// Anyone.
///
/// # Parameters
/// None.
///
/// # Special errors
/// `AccrueFirst`; `WrongBooks` for another account than the one meant. Then one for each check, from
/// `EmittedOffSchedule` to `IosdVaultShort`, and `RedeemedAboveBurned`.
#[derive(Accounts)]
pub struct AssertConservation {
    pub emission: Account<Emission>,
    #[account(address = emission.io_mint @ EmissionsError::WrongMint)]
    pub io_mint: UncheckedAccount,
    #[account(address = emission.supplier_vault @ EmissionsError::WrongVault)]
    pub supplier_vault: UncheckedAccount,
    #[account(address = emission.reserve_vault @ EmissionsError::WrongVault)]
    pub reserve_vault: UncheckedAccount,
    /// Vaults and grants of the allocations that vest; those not minted yet need not exist.
    #[account(address = ALLOCATION_VAULTS[0].address @ EmissionsError::WrongVault)]
    pub seed_vault: UncheckedAccount,
    #[account(address = ALLOCATION_VAULTS[1].address @ EmissionsError::WrongVault)]
    pub series_a_vault: UncheckedAccount,
    #[account(address = ALLOCATION_VAULTS[2].address @ EmissionsError::WrongVault)]
    pub core_vault: UncheckedAccount,
    #[account(address = GRANTS[0].address @ EmissionsError::WrongBooks)]
    pub seed_grant: UncheckedAccount,
    #[account(address = GRANTS[1].address @ EmissionsError::WrongBooks)]
    pub series_a_grant: UncheckedAccount,
    #[account(address = GRANTS[2].address @ EmissionsError::WrongBooks)]
    pub core_grant: UncheckedAccount,
    #[account(address = singletons::ORACLE.address @ EmissionsError::WrongBooks)]
    pub oracle: Account<Oracle>,
    #[account(address = singletons::POOL.address @ EmissionsError::WrongBooks)]
    pub pool: UncheckedAccount,
    #[account(address = singletons::STAKE_VAULT.address @ EmissionsError::WrongVault)]
    pub stake_vault: UncheckedAccount,
    #[account(address = singletons::REWARD_VAULT.address @ EmissionsError::WrongVault)]
    pub reward_vault: UncheckedAccount,
    #[account(address = singletons::IOSD.address @ EmissionsError::WrongBooks)]
    pub iosd: UncheckedAccount,
    #[account(address = singletons::IOSD_MINT.address @ EmissionsError::WrongMint)]
    pub iosd_mint: UncheckedAccount,
    #[account(address = singletons::IO_VAULT.address @ EmissionsError::WrongVault)]
    pub io_vault: UncheckedAccount,
    #[account(address = singletons::IOSD_VAULT.address @ EmissionsError::WrongVault)]
    pub iosd_vault: UncheckedAccount,
}

/// Places of `Grant::total` and `Grant::claimed`, discriminator included.
const GRANT_TOTAL: usize = 112;
const GRANT_CLAIMED: usize = 120;

/// What an account holds must cover what is owed out of it; unknown sums are not covered.
fn covers(held: u64, owed: Option<u64>, error: EmissionsError) -> Result<()> {
    if owed.is_some_and(|owed| owed <= held) {
        Ok(())
    } else {
        Err(error.into())
    }
}

impl AssertConservation {
    fn validate(&self, now_ts: i64) -> Result<()> {
        let Self {
            emission,
            pool,
            iosd,
            ..
        } = self;
        // Else a sealed root could rightly be above what is accrued.
        require!(emission.is_current(now_ts), EmissionsError::AccrueFirst);
        // The addresses are fixed; before their programs' initialize nobody owns them.
        require!(
            pool.account().owned_by(&ids::STAKING) && iosd.account().owned_by(&ids::IOSD),
            EmissionsError::WrongBooks
        );
        Ok(())
    }

    pub fn handle(&mut self) -> Result<()> {
        self.validate(io_runtime::clock::now_ts())?;
        let pool = |at| word(self.pool.account(), at);
        let iosd = |at| word(self.iosd.account(), at);
        let emission = &self.emission;
        let io = IoLedger {
            genesis: genesis_minted(emission.allocations_minted),
            emitted: emission.emitted.get(),
            redeemed: emission.redeemed.get(),
            burned_for_iosd: emission.burned_for_iosd.get(),
            fees_burned: emission.fees_burned.get(),
            slashed: pool(pool_at::SLASHED_TOTAL)?,
        };
        let dollars = IosdLedger {
            minted: iosd(iosd_at::MINTED_IOSD)?,
            redeemed: iosd(iosd_at::REDEEMED_IOSD)?,
            fees_burned: iosd(iosd_at::FEES_BURNED_IOSD)?,
        };
        let io_supply = word(self.io_mint.account(), MINT_SUPPLY)?;
        let iosd_supply = word(self.iosd_mint.account(), MINT_SUPPLY)?;
        io_runtime::emit!(ConservationChecked {
            epoch: emission.accrued_epoch.get(),
            io_supply,
            genesis: io.genesis,
            emitted: io.emitted,
            redeemed: io.redeemed,
            burned_for_iosd: io.burned_for_iosd,
            fees_burned: io.fees_burned,
            slashed: io.slashed,
            iosd_supply,
            iosd_minted: dollars.minted,
            iosd_redeemed: dollars.redeemed,
            iosd_fees_burned: dollars.fees_burned,
            settled: self.oracle.sealed_rewards_sum.get(),
            claimed: emission.claimed_total.get(),
        });
        self.check_emission(&io, io_supply)?;
        self.check_grants()?;
        self.check_stakes()?;
        self.check_iosd(&dollars, iosd_supply)
    }

    /// The schedule, the ledger of IO, and the suppliers' and the CPU part.
    fn check_emission(&self, io: &IoLedger, io_supply: u64) -> Result<()> {
        let Self {
            emission,
            supplier_vault,
            reserve_vault,
            oracle,
            ..
        } = self;
        let scheduled = cumulative(emission.accrued_epoch.get());
        require!(io.emitted == scheduled, EmissionsError::EmittedOffSchedule);
        require!(
            io.redeemed <= io.burned_for_iosd,
            EmissionsError::RedeemedAboveBurned
        );
        let most = io.supply().unwrap_or(0);
        require!(io_supply <= most, EmissionsError::SupplyAboveLedger);

        let (gpu, claimed) = (emission.gpu_total.get(), emission.claimed_total.get());
        let settled = oracle.sealed_rewards_sum.get();
        require!(claimed <= settled, EmissionsError::ClaimedAboveSettled);
        require!(settled <= gpu, EmissionsError::SettledAboveEmission);
        covers(
            vault_amount(supplier_vault.account())?,
            gpu.checked_sub(claimed),
            EmissionsError::SupplierVaultShort,
        )?;
        covers(
            vault_amount(reserve_vault.account())?,
            Some(emission.cpu_total.get()),
            EmissionsError::CpuReserveShort,
        )
    }

    /// Each grant's vault holds what it has not paid.
    fn check_grants(&self) -> Result<()> {
        let minted = self.emission.allocations_minted;
        for (bit, grant, vault) in [
            (1, &self.seed_grant, &self.seed_vault),
            (2, &self.series_a_grant, &self.series_a_vault),
            (4, &self.core_grant, &self.core_vault),
        ] {
            if minted & bit == 0 {
                continue;
            }
            let total = word(grant.account(), GRANT_TOTAL)?;
            covers(
                vault_amount(vault.account())?,
                total.checked_sub(word(grant.account(), GRANT_CLAIMED)?),
                EmissionsError::AllocationVaultShort,
            )?;
        }
        Ok(())
    }

    /// The stakes and the stakers' part.
    fn check_stakes(&self) -> Result<()> {
        let pool = |at| word(self.pool.account(), at);
        let mut stakes = Some(0u64);
        for at in [
            pool_at::DELEGATED_TOTAL,
            pool_at::DEVICE_TOTAL,
            pool_at::COOLING_TOTAL,
            pool_at::CO_TOTAL,
        ] {
            let part = pool(at)?;
            stakes = stakes.and_then(|sum| sum.checked_add(part));
        }
        covers(
            vault_amount(self.stake_vault.account())?,
            stakes,
            EmissionsError::StakeVaultShort,
        )?;
        let minted = self.emission.stakers_total.get();
        let paid = pool(pool_at::REWARDS_PAID)?;
        let spoken_for = paid.checked_add(pool(pool_at::RESERVE)?);
        covers(
            pool(pool_at::FOLDED_TOTAL)?.min(minted),
            spoken_for,
            EmissionsError::RewardVaultShort,
        )?;
        covers(
            vault_amount(self.reward_vault.account())?,
            minted.checked_sub(paid),
            EmissionsError::RewardVaultShort,
        )
    }

    /// The ledger of IOSD, and what is held for requests.
    fn check_iosd(&self, dollars: &IosdLedger, iosd_supply: u64) -> Result<()> {
        let iosd = |at| word(self.iosd.account(), at);
        let emission = &self.emission;
        require!(
            iosd(iosd_at::BURNED_IO)? == emission.burned_for_iosd.get()
                && iosd(iosd_at::REDEEMED_IO)? == emission.redeemed.get(),
            EmissionsError::IosdBooksDiffer
        );
        let most = dollars.supply().unwrap_or(0);
        require!(iosd_supply <= most, EmissionsError::IosdSupplyAboveLedger);
        covers(
            vault_amount(self.io_vault.account())?,
            Some(iosd(iosd_at::LOCKED_IO)?),
            EmissionsError::IosdVaultShort,
        )?;
        covers(
            vault_amount(self.iosd_vault.account())?,
            Some(iosd(iosd_at::LOCKED_IOSD)?),
            EmissionsError::IosdVaultShort,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::mem::offset_of;

    #[test]
    fn grants_are_read_where_they_are_written() {
        assert_eq!(offset_of!(Grant, total) + 8, GRANT_TOTAL);
        assert_eq!(offset_of!(Grant, claimed) + 8, GRANT_CLAIMED);
    }
}
