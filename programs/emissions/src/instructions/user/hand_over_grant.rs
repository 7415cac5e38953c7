use crate::{errors::EmissionsError, events::BeneficiaryProposed, state::*};
use anchor_lang::prelude::*;

/// Proposes another beneficiary of a grant, who takes over with `accept_grant`: nobody can hand it to
/// a wallet that cannot sign. Until then it pays the old one.
///
/// # Authority
/// The beneficiary.
///
/// # Parameters
/// - `beneficiary`: the wallet proposed; zero withdraws a proposal.
///
/// # Special errors
/// `NotTheBeneficiary`.
#[derive(Accounts)]
pub struct HandOverGrant {
    #[account(address = grant.beneficiary @ EmissionsError::NotTheBeneficiary)]
    pub beneficiary: Signer,
    #[account(mut)]
    pub grant: Account<Grant>,
}

impl HandOverGrant {
    pub fn handle(&mut self, beneficiary: Address) -> Result<()> {
        let grant = &mut self.grant;
        let pending_before = grant.pending_beneficiary;
        grant.pending_beneficiary = beneficiary;
        io_runtime::emit!(BeneficiaryProposed {
            allocation: u64::from(grant.allocation),
            beneficiary: grant.beneficiary,
            pending_before,
            pending_after: beneficiary,
        });
        Ok(())
    }
}
