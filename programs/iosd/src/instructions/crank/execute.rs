use crate::{
    errors::IosdError,
    events::MintExecuted,
    fill::fill,
    price_choice::first_after,
    state::{Iosd, Request, RequestStatus},
};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::{mint::Mint, token::TokenAccount};
use io_runtime::{
    clock, emit, singletons,
    token::{burn, mint_to, read_token_account, transfer},
    Loaded, Spl,
};
use oracle::state::PriceRing;

/// Executes the request at the head of the queue at the first quorum price after it: burns the IO,
/// mints the IOSD, returns what is left of the IO. What the owner's accounts cannot take is owed and
/// collected later, so no account of the owner's can hold up the queue.
///
/// # Authority
/// Anyone.
///
/// # Parameters
/// - `entry_index`: where that price is in the ring; the program accepts no other.
///
/// # Special errors
/// `AlreadyResolved`, `NotFirstInQueue`, `MintPaused`, `RequestTimedOut`; those of the choice of the
/// price (`NoSuchEntry` to `PriceRolledOff`) and of the fill (`PriceDeviates`, `LimitNotMet`, and
/// `WindowFull` of the money rules), after which `refund` is the way.
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
    pub io_mint: Spl<Mint>,
    #[account(mut, seeds = [b"iosd_mint"], bump)]
    pub iosd_mint: Spl<Mint>,
    #[account(mut, seeds = [b"io_vault"], bump)]
    pub io_vault: Spl<TokenAccount>,
    /// May have been closed since; then its part is owed.
    #[account(mut, address = request.io_account @ IosdError::WrongIoAccount)]
    pub io_account: UncheckedAccount,
    /// May have been closed since; then its part is owed.
    #[account(mut, address = request.iosd_account @ IosdError::WrongIosdAccount)]
    pub iosd_account: UncheckedAccount,
    #[account(mut, seeds = [b"payout_vault"], bump)]
    pub payout_vault: Spl<TokenAccount>,
    pub token_program: Program<Token>,
}

/// Whether `account` is a usable token account of `mint` that still belongs to `owner`.
pub(super) fn can_take(account: &UncheckedAccount, mint: &Address, owner: &Address) -> bool {
    read_token_account(account.account())
        .is_some_and(|held| address_eq(&held.mint, mint) && address_eq(&held.owner, owner))
}

impl Execute {
    fn validate(&self, now_ts: i64) -> Result<()> {
        let Self { iosd, request, .. } = self;
        require!(request.is_pending(), IosdError::AlreadyResolved);
        require!(
            request.seq.get() == iosd.head_seq.get(),
            IosdError::NotFirstInQueue
        );
        require!(!iosd.is_paused(now_ts), IosdError::MintPaused);
        require!(
            !request.is_timed_out(now_ts, iosd.request_ttl_s.get()),
            IosdError::RequestTimedOut
        );
        Ok(())
    }

    pub fn handle(&mut self, entry_index: u8) -> Result<()> {
        let now_ts = clock::now_ts();
        self.validate(now_ts)?;
        let entry = first_after(&self.price_ring, entry_index, self.request.slot.get())?;
        let fill = fill(&self.iosd, &self.request, entry, now_ts)?;
        // fill.io_in <= locked_io in both kinds.
        let change = self
            .request
            .locked_io
            .get()
            .checked_sub(fill.io_in)
            .ok_or(IosdError::InvariantBroken)?;

        let seeds: &[&[u8]] = &[b"iosd", &[singletons::IOSD.bump]];
        let takes_iosd = can_take(
            &self.iosd_account,
            &self.iosd.iosd_mint,
            &self.request.owner,
        );
        burn(
            &mut self.io_vault,
            &mut self.io_mint,
            &self.iosd,
            fill.io_in,
            seeds,
        );
        if takes_iosd {
            mint_to(
                &mut self.iosd_mint,
                &mut self.iosd_account,
                &self.iosd,
                fill.iosd_out,
                seeds,
            );
        } else {
            mint_to(
                &mut self.iosd_mint,
                &mut self.payout_vault,
                &self.iosd,
                fill.iosd_out,
                seeds,
            );
        }
        let takes_change =
            change > 0 && can_take(&self.io_account, &self.iosd.io_mint, &self.request.owner);
        if takes_change {
            transfer(
                &mut self.io_vault,
                &mut self.io_account,
                &self.iosd,
                change,
                seeds,
            );
        }

        let owed_io = if takes_change { 0 } else { change };
        let owed_iosd = if takes_iosd { 0 } else { fill.iosd_out };
        let Self {
            iosd,
            request,
            io_vault,
            payout_vault,
            iosd_mint,
            owner,
            ..
        } = self;
        let (burned, minted) = (iosd.burned_io.get(), iosd.minted_iosd.get());
        let add = |a: u64, b: u64| a.checked_add(b).ok_or(IosdError::InvariantBroken);
        iosd.set_window(&fill.window);
        iosd.burned_io = add(burned, fill.io_in)?.into();
        iosd.minted_iosd = add(minted, fill.iosd_out)?.into();
        iosd.payable_iosd = add(iosd.payable_iosd.get(), owed_iosd)?.into();
        iosd.release(request.locked_io.get())?;
        iosd.lock(owed_io)?;
        iosd.head_seq = add(iosd.head_seq.get(), 1)?.into();
        request.status = RequestStatus::Executed as u8;
        request.owed_io = owed_io.into();
        request.owed_iosd = owed_iosd.into();

        iosd.invariant(io_vault.amount())?;
        require!(
            payout_vault.amount() >= iosd.payable_iosd.get()
                && iosd_mint.supply() <= iosd.minted_iosd.get(),
            IosdError::InvariantBroken
        );
        emit!(MintExecuted {
            request: *request.address(),
            owner: request.owner,
            seq: request.seq.get(),
            price: fill.price,
            io_burned: fill.io_in,
            io_returned: change.wrapping_sub(owed_io),
            iosd_minted: fill.iosd_out,
            burned_io_before: burned,
            burned_io_after: iosd.burned_io.get(),
            minted_iosd_before: minted,
            minted_iosd_after: iosd.minted_iosd.get(),
            owed_io,
            owed_iosd,
        });
        if request.is_done(iosd.head_seq.get()) {
            request.close(*owner.account())?;
        }
        Ok(())
    }
}
