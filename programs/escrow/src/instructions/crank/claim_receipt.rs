use crate::{
    errors::EscrowError,
    events::ReceiptPaid,
    instructions::{
        crank::withdraw::{pay_owed, require_paying},
        renter::cancel::require_vault,
    },
    state::{Escrow, Job, Lease, LeaseStatus},
    timeouts::{silent_since, RECEIPTS_AFTER_S},
};
use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};
use io_core::{lease, receipt};
use io_runtime::{
    clock, emit,
    signatures::{signed_before, INSTRUCTIONS},
    singletons, AnySpl, CoreErrorExt, Loaded,
};
use oracle::state::Oracle;

/// Pays a lease by a receipt that the renter has signed, where the operators have been silent for seven days past
/// the job's end: in seven more the job may expire, and what nobody has shown goes back. What the operators
/// had attested counts as well: the larger of the two is paid, for both are cumulative.
///
/// The receipt is verified by the Ed25519 program's instruction right before this one.
///
/// # Authority
/// Anyone; it pays the lease's payee, to its associated token account.
///
/// # Parameters
/// - `cumulative_s`: seconds served in all, as the renter has signed them ([`receipt::message`]). Never more
///   than the clock says are paid.
///
/// # Special errors
/// `WrongJobStatus`, `TooEarly`, `WrongLease`, `LeaseSettled`, `BadReceipt`, `NothingDue`, `WrongVault`,
/// `WrongPaymentMint`, `IncorrectProgramId`, `NotTheAssociatedAccount`.
#[derive(Accounts)]
pub struct ClaimReceipt {
    #[account(mut)]
    pub job: Loaded<Job>,
    #[account(mut)]
    pub lease: Loaded<Lease>,
    #[account(address = singletons::ESCROW.address)]
    pub escrow: Loaded<Escrow>,
    #[account(address = singletons::ORACLE.address)]
    pub oracle: Loaded<Oracle>,
    #[account(address = INSTRUCTIONS)]
    pub instructions: UncheckedAccount,
    #[account(mut)]
    pub vault: AnySpl<TokenAccount>,
    #[account(mut)]
    pub payee_account: AnySpl<TokenAccount>,
    /// The mint's.
    pub token_program: UncheckedAccount,
    pub payment_mint: AnySpl<Mint>,
}

impl ClaimReceipt {
    fn validate(&self, now_ts: i64, cumulative_s: u64) -> Result<()> {
        let Self {
            job,
            lease,
            escrow,
            oracle,
            instructions,
            vault,
            payee_account,
            payment_mint,
            token_program,
        } = self;
        require_paying(job, lease, payee_account, payment_mint)?;
        require_vault(job, vault, payment_mint, token_program)?;
        // oracle: nothing sealed for long, and the job is over
        let silent_s = now_ts.saturating_sub(silent_since(escrow, oracle, job)?);
        require!(silent_s >= RECEIPTS_AFTER_S, EscrowError::TooEarly);
        // instructions
        let message = receipt::message(
            crate::ID.as_array(),
            job.address().as_array(),
            lease.address().as_array(),
            cumulative_s,
        );
        require!(
            signed_before(instructions.account(), &job.renter, &message)?,
            EscrowError::BadReceipt
        );
        Ok(())
    }

    pub fn handle(&mut self, cumulative_s: u64) -> Result<()> {
        let now_ts = clock::now_ts();
        self.validate(now_ts, cumulative_s)?;
        let Self {
            job,
            lease,
            vault,
            payee_account,
            payment_mint,
            ..
        } = self;
        let seconds =
            lease::clamp_seconds(cumulative_s, now_ts, job.start_ts.get(), job.end_ts.get());
        let owed = lease::payable(seconds, job.rate.get(), lease.gpus.get()).or_program_error()?;
        require!(owed > lease.paid.get(), EscrowError::NothingDue);
        let paid_s_before = lease.paid_s.get();
        let job_paid_before = job.paid.get();

        let pay = pay_owed(job, lease, payment_mint, vault, payee_account, owed)?;
        lease.paid_s = seconds.max(paid_s_before).into();
        lease.status = LeaseStatus::Running as u8;

        job.invariant(vault.amount())?;
        emit!(ReceiptPaid {
            job: lease.job,
            lease: *lease.address(),
            payee: lease.payee,
            paid_s_before,
            paid_s_after: lease.paid_s.get(),
            gross: pay.gross,
            to_supplier: pay.supplier,
            burn_due: pay.burned,
            treasury_due: pay.treasury,
            job_paid_before,
            job_paid_after: job.paid.get(),
        });
        Ok(())
    }
}
