//! Accounts of `escrow`.
use anchor_lang::prelude::*;

/// PDA `["escrow"]`: fees and time limits.
#[account]
pub struct Escrow {
    pub version: u8,
    pub bump: u8,
    pub _pad: [u8; 6],
    pub authority: Address,
    pub pending_authority: Address,
    pub iosd_mint: Address,
    /// Owner of the token account that fees go to.
    pub treasury: Address,
    /// Reservation fee of each side, on amounts paid.
    pub reservation_fee_bps: PodU16,
    /// Payment fee of each side (0 for IOSD).
    pub payment_fee_bps: PodU16,
    /// Part of IOSD fees that is burned.
    pub fee_burn_bps: PodU16,
    pub _pad2: [u8; 2],
    pub open_timeout_s: PodU32,
    pub matched_timeout_s: PodU32,
    /// After the end, before a job that still has leases may expire.
    pub expiry_grace_s: PodU32,
    pub _pad3: [u8; 4],
    pub jobs_created: PodU64,
    pub _reserved: [u8; 128],
}

#[repr(u8)]
pub enum JobStatus { Open = 0, Matched = 1, Running = 2, Cancelled = 3, Expired = 4, Closed = 5 }

/// PDA `["job", renter, nonce u64 LE]`; its vault is token account PDA `["vault", job]`.
#[account]
pub struct Job {
    pub version: u8,
    pub bump: u8,
    pub vault_bump: u8,
    pub status: u8,
    pub class: u8,
    pub tier: u8,
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
    /// Locked for the leases, without fees, token base units.
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
    /// Planned end while running; the moment of cancellation once cancelled.
    pub end_ts: PodI64,
    /// Leases accepted and not yet closed.
    pub leases_open: PodU16,
    pub _pad: [u8; 6],
    pub _reserved: [u8; 64],
}

#[repr(u8)]
pub enum LeaseStatus { Accepted = 0, Running = 1, Closed = 2 }

/// PDA `["lease", job, device]`: one host of the cluster.
#[account]
pub struct Lease {
    pub version: u8,
    pub bump: u8,
    pub status: u8,
    pub _pad: [u8; 3],
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
    /// Index in the usage tree; u32::MAX until first withdrawn.
    pub usage_index: PodU32,
    pub _pad2: [u8; 4],
    pub _reserved: [u8; 64],
}
