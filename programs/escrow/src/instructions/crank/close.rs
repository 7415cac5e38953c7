use crate::{
    errors::EscrowError,
    events::JobClosed,
    instructions::renter::cancel::{pay_from_vault, require_vault},
    state::Job,
};
use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};
use io_runtime::{
    clock, emit, token::require_payable_in, token_close::close_token_account, AnySpl, Loaded,
};

/// After the end, how long fees that nobody can collect hold a job open: 30 days. A treasury whose account
/// the token's issuer has frozen must not keep a renter from what is left.
const FEES_WAIT_S: i64 = 30 * 86_400;

/// Sweeps the whole vault of an ended job to the renter, donated dust too, and closes vault and job.
///
/// # Authority
/// Anyone; tokens and rent go to the renter.
///
/// # Special errors
/// `WrongJobStatus` while it has not ended, `LeasesOpen`, `FeesDue` within 30 days of the end,
/// `WrongVault`, `WrongPaymentMint`, `IncorrectProgramId`, `WrongRecipient`, `NotTheAssociatedAccount`.
#[derive(Accounts)]
pub struct Close {
    #[account(mut)]
    pub job: Loaded<Job>,
    #[account(mut)]
    pub vault: AnySpl<TokenAccount>,
    #[account(mut, address = job.renter @ EscrowError::WrongRecipient)]
    pub renter: UncheckedAccount,
    #[account(mut)]
    pub renter_account: AnySpl<TokenAccount>,
    /// The mint's.
    pub token_program: UncheckedAccount,
    pub payment_mint: AnySpl<Mint>,
}

impl Close {
    fn validate(&self, now_ts: i64) -> Result<()> {
        let Self {
            job,
            vault,
            renter_account,
            payment_mint,
            token_program,
            ..
        } = self;
        // job
        require!(job.has_ended(now_ts), EscrowError::WrongJobStatus);
        require!(job.leases_open.get() == 0, EscrowError::LeasesOpen);
        require!(
            job.fees_due()? == 0 || now_ts >= job.end_ts.get().saturating_add(FEES_WAIT_S),
            EscrowError::FeesDue
        );
        // vault
        require_vault(job, vault, payment_mint, token_program)?;
        // renter_account
        require_payable_in(payment_mint, renter_account, &job.renter, false)
    }

    pub fn handle(&mut self) -> Result<()> {
        self.validate(clock::now_ts())?;
        let refunded_before = self.job.refunded.get();
        let swept = self.vault.amount();
        let refunded_after = refunded_before
            .checked_add(swept)
            .ok_or(EscrowError::InvariantBroken)?;
        require!(swept >= self.job.held()?, EscrowError::InvariantBroken);

        let Self {
            job,
            vault,
            renter,
            renter_account,
            payment_mint,
            ..
        } = self;
        pay_from_vault(job, payment_mint, vault, renter_account, swept);
        require!(vault.amount() == 0, EscrowError::InvariantBroken);
        let nonce = job.nonce.get().to_le_bytes();
        let seeds: &[&[u8]] = &[b"job", job.renter.as_ref(), &nonce, &[job.bump]];
        close_token_account(vault, renter, job, seeds);

        emit!(JobClosed {
            job: *job.address(),
            renter: job.renter,
            paid: job.paid.get(),
            swept,
            refunded_before,
            refunded_after,
        });
        job.close(*renter.account())
    }
}
