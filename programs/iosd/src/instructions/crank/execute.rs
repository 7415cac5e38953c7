use crate::{
    errors::IosdError,
    fill::fill,
    price_choice::first_after,
    state::{Iosd, Request},
};
use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};
use io_runtime::{clock, ids, singletons, Loaded, Spl};
use oracle::state::PriceRing;

mod mint;
mod redemption;

/// Executes the request at the head of the queue at the first quorum price after it.
///
/// A mint burns the IO, mints the IOSD and returns what is left of the IO; a redemption burns the
/// IOSD, has `emissions` mint the IO and returns what is left of the IOSD. What the owner's accounts
/// cannot take is owed and collected later, so no account of the owner's can hold up the queue.
///
/// # Authority
/// Anyone.
///
/// # Parameters
/// - `entry_index`: where that price is in the ring; the program accepts no other.
///
/// # Special errors
/// `AlreadyResolved`, `NotFirstInQueue`, `RequestTimedOut`, of a mint `MintPaused`; those of the choice
/// of the price (`NoSuchEntry` to `PriceRolledOff`) and of the fill (`PriceDeviates`, `LimitNotMet`,
/// and of the money rules `WindowFull` and those of the amounts), after which `refund` is the way.
#[derive(Accounts)]
pub struct Execute {
    #[account(mut, seeds = [b"iosd"], bump)]
    pub iosd: Loaded<Iosd>,
    #[account(mut)]
    pub request: Loaded<Request>,
    /// Gets the request's rent.
    #[account(mut, address = request.owner @ IosdError::WrongOwner)]
    pub owner: UncheckedAccount,
    #[account(address = singletons::PRICE_RING.address @ IosdError::WrongVault)]
    pub price_ring: Loaded<PriceRing>,
    #[account(mut, address = iosd.io_mint @ IosdError::WrongVault)]
    pub io_mint: UncheckedAccount,
    #[account(mut, seeds = [b"iosd_mint"], bump)]
    pub iosd_mint: Spl<Mint>,
    #[account(mut, seeds = [b"io_vault"], bump)]
    pub io_vault: Spl<TokenAccount>,
    #[account(mut, seeds = [b"iosd_vault"], bump)]
    pub iosd_vault: Spl<TokenAccount>,
    /// May have been closed since; then its part is owed.
    #[account(mut, address = request.io_account @ IosdError::WrongIoAccount)]
    pub io_account: UncheckedAccount,
    /// May have been closed since; then its part is owed.
    #[account(mut, address = request.iosd_account @ IosdError::WrongIosdAccount)]
    pub iosd_account: UncheckedAccount,
    /// Burns and mints the IO, and counts both.
    #[account(mut, address = singletons::EMISSION.address @ IosdError::WrongEmission)]
    pub emission: UncheckedAccount,
    #[account(address = ids::EMISSIONS @ IosdError::WrongEmission)]
    pub emissions_program: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl Execute {
    fn validate(&self, now_ts: i64) -> Result<()> {
        let Self { iosd, request, .. } = self;
        require!(request.is_pending(), IosdError::AlreadyResolved);
        request.require_first(iosd)?;
        require!(
            !iosd.is_paused(now_ts) || !request.kind()?.is_mint(),
            IosdError::MintPaused
        );
        require!(!request.is_timed_out(now_ts), IosdError::RequestTimedOut);
        Ok(())
    }

    pub fn handle(&mut self, entry_index: u8) -> Result<()> {
        let now_ts = clock::now_ts();
        self.iosd.enact(now_ts)?;
        self.validate(now_ts)?;
        let entry = first_after(&self.price_ring, entry_index, self.request.slot.get())?;
        let fill = fill(
            &self.iosd,
            &self.request,
            entry,
            self.iosd_mint.supply(),
            now_ts,
        )?;
        // In every kind no more is burned than is locked.
        let change = self
            .request
            .locked
            .get()
            .checked_sub(fill.burned)
            .ok_or(IosdError::InvariantBroken)?;
        if self.request.kind()?.is_mint() {
            self.mint(&fill, change)?;
        } else {
            self.redeem(&fill, change)?;
        }

        let Self {
            iosd,
            request,
            owner,
            ..
        } = self;
        if request.is_done(iosd.head_seq.get()) {
            request.close(*owner.account())?;
        }
        Ok(())
    }

    fn check(&self) -> Result<()> {
        let Self {
            iosd,
            iosd_mint,
            io_vault,
            iosd_vault,
            ..
        } = self;
        iosd.invariant()?;
        iosd.io_invariant(io_vault.amount())?;
        iosd.iosd_invariant(iosd_vault.amount())?;
        iosd.supply_invariant(iosd_mint.supply())
    }
}
