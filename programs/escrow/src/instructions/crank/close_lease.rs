use crate::{
    errors::EscrowError,
    events::LeaseClosed,
    state::{Escrow, Hire, Job, JobStatus, Lease, LeaseStatus},
};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::token::TokenAccount;
use io_runtime::{emit, guarantee_calls, ids, singletons, Loaded, Spl};
use staking::state::DeviceStake;

/// Closes a lease that can earn nothing more and frees its device: settled past the job's end, of an
/// expired job, or of a job that never ran. Its guarantee goes back into the owner's stake, or to the
/// renter ([`Lease::forfeits`]).
///
/// # Authority
/// Anyone; the rent goes to who paid it, the supplier unless another accepted for it.
///
/// # Accounts
/// `renter_account`: where a forfeited guarantee goes, any IO account of the renter's. Not only its
/// associated one: a renter that has given that one away must not keep the device hired.
///
/// # Special errors
/// `LeaseNotSettled`, `WrongLease`, `WrongHire`, `WrongRecipient`, `WrongDeviceStake`,
/// `NoRenterAccount`.
#[derive(Accounts)]
pub struct CloseLease {
    #[account(mut)]
    pub job: Loaded<Job>,
    #[account(mut)]
    pub lease: Loaded<Lease>,
    #[account(mut)]
    pub hire: Loaded<Hire>,
    #[account(mut, address = lease.payer @ EscrowError::WrongRecipient)]
    pub payer: UncheckedAccount,
    #[account(address = singletons::ESCROW.address)]
    pub escrow: Loaded<Escrow>,
    #[account(mut)]
    pub device_stake: Loaded<DeviceStake>,
    #[account(mut, address = singletons::POOL.address)]
    pub pool: UncheckedAccount,
    #[account(mut, address = singletons::STAKE_VAULT.address)]
    pub stake_vault: UncheckedAccount,
    #[account(mut)]
    pub renter_account: Option<Spl<TokenAccount>>,
    #[account(address = ids::STAKING)]
    pub staking_program: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl CloseLease {
    fn validate(&self) -> Result<()> {
        let Self {
            job,
            lease,
            hire,
            device_stake,
            ..
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
        require!(
            address_eq(&device_stake.device, &lease.device),
            EscrowError::WrongDeviceStake
        );
        Ok(())
    }

    pub fn handle(&mut self) -> Result<()> {
        self.validate()?;
        let forfeited = self.lease.forfeits(&self.job);
        self.end_guarantee(forfeited)?;
        let Self {
            job,
            lease,
            hire,
            payer,
            ..
        } = self;
        let before = job.leases_open.get();
        let after = before.checked_sub(1).ok_or(EscrowError::InvariantBroken)?;
        job.leases_open = after.into();
        // No token of the job's moves; its books stay as they are.
        job.books_invariant()?;
        emit!(LeaseClosed {
            job: *job.address(),
            lease: *lease.address(),
            paid: lease.paid.get(),
            guarantee: lease.guarantee.get(),
            forfeited: u64::from(forfeited),
            leases_open_before: u64::from(before),
            leases_open_after: u64::from(after),
        });
        lease.close(*payer.account())?;
        hire.close(*payer.account())
    }

    fn end_guarantee(&mut self, forfeited: bool) -> Result<()> {
        let Self {
            job,
            lease,
            escrow,
            device_stake,
            pool,
            stake_vault,
            renter_account,
            token_program,
            ..
        } = self;
        let amount = lease.guarantee.get();
        if !forfeited {
            guarantee_calls::release(escrow, device_stake, amount);
            return Ok(());
        }
        let account = renter_account
            .as_mut()
            .ok_or(EscrowError::NoRenterAccount)?;
        // Its mint is the token program's to check.
        require!(
            address_eq(account.owner(), &job.renter),
            EscrowError::WrongRecipient
        );
        guarantee_calls::pay(
            escrow,
            pool,
            device_stake,
            stake_vault,
            account,
            token_program,
            amount,
        );
        Ok(())
    }
}
