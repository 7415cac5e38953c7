use crate::{
    errors::IosdError,
    events::IosdInitialized,
    state::{Iosd, IosdParams},
};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::{
    mint::{self, Mint},
    token::{self, TokenAccount},
};
use io_core::units::IO_DECIMALS;
use io_runtime::{emit, require_upgrade_authority, singletons, Loaded, Spl};
use oracle::state::PriceRing;

/// Creates the program's account, the IOSD mint and the two vaults.
///
/// # Authority
/// The program's upgrade authority, who becomes the config authority.
///
/// # Parameters
/// [`IosdParams`].
///
/// # Special errors
/// `UnfitIoMint` when `emissions` is not the only minter; `BadParameter`; `NotTheUpgradeAuthority`.
#[derive(Accounts)]
pub struct Initialize {
    #[account(mut)]
    pub authority: Signer,
    /// The loader's record of this program.
    pub program_data: UncheckedAccount,
    #[account(init, payer = authority, seeds = [b"iosd"], bump)]
    pub iosd: Loaded<Iosd>,
    pub io_mint: Spl<Mint>,
    #[account(
        init, payer = authority, seeds = [b"iosd_mint"], bump,
        mint::decimals = 6, mint::authority = iosd,
    )]
    pub iosd_mint: Account<Mint>,
    #[account(
        init, payer = authority, seeds = [b"io_vault"], bump,
        token::mint = io_mint, token::authority = iosd,
    )]
    pub io_vault: Spl<TokenAccount>,
    #[account(
        init, payer = authority, seeds = [b"iosd_vault"], bump,
        token::mint = iosd_mint, token::authority = iosd,
    )]
    pub iosd_vault: Spl<TokenAccount>,
    pub price_ring: Loaded<PriceRing>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl Initialize {
    fn validate(&self, params: &IosdParams) -> Result<()> {
        let Self {
            authority,
            program_data,
            io_mint,
            price_ring,
            ..
        } = self;
        // authority
        require_upgrade_authority(
            program_data.account(),
            authority.address(),
            &singletons::IOSD_DATA,
        )?;
        // io_mint: who else could mint it could also mint dollars
        let minter = io_mint.mint_authority();
        require!(
            minter.is_some_and(|m| address_eq(m, &singletons::EMISSION.address))
                && io_mint.decimals() == IO_DECIMALS
                && io_mint.freeze_authority().is_none(),
            IosdError::UnfitIoMint
        );
        // price_ring: its type makes it an account of `oracle`
        require!(
            address_eq(price_ring.address(), &singletons::PRICE_RING.address),
            IosdError::WrongVault
        );
        params.validate()
    }

    pub fn handle(&mut self, bump: u8, params: &IosdParams) -> Result<()> {
        self.validate(params)?;
        let iosd = &mut self.iosd;
        iosd.version = 1;
        iosd.bump = bump;
        iosd.authority = *self.authority.address();
        iosd.io_mint = *self.io_mint.address();
        iosd.iosd_mint = *self.iosd_mint.address();
        iosd.io_vault = *self.io_vault.address();
        iosd.iosd_vault = *self.iosd_vault.address();
        iosd.price_ring = *self.price_ring.address();
        iosd.set(params);
        iosd.invariant()?;
        emit!(IosdInitialized {
            authority: iosd.authority,
            guardian: iosd.guardian,
            io_mint: iosd.io_mint,
            iosd_mint: iosd.iosd_mint,
        });
        Ok(())
    }
}
