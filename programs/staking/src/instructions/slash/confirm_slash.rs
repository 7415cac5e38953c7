use crate::{
    errors::StakingError,
    events::SlashConfirmed,
    proposal::{ProposalStatus, SlashProposal},
    slashing::{burn_slashed, Target},
    state::*,
    Loaded,
};
use anchor_lang::prelude::*;
use emissions::state::Emission;
use io_core::slash::{phase, Parts, Phase};
use io_runtime::CoreErrorExt;

/// Burns what a proposal locked, as far as proven slashes and lease guarantees have left it.
///
/// Only in the 14 days after the 30 of the appeal: a decision that may come on the first day leaves
/// nothing to appeal to, and one that may come at any time never ends.
///
/// # Authority
/// Governance.
///
/// # Parameters
/// None.
///
/// # Special errors
/// `NotTheGovernance`, `ProposalResolved`, `WrongTarget`, `AppealOpen`, `ProposalLapsed`; `AccrueFirst`
/// for delegated stake whose hours are not minted.
#[derive(Accounts)]
pub struct ConfirmSlash {
    #[account(address = pool.governance @ StakingError::NotTheGovernance)]
    pub governance: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
    #[account(mut)]
    pub proposal: Loaded<SlashProposal>,
    #[account(mut, address = proposal.target @ StakingError::WrongTarget)]
    pub target: UncheckedAccount,
    #[account(mut, address = pool.io_mint @ StakingError::WrongMint)]
    pub io_mint: UncheckedAccount,
    #[account(mut, address = pool.stake_vault @ StakingError::WrongVault)]
    pub stake_vault: UncheckedAccount,
    pub emission: Loaded<Emission>,
    pub token_program: Program<Token>,
}

impl ConfirmSlash {
    pub fn handle(&mut self) -> Result<()> {
        let Self {
            pool,
            proposal,
            target,
            io_mint,
            stake_vault,
            emission,
            ..
        } = self;
        require!(proposal.is_open(), StakingError::ProposalResolved);
        let now_ts = io_runtime::clock::now_ts();
        match phase(proposal.proposed_ts.get(), now_ts) {
            Phase::Appeal => return Err(StakingError::AppealOpen.into()),
            Phase::Decision => {}
            Phase::Lapsed => return Err(StakingError::ProposalLapsed.into()),
        }
        let mut target = Target::load(target)?;
        let lock = Parts {
            own: proposal.own_locked.get(),
            co: proposal.co_locked.get(),
        };
        let stake = target.stake()?;
        let loss = lock.at_most(stake.less(target.guarantee()));
        let slashed_before = pool.slashed_total.get();

        target.unlock(lock)?;
        target.take(loss, pool, emission, now_ts)?;
        proposal.status = ProposalStatus::Confirmed as u8;
        proposal.own_burned = loss.own.into();
        proposal.co_burned = loss.co.into();
        proposal.resolved_ts = now_ts.into();
        burn_slashed(pool, stake_vault, io_mint, loss.total().or_program_error()?)?;
        io_runtime::emit!(SlashConfirmed {
            target: proposal.target,
            evidence: proposal.evidence,
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
