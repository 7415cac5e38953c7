use crate::{errors::StakingError, events::AuthorityProposed, state::*};
use anchor_lang::prelude::*;
use io_runtime::{emit, Loaded};

/// Proposes a new config authority, which takes over by `accept_authority`. Zero withdraws the
/// proposal.
///
/// # Authority
/// The config authority.
///
/// # Parameters
/// - `new_authority`: the key proposed.
///
/// # Special errors
/// `NotTheAuthority`.
#[derive(Accounts)]
pub struct SetAuthority {
    #[account(address = pool.authority @ StakingError::NotTheAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
}

impl SetAuthority {
    pub fn handle(&mut self, new_authority: Address) -> Result<()> {
        let pending_before = self.pool.pending_authority;
        self.pool.pending_authority = new_authority;
        self.pool.invariant()?;
        emit!(AuthorityProposed {
            authority: *self.authority.address(),
            pending_before,
            pending_after: new_authority,
        });
        Ok(())
    }
}
