use crate::{errors::EmissionsError, events::BeneficiaryChanged, state::*};
use anchor_lang::prelude::*;

/// Takes over a grant: it pays this wallet from now on.
///
/// # Authority
/// The wallet that the beneficiary proposed.
///
/// # Parameters
/// None.
///
/// # Special errors
/// `NotThePendingBeneficiary`.
#[derive(Accounts)]
pub struct AcceptGrant {
    #[account(address = grant.pending_beneficiary @ EmissionsError::NotThePendingBeneficiary)]
    pub pending_beneficiary: Signer,
    #[account(mut)]
    pub grant: Account<Grant>,
}

impl AcceptGrant {
    pub fn handle(&mut self) -> Result<()> {
        let grant = &mut self.grant;
        let before = grant.beneficiary;
        grant.beneficiary = *self.pending_beneficiary.address();
        grant.pending_beneficiary = Address::default();
        io_runtime::emit!(BeneficiaryChanged {
            allocation: u64::from(grant.allocation),
            before,
            after: grant.beneficiary,
        });
        Ok(())
    }
}
