use crate::{errors::StakingError, events::GovernanceProposed, state::*, Loaded};
use anchor_lang::prelude::*;

/// Proposes a new governance key, which takes over by `accept_governance`. Zero withdraws the
/// proposal.
///
/// # Authority
/// Governance.
///
/// # Parameters
/// - `new_governance`: the key proposed.
///
/// # Special errors
/// `NotTheGovernance`.
#[derive(Accounts)]
pub struct SetGovernance {
    #[account(address = pool.governance @ StakingError::NotTheGovernance)]
    pub governance: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
}

impl SetGovernance {
    pub fn handle(&mut self, new_governance: Address) -> Result<()> {
        let pending_before = self.pool.pending_governance;
        self.pool.pending_governance = new_governance;
        self.pool.invariant()?;
        io_runtime::emit!(GovernanceProposed {
            governance: *self.governance.address(),
            pending_before,
            pending_after: new_governance,
        });
        Ok(())
    }
}
