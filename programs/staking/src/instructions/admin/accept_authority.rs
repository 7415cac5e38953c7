use crate::{errors::StakingError, events::AuthorityAccepted, state::*};
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
    #[account(address = pool.pending_authority @ StakingError::NotThePendingAuthority)]
    pub pending_authority: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
}

impl AcceptAuthority {
    pub fn handle(&mut self) -> Result<()> {
        let authority_before = self.pool.authority;
        self.pool.authority = *self.pending_authority.address();
        self.pool.pending_authority = Address::default();
        self.pool.invariant()?;
        emit!(AuthorityAccepted {
            authority_before,
            authority_after: *self.pending_authority.address(),
        });
        Ok(())
    }
}
