use crate::{
    errors::EscrowError,
    events::JobClosed,
    instructions::renter::cancel::{pay_from_vault, require_vault},
    state::Job,
};
use anchor_lang::prelude::*;
use anchor_spl::token::TokenAccount;
use io_runtime::{
    clock, emit, token::require_payable, token_close::close_token_account, Loaded, Spl,
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
/// `WrongVault`, `WrongRecipient`, `NotTheAssociatedAccount`.
#[derive(Accounts)]
pub struct Close {
    #[account(mut)]
    pub job: Loaded<Job>,
    #[account(mut)]
    pub vault: Spl<TokenAccount>,
    #[account(mut, address = job.renter @ EscrowError::WrongRecipient)]
    pub renter: UncheckedAccount,
    #[account(mut)]
    pub renter_account: Spl<TokenAccount>,
    pub token_program: Program<Token>,
}

impl Close {
    fn validate(&self, now_ts: i64) -> Result<()> {
        let Self {
            job,
            vault,
            renter_account,
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
        require_vault(job, vault.address())?;
        // renter_account
        require_payable(
            renter_account.account(),
            renter_account.mint(),
            renter_account.owner(),
            &job.payment_mint,
            &job.renter,
            false,
        )
    }

    pub fn handle(&mut self) -> Result<()> {
        self.validate(clock::now_ts())?;
        let refunded_before = self.job.refunded.get();
        let swept = self.vault.amount();
        let refunded_after = refunded_before
            .checked_add(swept)
            .ok_or(EscrowError::InvariantBroken)?;
        require!(swept >= self.job.held()?, EscrowError::InvariantBroken);

        pay_from_vault(&self.job, &mut self.vault, &mut self.renter_account, swept);
        require!(self.vault.amount() == 0, EscrowError::InvariantBroken);
        let Self {
            job, vault, renter, ..
        } = self;
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
