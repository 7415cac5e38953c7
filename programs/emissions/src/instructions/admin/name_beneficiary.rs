use crate::{errors::EmissionsError, events::BeneficiaryChanged, state::*};
use anchor_lang::{address_eq, prelude::*};

/// Names whom a grant pays, where its minting left that open. Once: from then on the right is the
/// beneficiary's, and the authority has none.
///
/// # Authority
/// The config authority.
///
/// # Parameters
/// - `beneficiary`: the wallet paid from now on; zero is nobody and refused.
///
/// # Special errors
/// `NotTheAuthority`, `BeneficiaryNamed`, `BeneficiaryNotNamed`.
#[derive(Accounts)]
pub struct NameBeneficiary {
    #[account(address = emission.authority @ EmissionsError::NotTheAuthority)]
    pub authority: Signer,
    pub emission: Account<Emission>,
    #[account(mut)]
    pub grant: Account<Grant>,
}

impl NameBeneficiary {
    pub fn handle(&mut self, beneficiary: Address) -> Result<()> {
        let grant = &mut self.grant;
        let nobody = Address::default();
        require!(
            address_eq(&grant.beneficiary, &nobody),
            EmissionsError::BeneficiaryNamed
        );
        require!(
            !address_eq(&beneficiary, &nobody),
            EmissionsError::BeneficiaryNotNamed
        );
        grant.beneficiary = beneficiary;
        io_runtime::emit!(BeneficiaryChanged {
            allocation: u64::from(grant.allocation),
            before: nobody,
            after: beneficiary,
        });
        Ok(())
    }
}
