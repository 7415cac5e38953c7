use crate::{errors::IosdError, events::AuthorityAccepted, state::Iosd};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{emit, Loaded};

/// Takes the config authority over.
///
/// # Authority
/// The key proposed with `set_authority`.
///
/// # Special errors
/// `NotThePendingAuthority`.
#[derive(Accounts)]
pub struct AcceptAuthority {
    pub pending_authority: Signer,
    #[account(mut, seeds = [b"iosd"], bump)]
    pub iosd: Loaded<Iosd>,
}

impl AcceptAuthority {
    pub fn handle(&mut self) -> Result<()> {
        let Self {
            pending_authority,
            iosd,
        } = self;
        // The zero address means "none proposed", and nobody signs for it.
        require!(
            address_eq(pending_authority.address(), &iosd.pending_authority),
            IosdError::NotThePendingAuthority
        );
        let authority_before = iosd.authority;
        iosd.authority = iosd.pending_authority;
        iosd.pending_authority = Address::default();
        iosd.invariant()?;
        emit!(AuthorityAccepted {
            authority_before,
            authority_after: iosd.authority
        });
        Ok(())
    }
}
