use crate::{
    errors::EscrowError,
    events::JobExpired,
    instructions::renter::cancel::{pay_from_vault, require_vault},
    state::{Escrow, Job, JobStatus},
    timeouts::{require_expirable, unserved_timed_out},
};
use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};
use io_runtime::{
    clock::{self, Now},
    emit, singletons,
    token::require_payable_in,
    AnySpl, Loaded,
};
use oracle::state::{EpochRecord, Oracle};

/// Ends a job whose time is over and returns all that is left to the renter: an open or matched one
/// after its timeout, one that ran after its end, the grace and a final epoch past the end, or after
/// 14 days without a seal.
///
/// # Authority
/// Anyone; it pays the renter, to its associated token account.
///
/// # Accounts
/// `renter_account`: left out where the renter cannot be paid, because that account is closed, given away, frozen or
/// asks for a memo. What is left then stays in the vault until `close`: no renter keeps a device hired or a
/// guarantee locked by it.
///
/// # Special errors
/// `TooEarly`, `WrongJobStatus`, `WrongVault`, `WrongPaymentMint`, `IncorrectProgramId`, `NotTheAssociatedAccount`.
#[derive(Accounts)]
pub struct Expire {
    #[account(address = singletons::ESCROW.address)]
    pub escrow: Loaded<Escrow>,
    #[account(address = singletons::ORACLE.address)]
    pub oracle: Loaded<Oracle>,
    /// A final epoch past the job's end; none for a job that never ran, or after the silence.
    pub epoch_record: Option<Loaded<EpochRecord>>,
    #[account(mut)]
    pub job: Loaded<Job>,
    #[account(mut)]
    pub vault: AnySpl<TokenAccount>,
    #[account(mut)]
    pub renter_account: Option<AnySpl<TokenAccount>>,
    /// The mint's.
    pub token_program: UncheckedAccount,
    pub payment_mint: AnySpl<Mint>,
}

impl Expire {
    /// Whether it expires for want of any seal.
    fn validate(&self, now: Now) -> Result<bool> {
        let Self {
            escrow,
            oracle,
            epoch_record,
            job,
            vault,
            renter_account,
            payment_mint,
            token_program,
        } = self;
        // job
        let mut unjudged = false;
        if job.is(JobStatus::Open) || job.is(JobStatus::Matched) {
            require!(unserved_timed_out(job, now.ts), EscrowError::TooEarly);
        } else {
            require!(
                job.is(JobStatus::Running) || (job.is(JobStatus::Cancelled) && !job.never_ran()),
                EscrowError::WrongJobStatus
            );
            require!(job.has_ended(now.ts), EscrowError::TooEarly);
            let record = epoch_record.as_ref().map(|record| &**record);
            unjudged = require_expirable(escrow, oracle, record, job, now)?;
        }
        // vault
        require_vault(job, vault, payment_mint, token_program)?;
        // renter_account
        if let Some(renter_account) = renter_account {
            require_payable_in(payment_mint, renter_account, &job.renter, false)?;
        }
        Ok(unjudged)
    }

    pub fn handle(&mut self) -> Result<()> {
        let now = clock::now();
        let unjudged = self.validate(now)?;
        let job = &mut self.job;
        job.unjudged = u8::from(unjudged);
        let (status_before, deposit_before) = (job.status, job.deposit.get());
        if job.is(JobStatus::Open) || job.is(JobStatus::Matched) {
            job.start_ts = now.ts.into();
            job.end_ts = now.ts.into();
        }
        let refunded_before = job.refunded;
        let mut refund = job.end_empty(JobStatus::Expired)?;

        let Self {
            job,
            vault,
            renter_account,
            payment_mint,
            ..
        } = self;
        if let Some(renter_account) = renter_account {
            pay_from_vault(job, payment_mint, vault, renter_account, refund);
        } else {
            // `close` sweeps it, and counts it then.
            job.refunded = refunded_before;
            refund = 0;
        }

        job.invariant(vault.amount())?;
        emit!(JobExpired {
            job: *job.address(),
            status_before: u64::from(status_before),
            unjudged: u64::from(unjudged),
            refunded: refund,
            deposit_before,
            deposit_after: job.deposit.get(),
        });
        Ok(())
    }
}
