use crate::{
    errors::IosdError,
    events::MintRequested,
    queue::Terms,
    state::{Iosd, Request, RequestKind},
};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::token::TokenAccount;
use io_runtime::{emit, token::transfer, Loaded, Spl};

/// Locks IO for a mint at the next quorum price, with the owner's limit.
///
/// # Authority
/// The owner, who pays the request's rent and gets it back when the request is done.
///
/// # Parameters
/// - `nonce`: the owner's number for the request; free again once it is closed.
/// - exact input: `io_in` to burn, and `min_out`, the least IOSD accepted.
/// - exact output: `iosd_out` wanted, and `max_in`, the most IO; what is not needed comes back.
///
/// # Special errors
/// `MintPaused`, `RequestTooSmall`, `ZeroLimit`, `WrongIoAccount`, `WrongIosdAccount`.
#[derive(Accounts)]
#[instruction(nonce: u64)]
pub struct RequestMint {
    #[account(mut)]
    pub owner: Signer,
    #[account(mut, seeds = [b"iosd"], bump)]
    pub iosd: Loaded<Iosd>,
    #[account(
        init, payer = owner,
        seeds = [b"request", owner.address().as_ref(), &nonce.to_le_bytes()], bump,
    )]
    pub request: Loaded<Request>,
    #[account(mut)]
    pub io_source: Spl<TokenAccount>,
    pub iosd_account: Spl<TokenAccount>,
    #[account(mut, seeds = [b"io_vault"], bump)]
    pub io_vault: Spl<TokenAccount>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl RequestMint {
    fn validate(&self, now_ts: i64, locked_io: u64, out_iosd: u64) -> Result<()> {
        let Self {
            owner,
            iosd,
            io_source,
            iosd_account,
            ..
        } = self;
        // iosd
        require!(!iosd.is_paused(now_ts), IosdError::MintPaused);
        // amounts
        require!(
            locked_io >= iosd.min_request_io.get(),
            IosdError::RequestTooSmall
        );
        require!(out_iosd > 0, IosdError::ZeroLimit);
        // io_source: refunds and change come back to it
        require!(
            address_eq(io_source.mint(), &iosd.io_mint)
                && address_eq(io_source.owner(), owner.address()),
            IosdError::WrongIoAccount
        );
        // iosd_account
        require!(
            address_eq(iosd_account.mint(), &iosd.iosd_mint)
                && address_eq(iosd_account.owner(), owner.address()),
            IosdError::WrongIosdAccount
        );
        // Not checked: io_source's balance, which the token program does.
        Ok(())
    }

    pub fn handle_exact_in(
        &mut self,
        bump: u8,
        nonce: u64,
        io_in: u64,
        min_out: u64,
    ) -> Result<()> {
        self.handle(bump, nonce, RequestKind::MintExactIn, io_in, min_out)
    }

    pub fn handle_exact_out(
        &mut self,
        bump: u8,
        nonce: u64,
        iosd_out: u64,
        max_in: u64,
    ) -> Result<()> {
        self.handle(bump, nonce, RequestKind::MintExactOut, max_in, iosd_out)
    }

    fn handle(
        &mut self,
        bump: u8,
        nonce: u64,
        kind: RequestKind,
        locked_io: u64,
        out_iosd: u64,
    ) -> Result<()> {
        let clock = Clock::get()?;
        self.iosd.enact(clock.unix_timestamp)?;
        self.validate(clock.unix_timestamp, locked_io, out_iosd)?;

        transfer(
            &mut self.io_source,
            &mut self.io_vault,
            &self.owner,
            locked_io,
            &[],
        );

        let Self {
            owner,
            iosd,
            request,
            io_source,
            iosd_account,
            io_vault,
            ..
        } = self;
        let total_before = iosd.locked_io.get();
        iosd.lock(locked_io, 0)?;
        request.enter(
            iosd,
            &Terms {
                kind,
                nonce,
                owner: *owner.address(),
                io_account: *io_source.address(),
                iosd_account: *iosd_account.address(),
                locked: locked_io,
                out: out_iosd,
            },
            bump,
            &clock,
        )?;

        iosd.invariant()?;
        iosd.io_invariant(io_vault.amount())?;
        emit!(MintRequested {
            request: *request.address(),
            owner: request.owner,
            seq: request.seq.get(),
            kind: kind as u64,
            locked_io,
            out_iosd,
            total_locked_io_before: total_before,
            total_locked_io_after: iosd.locked_io.get(),
        });
        Ok(())
    }
}
