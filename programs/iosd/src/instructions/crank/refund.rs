use super::execute::can_take;
use crate::{
    errors::IosdError,
    events::RequestRefunded,
    fill::fill,
    price_choice::first_after,
    state::{Iosd, Request, RequestStatus},
};
use anchor_lang::prelude::*;
use anchor_spl::token::TokenAccount;
use io_runtime::{clock, emit, singletons, token::transfer, Loaded, Spl};
use oracle::state::PriceRing;

/// Returns all the IO of a request whose time is over, in any order, or of the request at the head of
/// the queue that cannot be executed at its price: limit or window failed, or the price is refused.
///
/// # Authority
/// Anyone. No pause stops it.
///
/// # Parameters
/// - `entry_index`: where the first price after the request is in the ring; ignored once the
///   request's time is over.
///
/// # Special errors
/// `AlreadyResolved`; before the time is over `NotFirstInQueue`, `StillExecutable`, and those of the
/// choice of the price.
#[derive(Accounts)]
pub struct Refund {
    #[account(mut, seeds = [b"iosd"], bump)]
    pub iosd: Loaded<Iosd>,
    #[account(mut)]
    pub request: Loaded<Request>,
    /// Gets the request's rent.
    #[account(mut, address = request.owner @ IosdError::WrongOwner)]
    pub owner: UncheckedAccount,
    #[account(address = singletons::PRICE_RING.address @ IosdError::WrongVault)]
    pub price_ring: Loaded<PriceRing>,
    #[account(mut, seeds = [b"io_vault"], bump)]
    pub io_vault: Spl<TokenAccount>,
    /// May have been closed since; then the refund is owed.
    #[account(mut, address = request.io_account @ IosdError::WrongIoAccount)]
    pub io_account: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl Refund {
    fn validate(&self, now_ts: i64, entry_index: u8) -> Result<()> {
        let Self {
            iosd,
            request,
            price_ring,
            ..
        } = self;
        require!(request.is_pending(), IosdError::AlreadyResolved);
        if request.is_timed_out(now_ts, iosd.request_ttl_s.get()) {
            return Ok(());
        }
        require!(
            request.seq.get() == iosd.head_seq.get(),
            IosdError::NotFirstInQueue
        );
        let entry = first_after(price_ring, entry_index, request.slot.get())?;
        require!(
            fill(iosd, request, entry, now_ts).is_err(),
            IosdError::StillExecutable
        );
        Ok(())
    }

    pub fn handle(&mut self, entry_index: u8) -> Result<()> {
        self.validate(clock::now_ts(), entry_index)?;
        let locked = self.request.locked_io.get();
        let seeds: &[&[u8]] = &[b"iosd", &[singletons::IOSD.bump]];
        let takes = can_take(&self.io_account, &self.iosd.io_mint, &self.request.owner);
        if takes {
            transfer(
                &mut self.io_vault,
                &mut self.io_account,
                &self.iosd,
                locked,
                seeds,
            );
        }

        let owed_io = if takes { 0 } else { locked };
        let Self {
            iosd,
            request,
            io_vault,
            owner,
            ..
        } = self;
        let total_before = iosd.locked_io.get();
        iosd.release(locked)?;
        iosd.lock(owed_io)?;
        request.status = RequestStatus::Refunded as u8;
        request.owed_io = owed_io.into();
        let head = iosd.head_seq.get();
        if request.seq.get() == head {
            iosd.head_seq = head
                .checked_add(1)
                .ok_or(IosdError::InvariantBroken)?
                .into();
        }

        iosd.invariant(io_vault.amount())?;
        emit!(RequestRefunded {
            request: *request.address(),
            owner: request.owner,
            seq: request.seq.get(),
            io_returned: locked.wrapping_sub(owed_io),
            owed_io,
            total_locked_io_before: total_before,
            total_locked_io_after: iosd.locked_io.get(),
        });
        if request.is_done(iosd.head_seq.get()) {
            request.close(*owner.account())?;
        }
        Ok(())
    }
}
