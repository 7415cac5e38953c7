use crate::{errors::EmissionsError, events::AuthorityAccepted, state::*};
use anchor_lang::prelude::*;
use io_runtime::{emit, Loaded};

/// Takes over as config authority.
///
/// # Authority
/// The key that `set_authority` proposed: nobody can hand the config to a key that cannot sign.
///
/// # Parameters
/// None.
///
/// # Special errors
/// `NotThePendingAuthority`.
#[derive(Accounts)]
pub struct AcceptAuthority {
    #[account(address = emission.pending_authority @ EmissionsError::NotThePendingAuthority)]
    pub pending_authority: Signer,
    #[account(mut)]
    pub emission: Loaded<Emission>,
}

impl AcceptAuthority {
    pub fn handle(&mut self) -> Result<()> {
        let authority_before = self.emission.authority;
        self.emission.authority = *self.pending_authority.address();
        self.emission.pending_authority = Address::default();
        self.emission.invariant()?;
        emit!(AuthorityAccepted {
            authority_before,
            authority_after: *self.pending_authority.address(),
        });
        Ok(())
    }
}
