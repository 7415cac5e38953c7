// The derive binds the instruction's arguments also where it does not use them.
#![allow(unused_variables)]

use crate::{
    errors::StakingError,
    events::SlashProposed,
    proposal::{ProposalStatus, SlashProposal},
    slashing::Target,
    state::*,
    Loaded,
};
use anchor_lang::prelude::*;
use io_core::{
    slash::{lock_window, pro_rata},
    stake::MIN_CO_STAKE,
};
use io_runtime::CoreErrorExt;

/// Locks a stake at once, owner and co-stakers in proportion, while a slash of it is appealed and
/// decided. Locks saturate at what other proposals leave; what a lease guarantee holds may be locked
/// too, but is the renter's first.
///
/// # Authority
/// The slash authority; anyone pays the rent.
///
/// # Parameters
/// - `amount`: IO base units, at least 50 IO, so that a day's limit bounds how many stakes it can hold.
/// - `evidence`: SHA-256 of the evidence, which names the stake. It can be used once, ever.
///
/// # Special errors
/// `NotTheSlashAuthority`, `ProposalBelowMinimum`, `NotAStake`, `NothingToLock`, `DailyLockLimit`;
/// evidence that was used fails at the creation of its account.
#[derive(Accounts)]
#[instruction(amount: u64, evidence: [u8; 32])]
pub struct ProposeSlash {
    #[account(address = pool.slash_authority @ StakingError::NotTheSlashAuthority)]
    pub slash_authority: Signer,
    /// May be the authority itself.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
    /// A `Position` or a `DeviceStake`.
    #[account(mut)]
    pub target: UncheckedAccount,
    #[account(init, payer = payer, seeds = [b"slash", &evidence], bump)]
    pub proposal: Loaded<SlashProposal>,
    pub system_program: Program<System>,
}

impl ProposeSlash {
    pub fn handle(&mut self, amount: u64, evidence: &[u8; 32], bump: u8) -> Result<()> {
        let Self {
            slash_authority,
            pool,
            target: target_account,
            proposal,
            ..
        } = self;
        require!(amount >= MIN_CO_STAKE, StakingError::ProposalBelowMinimum);
        let mut target = Target::load(target_account)?;
        let stake = target.stake()?;
        let lock = pro_rata(amount, stake)
            .or_program_error()?
            .at_most(stake.less(target.locked()));
        let locked = lock.total().or_program_error()?;
        require!(locked > 0, StakingError::NothingToLock);
        let now_ts = io_runtime::clock::now_ts();
        let all_stake = pool.all_stake().ok_or(StakingError::Overflow)?;
        let mut window = lock_window(pool.lock_used.get(), pool.lock_updated_ts.get(), all_stake)
            .or_program_error()?;
        require!(
            window.try_consume(now_ts, locked).is_ok(),
            StakingError::DailyLockLimit
        );

        // No token moves.
        target.lock(lock)?;
        pool.lock_used = window.used.into();
        pool.lock_updated_ts = window.updated_ts.into();
        proposal.version = VERSION;
        proposal.bump = bump;
        proposal.status = ProposalStatus::Open as u8;
        proposal.target = *target_account.address();
        proposal.evidence = *evidence;
        proposal.proposer = *slash_authority.address();
        proposal.asked = amount.into();
        proposal.own_locked = lock.own.into();
        proposal.co_locked = lock.co.into();
        proposal.proposed_ts = now_ts.into();
        target.invariant()?;
        pool.invariant()?;
        io_runtime::emit!(SlashProposed {
            target: proposal.target,
            evidence: *evidence,
            asked: amount,
            own_before: stake.own,
            co_before: stake.co,
            own_locked: lock.own,
            co_locked: lock.co,
            locked_today: window.used,
        });
        Ok(())
    }
}
