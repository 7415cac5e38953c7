use crate::{
    errors::OracleError,
    events::{GuardianChanged, GuardianProposed},
    instructions::Handover,
};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::emit;

impl Handover {
    /// First step of the guardian's handover: names who may take over. The zero address withdraws the
    /// proposal. The authority has no say: it lists the operators whom the guardian watches.
    ///
    /// # Authority
    /// The guardian.
    ///
    /// # Special errors
    /// `NotTheGuardian`.
    pub fn set_guardian(&mut self, pending: Address) -> Result<()> {
        require!(
            address_eq(self.signer.address(), &self.oracle.guardian),
            OracleError::NotTheGuardian
        );
        self.oracle.pending_guardian = pending;
        emit!(GuardianProposed {
            guardian: self.oracle.guardian,
            pending_guardian: pending,
        });
        Ok(())
    }

    /// Second step: the proposed key takes over, which proves that someone holds it.
    ///
    /// # Authority
    /// The proposed guardian. (The zero address cannot sign, so no proposal means nobody.)
    ///
    /// # Special errors
    /// `NotThePendingGuardian`.
    pub fn accept_guardian(&mut self) -> Result<()> {
        require!(
            address_eq(self.signer.address(), &self.oracle.pending_guardian),
            OracleError::NotThePendingGuardian
        );
        let before = self.oracle.guardian;
        self.oracle.guardian = self.oracle.pending_guardian;
        self.oracle.pending_guardian = Address::new_from_array([0; 32]);
        emit!(GuardianChanged {
            before,
            after: self.oracle.guardian,
        });
        Ok(())
    }
}
