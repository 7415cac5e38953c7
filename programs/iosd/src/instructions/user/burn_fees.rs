use crate::{
    errors::IosdError,
    events::FeesBurned,
    state::{add, Iosd},
};
use anchor_lang::prelude::*;
use anchor_spl::mint::Mint;
use io_runtime::token::burn;

/// Burns fees in IOSD and counts them. What was burned for IOSD stays as it is, so the part of every
/// IOSD that remains rises.
///
/// # Authority
/// The owner of the tokens, whoever it is: it only costs the owner.
///
/// # Parameters
/// - `amount`: base units.
///
/// # Special errors
/// `ZeroAmount`. The token program refuses tokens that are not the authority's or not IOSD.
#[derive(Accounts)]
pub struct BurnFees {
    pub authority: Signer,
    #[account(mut, seeds = [b"iosd"], bump)]
    pub iosd: Account<Iosd>,
    #[account(mut, seeds = [b"iosd_mint"], bump)]
    pub iosd_mint: Account<Mint>,
    /// The authority's, of the IOSD mint: the token program checks both.
    #[account(mut)]
    pub source: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl BurnFees {
    pub fn handle(&mut self, amount: u64) -> Result<()> {
        require!(amount > 0, IosdError::ZeroAmount);
        let Self {
            authority,
            iosd,
            iosd_mint,
            source,
            ..
        } = self;
        burn(source, iosd_mint, authority, amount, &[]);

        let total_before = iosd.fees_burned_iosd;
        iosd.fees_burned_iosd = add(total_before, amount)?;
        iosd.invariant()?;
        iosd.supply_invariant(iosd_mint.supply())?;
        io_runtime::emit!(FeesBurned {
            authority: *authority.address(),
            total_before: total_before.get(),
            total_after: iosd.fees_burned_iosd.get(),
        });
        Ok(())
    }
}
