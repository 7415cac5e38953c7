use crate::{
    errors::EscrowError,
    events::LeasePaid,
    instructions::renter::cancel::{pay_from_vault, require_vault},
    state::{Escrow, Job, JobStatus, Lease, LeaseStatus},
};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::{mint::Mint, token::TokenAccount};
use io_core::{
    fees::FeeSplit,
    lease::{self, Cancellation},
    merkle,
    merkle_sum::DEPTH,
    units::HOUR_S,
};
use io_runtime::{
    clock::{self, Now},
    emit, singletons,
    token::require_payable_in,
    AnySpl, CoreErrorExt, Loaded, SolSha256,
};
use oracle::state::EpochRecord;

/// Pays a lease what its attested seconds have earned and not been paid yet, and takes the fees of
/// both sides, which stay in the vault until `collect_fees`.
///
/// With an epoch that ends past the job's end this is the lease's final settlement; it may then pay
/// nothing. It also finds whose the guarantee is: the renter's if the first hour was attested below 55
/// minutes, or if the renter cancelled and less than 11/12 of the time until then was attested. A
/// supplier that served a renter who cancels is paid an hour at least, the one exception to the clock.
///
/// # Authority
/// Anyone; it pays the lease's payee, to its associated token account.
///
/// # Parameters
/// The lease's leaf in the usage tree of a final epoch: `usage_index`, `cumulative_s` (attested
/// seconds in all), `first_hour_s`, and `proof`, 20 siblings of 32 bytes from the leaf up. The index
/// may differ from the last one: the leaf names the lease, and what it says is cumulative.
///
/// # Special errors
/// `WrongJobStatus`, `LeaseSettled`, `EpochNotFinal`, `BadUsageProof`, `NothingDue`,
/// `NotTheAssociatedAccount`, `WrongVault`, `WrongPaymentMint`, `IncorrectProgramId`.
#[derive(Accounts)]
pub struct Withdraw {
    #[account(mut)]
    pub job: Loaded<Job>,
    #[account(mut)]
    pub lease: Loaded<Lease>,
    #[account(address = singletons::ESCROW.address)]
    pub escrow: Loaded<Escrow>,
    pub epoch_record: Loaded<EpochRecord>,
    #[account(mut)]
    pub vault: AnySpl<TokenAccount>,
    #[account(mut)]
    pub payee_account: AnySpl<TokenAccount>,
    /// The mint's.
    pub token_program: UncheckedAccount,
    pub payment_mint: AnySpl<Mint>,
}

/// A lease's leaf and its path.
pub struct UsageProof<'a> {
    pub usage_index: u32,
    pub cumulative_s: u64,
    pub first_hour_s: u32,
    pub proof: &'a [u8],
}

impl Withdraw {
    fn validate(&self, now: Now, usage: &UsageProof) -> Result<()> {
        let Self {
            job,
            lease,
            epoch_record,
            vault,
            payee_account,
            payment_mint,
            token_program,
            ..
        } = self;
        require_paying(job, lease, payee_account, payment_mint)?;
        require_vault(job, vault, payment_mint, token_program)?;
        // epoch_record: its type makes it an account of `oracle`
        let settlement = epoch_record
            .final_settlement(now)
            .ok_or(EscrowError::EpochNotFinal)?;
        let leaf = merkle::usage_leaf::<SolSha256>(
            usage.usage_index,
            lease.address().as_array(),
            usage.cumulative_s,
            usage.first_hour_s,
        );
        let root =
            merkle::root_from_proof::<SolSha256>(leaf, usage.usage_index, DEPTH, usage.proof)
                .or_program_error()?;
        require!(root == settlement.usage_root, EscrowError::BadUsageProof);
        Ok(())
    }

    pub fn handle(&mut self, usage: &UsageProof) -> Result<()> {
        let now = clock::now();
        self.validate(now, usage)?;
        let Self {
            job,
            lease,
            escrow,
            epoch_record,
            ..
        } = &*self;
        let epoch = epoch_record.epoch.get();
        let is_last = escrow.epoch_end_ts(epoch)? >= job.end_ts.get();
        let attested = lease::clamp_seconds(
            usage.cumulative_s,
            now.ts,
            job.start_ts.get(),
            job.end_ts.get(),
        );
        let Cancellation {
            seconds,
            guarantee_to_renter,
        } = if is_last {
            final_settlement(job, attested, usage.first_hour_s)
        } else {
            Cancellation {
                seconds: attested,
                guarantee_to_renter: false,
            }
        };
        let paid_before = lease.paid.get();
        let owed = lease::payable(seconds, job.rate.get(), lease.gpus.get()).or_program_error()?;
        require!(owed > paid_before || is_last, EscrowError::NothingDue);
        let owed = owed.max(paid_before);

        let Self {
            job,
            lease,
            vault,
            payee_account,
            payment_mint,
            ..
        } = self;
        let job_paid_before = job.paid.get();
        let pay = pay_owed(job, lease, payment_mint, vault, payee_account, owed)?;

        lease.paid_s = seconds.max(lease.paid_s.get()).into();
        lease.usage_index = usage.usage_index.into();
        lease.at_fault = u8::from(guarantee_to_renter);
        lease.status = if is_last {
            LeaseStatus::Settled
        } else {
            LeaseStatus::Running
        } as u8;

        job.invariant(vault.amount())?;
        emit!(LeasePaid {
            job: lease.job,
            lease: *lease.address(),
            payee: lease.payee,
            epoch,
            paid_s: lease.paid_s.get(),
            gross: pay.gross,
            to_supplier: pay.supplier,
            burn_due: pay.burned,
            treasury_due: pay.treasury,
            job_paid_before,
            job_paid_after: job.paid.get(),
            settled: u64::from(is_last),
            at_fault: u64::from(guarantee_to_renter),
        });
        Ok(())
    }
}

/// Checks that a lease may be paid, to `payee_account` in `payment_mint`, of which [`require_vault`] says whether it is
/// the job's.
///
/// # Errors
/// `WrongJobStatus`, `WrongLease`, `LeaseSettled`, `NotTheAssociatedAccount`.
#[inline(never)]
pub fn require_paying(
    job: &Loaded<Job>,
    lease: &Loaded<Lease>,
    payee_account: &AnySpl<TokenAccount>,
    payment_mint: &AnySpl<Mint>,
) -> Result<()> {
    // job and lease
    require!(
        job.is(JobStatus::Running) || (job.is(JobStatus::Cancelled) && !job.never_ran()),
        EscrowError::WrongJobStatus
    );
    require!(
        address_eq(&lease.job, job.address()),
        EscrowError::WrongLease
    );
    require!(!lease.is(LeaseStatus::Settled), EscrowError::LeaseSettled);
    // payee_account
    require_payable_in(payment_mint, payee_account, &lease.payee, false)
}

/// Pays a lease up to `owed` in all, gross, and books it: the supplier's part leaves the vault, the fees of both
/// sides stay in it until `collect_fees`.
///
/// # Errors
/// `PaidAboveOwed` (7020) for less than was paid; `InvariantBroken`: impossible unless there is a bug.
#[inline(never)]
pub fn pay_owed(
    job: &mut Loaded<Job>,
    lease: &mut Loaded<Lease>,
    payment_mint: &AnySpl<Mint>,
    vault: &mut AnySpl<TokenAccount>,
    payee_account: &mut AnySpl<TokenAccount>,
    owed: u64,
) -> Result<FeeSplit> {
    let pay = job.fees().payment(lease.paid.get(), owed);
    let pay = pay.or_program_error()?;

    pay_from_vault(job, payment_mint, vault, payee_account, pay.supplier);

    let add = |a: u64, b: u64| a.checked_add(b).ok_or(EscrowError::InvariantBroken);
    job.paid = add(job.paid.get(), pay.gross)?.into();
    job.fee_paid = add(job.fee_paid.get(), pay.renter_fee)?.into();
    job.burn_due = add(job.burn_due.get(), pay.burned)?.into();
    job.treasury_due = add(job.treasury_due.get(), pay.treasury)?.into();
    lease.paid = owed.into();
    Ok(pay)
}

/// Seconds to pay for in all, and whose the guarantee is, of a lease of a job that is over.
fn final_settlement(job: &Job, attested_s: u64, first_hour_s: u32) -> Cancellation {
    let length_s = job.length_s();
    let missed = length_s >= HOUR_S && lease::first_hour_missed(first_hour_s);
    if job.is(JobStatus::Cancelled) {
        let cancelled = lease::cancellation(attested_s, length_s);
        Cancellation {
            guarantee_to_renter: cancelled.guarantee_to_renter || missed,
            ..cancelled
        }
    } else {
        Cancellation {
            seconds: attested_s,
            guarantee_to_renter: missed,
        }
    }
}
