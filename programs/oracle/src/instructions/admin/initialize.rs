use crate::{
    errors::OracleError,
    events::OracleInitialized,
    params::OracleParams,
    state::{Classes, Operators, Oracle},
};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::{
    mint::Mint,
    token::{self, TokenAccount},
};
use io_core::units::IO_DECIMALS;
use io_runtime::{emit, require_upgrade_authority, singletons, Loaded, Spl};

/// Creates the oracle's accounts and fixes its parameters. Once.
///
/// # Authority
/// The program's upgrade authority; it becomes the oracle's authority.
///
/// # Parameters
/// [`OracleParams`]; the limits are beside its fields.
///
/// # Special errors
/// `NotTheUpgradeAuthority` (7901), `NotTheProgramData` (7900), `ParamOutOfRange`, `WrongIoMint`.
#[derive(Accounts)]
pub struct Initialize {
    #[account(mut)]
    pub authority: Signer,
    pub program_data: UncheckedAccount,
    #[account(init, payer = authority, seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(init, payer = authority, seeds = [b"operators"], bump)]
    pub operators: Loaded<Operators>,
    #[account(init, payer = authority, seeds = [b"classes"], bump)]
    pub classes: Loaded<Classes>,
    #[account(
        init, payer = authority, seeds = [b"bond_vault"], bump,
        token::mint = io_mint, token::authority = oracle
    )]
    pub bond_vault: Spl<TokenAccount>,
    pub io_mint: Spl<Mint>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl Initialize {
    fn validate(&self, params: &OracleParams) -> Result<()> {
        // authority
        require_upgrade_authority(
            self.program_data.account(),
            self.authority.address(),
            &singletons::ORACLE_DATA,
        )?;
        // io_mint: bonds and rewards must be of the token that only `emissions` can mint.
        let mint_is_io = self.io_mint.decimals() == IO_DECIMALS
            && !self.io_mint.has_freeze_authority()
            && self
                .io_mint
                .mint_authority()
                .is_some_and(|authority| address_eq(authority, &singletons::EMISSION.address));
        require!(mint_is_io, OracleError::WrongIoMint);
        // oracle, operators, classes, bond_vault: created here at their PDAs.
        params.validate()
    }

    pub fn initialize(&mut self, params: &OracleParams, bumps: &InitializeBumps) -> Result<()> {
        self.validate(params)?;
        let oracle = &mut *self.oracle;
        oracle.version = 2;
        oracle.bump = bumps.oracle;
        oracle.authority = *self.authority.address();
        oracle.io_mint = *self.io_mint.address();
        oracle.bond_vault = *self.bond_vault.address();
        oracle.emission = singletons::EMISSION.address;
        params.write_to(oracle);
        self.operators.version = 1;
        self.operators.bump = bumps.operators;
        self.classes.version = 2;
        self.classes.bump = bumps.classes;
        emit!(OracleInitialized {
            authority: *self.authority.address(),
            io_mint: *self.io_mint.address(),
            genesis_ts: params.genesis_ts,
            bond: params.bond,
        });
        Ok(())
    }
}
