use crate::{
    errors::EmissionsError,
    events::{AllocationMinted, BeneficiaryChanged},
    state::*,
};
use anchor_lang::prelude::*;
use anchor_spl::{
    mint::Mint,
    token::{self, TokenAccount},
};
use io_runtime::{emit, Loaded, Spl};

/// Mints a genesis allocation that vests into its own vault, from which only `claim_vested` pays.
///
/// # Authority
/// The config authority.
///
/// # Parameters
/// - `allocation`: its number in the genesis table (0: seed, 1: series A, 2: core contributors).
/// - `beneficiary`: whom it will pay; zero: named later, once, by `name_beneficiary`.
///
/// # Special errors
/// `UnknownAllocation`, `AllocationDoesNotVest`; a second call fails because the vault exists.
#[derive(Accounts)]
#[instruction(allocation: u8)]
pub struct MintVestedAllocation {
    #[account(mut, address = emission.authority @ EmissionsError::NotTheAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub emission: Loaded<Emission>,
    #[account(mut, address = emission.io_mint @ EmissionsError::WrongMint)]
    pub io_mint: Spl<Mint>,
    #[account(init, payer = authority, seeds = [b"allocation", &[allocation]], bump,
        token::mint = io_mint, token::authority = emission)]
    pub vault: Spl<TokenAccount>,
    #[account(init, payer = authority, seeds = [b"grant", &[allocation]], bump)]
    pub grant: Account<Grant>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl MintVestedAllocation {
    pub fn handle(&mut self, allocation: u8, beneficiary: Address, bump: u8) -> Result<()> {
        let minted_before = u64::from(self.emission.allocations_minted);
        let line = self.emission.take_allocation(allocation, true)?;
        let Self {
            emission,
            io_mint,
            vault,
            grant,
            ..
        } = self;
        io_runtime::token::mint_to(
            io_mint,
            vault,
            emission,
            line.amount,
            &[EMISSION_SEED, &[emission.bump]],
        );

        grant.version = VERSION;
        grant.bump = bump;
        grant.allocation = allocation;
        grant.beneficiary = beneficiary;
        grant.vault = *vault.address();
        grant.total = line.amount.into();
        grant.invariant(vault.amount())?;
        emission.invariant()?;
        emit!(AllocationMinted {
            destination: *vault.address(),
            amount: line.amount,
            allocation: u64::from(allocation),
            minted_before,
            minted_after: u64::from(emission.allocations_minted),
        });
        emit!(BeneficiaryChanged {
            allocation: u64::from(allocation),
            before: Address::default(),
            after: beneficiary,
        });
        Ok(())
    }
}
