use crate::{errors::EmissionsError, events::EmissionInitialized, state::*};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::{
    mint::Mint,
    token::{self, TokenAccount},
};
use io_core::{emission::Split, units::IO_DECIMALS};
use io_runtime::{clock, emit, require_upgrade_authority, singletons, CoreErrorExt, Loaded, Spl};

/// Creates the emission account and its vaults, and takes charge of the IO mint.
///
/// # Authority
/// The program's upgrade authority, which becomes the config authority.
///
/// # Parameters
/// - `genesis_ts`: start of epoch 1, unix seconds; at most one epoch ago, so nothing is owed yet.
/// - `epoch_length_s`: seconds, fixed for ever (3600 on mainnet).
/// - `stakers_bps`, `cpu_bps`: the stakers' share, and the CPU part of the suppliers' share.
///
/// # Special errors
/// `NotTheUpgradeAuthority`; `WrongMintAuthority`, `SupplyNotZero`, `WrongDecimals` and
/// `FreezeAuthorityPresent` for a mint that someone else could inflate, has inflated or could freeze.
#[derive(Accounts)]
pub struct Initialize {
    #[account(mut)]
    pub authority: Signer,
    pub program_data: UncheckedAccount,
    #[account(init, payer = authority, seeds = [b"emission"], bump)]
    pub emission: Loaded<Emission>,
    pub io_mint: Spl<Mint>,
    #[account(init, payer = authority, seeds = [b"supplier_vault"], bump,
        token::mint = io_mint, token::authority = emission)]
    pub supplier_vault: Spl<TokenAccount>,
    #[account(init, payer = authority, seeds = [b"reserve_vault"], bump,
        token::mint = io_mint, token::authority = emission)]
    pub reserve_vault: Spl<TokenAccount>,
    #[account(address = singletons::REWARD_VAULT.address @ EmissionsError::WrongStakerVault)]
    pub staker_vault: Spl<TokenAccount>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl Initialize {
    fn validate(&self, genesis_ts: i64, epoch_length_s: u32, now_ts: i64) -> Result<()> {
        let Self {
            authority,
            program_data,
            emission,
            io_mint,
            staker_vault,
            ..
        } = self;
        require_upgrade_authority(
            program_data,
            authority.address(),
            &singletons::EMISSIONS_DATA,
        )?;

        // mint: this program alone may inflate it, and nobody may freeze a vault
        let owned = io_mint
            .mint_authority()
            .is_some_and(|a| address_eq(a, emission.address()));
        require!(owned, EmissionsError::WrongMintAuthority);
        require!(io_mint.supply() == 0, EmissionsError::SupplyNotZero);
        require!(
            io_mint.decimals() == IO_DECIMALS,
            EmissionsError::WrongDecimals
        );
        require!(
            !io_mint.has_freeze_authority(),
            EmissionsError::FreezeAuthorityPresent
        );

        // stakers' vault: the address is constant; its mint and owner were fixed by `staking`
        require!(
            address_eq(staker_vault.mint(), io_mint.address())
                && address_eq(staker_vault.owner(), &singletons::POOL.address),
            EmissionsError::WrongStakerVault
        );

        // schedule
        require!(epoch_length_s > 0, EmissionsError::EpochLengthZero);
        let overdue = io_runtime::epoch::completed_epochs(now_ts, genesis_ts, epoch_length_s);
        require!(overdue == 0, EmissionsError::GenesisInThePast);
        Ok(())
    }

    pub fn handle(
        &mut self,
        genesis_ts: i64,
        epoch_length_s: u32,
        stakers_bps: u16,
        cpu_bps: u16,
        bump: u8,
    ) -> Result<()> {
        self.validate(genesis_ts, epoch_length_s, clock::now_ts())?;
        let split = Split::genesis(stakers_bps, cpu_bps).or_program_error()?;

        let emission = &mut self.emission;
        emission.version = VERSION;
        emission.bump = bump;
        emission.split = split.into();
        emission.genesis_ts = genesis_ts.into();
        emission.epoch_length_s = epoch_length_s.into();
        emission.authority = *self.authority.address();
        emission.io_mint = *self.io_mint.address();
        emission.supplier_vault = *self.supplier_vault.address();
        emission.reserve_vault = *self.reserve_vault.address();
        emission.staker_vault = *self.staker_vault.address();
        emission.invariant()?;
        emit!(EmissionInitialized {
            authority: *self.authority.address(),
            io_mint: *self.io_mint.address(),
            genesis_ts,
            epoch_length_s,
            stakers_bps,
            cpu_bps,
        });
        Ok(())
    }
}
