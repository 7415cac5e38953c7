use crate::{
    errors::EscrowError,
    events::JobStarted,
    state::{Job, JobStatus, Lease},
    timeouts::unserved_timed_out,
};
use anchor_lang::{address_eq, prelude::*};
use io_core::units::HOUR_S;
use io_runtime::{clock, emit, Loaded};

/// Starts the clock of a fully matched job.
///
/// # Authority
/// The renter, or the supplier of one of its leases. Seconds are paid only as attested, so starting
/// early gains a supplier nothing.
///
/// # Special errors
/// `WrongJobStatus`, `TooLate`, `WrongLease`, `NotAParty`.
#[derive(Accounts)]
pub struct Start {
    pub signer: Signer,
    #[account(mut)]
    pub job: Loaded<Job>,
    /// The signing supplier's lease; any of the job's when the renter signs.
    pub lease: Loaded<Lease>,
}

impl Start {
    fn validate(&self, now_ts: i64) -> Result<()> {
        let Self { signer, job, lease } = self;
        require!(job.is(JobStatus::Matched), EscrowError::WrongJobStatus);
        require!(!unserved_timed_out(job, now_ts), EscrowError::TooLate);
        require!(
            address_eq(&lease.job, job.address()),
            EscrowError::WrongLease
        );
        require!(
            address_eq(signer.address(), &job.renter)
                || address_eq(signer.address(), &lease.supplier),
            EscrowError::NotAParty
        );
        Ok(())
    }

    pub fn handle(&mut self) -> Result<()> {
        let now_ts = clock::now_ts();
        self.validate(now_ts)?;
        let hours = u64::from(self.job.hours.get());
        let length_s = hours
            .checked_mul(HOUR_S)
            .and_then(|s| i64::try_from(s).ok());
        let end_ts = length_s
            .and_then(|s| now_ts.checked_add(s))
            .ok_or(EscrowError::InvariantBroken)?;
        let job = &mut self.job;
        job.status = JobStatus::Running as u8;
        job.start_ts = now_ts.into();
        job.end_ts = end_ts.into();
        job.books_invariant()?;
        emit!(JobStarted {
            job: *job.address(),
            by: *self.signer.address(),
            start_ts: now_ts,
            end_ts,
        });
        Ok(())
    }
}
