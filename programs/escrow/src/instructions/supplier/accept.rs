use crate::{
    errors::EscrowError,
    events::LeaseAccepted,
    state::{Escrow, Hire, Job, JobStatus, Lease, LeaseStatus, Payment},
    timeouts::unserved_timed_out,
};
use anchor_lang::{address_eq, prelude::*};
use io_core::{lease, pricing::rate_io, stake::required};
use io_round::Round;
use io_runtime::{clock, emit, guarantee_calls, ids, singletons, CoreErrorExt, Loaded};
use oracle::{
    price_feed::io_price,
    state::{Classes, Device, DeviceStatus, Oracle, PriceRing},
};
use staking::state::DeviceStake;

/// Leases a host to an open job. The last GPU matched makes the job `Matched`. Locks one hour's price
/// out of the owner's own part of the device's stake: the renter's, should the first hour not be served.
///
/// While a job waits for its rounds, only devices that a round drew for it take it. Their suppliers have agreed
/// when they opted in, to rates and hours that count instead of the arguments, and that the device has been
/// paused since does not excuse it.
///
/// # Authority
/// The device's supplier; of a device that was drawn for the job, anyone. Who signs pays the rent of lease and
/// hire and gets it back when they close.
///
/// # Accounts
/// `round`: where the device was drawn for the job, if it was: an account of `market`, which is only read.
///
/// # Parameters
/// - `min_rate`: least the supplier works for, payment token base units per GPU-hour.
/// - `most_hours`: the longest it lets the renter extend the job to, at the same rate; at least the
///   hours of the order.
///
/// # Special errors
/// `WrongJobStatus`, `TooLate`, `NotTheSupplier`, `DeviceNotOffered`, `DeviceDoesNotFit`,
/// `TooManyGpus`, `WrongDeviceStake`, `StakeBelowRequirement`, `RateBelowMinimum`, `TooFewHours`,
/// `DrawnOnly` without a round, `NotDrawn` with one;
/// `oracle`'s `NoQuorumPrice` without a price to reckon the guarantee by; `staking`'s
/// `InsufficientStake` when the owner's own part does not cover it; a device that is leased already
/// fails at the creation of its hire.
#[derive(Accounts)]
pub struct Accept {
    #[account(mut)]
    pub supplier: Signer,
    #[account(address = singletons::ESCROW.address)]
    pub escrow: Loaded<Escrow>,
    #[account(mut)]
    pub job: Loaded<Job>,
    #[account(
        init, payer = supplier,
        seeds = [
            b"lease", job.address().as_ref(), device.address().as_ref(),
            &job.created_ts.get().to_le_bytes(),
        ],
        bump,
    )]
    pub lease: Loaded<Lease>,
    #[account(init, payer = supplier, seeds = [b"hire", device.address().as_ref()], bump)]
    pub hire: Loaded<Hire>,
    pub device: Loaded<Device>,
    #[account(mut)]
    pub device_stake: Loaded<DeviceStake>,
    #[account(address = singletons::POOL.address)]
    pub pool: UncheckedAccount,
    #[account(address = singletons::ORACLE.address)]
    pub oracle: Loaded<Oracle>,
    #[account(address = singletons::PRICE_RING.address)]
    pub price_ring: Loaded<PriceRing>,
    #[account(address = singletons::CLASSES.address)]
    pub classes: Loaded<Classes>,
    #[account(address = ids::STAKING)]
    pub staking_program: UncheckedAccount,
    pub system_program: Program<System>,
    pub round: Option<Loaded<Round>>,
}

impl Accept {
    /// The stake that the device requires, IO base units, and the most hours that its supplier allows.
    fn validate(&self, now_ts: i64, min_rate: u64, most_hours: u32) -> Result<(u64, u32)> {
        let Self {
            supplier,
            job,
            device,
            device_stake,
            classes,
            round,
            ..
        } = self;
        // round, or the supplier's own signature
        let offered = device.status == DeviceStatus::Offered as u8;
        let (min_rate, most_hours) = if let Some(round) = round {
            // Consent holds until the round ends: a pause after the draw would be a way to choose.
            require!(
                offered || device.status == DeviceStatus::Paused as u8,
                EscrowError::DeviceNotOffered
            );
            round
                .consent(
                    device.address(),
                    job.address(),
                    job.created_ts,
                    job.payment,
                    now_ts,
                )
                .ok_or(EscrowError::NotDrawn)?
        } else {
            require!(
                address_eq(supplier.address(), &device.supplier),
                EscrowError::NotTheSupplier
            );
            require!(
                now_ts >= job.match_only_until_ts.get(),
                EscrowError::DrawnOnly
            );
            require!(offered, EscrowError::DeviceNotOffered);
            (min_rate, most_hours)
        };
        // job
        require!(job.is(JobStatus::Open), EscrowError::WrongJobStatus);
        require!(!unserved_timed_out(job, now_ts), EscrowError::TooLate);
        require!(job.rate.get() >= min_rate, EscrowError::RateBelowMinimum);
        require!(most_hours >= job.hours.get(), EscrowError::TooFewHours);
        // device
        require!(
            device.class == job.class
                && device.tier >= job.tier
                && (job.region == 0 || device.region == job.region),
            EscrowError::DeviceDoesNotFit
        );
        let left = job.gpus.get().saturating_sub(job.gpus_matched.get());
        require!(
            device.processors.get() > 0 && device.processors.get() <= left,
            EscrowError::TooManyGpus
        );
        // device_stake
        let needed = require_staked(device, device_stake, classes, now_ts)?;
        // Not checked: the device's floor price, which is for those who look for one; here the
        // supplier signs min_rate.
        Ok((needed, most_hours))
    }

    /// The price of the host's first hour, IO base units: for the renter, at the lower median and rounded
    /// up. An IOSD counts as a dollar here, whatever covers it.
    fn guarantee(&self, now_ts: i64) -> Result<u64> {
        let Self {
            job,
            device,
            oracle,
            price_ring,
            ..
        } = self;
        let hour = lease::deposit(job.rate.get(), device.processors.get(), 1).or_program_error()?;
        if job.payment == Payment::Io as u8 {
            return Ok(hour);
        }
        let price = io_price(oracle, price_ring, now_ts)?;
        rate_io(hour, price.lower.get()).or_program_error()
    }

    pub fn handle(
        &mut self,
        lease_bump: u8,
        hire_bump: u8,
        min_rate: u64,
        most_hours: u32,
    ) -> Result<()> {
        let now_ts = clock::now_ts();
        let (required, most_hours) = self.validate(now_ts, min_rate, most_hours)?;
        let guarantee = self.guarantee(now_ts)?;
        guarantee_calls::lock(
            &self.escrow,
            &self.pool,
            &mut self.device_stake,
            guarantee,
            required,
        );
        let Self {
            supplier,
            job,
            lease,
            hire,
            device,
            ..
        } = self;
        let before = job.gpus_matched.get();
        let after = before
            .checked_add(device.processors.get())
            .ok_or(EscrowError::InvariantBroken)?;

        lease.version = 1;
        lease.bump = lease_bump;
        lease.status = LeaseStatus::Accepted as u8;
        lease.gpus = device.processors;
        lease.job = *job.address();
        lease.device = *device.address();
        lease.supplier = device.supplier;
        lease.payee = device.payee;
        lease.accepted_ts = now_ts.into();
        lease.usage_index = u32::MAX.into();
        lease.guarantee = guarantee.into();
        lease.payer = *supplier.address();
        hire.version = 1;
        hire.bump = hire_bump;
        hire.device = *device.address();
        hire.lease = *lease.address();
        job.gpus_matched = after.into();
        job.most_hours = job.most_hours.get().min(most_hours).into();
        let open = job
            .leases_open
            .get()
            .checked_add(1)
            .ok_or(EscrowError::InvariantBroken)?;
        job.leases_open = open.into();
        if after == job.gpus.get() {
            job.status = JobStatus::Matched as u8;
            job.matched_ts = now_ts.into();
        }

        // No token of the job's moves.
        job.books_invariant()?;
        emit!(LeaseAccepted {
            job: lease.job,
            lease: *lease.address(),
            device: lease.device,
            supplier: lease.supplier,
            gpus_matched_before: u64::from(before),
            gpus_matched_after: u64::from(after),
            gpus_wanted: u64::from(job.gpus.get()),
            guarantee,
        });
        Ok(())
    }
}

/// Checks that a device's stake is its own and backs it: co-stakes at work count, what is locked for a slash
/// does not. What it requires, IO base units.
///
/// # Errors
/// `WrongDeviceStake`, `UnknownClass`, `StakeBelowRequirement`.
#[inline(never)]
fn require_staked(
    device: &Loaded<Device>,
    device_stake: &DeviceStake,
    classes: &Classes,
    now_ts: i64,
) -> Result<u64> {
    require!(
        address_eq(&device_stake.device, device.address()),
        EscrowError::WrongDeviceStake
    );
    let class = classes
        .class(device.class, now_ts)
        .ok_or(EscrowError::UnknownClass)?;
    let needed = required(class.multiplier_milli.get(), device.processors.get());
    let needed = needed.or_program_error()?;
    require!(
        device_stake.backing()? >= needed,
        EscrowError::StakeBelowRequirement
    );
    Ok(needed)
}
