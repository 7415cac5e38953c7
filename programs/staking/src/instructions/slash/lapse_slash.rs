use crate::{
    errors::StakingError,
    events::SlashLapsed,
    proposal::{ProposalStatus, SlashProposal},
    slashing::Target,
    state::*,
    Loaded,
};
use anchor_lang::{address_eq, prelude::*};
use io_core::slash::{phase, Parts, Phase};

/// Unlocks the stake of a proposal that was not confirmed in time. Governance may dismiss one at any
/// time: an appeal that it upholds need not wait.
///
/// # Authority
/// Anyone, 44 days after the proposal; governance before.
///
/// # Parameters
/// None.
///
/// # Special errors
/// `ProposalResolved`, `WrongTarget`, `ProposalStands`.
#[derive(Accounts)]
pub struct LapseSlash {
    pub caller: Signer,
    pub pool: Loaded<Pool>,
    #[account(mut)]
    pub proposal: Loaded<SlashProposal>,
    #[account(mut, address = proposal.target @ StakingError::WrongTarget)]
    pub target: UncheckedAccount,
}

impl LapseSlash {
    pub fn handle(&mut self) -> Result<()> {
        let Self {
            caller,
            pool,
            proposal,
            target,
        } = self;
        require!(proposal.is_open(), StakingError::ProposalResolved);
        let now_ts = io_runtime::clock::now_ts();
        let in_time = phase(proposal.proposed_ts.get(), now_ts) != Phase::Lapsed;
        require!(
            !in_time || address_eq(caller.address(), &pool.governance),
            StakingError::ProposalStands
        );
        let mut target = Target::load(target)?;
        let locked_before = target.locked();
        let lock = Parts {
            own: proposal.own_locked.get(),
            co: proposal.co_locked.get(),
        };

        // No token moves.
        target.unlock(lock)?;
        proposal.status = ProposalStatus::Lapsed as u8;
        proposal.resolved_ts = now_ts.into();
        target.invariant()?;
        let locked_after = target.locked();
        io_runtime::emit!(SlashLapsed {
            target: proposal.target,
            evidence: proposal.evidence,
            own_locked_before: locked_before.own,
            own_locked_after: locked_after.own,
            co_locked_before: locked_before.co,
            co_locked_after: locked_after.co,
            dismissed: u64::from(in_time),
        });
        Ok(())
    }
}
