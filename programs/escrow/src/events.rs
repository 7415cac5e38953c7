//! What happened. Amounts are base units of the payment token (IOSD 10⁻⁶), times unix seconds.
use crate::state::EscrowParams;
use anchor_lang::prelude::*;

#[event(bytemuck)]
pub struct EscrowInitialized {
    pub authority: Address,
    pub treasury: Address,
    pub iosd_mint: Address,
    pub usdc_mint: Address,
}

#[event(bytemuck)]
pub struct ParamsChanged {
    /// Start of the epoch from which on the new ones count.
    pub from_ts: PodI64,
    /// In force when the change was made.
    pub before: EscrowParams,
    pub after: EscrowParams,
}

#[event(bytemuck)]
pub struct JobCreated {
    pub job: Address,
    pub renter: Address,
    pub payment_mint: Address,
    /// Per GPU-hour.
    pub rate: u64,
    pub deposit: u64,
    pub fee_reserved: u64,
    pub jobs_created_before: u64,
    pub jobs_created_after: u64,
}

#[event(bytemuck)]
pub struct LeaseAccepted {
    pub job: Address,
    pub lease: Address,
    pub device: Address,
    pub supplier: Address,
    pub gpus_matched_before: u64,
    pub gpus_matched_after: u64,
    pub gpus_wanted: u64,
    /// Locked of the owner's stake, IO base units.
    pub guarantee: u64,
}

#[event(bytemuck)]
pub struct JobStarted {
    pub job: Address,
    pub by: Address,
    pub start_ts: i64,
    pub end_ts: i64,
}

#[event(bytemuck)]
pub struct LeasePaid {
    pub job: Address,
    pub lease: Address,
    pub payee: Address,
    pub epoch: u64,
    /// Seconds paid for in all.
    pub paid_s: u64,
    pub gross: u64,
    pub to_supplier: u64,
    /// Of the fees taken, what is to be burned.
    pub burn_due: u64,
    /// And what is the treasury's.
    pub treasury_due: u64,
    pub job_paid_before: u64,
    pub job_paid_after: u64,
    /// 1 when this was the lease's final settlement.
    pub settled: u64,
    /// 1 when by this settlement the guarantee is the renter's.
    pub at_fault: u64,
}

#[event(bytemuck)]
pub struct ReceiptPaid {
    pub job: Address,
    pub lease: Address,
    pub payee: Address,
    /// Seconds paid for in all.
    pub paid_s_before: u64,
    pub paid_s_after: u64,
    pub gross: u64,
    pub to_supplier: u64,
    /// Of the fees taken, what is to be burned.
    pub burn_due: u64,
    /// And what is the treasury's.
    pub treasury_due: u64,
    pub job_paid_before: u64,
    pub job_paid_after: u64,
}

#[event(bytemuck)]
pub struct FeesCollected {
    pub job: Address,
    pub burned: u64,
    pub to_treasury: u64,
    /// Of the vault, for leases, renter and fees.
    pub held_before: u64,
    pub held_after: u64,
}

#[event(bytemuck)]
pub struct JobExtended {
    pub job: Address,
    /// In all.
    pub hours: u64,
    pub end_ts: i64,
    pub deposit_before: u64,
    pub deposit_after: u64,
    /// In all.
    pub fee_reserved: u64,
}

#[event(bytemuck)]
pub struct JobCancelled {
    pub job: Address,
    pub end_ts: i64,
    pub refunded: u64,
    pub deposit_before: u64,
    pub deposit_after: u64,
}

#[event(bytemuck)]
pub struct JobExpired {
    pub job: Address,
    pub status_before: u64,
    /// 1 when it expired because nothing had been sealed for 14 days.
    pub unjudged: u64,
    /// By this instruction; 0 where the renter could not be paid.
    pub refunded: u64,
    pub deposit_before: u64,
    pub deposit_after: u64,
}

#[event(bytemuck)]
pub struct LeaseClosed {
    pub job: Address,
    pub lease: Address,
    pub paid: u64,
    /// IO base units.
    pub guarantee: u64,
    /// 1 when the guarantee went to the renter.
    pub forfeited: u64,
    pub leases_open_before: u64,
    pub leases_open_after: u64,
}

#[event(bytemuck)]
pub struct JobClosed {
    pub job: Address,
    pub renter: Address,
    pub paid: u64,
    /// Swept by this instruction, donations included.
    pub swept: u64,
    pub refunded_before: u64,
    pub refunded_after: u64,
}

#[event(bytemuck)]
pub struct AuthorityProposed {
    pub authority: Address,
    pub pending_before: Address,
    pub pending_after: Address,
}

#[event(bytemuck)]
pub struct AuthorityAccepted {
    pub authority_before: Address,
    pub authority_after: Address,
}
