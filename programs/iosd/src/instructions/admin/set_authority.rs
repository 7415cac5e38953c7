use crate::{errors::IosdError, events::AuthorityProposed, state::Iosd};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{emit, Loaded};

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
    #[account(mut, seeds = [b"iosd"], bump)]
    pub iosd: Loaded<Iosd>,
}

impl SetAuthority {
    pub fn handle(&mut self, pending: Address) -> Result<()> {
        let Self { authority, iosd } = self;
        require!(
            address_eq(authority.address(), &iosd.authority),
            IosdError::NotTheAuthority
        );
        let pending_before = iosd.pending_authority;
        iosd.pending_authority = pending;
        iosd.invariant()?;
        emit!(AuthorityProposed {
            authority: iosd.authority,
            pending_before,
            pending_after: pending,
        });
        Ok(())
    }
}
