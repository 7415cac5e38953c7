use crate::{
    errors::EscrowError,
    events::LeasePaid,
    instructions::renter::cancel::{pay_from_vault, require_vault},
    state::{Escrow, Job, JobStatus, Lease, LeaseStatus},
};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::{mint::Mint, token::TokenAccount};
use io_core::{fees::FeeSplit, lease, merkle, merkle_sum::DEPTH};
use io_runtime::{
    clock, emit,
    token::{burn, require_payable},
    CoreErrorExt, Loaded, SolSha256, Spl,
};
use oracle::state::EpochRecord;

/// Pays a lease what its attested seconds have earned and not been paid yet, and takes the fees of
/// both sides: half burned, half to the treasury (*params*).
///
/// With an epoch that ends past the job's end this is the lease's final settlement; it may then pay
/// nothing.
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
/// `WrongJobStatus`, `LeaseSettled`, `EpochNotFinal`, `BadUsageProof`, `NothingDue`, `WrongTreasury`,
/// `NotTheAssociatedAccount`.
#[derive(Accounts)]
pub struct Withdraw {
    #[account(mut)]
    pub job: Loaded<Job>,
    #[account(mut)]
    pub lease: Loaded<Lease>,
    #[account(seeds = [b"escrow"], bump)]
    pub escrow: Loaded<Escrow>,
    pub epoch_record: Loaded<EpochRecord>,
    #[account(mut)]
    pub vault: Spl<TokenAccount>,
    #[account(mut)]
    pub payee_account: Spl<TokenAccount>,
    #[account(mut)]
    pub treasury_account: Spl<TokenAccount>,
    #[account(mut, address = job.payment_mint @ EscrowError::WrongPaymentMint)]
    pub payment_mint: Spl<Mint>,
    pub token_program: Program<Token>,
}

/// A lease's leaf and its path.
pub struct UsageProof<'a> {
    pub usage_index: u32,
    pub cumulative_s: u64,
    pub first_hour_s: u32,
    pub proof: &'a [u8],
}

impl Withdraw {
    fn validate(&self, now_ts: i64, usage: &UsageProof) -> Result<()> {
        let Self {
            job,
            lease,
            escrow,
            epoch_record,
            vault,
            payee_account,
            treasury_account,
            ..
        } = self;
        // job and lease
        require!(
            job.is(JobStatus::Running) || job.is(JobStatus::Cancelled),
            EscrowError::WrongJobStatus
        );
        require!(
            address_eq(&lease.job, job.address()),
            EscrowError::WrongLease
        );
        require!(!lease.is(LeaseStatus::Settled), EscrowError::LeaseSettled);
        // vault
        require_vault(job, vault.address())?;
        // payee_account
        require_payable(
            payee_account.account(),
            payee_account.mint(),
            payee_account.owner(),
            &job.payment_mint,
            &lease.payee,
            false,
        )?;
        // treasury_account
        require!(
            address_eq(treasury_account.owner(), escrow.treasury_at(now_ts))
                && address_eq(treasury_account.mint(), &job.payment_mint),
            EscrowError::WrongTreasury
        );
        // epoch_record: its type makes it an account of `oracle`
        let settlement = epoch_record
            .final_settlement(now_ts)
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
        let now_ts = clock::now_ts();
        self.validate(now_ts, usage)?;
        let Self {
            job,
            lease,
            escrow,
            epoch_record,
            ..
        } = &*self;
        let epoch = epoch_record.epoch.get();
        let is_last = escrow.epoch_end_ts(epoch)? >= job.end_ts.get();
        let seconds = lease::clamp_seconds(
            usage.cumulative_s,
            now_ts,
            job.start_ts.get(),
            job.end_ts.get(),
        );
        let paid_before = lease.paid.get();
        let owed = lease::payable(seconds, job.rate.get(), lease.gpus.get()).or_program_error()?;
        require!(owed > paid_before || is_last, EscrowError::NothingDue);
        let owed = owed.max(paid_before);
        let pay = job.fees().payment(paid_before, owed).or_program_error()?;

        self.move_tokens(&pay);

        let Self {
            job, lease, vault, ..
        } = self;
        let add = |a: u64, b: u64| a.checked_add(b).ok_or(EscrowError::InvariantBroken);
        let job_paid_before = job.paid.get();
        job.paid = add(job_paid_before, pay.gross)?.into();
        job.fee_paid = add(job.fee_paid.get(), pay.renter_fee)?.into();
        lease.paid = owed.into();
        lease.paid_s = seconds.max(lease.paid_s.get()).into();
        lease.usage_index = usage.usage_index.into();
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
            burned: pay.burned,
            to_treasury: pay.treasury,
            job_paid_before,
            job_paid_after: job.paid.get(),
            settled: u64::from(is_last),
        });
        Ok(())
    }

    fn move_tokens(&mut self, pay: &FeeSplit) {
        let Self {
            job,
            vault,
            payee_account,
            treasury_account,
            payment_mint,
            ..
        } = self;
        pay_from_vault(job, vault, payee_account, pay.supplier);
        pay_from_vault(job, vault, treasury_account, pay.treasury);
        if pay.burned > 0 {
            let nonce = job.nonce.get().to_le_bytes();
            let seeds: &[&[u8]] = &[b"job", job.renter.as_ref(), &nonce, &[job.bump]];
            burn(vault, payment_mint, job, pay.burned, seeds);
        }
    }
}
