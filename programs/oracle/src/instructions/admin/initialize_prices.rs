use crate::{
    errors::OracleError,
    events::PricesInitialized,
    state::{Oracle, PriceBoard, PriceRing},
};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{emit, Loaded};

/// Creates the price board and the ring of IO/USD prices. Once.
///
/// # Authority
/// The oracle's authority.
///
/// # Special errors
/// `NotTheAuthority`.
#[derive(Accounts)]
pub struct InitializePrices {
    #[account(mut)]
    pub authority: Signer,
    #[account(seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(init, payer = authority, seeds = [b"prices"], bump)]
    pub prices: Loaded<PriceBoard>,
    #[account(init, payer = authority, seeds = [b"price_ring"], bump)]
    pub price_ring: Loaded<PriceRing>,
    pub system_program: Program<System>,
}

impl InitializePrices {
    pub fn initialize_prices(&mut self, bumps: &InitializePricesBumps) -> Result<()> {
        require!(
            address_eq(self.authority.address(), &self.oracle.authority),
            OracleError::NotTheAuthority
        );
        self.prices.version = 1;
        self.prices.bump = bumps.prices;
        self.price_ring.version = 1;
        self.price_ring.bump = bumps.price_ring;
        emit!(PricesInitialized {
            prices: *self.prices.address(),
            price_ring: *self.price_ring.address(),
        });
        Ok(())
    }
}
