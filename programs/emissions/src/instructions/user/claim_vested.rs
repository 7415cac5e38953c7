use crate::{errors::EmissionsError, events::VestedClaimed, state::*};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::token::TokenAccount;
use io_runtime::token::{require_payable, transfer, vault_amount};

/// Pays what has vested of a grant and was not paid before: a monthly part at the end of each month of
/// its schedule, the rest with the last. Nothing is lost by claiming late, and nothing can be taken
/// back.
///
/// # Authority
/// Anyone; it pays the beneficiary. Unless the beneficiary signs, only its associated token account.
///
/// # Parameters
/// None.
///
/// # Special errors
/// `BeneficiaryNotNamed`, `NotTheBeneficiary`, `NothingVested`, `WrongVault`; `7902` to `7904` for a
/// destination that is not the beneficiary's.
#[derive(Accounts)]
pub struct ClaimVested {
    #[account(address = grant.beneficiary @ EmissionsError::NotTheBeneficiary)]
    pub beneficiary: UncheckedAccount,
    pub emission: Account<Emission>,
    #[account(mut)]
    pub grant: Account<Grant>,
    #[account(mut, address = grant.vault @ EmissionsError::WrongVault)]
    pub vault: UncheckedAccount,
    #[account(mut)]
    pub destination: Account<TokenAccount>,
    pub token_program: Program<Token>,
}

impl ClaimVested {
    fn validate(&self) -> Result<()> {
        let Self {
            beneficiary,
            emission,
            grant,
            destination,
            ..
        } = self;
        // grant: the zero address is nobody's wallet
        require!(
            !address_eq(&grant.beneficiary, &Address::default()),
            EmissionsError::BeneficiaryNotNamed
        );
        // destination
        require_payable(
            destination.view(),
            destination.mint(),
            destination.owner(),
            &emission.io_mint,
            beneficiary.address(),
            beneficiary.is_signer(),
        )
    }

    pub fn handle(&mut self) -> Result<()> {
        self.validate()?;
        let Self {
            emission,
            grant,
            vault,
            destination,
            ..
        } = self;
        let now_ts = io_runtime::clock::now_ts();
        let vested = grant.vested(emission.genesis_ts.get(), now_ts)?;
        let claimed_before = grant.claimed.get();
        // A clock that ran back owes nothing.
        let amount = vested.saturating_sub(claimed_before);
        require!(amount > 0, EmissionsError::NothingVested);

        transfer(
            vault,
            destination,
            emission,
            amount,
            &[EMISSION_SEED, &[emission.bump]],
        );

        grant.claimed = vested.into();
        grant.invariant(vault_amount(vault.account())?)?;
        io_runtime::emit!(VestedClaimed {
            allocation: u64::from(grant.allocation),
            beneficiary: grant.beneficiary,
            destination: *destination.address(),
            claimed_before,
            claimed_after: vested,
            total: grant.total.get(),
        });
        Ok(())
    }
}
