use crate::{
    errors::EscrowError,
    events::EscrowInitialized,
    state::{Escrow, EscrowParams},
};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::mint::Mint;
use io_runtime::{
    emit, require_upgrade_authority, singletons, token_2022::require_plain, AnySpl, Loaded, Spl,
};
use oracle::state::Oracle;
use staking::state::Pool;

/// Decimals of USDC.
const USDC_DECIMALS: u8 = 6;

/// Creates the program's account.
///
/// # Authority
/// The program's upgrade authority, who becomes the config authority.
///
/// # Parameters
/// [`EscrowParams`].
///
/// # Special errors
/// `WrongPaymentMint`, `BadParameter`, `NotTheUpgradeAuthority`; one of its own for each extension of the mint that is
/// refused ([`require_plain`]). No instruction that is paid in the mint looks again: its extensions are fixed.
#[derive(Accounts)]
pub struct Initialize {
    #[account(mut)]
    pub authority: Signer,
    /// The loader's record of this program.
    pub program_data: UncheckedAccount,
    #[account(init, payer = authority, seeds = [b"escrow"], bump)]
    pub escrow: Loaded<Escrow>,
    pub iosd_mint: Spl<Mint>,
    /// A mint of 6 decimals that is taken at a dollar: the USDC of the cluster. It may be of Token-2022, without
    /// extensions that touch what accounts hold.
    pub usdc_mint: AnySpl<Mint>,
    #[account(address = singletons::POOL.address)]
    pub pool: Loaded<Pool>,
    #[account(address = singletons::ORACLE.address)]
    pub oracle: Loaded<Oracle>,
    pub system_program: Program<System>,
}

impl Initialize {
    fn validate(&self, params: &EscrowParams) -> Result<()> {
        let Self {
            authority,
            program_data,
            iosd_mint,
            usdc_mint,
            ..
        } = self;
        require_upgrade_authority(
            program_data.account(),
            authority.address(),
            &singletons::ESCROW_DATA,
        )?;
        require!(
            address_eq(iosd_mint.address(), &singletons::IOSD_MINT.address),
            EscrowError::WrongPaymentMint
        );
        require!(
            usdc_mint.decimals() == USDC_DECIMALS
                && !address_eq(usdc_mint.address(), iosd_mint.address()),
            EscrowError::WrongPaymentMint
        );
        require_plain(usdc_mint.view())?;
        params.validate()
    }

    pub fn handle(&mut self, bump: u8, params: &EscrowParams) -> Result<()> {
        self.validate(params)?;
        let escrow = &mut self.escrow;
        escrow.version = 1;
        escrow.bump = bump;
        escrow.authority = *self.authority.address();
        escrow.iosd_mint = *self.iosd_mint.address();
        escrow.usdc_mint = *self.usdc_mint.address();
        escrow.io_mint = self.pool.io_mint;
        escrow.set(params);
        escrow.epoch_length_s = self.oracle.epoch_length_s;
        escrow.genesis_ts = self.oracle.genesis_ts;
        escrow.invariant()?;
        emit!(EscrowInitialized {
            authority: escrow.authority,
            treasury: escrow.treasury,
            iosd_mint: escrow.iosd_mint,
            usdc_mint: escrow.usdc_mint,
        });
        Ok(())
    }
}
