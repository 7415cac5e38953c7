use crate::{
    errors::EscrowError,
    events::LeaseClosed,
    state::{Hire, Job, JobStatus, Lease, LeaseStatus},
};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{emit, Loaded};

/// Closes a lease that can earn nothing more and frees its device: settled past the job's end, of an
/// expired job, or of a job that never ran.
///
/// # Authority
/// Anyone; the rent goes to the supplier.
///
/// # Special errors
/// `LeaseNotSettled`, `WrongLease`, `WrongHire`, `WrongRecipient`.
#[derive(Accounts)]
pub struct CloseLease {
    #[account(mut)]
    pub job: Loaded<Job>,
    #[account(mut)]
    pub lease: Loaded<Lease>,
    #[account(mut)]
    pub hire: Loaded<Hire>,
    #[account(mut, address = lease.supplier @ EscrowError::WrongRecipient)]
    pub supplier: UncheckedAccount,
}

impl CloseLease {
    fn validate(&self) -> Result<()> {
        let Self {
            job, lease, hire, ..
        } = self;
        require!(
            address_eq(&lease.job, job.address()),
            EscrowError::WrongLease
        );
        require!(
            address_eq(&hire.lease, lease.address()),
            EscrowError::WrongHire
        );
        require!(
            lease.is(LeaseStatus::Settled) || job.is(JobStatus::Expired) || job.never_ran(),
            EscrowError::LeaseNotSettled
        );
        Ok(())
    }

    pub fn handle(&mut self) -> Result<()> {
        self.validate()?;
        let Self {
            job,
            lease,
            hire,
            supplier,
        } = self;
        let before = job.leases_open.get();
        let after = before.checked_sub(1).ok_or(EscrowError::InvariantBroken)?;
        job.leases_open = after.into();
        job.books_invariant()?;
        emit!(LeaseClosed {
            job: *job.address(),
            lease: *lease.address(),
            paid: lease.paid.get(),
            leases_open_before: u64::from(before),
            leases_open_after: u64::from(after),
        });
        lease.close(*supplier.account())?;
        hire.close(*supplier.account())
    }
}
