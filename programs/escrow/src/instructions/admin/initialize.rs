use crate::{errors::EscrowError, events::EscrowInitialized, state::Escrow};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::mint::Mint;
use io_core::units::BPS;
use io_runtime::{emit, require_upgrade_authority, singletons, Loaded, Spl};
use oracle::state::Oracle;

/// Creates the program's account.
///
/// # Authority
/// The program's upgrade authority, who becomes the config authority.
///
/// # Parameters
/// [`EscrowParams`].
///
/// # Special errors
/// `WrongPaymentMint`, `BadParameter`, `NotTheUpgradeAuthority`.
#[derive(Accounts)]
pub struct Initialize {
    #[account(mut)]
    pub authority: Signer,
    /// The loader's record of this program.
    pub program_data: UncheckedAccount,
    #[account(init, payer = authority, seeds = [b"escrow"], bump)]
    pub escrow: Loaded<Escrow>,
    pub iosd_mint: Spl<Mint>,
    #[account(address = singletons::ORACLE.address)]
    pub oracle: Loaded<Oracle>,
    pub system_program: Program<System>,
}

/// Fees and time limits.
#[derive(Clone, Copy, AnchorDeserialize, AnchorSerialize, IdlType)]
pub struct EscrowParams {
    /// Of each side, on amounts paid.
    pub reservation_fee_bps: u16,
    /// Of each side, on amounts paid.
    pub payment_fee_bps: u16,
    /// Burned part of the fees; the rest goes to the treasury.
    pub fee_burn_bps: u16,
    /// From creation until the job must be fully matched.
    pub open_timeout_s: u32,
    /// From the match until the job must be started.
    pub matched_timeout_s: u32,
    /// From the end until an unsettled job may expire.
    pub expiry_grace_s: u32,
    /// Owner of the token accounts that fees go to.
    pub treasury: Address,
}

impl Initialize {
    fn validate(&self, params: &EscrowParams) -> Result<()> {
        let Self {
            authority,
            program_data,
            iosd_mint,
            ..
        } = self;
        require_upgrade_authority(program_data.account(), authority.address(), &crate::ID)?;
        require!(
            address_eq(iosd_mint.address(), &singletons::IOSD_MINT.address),
            EscrowError::WrongPaymentMint
        );
        let side =
            u64::from(params.reservation_fee_bps).saturating_add(u64::from(params.payment_fee_bps));
        require!(
            side <= BPS
                && u64::from(params.fee_burn_bps) <= BPS
                && params.open_timeout_s > 0
                && params.matched_timeout_s > 0
                && params.expiry_grace_s > 0,
            EscrowError::BadParameter
        );
        Ok(())
    }

    pub fn handle(&mut self, bump: u8, params: EscrowParams) -> Result<()> {
        self.validate(&params)?;
        let escrow = &mut self.escrow;
        escrow.version = 1;
        escrow.bump = bump;
        escrow.authority = *self.authority.address();
        escrow.iosd_mint = *self.iosd_mint.address();
        escrow.treasury = params.treasury;
        escrow.reservation_fee_bps = params.reservation_fee_bps.into();
        escrow.payment_fee_bps = params.payment_fee_bps.into();
        escrow.fee_burn_bps = params.fee_burn_bps.into();
        escrow.open_timeout_s = params.open_timeout_s.into();
        escrow.matched_timeout_s = params.matched_timeout_s.into();
        escrow.expiry_grace_s = params.expiry_grace_s.into();
        escrow.epoch_length_s = self.oracle.epoch_length_s;
        escrow.genesis_ts = self.oracle.genesis_ts;
        emit!(EscrowInitialized {
            authority: escrow.authority,
            treasury: escrow.treasury,
            iosd_mint: escrow.iosd_mint,
        });
        Ok(())
    }
}
