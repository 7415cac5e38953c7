use crate::{
    errors::EscrowError,
    events::JobCancelled,
    state::{Job, JobStatus, VAULT_SEED},
};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::{mint::Mint, token::TokenAccount};
use io_runtime::token::{require_payable_in, transfer_checked};
use io_runtime::{clock, emit, AnySpl, Loaded};

/// Ends the job. Before it runs, everything comes back at once; while it runs, `end_ts` becomes now
/// and what no lease can earn any more comes back at once, the rest after the final settlement. An
/// hour's price stays at least: suppliers that served are paid one.
///
/// # Authority
/// The renter, to any of its token accounts.
///
/// # Special errors
/// `NotTheRenter`, `WrongJobStatus`, `JobEnded`, `TooEarly` in the second of the start, `WrongVault`,
/// `WrongPaymentMint`, `IncorrectProgramId`.
#[derive(Accounts)]
pub struct Cancel {
    pub renter: Signer,
    #[account(mut)]
    pub job: Loaded<Job>,
    #[account(mut)]
    pub vault: AnySpl<TokenAccount>,
    #[account(mut)]
    pub renter_account: AnySpl<TokenAccount>,
    /// The mint's.
    pub token_program: UncheckedAccount,
    pub payment_mint: AnySpl<Mint>,
}

impl Cancel {
    fn validate(&self, now_ts: i64) -> Result<()> {
        let Self {
            renter,
            job,
            vault,
            renter_account,
            payment_mint,
            token_program,
        } = self;
        // job
        require!(
            address_eq(renter.address(), &job.renter),
            EscrowError::NotTheRenter
        );
        require!(
            job.is(JobStatus::Open) || job.is(JobStatus::Matched) || job.is(JobStatus::Running),
            EscrowError::WrongJobStatus
        );
        require!(!job.has_ended(now_ts), EscrowError::JobEnded);
        // So that a job that ran is never taken for one that did not.
        require!(
            !job.is(JobStatus::Running) || now_ts > job.start_ts.get(),
            EscrowError::TooEarly
        );
        // vault
        require_vault(job, vault, payment_mint, token_program)?;
        // renter_account
        require_payable_in(payment_mint, renter_account, &job.renter, true)
    }

    pub fn handle(&mut self) -> Result<()> {
        let now_ts = clock::now_ts();
        self.validate(now_ts)?;
        let job = &mut self.job;
        let deposit_before = job.deposit.get();
        let refund = if job.is(JobStatus::Running) {
            let earnable = job.earnable_until(now_ts)?;
            job.end_with(JobStatus::Cancelled, now_ts, earnable)?
        } else {
            job.start_ts = now_ts.into();
            job.end_ts = now_ts.into();
            job.end_empty(JobStatus::Cancelled)?
        };

        let Self {
            job,
            vault,
            renter_account,
            payment_mint,
            ..
        } = self;
        pay_from_vault(job, payment_mint, vault, renter_account, refund);

        job.invariant(vault.amount())?;
        emit!(JobCancelled {
            job: *job.address(),
            end_ts: now_ts,
            refunded: refund,
            deposit_before,
            deposit_after: job.deposit.get(),
        });
        Ok(())
    }
}

/// Checks that `vault` is the job's own, and that mint and token program are those of what it holds.
///
/// # Errors
/// `WrongVault`, `WrongPaymentMint`, `IncorrectProgramId`.
#[inline(never)]
pub fn require_vault(
    job: &Loaded<Job>,
    vault: &AnySpl<TokenAccount>,
    payment_mint: &AnySpl<Mint>,
    token_program: &UncheckedAccount,
) -> Result<()> {
    let seeds: &[&[u8]] = &[VAULT_SEED, job.address().as_ref(), &[job.vault_bump]];
    anchor_lang::verify_program_address(seeds, &crate::ID, vault.address())
        .map_err(|_| EscrowError::WrongVault)?;
    require!(
        address_eq(payment_mint.address(), &job.payment_mint),
        EscrowError::WrongPaymentMint
    );
    payment_mint.require_program(token_program.address())
}

/// Sends `amount` out of the job's vault; nothing for nothing.
#[inline(always)]
pub fn pay_from_vault(
    job: &Loaded<Job>,
    payment_mint: &AnySpl<Mint>,
    vault: &mut AnySpl<TokenAccount>,
    destination: &mut AnySpl<TokenAccount>,
    amount: u64,
) {
    if amount > 0 {
        let nonce = job.nonce.get().to_le_bytes();
        let seeds: &[&[u8]] = &[b"job", job.renter.as_ref(), &nonce, &[job.bump]];
        transfer_checked(vault, payment_mint, destination, job, amount, seeds);
    }
}
