use crate::{
    delivery::can_take,
    errors::IosdError,
    events::RequestRefunded,
    fill::fill,
    price_choice::first_after,
    state::{Iosd, Request, RequestStatus},
};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::mint::Mint;
use io_runtime::{
    clock, emit, singletons,
    token::{transfer, vault_amount},
    Loaded, Spl,
};
use oracle::state::PriceRing;

/// Returns all that a request locked: in any order when its time is over, and of the request at the
/// head of the queue when it cannot be executed at its price (limit or window failed, or the price is
/// refused) or is a mint while minting is paused.
///
/// # Authority
/// Anyone. No pause stops it.
///
/// # Parameters
/// - `entry_index`: where the first price after the request is in the ring; ignored once the
///   request's time is over, and for a mint during a pause.
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
    #[account(seeds = [b"iosd_mint"], bump)]
    pub iosd_mint: Spl<Mint>,
    /// Where the tokens are: the IO vault for a mint, the IOSD vault for a redemption.
    #[account(mut)]
    pub vault: UncheckedAccount,
    /// Where they came from: the request's account of the same token. May have been closed since; then
    /// the refund is owed.
    #[account(mut)]
    pub account: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl Refund {
    fn validate(&self, now_ts: i64, entry_index: u8) -> Result<()> {
        let Self {
            iosd,
            request,
            price_ring,
            iosd_mint,
            vault,
            account,
            ..
        } = self;
        require!(request.is_pending(), IosdError::AlreadyResolved);

        // vault and account: of the token that is locked
        let is_mint = request.kind()?.is_mint();
        let (held_in, comes_from, wrong_account) = if is_mint {
            (
                &iosd.io_vault,
                &request.io_account,
                IosdError::WrongIoAccount,
            )
        } else {
            (
                &iosd.iosd_vault,
                &request.iosd_account,
                IosdError::WrongIosdAccount,
            )
        };
        require!(address_eq(vault.address(), held_in), IosdError::WrongVault);
        if !address_eq(account.address(), comes_from) {
            return Err(wrong_account.into());
        }

        // request: nothing but the refund is left
        if request.is_timed_out(now_ts) {
            return Ok(());
        }
        request.require_first(iosd)?;
        if is_mint && iosd.is_paused(now_ts) {
            return Ok(());
        }
        let entry = first_after(price_ring, entry_index, request.slot.get())?;
        require!(
            fill(iosd, request, entry, iosd_mint.supply(), now_ts).is_err(),
            IosdError::StillExecutable
        );
        Ok(())
    }

    pub fn handle(&mut self, entry_index: u8) -> Result<()> {
        let now_ts = clock::now_ts();
        self.iosd.enact(now_ts)?;
        self.validate(now_ts, entry_index)?;
        let Self {
            iosd,
            request,
            owner,
            vault,
            account,
            ..
        } = self;
        let locked = request.locked.get();
        let is_mint = request.kind()?.is_mint();
        let mint = if is_mint {
            iosd.io_mint
        } else {
            iosd.iosd_mint
        };
        let takes = can_take(account, &mint, &request.owner);
        if takes {
            let seeds: &[&[u8]] = &[b"iosd", &[singletons::IOSD.bump]];
            transfer(vault, account, iosd, locked, seeds);
        }

        let owed = if takes { 0 } else { locked };
        let total = |iosd: &Iosd| {
            if is_mint {
                iosd.locked_io.get()
            } else {
                iosd.locked_iosd.get()
            }
        };
        let total_before = total(iosd);
        let (owed_io, owed_iosd) = if is_mint { (owed, 0) } else { (0, owed) };
        request.resolve(iosd, RequestStatus::Refunded, owed_io, owed_iosd)?;

        iosd.invariant()?;
        let held = vault_amount(vault.account())?;
        if is_mint {
            iosd.io_invariant(held)?;
        } else {
            iosd.iosd_invariant(held)?;
        }
        emit!(RequestRefunded {
            request: *request.address(),
            owner: request.owner,
            seq: request.seq.get(),
            kind: u64::from(request.kind),
            returned: locked.wrapping_sub(owed),
            owed,
            total_locked_before: total_before,
            total_locked_after: total(iosd),
        });
        if request.is_done(iosd.head_seq.get()) {
            request.close(*owner.account())?;
        }
        Ok(())
    }
}
