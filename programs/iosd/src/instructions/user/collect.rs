use crate::{
    errors::IosdError,
    events::OwedCollected,
    state::{Iosd, Request},
};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::token::TokenAccount;
use io_runtime::{emit, singletons, token::transfer, Loaded, Spl};

/// Pays what a resolution could not deliver to the accounts the request names, and closes the
/// request once the queue has passed it.
///
/// # Authority
/// The request's owner, to any of its token accounts.
///
/// # Special errors
/// `StillPending`, `NothingOwed`, `WrongOwner`, `WrongIoAccount`, `WrongIosdAccount`.
#[derive(Accounts)]
pub struct Collect {
    #[account(mut)]
    pub owner: Signer,
    #[account(mut, seeds = [b"iosd"], bump)]
    pub iosd: Loaded<Iosd>,
    #[account(mut)]
    pub request: Loaded<Request>,
    #[account(mut, seeds = [b"io_vault"], bump)]
    pub io_vault: Spl<TokenAccount>,
    #[account(mut, seeds = [b"iosd_vault"], bump)]
    pub iosd_vault: Spl<TokenAccount>,
    #[account(mut)]
    pub io_destination: Spl<TokenAccount>,
    #[account(mut)]
    pub iosd_destination: Spl<TokenAccount>,
    pub token_program: Program<Token>,
}

impl Collect {
    fn validate(&self) -> Result<()> {
        let Self {
            owner,
            iosd,
            request,
            io_destination,
            iosd_destination,
            ..
        } = self;
        // request
        require!(
            address_eq(&request.owner, owner.address()),
            IosdError::WrongOwner
        );
        require!(!request.is_pending(), IosdError::StillPending);
        require!(!request.owes_nothing(), IosdError::NothingOwed);
        // destinations: of the owner, so that a slip does not send them away
        require!(
            address_eq(io_destination.mint(), &iosd.io_mint)
                && address_eq(io_destination.owner(), owner.address()),
            IosdError::WrongIoAccount
        );
        require!(
            address_eq(iosd_destination.mint(), &iosd.iosd_mint)
                && address_eq(iosd_destination.owner(), owner.address()),
            IosdError::WrongIosdAccount
        );
        Ok(())
    }

    pub fn handle(&mut self) -> Result<()> {
        self.validate()?;
        let (io, out) = (self.request.owed_io.get(), self.request.owed_iosd.get());
        let seeds: &[&[u8]] = &[b"iosd", &[singletons::IOSD.bump]];
        if io > 0 {
            transfer(
                &mut self.io_vault,
                &mut self.io_destination,
                &self.iosd,
                io,
                seeds,
            );
        }
        if out > 0 {
            transfer(
                &mut self.iosd_vault,
                &mut self.iosd_destination,
                &self.iosd,
                out,
                seeds,
            );
        }
        let Self {
            owner,
            iosd,
            request,
            io_vault,
            iosd_vault,
            ..
        } = self;
        let (io_before, iosd_before) = (iosd.locked_io.get(), iosd.locked_iosd.get());
        iosd.release(io, out)?;
        request.owed_io = 0u64.into();
        request.owed_iosd = 0u64.into();

        iosd.invariant()?;
        iosd.io_invariant(io_vault.amount())?;
        iosd.iosd_invariant(iosd_vault.amount())?;
        emit!(OwedCollected {
            request: *request.address(),
            owner: request.owner,
            io,
            iosd: out,
            total_locked_io_before: io_before,
            total_locked_io_after: iosd.locked_io.get(),
            total_locked_iosd_before: iosd_before,
            total_locked_iosd_after: iosd.locked_iosd.get(),
        });
        if request.is_done(iosd.head_seq.get()) {
            request.close(*owner.account())?;
        }
        Ok(())
    }
}
