use crate::{errors::EmissionsError, events::AuthorityProposed, state::*};
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
    #[account(address = emission.authority @ EmissionsError::NotTheAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub emission: Loaded<Emission>,
}

impl SetAuthority {
    pub fn handle(&mut self, new_authority: Address) -> Result<()> {
        let pending_before = self.emission.pending_authority;
        self.emission.pending_authority = new_authority;
        self.emission.invariant()?;
        emit!(AuthorityProposed {
            authority: *self.authority.address(),
            pending_before,
            pending_after: new_authority,
        });
        Ok(())
    }
}
