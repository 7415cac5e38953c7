use crate::{
    errors::IosdError,
    events::RedemptionRequested,
    queue::Terms,
    state::{Iosd, Request, RequestKind},
};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::token::TokenAccount;
use io_runtime::token::transfer;

/// Locks IOSD for a redemption at the next quorum price, with the owner's limit. No pause stops it.
///
/// # Authority
/// The owner, who pays the request's rent and gets it back when the request is done.
///
/// # Parameters
/// - `nonce`: the owner's number for the request, shared with mints; free again once it is closed.
/// - exact input: `iosd_in` to redeem, and `min_out`, the least IO accepted.
/// - exact output: `io_out` wanted, and `max_in`, the most IOSD; what is not needed comes back.
///
/// # Special errors
/// `RequestTooSmall`, `ZeroLimit`, `WrongIoAccount`, `WrongIosdAccount`.
#[derive(Accounts)]
#[instruction(nonce: u64)]
pub struct RequestRedeem {
    #[account(mut)]
    pub owner: Signer,
    #[account(mut, seeds = [b"iosd"], bump)]
    pub iosd: Account<Iosd>,
    #[account(
        init, payer = owner,
        seeds = [b"request", owner.address().as_ref(), &nonce.to_le_bytes()], bump,
    )]
    pub request: Account<Request>,
    #[account(mut)]
    pub iosd_source: Account<TokenAccount>,
    pub io_account: Account<TokenAccount>,
    #[account(mut, seeds = [b"iosd_vault"], bump)]
    pub iosd_vault: Account<TokenAccount>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl RequestRedeem {
    fn validate(&self, locked_iosd: u64, out_io: u64) -> Result<()> {
        let Self {
            owner,
            iosd,
            iosd_source,
            io_account,
            ..
        } = self;
        // amounts
        require!(
            locked_iosd >= iosd.min_request_iosd.get(),
            IosdError::RequestTooSmall
        );
        require!(out_io > 0, IosdError::ZeroLimit);
        // iosd_source: refunds and change come back to it
        require!(
            address_eq(iosd_source.mint(), &iosd.iosd_mint)
                && address_eq(iosd_source.owner(), owner.address()),
            IosdError::WrongIosdAccount
        );
        // io_account
        require!(
            address_eq(io_account.mint(), &iosd.io_mint)
                && address_eq(io_account.owner(), owner.address()),
            IosdError::WrongIoAccount
        );
        // Not checked: iosd_source's balance, which the token program does; the guardian's pause,
        // which is of minting alone.
        Ok(())
    }

    pub fn handle_exact_in(
        &mut self,
        bump: u8,
        nonce: u64,
        iosd_in: u64,
        min_out: u64,
    ) -> Result<()> {
        self.handle(bump, nonce, RequestKind::RedeemExactIn, iosd_in, min_out)
    }

    pub fn handle_exact_out(
        &mut self,
        bump: u8,
        nonce: u64,
        io_out: u64,
        max_in: u64,
    ) -> Result<()> {
        self.handle(bump, nonce, RequestKind::RedeemExactOut, max_in, io_out)
    }

    fn handle(
        &mut self,
        bump: u8,
        nonce: u64,
        kind: RequestKind,
        locked_iosd: u64,
        out_io: u64,
    ) -> Result<()> {
        let clock = Clock::get()?;
        self.iosd.enact(clock.unix_timestamp)?;
        self.validate(locked_iosd, out_io)?;

        transfer(
            &mut self.iosd_source,
            &mut self.iosd_vault,
            &self.owner,
            locked_iosd,
            &[],
        );

        let Self {
            owner,
            iosd,
            request,
            iosd_source,
            io_account,
            iosd_vault,
            ..
        } = self;
        let total_before = iosd.locked_iosd.get();
        iosd.lock(0, locked_iosd)?;
        request.enter(
            iosd,
            &Terms {
                kind,
                nonce,
                owner: *owner.address(),
                io_account: *io_account.address(),
                iosd_account: *iosd_source.address(),
                locked: locked_iosd,
                out: out_io,
            },
            bump,
            &clock,
        )?;

        iosd.invariant()?;
        iosd.iosd_invariant(iosd_vault.amount())?;
        io_runtime::emit!(RedemptionRequested {
            request: *request.address(),
            owner: request.owner,
            seq: request.seq.get(),
            kind: kind as u64,
            locked_iosd,
            out_io,
            total_locked_iosd_before: total_before,
            total_locked_iosd_after: iosd.locked_iosd.get(),
        });
        Ok(())
    }
}
