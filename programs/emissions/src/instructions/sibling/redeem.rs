use crate::{errors::EmissionsError, events::IoRedeemed, state::*};
use anchor_lang::prelude::*;
use io_runtime::{singletons, token};

/// Mints IO for IOSD that `iosd` has burned: at most what was burned for IOSD and not redeemed yet,
/// whatever `iosd` asks for.
///
/// # Authority
/// `iosd`'s account, which signs through `iosd` alone.
///
/// # Parameters
/// - `amount`: base units.
///
/// # Special errors
/// `NotIosd`, `ZeroAmount`, `RedeemedAboveBurned`.
#[derive(Accounts)]
pub struct Redeem {
    #[account(address = singletons::IOSD.address @ EmissionsError::NotIosd)]
    pub authority: Signer,
    #[account(mut)]
    pub emission: Account<Emission>,
    #[account(mut, address = emission.io_mint @ EmissionsError::WrongMint)]
    pub io_mint: UncheckedAccount,
    /// Whoever `iosd` pays; the token program refuses another mint's account.
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl Redeem {
    pub fn handle(&mut self, amount: u64) -> Result<()> {
        require!(amount > 0, EmissionsError::ZeroAmount);
        let Self {
            emission,
            io_mint,
            destination,
            ..
        } = self;
        let redeemed_before = emission.redeemed.get();
        let redeemed_after = redeemed_before
            .checked_add(amount)
            .filter(|total| *total <= emission.burned_for_iosd.get())
            .ok_or(EmissionsError::RedeemedAboveBurned)?;

        token::mint_to(
            io_mint,
            destination,
            emission,
            amount,
            &[EMISSION_SEED, &[emission.bump]],
        );

        emission.redeemed = redeemed_after.into();
        emission.invariant()?;
        io_runtime::emit!(IoRedeemed {
            destination: *destination.address(),
            redeemed_before,
            redeemed_after,
            burned_for_iosd: emission.burned_for_iosd.get(),
        });
        Ok(())
    }
}
