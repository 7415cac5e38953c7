//! Accounts of `escrow`, and what a job's books must satisfy.
use crate::errors::EscrowError;
use anchor_lang::prelude::*;
use io_core::{
    fees::Fees,
    fixed::{mul_div_u64, Rounding},
    lease,
    units::HOUR_S,
};
use io_runtime::CoreErrorExt;

/// Token account with a job's deposit: PDA `["vault", job]`, authority: the job.
pub const VAULT_SEED: &[u8] = b"vault";

/// PDA `["escrow"]`: fees and time limits.
#[account]
pub struct Escrow {
    pub version: u8,
    pub bump: u8,
    pub _pad: [u8; 6],
    pub authority: Address,
    pub pending_authority: Address,
    pub iosd_mint: Address,
    /// Owner of the token accounts that fees go to.
    pub treasury: Address,
    /// Reservation fee of each side, on amounts paid.
    pub reservation_fee_bps: PodU16,
    /// Payment fee of each side on payments in IO and IOSD.
    pub payment_fee_bps: PodU16,
    /// Burned part of fees in IO and IOSD; those in USDC all go to the treasury.
    pub fee_burn_bps: PodU16,
    /// Payment fee of each side on payments in USDC.
    pub usdc_payment_fee_bps: PodU16,
    pub open_timeout_s: PodU32,
    pub matched_timeout_s: PodU32,
    /// After the end, before a job that still has leases may expire.
    pub expiry_grace_s: PodU32,
    /// Copied from `oracle`, which never changes it: `withdraw` then needs one account less.
    pub epoch_length_s: PodU32,
    pub jobs_created: PodU64,
    /// Copied from `oracle`, as above.
    pub genesis_ts: PodI64,
    pub io_mint: Address,
    pub usdc_mint: Address,
    /// From when on `next` is in force, unix seconds; 0: no change is pending.
    pub next_from_ts: PodI64,
    pub next: EscrowParams,
    /// See [`EscrowParams`].
    pub match_window_s: PodU32,
    pub match_draw_s: PodU32,
    pub match_only_s: PodU32,
    pub _reserved: [u8; 36],
}

/// What the authority may change, from the start of an epoch on. A job keeps the terms of its creation.
/// 64 bytes, alignment 1.
#[repr(C)]
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable, IdlType, Debug, PartialEq, Eq)]
pub struct EscrowParams {
    /// Of each side, on amounts paid.
    pub reservation_fee_bps: PodU16,
    /// Of each side, on amounts paid in IO and IOSD.
    pub payment_fee_bps: PodU16,
    /// Burned part of fees in IO and IOSD; the rest, and all of those in USDC, goes to the treasury.
    pub fee_burn_bps: PodU16,
    /// Of each side, on amounts paid in USDC.
    pub usdc_payment_fee_bps: PodU16,
    /// From creation until the job must be fully matched.
    pub open_timeout_s: PodU32,
    /// From the match until the job must be started.
    pub matched_timeout_s: PodU32,
    /// From the end until an unsettled job may expire.
    pub expiry_grace_s: PodU32,
    /// Owner of the token accounts that fees go to.
    pub treasury: Address,
    /// From one draw of devices for jobs to the next; 0: none are held, and an open job is the first
    /// supplier's that takes it.
    pub match_window_s: PodU32,
    /// From the close of a round's entries until its draw must be done and accepted.
    pub match_draw_s: PodU32,
    /// From creation on, how long a job may only be taken by devices that were drawn for it.
    pub match_only_s: PodU32,
}

io_runtime::plain_argument!(EscrowParams);

/// What a job is paid in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Payment {
    /// 6 decimals, pegged to the dollar.
    Iosd = 0,
    /// 8 decimals, priced by the quorum.
    Io = 1,
    /// 6 decimals, taken at a dollar.
    Usdc = 2,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum JobStatus {
    Open = 0,
    Matched = 1,
    Running = 2,
    Cancelled = 3,
    Expired = 4,
}

/// PDA `["job", renter, nonce u64 LE]`; its vault is token account PDA `["vault", job]`. A closed job
/// leaves no account behind.
#[account]
pub struct Job {
    pub version: u8,
    pub bump: u8,
    pub vault_bump: u8,
    pub status: u8,
    pub class: u8,
    pub tier: u8,
    /// 0: any.
    pub region: u8,
    pub scenario: u8,
    pub renter: Address,
    pub nonce: PodU64,
    pub payment_mint: Address,
    /// GPUs wanted and GPUs leased so far.
    pub gpus: PodU16,
    pub gpus_matched: PodU16,
    pub hours: PodU32,
    /// Payment token base units per GPU-hour, fixed at creation from the board.
    pub rate: PodU64,
    /// Most that the leases can be paid in all, without renter's fees, token base units; a
    /// cancellation lowers it to what they may still have earned.
    pub deposit: PodU64,
    /// Renter's fees reserved on top, token base units.
    pub fee_reserved: PodU64,
    /// Gross paid out of the deposit (supplier's net + supplier's fee).
    pub paid: PodU64,
    /// Renter-side fees taken out of `fee_reserved`.
    pub fee_paid: PodU64,
    /// Returned to the renter so far.
    pub refunded: PodU64,
    pub created_ts: PodI64,
    pub matched_ts: PodI64,
    pub start_ts: PodI64,
    /// Planned end while running; the moment of the cancellation once cancelled. A job that ended
    /// before it ran has `start_ts == end_ts`.
    pub end_ts: PodI64,
    /// Leases accepted and not yet closed.
    pub leases_open: PodU16,
    /// Terms at creation: a param change touches no job.
    pub reservation_fee_bps: PodU16,
    pub payment_fee_bps: PodU16,
    pub fee_burn_bps: PodU16,
    pub open_timeout_s: PodU32,
    pub matched_timeout_s: PodU32,
    pub expiry_grace_s: PodU32,
    /// Longest it may be extended to: the least that a supplier allowed when it accepted.
    pub most_hours: PodU32,
    /// Fees of both sides taken by payments and still in the vault: what is to be burned of them,
    /// token base units.
    pub burn_due: PodU64,
    /// And what is the treasury's.
    pub treasury_due: PodU64,
    /// See [`Payment`].
    pub payment: u8,
    /// 1: it expired because nothing had been sealed for 14 days. Nobody could show then what was
    /// served, so no supplier loses a guarantee.
    pub unjudged: u8,
    /// Before this time, unix seconds, only devices that a round drew for it may take it; 0: any may.
    pub match_only_until_ts: PodI64,
    /// 1: the payment mint is of Token-2022, for clients; the program asks the mint.
    pub token_2022: u8,
    pub _reserved: [u8; 21],
}

impl Job {
    pub fn is(&self, status: JobStatus) -> bool {
        self.status == status as u8
    }

    pub fn fees(&self) -> Fees {
        Fees {
            reservation_bps: self.reservation_fee_bps.get(),
            payment_bps: self.payment_fee_bps.get(),
            burn_bps: self.fee_burn_bps.get(),
        }
    }

    /// Whether no second of it can be earned any more.
    pub fn has_ended(&self, now_ts: i64) -> bool {
        self.is(JobStatus::Cancelled)
            || self.is(JobStatus::Expired)
            || (self.is(JobStatus::Running) && now_ts >= self.end_ts.get())
    }

    /// Whether it ended without a second in which a lease could have earned.
    pub fn never_ran(&self) -> bool {
        (self.is(JobStatus::Cancelled) || self.is(JobStatus::Expired))
            && self.end_ts.get() <= self.start_ts.get()
    }

    /// Fees in the vault that `collect_fees` has not moved on yet, token base units.
    ///
    /// # Errors
    /// `InvariantBroken` beyond a u64.
    pub fn fees_due(&self) -> Result<u64> {
        let due = self.burn_due.get().checked_add(self.treasury_due.get());
        Ok(due.ok_or(EscrowError::InvariantBroken)?)
    }

    /// What the vault must hold: the leases' part and the renter's reserve, neither paid out yet, and
    /// the fees that were taken and not moved on.
    ///
    /// # Errors
    /// `InvariantBroken` when more was paid than reserved.
    pub fn held(&self) -> Result<u64> {
        let due = self.fees_due()?;
        let leases = self.deposit.get().checked_sub(self.paid.get());
        let fees = self.fee_reserved.get().checked_sub(self.fee_paid.get());
        let held = leases
            .zip(fees)
            .and_then(|(l, f)| l.checked_add(f))
            .and_then(|held| held.checked_add(due));
        Ok(held.ok_or(EscrowError::InvariantBroken)?)
    }

    /// Seconds between the start and the end, or the cancellation.
    pub fn length_s(&self) -> u64 {
        let (start_ts, end_ts) = (self.start_ts.get(), self.end_ts.get());
        lease::clock_seconds(end_ts, start_ts, end_ts)
    }

    /// Most that all leases together can have earned by a cancellation at `end_ts`: the time until
    /// then, and an hour at least, since a supplier that served is paid one. A lease each rounds down,
    /// so the sum is at most this, rounded up; and never more than the deposit.
    ///
    /// # Errors
    /// `Overflow` (7001).
    pub fn earnable_until(&self, end_ts: i64) -> Result<u64> {
        let seconds = lease::clock_seconds(end_ts, self.start_ts.get(), self.end_ts.get());
        let seconds = seconds.max(HOUR_S);
        let per_hour = lease::deposit(self.rate.get(), self.gpus.get(), 1).or_program_error()?;
        let most = mul_div_u64(seconds, per_hour, HOUR_S, Rounding::Up).or_program_error()?;
        Ok(most.min(self.deposit.get()))
    }

    /// Ends the job at `end_ts` with at most `deposit` for its leases; what the renter gets at once.
    ///
    /// # Errors
    /// `InvariantBroken` if more has been paid already: impossible unless there is a bug.
    pub fn end_with(&mut self, status: JobStatus, end_ts: i64, deposit: u64) -> Result<u64> {
        let before = self.held()?;
        // Enough for every lease: floors of parts never sum to more than the floor of the whole.
        let fees = self.fees().renter_reserve(deposit).or_program_error()?;
        self.status = status as u8;
        self.end_ts = end_ts.into();
        self.deposit = deposit.into();
        self.fee_reserved = fees.into();
        self.count_refund(before)
    }

    /// Ends the job with nothing left for its leases; what the renter gets.
    ///
    /// # Errors
    /// As [`Job::end_with`].
    pub fn end_empty(&mut self, status: JobStatus) -> Result<u64> {
        let before = self.held()?;
        self.status = status as u8;
        self.deposit = self.paid;
        self.fee_reserved = self.fee_paid;
        self.count_refund(before)
    }

    fn count_refund(&mut self, held_before: u64) -> Result<u64> {
        let refund = held_before
            .checked_sub(self.held()?)
            .ok_or(EscrowError::InvariantBroken)?;
        let total = self
            .refunded
            .get()
            .checked_add(refund)
            .ok_or(EscrowError::InvariantBroken)?;
        self.refunded = total.into();
        Ok(refund)
    }

    /// The vault covers what is held, and the books hold.
    ///
    /// # Errors
    /// `InvariantBroken`: impossible unless there is a bug.
    pub fn invariant(&self, vault_amount: u64) -> Result<()> {
        require!(
            vault_amount >= self.books_invariant()?,
            EscrowError::InvariantBroken
        );
        Ok(())
    }

    /// [`Job::invariant`] where no token moves: nobody is paid more than reserved, no more GPUs are
    /// leased than wanted, and no more leases are open than GPUs are leased. Returns what the vault must
    /// hold.
    ///
    /// # Errors
    /// `InvariantBroken`: impossible unless there is a bug.
    pub fn books_invariant(&self) -> Result<u64> {
        let matched = self.gpus_matched.get();
        require!(
            matched <= self.gpus.get() && self.leases_open.get() <= matched,
            EscrowError::InvariantBroken
        );
        self.held()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum LeaseStatus {
    Accepted = 0,
    /// Paid at least once.
    Running = 1,
    /// Paid up to an epoch past the job's end: nothing more will come.
    Settled = 2,
}

/// PDA `["lease", job, device, job.created_ts i64 LE]`: one host of the cluster.
///
/// The creation time is in the seeds because a renter may use a closed job's nonce again: the seconds
/// attested for the old lease must not be the new one's.
#[account]
pub struct Lease {
    pub version: u8,
    pub bump: u8,
    pub status: u8,
    /// 1: by its final settlement the guarantee is the renter's.
    pub at_fault: u8,
    pub _pad: [u8; 2],
    pub gpus: PodU16,
    pub job: Address,
    pub device: Address,
    pub supplier: Address,
    /// Wallet that is paid, copied from the device at acceptance.
    pub payee: Address,
    pub accepted_ts: PodI64,
    /// Attested seconds already paid for.
    pub paid_s: PodU64,
    /// Gross paid so far, payment token base units.
    pub paid: PodU64,
    /// Index in the usage tree at the last withdrawal; u32::MAX before.
    pub usage_index: PodU32,
    pub _pad2: [u8; 4],
    /// The price of its first hour, locked out of the owner's own part of the device's stake, IO base
    /// units.
    pub guarantee: PodU64,
    /// Paid the rent of lease and hire, and gets it back.
    pub payer: Address,
    pub _reserved: [u8; 24],
}

impl Lease {
    pub fn is(&self, status: LeaseStatus) -> bool {
        self.status == status as u8
    }

    /// Whether the guarantee is the renter's now that the lease is over.
    ///
    /// Settled: as the settlement found. Of a job that never ran: no, whoever it was that did not
    /// start it. Of an expired job that it was never settled for: yes, for nothing was attested, or the
    /// supplier would have shown it; but not where nothing was sealed by which it could have.
    pub fn forfeits(&self, job: &Job) -> bool {
        if self.is(LeaseStatus::Settled) {
            return self.at_fault == 1;
        }
        !job.never_ran() && job.unjudged == 0
    }
}

/// PDA `["hire", device]`: exists while the device is leased, so that it serves one job at a time.
#[account]
pub struct Hire {
    pub version: u8,
    pub bump: u8,
    pub _pad: [u8; 6],
    pub device: Address,
    pub lease: Address,
}

#[cfg(test)]
mod tests;
