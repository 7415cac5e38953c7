use crate::{
    errors::StakingError,
    events::SlashExecuted,
    slashing::{burn_slashed, Target},
    state::*,
    Loaded,
};
use anchor_lang::prelude::*;
use emissions::state::Emission;
use io_core::slash::pro_rata;
use io_runtime::{singletons, CoreErrorExt};

/// Burns a part of a stake for what was proven on chain: at once, without limit, before any lease
/// guarantee or proposal. Saturates at the stake; of a stake that is empty it burns nothing.
///
/// # Authority
/// `oracle`, by its PDA `["slasher"]`.
///
/// # Parameters
/// - `amount`: IO base units.
/// - `evidence`: what `oracle` knows the proof by.
///
/// # Special errors
/// `NotTheSlasher`, `ZeroAmount`, `NotAStake`; `AccrueFirst` for delegated stake whose hours are not
/// minted.
#[derive(Accounts)]
pub struct ExecuteSlash {
    #[account(address = singletons::SLASHER.address @ StakingError::NotTheSlasher)]
    pub slasher: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
    /// A `Position` or a `DeviceStake`.
    #[account(mut)]
    pub target: UncheckedAccount,
    #[account(mut, address = pool.io_mint @ StakingError::WrongMint)]
    pub io_mint: UncheckedAccount,
    #[account(mut, address = pool.stake_vault @ StakingError::WrongVault)]
    pub stake_vault: UncheckedAccount,
    pub emission: Loaded<Emission>,
    pub token_program: Program<Token>,
}

impl ExecuteSlash {
    pub fn handle(&mut self, amount: u64, evidence: &[u8; 32]) -> Result<()> {
        let Self {
            pool,
            target: target_account,
            io_mint,
            stake_vault,
            emission,
            ..
        } = self;
        require!(amount > 0, StakingError::ZeroAmount);
        let mut target = Target::load(target_account)?;
        let stake = target.stake()?;
        let loss = pro_rata(amount, stake).or_program_error()?;
        let slashed_before = pool.slashed_total.get();

        target.take(loss, pool, emission, io_runtime::clock::now_ts())?;
        burn_slashed(pool, stake_vault, io_mint, loss.total().or_program_error()?)?;
        io_runtime::emit!(SlashExecuted {
            target: *target_account.address(),
            evidence: *evidence,
            own_before: stake.own,
            co_before: stake.co,
            own_burned: loss.own,
            co_burned: loss.co,
            slashed_total_before: slashed_before,
            slashed_total_after: pool.slashed_total.get(),
        });
        Ok(())
    }
}
