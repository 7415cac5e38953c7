use crate::{
    errors::EscrowError,
    events::JobCancelled,
    state::{Job, JobStatus, VAULT_SEED},
};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::token::TokenAccount;
use io_runtime::token::{require_payable, transfer};
use io_runtime::{clock, emit, Loaded, Spl};

/// Ends the job. Before it runs, everything comes back at once; while it runs, `end_ts` becomes now
/// and what no lease can earn any more comes back at once, the rest after the final settlement. An
/// hour's price stays at least: suppliers that served are paid one.
///
/// # Authority
/// The renter, to any of its token accounts.
///
/// # Special errors
/// `NotTheRenter`, `WrongJobStatus`, `JobEnded`, `TooEarly` in the second of the start, `WrongVault`.
#[derive(Accounts)]
pub struct Cancel {
    pub renter: Signer,
    #[account(mut)]
    pub job: Loaded<Job>,
    #[account(mut)]
    pub vault: Spl<TokenAccount>,
    #[account(mut)]
    pub renter_account: Spl<TokenAccount>,
    pub token_program: Program<Token>,
}

impl Cancel {
    fn validate(&self, now_ts: i64) -> Result<()> {
        let Self {
            renter,
            job,
            vault,
            renter_account,
            ..
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
        require_vault(job, vault.address())?;
        // renter_account
        require_payable(
            renter_account.account(),
            renter_account.mint(),
            renter_account.owner(),
            &job.payment_mint,
            &job.renter,
            true,
        )
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

        pay_from_vault(&self.job, &mut self.vault, &mut self.renter_account, refund);

        self.job.invariant(self.vault.amount())?;
        emit!(JobCancelled {
            job: *self.job.address(),
            end_ts: now_ts,
            refunded: refund,
            deposit_before,
            deposit_after: self.job.deposit.get(),
        });
        Ok(())
    }
}

/// Checks that `vault` is the job's own.
///
/// # Errors
/// `WrongVault`.
#[inline(never)]
pub fn require_vault(job: &Loaded<Job>, vault: &Address) -> Result<()> {
    let seeds: &[&[u8]] = &[VAULT_SEED, job.address().as_ref(), &[job.vault_bump]];
    anchor_lang::verify_program_address(seeds, &crate::ID, vault)
        .map_err(|_| EscrowError::WrongVault.into())
}

/// Sends `amount` out of the job's vault; nothing for nothing.
#[inline(always)]
pub fn pay_from_vault(
    job: &Loaded<Job>,
    vault: &mut Spl<TokenAccount>,
    destination: &mut Spl<TokenAccount>,
    amount: u64,
) {
    if amount > 0 {
        let nonce = job.nonce.get().to_le_bytes();
        let seeds: &[&[u8]] = &[b"job", job.renter.as_ref(), &nonce, &[job.bump]];
        transfer(vault, destination, job, amount, seeds);
    }
}
