use crate::{
    errors::EscrowError,
    events::JobExtended,
    instructions::renter::cancel::require_vault,
    state::{Job, JobStatus},
};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::{mint::Mint, token::TokenAccount};
use io_core::{lease, units::HOUR_S};
use io_runtime::{clock, emit, token::transfer_checked, AnySpl, CoreErrorExt, Loaded};

/// Adds hours to a running job at its own rate, funded like the first ones. Its suppliers have agreed: each
/// said how long it may last when it accepted.
///
/// # Authority
/// The renter.
///
/// # Parameters
/// - `hours`: more hours.
///
/// # Special errors
/// `NotTheRenter`, `WrongJobStatus`, `JobEnded`, `AboveMostHours`, `WrongVault`, `WrongPaymentMint`,
/// `IncorrectProgramId`, `EmptyLease` (7019). The
/// token program refuses a source that is not the renter's or of another mint.
#[derive(Accounts)]
pub struct Extend {
    pub renter: Signer,
    #[account(mut)]
    pub job: Loaded<Job>,
    #[account(mut)]
    pub vault: AnySpl<TokenAccount>,
    #[account(mut)]
    pub source: UncheckedAccount,
    /// The mint's.
    pub token_program: UncheckedAccount,
    pub payment_mint: AnySpl<Mint>,
}

impl Extend {
    fn validate(&self, now_ts: i64) -> Result<()> {
        let Self {
            renter,
            job,
            vault,
            payment_mint,
            token_program,
            ..
        } = self;
        require!(
            address_eq(renter.address(), &job.renter),
            EscrowError::NotTheRenter
        );
        require!(job.is(JobStatus::Running), EscrowError::WrongJobStatus);
        require!(!job.has_ended(now_ts), EscrowError::JobEnded);
        require_vault(job, vault, payment_mint, token_program)
    }

    pub fn handle(&mut self, hours: u32) -> Result<()> {
        self.validate(clock::now_ts())?;
        let job = &mut self.job;
        let hours_after = job
            .hours
            .get()
            .checked_add(hours)
            .filter(|after| *after <= job.most_hours.get())
            .ok_or(EscrowError::AboveMostHours)?;
        let more = lease::deposit(job.rate.get(), job.gpus.get(), hours).or_program_error()?;
        let add = |a: u64, b: u64| a.checked_add(b).ok_or(EscrowError::InvariantBroken);
        let deposit_before = job.deposit.get();
        let deposit_after = add(deposit_before, more)?;
        // The floor of the whole, so that the reserve is what an order of all the hours had taken.
        let reserve = job
            .fees()
            .renter_reserve(deposit_after)
            .or_program_error()?;
        let more_fees = reserve
            .checked_sub(job.fee_reserved.get())
            .ok_or(EscrowError::InvariantBroken)?;
        let end_ts = u64::from(hours)
            .checked_mul(HOUR_S)
            .and_then(|seconds| job.end_ts.get().checked_add_unsigned(seconds))
            .ok_or(EscrowError::InvariantBroken)?;
        let funded = add(more, more_fees)?;

        let Self {
            renter,
            job,
            vault,
            source,
            payment_mint,
            ..
        } = self;
        transfer_checked(source, payment_mint, vault, renter, funded, &[]);

        job.hours = hours_after.into();
        job.deposit = deposit_after.into();
        job.fee_reserved = reserve.into();
        job.end_ts = end_ts.into();
        job.invariant(vault.amount())?;
        emit!(JobExtended {
            job: *job.address(),
            hours: u64::from(hours_after),
            end_ts,
            deposit_before,
            deposit_after,
            fee_reserved: reserve,
        });
        Ok(())
    }
}
