use crate::{errors::StakingError, events::GovernanceAccepted, state::*, Loaded};
use anchor_lang::prelude::*;

/// Takes over as governance.
///
/// # Authority
/// The key that `set_governance` proposed.
///
/// # Parameters
/// None.
///
/// # Special errors
/// `NotThePendingGovernance`.
#[derive(Accounts)]
pub struct AcceptGovernance {
    #[account(address = pool.pending_governance @ StakingError::NotThePendingGovernance)]
    pub pending_governance: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
}

impl AcceptGovernance {
    pub fn handle(&mut self) -> Result<()> {
        let governance_before = self.pool.governance;
        self.pool.governance = *self.pending_governance.address();
        self.pool.pending_governance = Address::default();
        self.pool.invariant()?;
        io_runtime::emit!(GovernanceAccepted {
            governance_before,
            governance_after: *self.pending_governance.address(),
        });
        Ok(())
    }
}
