use crate::{errors::EmissionsError, events::SplitChanged, state::*};
use anchor_lang::prelude::*;
use io_core::emission::Split;
use io_runtime::{clock, emit, CoreErrorExt, Loaded};

/// Changes the stakers' and the CPU share from the next epoch on. What was split stays split.
///
/// # Authority
/// The config authority.
///
/// # Parameters
/// - `stakers_bps`, `cpu_bps`: basis points, at most 10,000.
///
/// # Special errors
/// `AccrueFirst` unless every completed hour is accrued: the old shares must have been paid out
/// before the split that remembers them only as totals takes over.
#[derive(Accounts)]
pub struct SetSplit {
    #[account(address = emission.authority @ EmissionsError::NotTheAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub emission: Loaded<Emission>,
}

impl SetSplit {
    pub fn handle(&mut self, stakers_bps: u16, cpu_bps: u16) -> Result<()> {
        let emission = &mut self.emission;
        let now_ts = clock::now_ts();
        require!(emission.is_current(now_ts), EmissionsError::AccrueFirst);

        // The hour in progress keeps its shares: it is the one that ends next.
        let from_epoch = emission
            .accrued_epoch
            .get()
            .checked_add(1)
            .ok_or(EmissionsError::InvariantBroken)?;
        let before = emission.split;
        // A second change within the hour replaces the first one, which then never applied.
        let after = Split::from(before)
            .with_change(stakers_bps, cpu_bps, from_epoch)
            .or_program_error()?;

        emission.split = after.into();
        emission.invariant()?;
        emit!(SplitChanged {
            from_epoch,
            stakers_bps_before: before.stakers_bps.get(),
            cpu_bps_before: before.cpu_bps.get(),
            stakers_bps_after: stakers_bps,
            cpu_bps_after: cpu_bps,
        });
        Ok(())
    }
}
