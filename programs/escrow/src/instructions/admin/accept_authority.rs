use crate::{errors::EscrowError, events::AuthorityAccepted, state::Escrow};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{emit, singletons, Loaded};

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
    #[account(mut, address = singletons::ESCROW.address)]
    pub escrow: Loaded<Escrow>,
}

impl AcceptAuthority {
    pub fn handle(&mut self) -> Result<()> {
        let Self {
            pending_authority,
            escrow,
        } = self;
        // The zero address means "none proposed", and nobody signs for it.
        require!(
            address_eq(pending_authority.address(), &escrow.pending_authority),
            EscrowError::NotThePendingAuthority
        );
        let authority_before = escrow.authority;
        escrow.authority = escrow.pending_authority;
        escrow.pending_authority = Address::default();
        escrow.invariant()?;
        emit!(AuthorityAccepted {
            authority_before,
            authority_after: escrow.authority
        });
        Ok(())
    }
}
