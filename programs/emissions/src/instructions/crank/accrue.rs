use crate::{errors::EmissionsError, events::EmissionAccrued, state::*};
use anchor_lang::prelude::*;
use io_core::emission::Split;
use io_runtime::{clock, emit, token, CoreErrorExt, Loaded};

/// Mints every completed hour that is not minted yet, in closed form: one call after k hours mints
/// exactly what k hourly calls would have. Within an hour it does nothing.
///
/// # Authority
/// Anyone.
///
/// # Parameters
/// None.
///
/// # Special errors
/// `WrongVault`, `WrongMint` for accounts other than the emission account names.
#[derive(Accounts)]
pub struct Accrue {
    #[account(mut)]
    pub emission: Loaded<Emission>,
    #[account(mut, address = emission.io_mint @ EmissionsError::WrongMint)]
    pub io_mint: UncheckedAccount,
    #[account(mut, address = emission.supplier_vault @ EmissionsError::WrongVault)]
    pub supplier_vault: UncheckedAccount,
    #[account(mut, address = emission.reserve_vault @ EmissionsError::WrongVault)]
    pub reserve_vault: UncheckedAccount,
    #[account(mut, address = emission.staker_vault @ EmissionsError::WrongVault)]
    pub staker_vault: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl Accrue {
    pub fn handle(&mut self) -> Result<()> {
        let Self {
            emission,
            io_mint,
            supplier_vault,
            reserve_vault,
            staker_vault,
            ..
        } = self;
        let epoch_before = emission.accrued_epoch.get();
        let epoch_after = emission.completed_epochs(clock::now_ts());
        if epoch_after == epoch_before {
            return Ok(());
        }
        require!(epoch_after > epoch_before, EmissionsError::ClockBehind);

        let totals = Split::from(emission.split)
            .totals(epoch_after)
            .or_program_error()?;
        let since = |after: u64, before: PodU64| -> Result<u64> {
            Ok(after
                .checked_sub(before.get())
                .ok_or(EmissionsError::InvariantBroken)?)
        };
        let to_stakers = since(totals.stakers, emission.stakers_total)?;
        let to_gpu_suppliers = since(totals.gpu, emission.gpu_total)?;
        let to_cpu_reserve = since(totals.cpu, emission.cpu_total)?;

        let bump = [emission.bump];
        let seeds: &[&[u8]] = &[EMISSION_SEED, &bump];
        if to_gpu_suppliers > 0 {
            token::mint_to(io_mint, supplier_vault, emission, to_gpu_suppliers, seeds);
        }
        if to_stakers > 0 {
            token::mint_to(io_mint, staker_vault, emission, to_stakers, seeds);
        }
        if to_cpu_reserve > 0 {
            token::mint_to(io_mint, reserve_vault, emission, to_cpu_reserve, seeds);
        }

        let emitted_before = emission.emitted.get();
        emission.accrued_epoch = epoch_after.into();
        emission.emitted = totals.emitted.into();
        emission.stakers_total = totals.stakers.into();
        emission.gpu_total = totals.gpu.into();
        emission.cpu_total = totals.cpu.into();
        emission.invariant()?;
        emit!(EmissionAccrued {
            epoch_before,
            epoch_after,
            emitted_before,
            emitted_after: totals.emitted,
            to_stakers,
            to_gpu_suppliers,
            to_cpu_reserve,
        });
        Ok(())
    }
}
