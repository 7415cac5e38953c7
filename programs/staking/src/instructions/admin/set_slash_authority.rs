use crate::{errors::StakingError, events::SlashAuthoritySet, state::*, Loaded};
use anchor_lang::prelude::*;

/// Names who may propose slashes. In one step, as a program's account, which a quorum may one day
/// hold, cannot accept; governance can name another at any time. Zero: nobody may.
///
/// # Authority
/// Governance.
///
/// # Parameters
/// - `new_authority`: the key.
///
/// # Special errors
/// `NotTheGovernance`.
#[derive(Accounts)]
pub struct SetSlashAuthority {
    #[account(address = pool.governance @ StakingError::NotTheGovernance)]
    pub governance: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
}

impl SetSlashAuthority {
    pub fn handle(&mut self, new_authority: Address) -> Result<()> {
        let before = self.pool.slash_authority;
        self.pool.slash_authority = new_authority;
        self.pool.invariant()?;
        io_runtime::emit!(SlashAuthoritySet {
            before,
            after: new_authority,
        });
        Ok(())
    }
}
