use crate::{
    errors::OracleError,
    events::{AuthorityChanged, AuthorityProposed},
    state::Oracle,
};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{emit, Loaded};

/// Both steps of a handover, of the authority and of the guardian: who signs, and the oracle.
#[derive(Accounts)]
pub struct Handover {
    pub signer: Signer,
    #[account(mut, seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
}

impl Handover {
    /// First step of the handover: names who may take over. The zero address withdraws the proposal.
    ///
    /// # Authority
    /// The oracle's authority.
    ///
    /// # Special errors
    /// `NotTheAuthority`.
    pub fn set_authority(&mut self, pending: Address) -> Result<()> {
        require!(
            address_eq(self.signer.address(), &self.oracle.authority),
            OracleError::NotTheAuthority
        );
        self.oracle.pending_authority = pending;
        emit!(AuthorityProposed {
            authority: *self.signer.address(),
            pending_authority: pending,
        });
        Ok(())
    }

    /// Second step: the proposed key takes over, which proves that someone holds it.
    ///
    /// # Authority
    /// The proposed authority. (The zero address cannot sign, so no proposal means nobody.)
    ///
    /// # Special errors
    /// `NotThePendingAuthority`.
    pub fn accept_authority(&mut self) -> Result<()> {
        require!(
            address_eq(self.signer.address(), &self.oracle.pending_authority),
            OracleError::NotThePendingAuthority
        );
        let before = self.oracle.authority;
        self.oracle.authority = self.oracle.pending_authority;
        self.oracle.pending_authority = Address::new_from_array([0; 32]);
        emit!(AuthorityChanged {
            before,
            after: self.oracle.authority,
        });
        Ok(())
    }
}
