use crate::{errors::EscrowError, events::AuthorityProposed, state::Escrow};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{emit, singletons, Loaded};

/// Proposes a new config authority, who takes over with `accept_authority`.
///
/// # Authority
/// The config authority.
///
/// # Parameters
/// - `pending`: the proposed key; the zero address withdraws a proposal.
///
/// # Special errors
/// `NotTheAuthority`.
#[derive(Accounts)]
pub struct SetAuthority {
    pub authority: Signer,
    #[account(mut, address = singletons::ESCROW.address)]
    pub escrow: Loaded<Escrow>,
}

impl SetAuthority {
    pub fn handle(&mut self, pending: Address) -> Result<()> {
        let Self { authority, escrow } = self;
        require!(
            address_eq(authority.address(), &escrow.authority),
            EscrowError::NotTheAuthority
        );
        let pending_before = escrow.pending_authority;
        escrow.pending_authority = pending;
        escrow.invariant()?;
        emit!(AuthorityProposed {
            authority: escrow.authority,
            pending_before,
            pending_after: pending,
        });
        Ok(())
    }
}
