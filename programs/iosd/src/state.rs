//! Accounts of `iosd`.
use anchor_lang::prelude::*;

/// PDA `["iosd"]`: parameters, counters and the IOSD mint authority.
#[account]
pub struct Iosd {
    pub version: u8,
    pub bump: u8,
    pub mint_paused: u8,
    pub _pad: [u8; 5],
    pub authority: Address,
    pub pending_authority: Address,
    pub guardian: Address,
    pub io_mint: Address,
    pub iosd_mint: Address,
    /// Token account PDA `["io_vault"]`: IO locked in requests.
    pub io_vault: Address,
    /// Token account PDA `["payout_vault"]`: IOSD of executed requests whose destination was not usable.
    pub payout_vault: Address,
    pub price_ring: Address,
    pub request_ttl_s: PodU32,
    pub max_deviation_bps: PodU16,
    pub confidence_multiplier: PodU16,
    pub min_request_io: PodU64,
    /// Decaying window on minting, IOSD base units.
    pub window_capacity: PodU64,
    pub window_used: PodU64,
    pub window_updated_ts: PodI64,
    pub window_length_s: PodU32,
    pub _pad2: [u8; 4],
    /// IO burned by mints (never by fees or slashes), base units.
    pub burned_io: PodU64,
    pub minted_iosd: PodU64,
    /// IO re-minted by redemption (later issue).
    pub redeemed_io: PodU64,
    /// IO locked in pending requests, base units.
    pub locked_io: PodU64,
    /// IOSD waiting in the payout vault.
    pub payable_iosd: PodU64,
    pub next_seq: PodU64,
    /// Requests are resolved in order: only this one may be executed.
    pub head_seq: PodU64,
    pub _reserved: [u8; 128],
}

#[repr(u8)]
pub enum RequestStatus { Pending = 0, Executed = 1, Refunded = 2 }

#[repr(u8)]
pub enum RequestKind { MintExactIn = 0, MintExactOut = 1 }

/// PDA `["request", owner, nonce u64 LE]`.
#[account]
pub struct Request {
    pub version: u8,
    pub bump: u8,
    pub status: u8,
    pub kind: u8,
    pub _pad: [u8; 4],
    pub seq: PodU64,
    pub nonce: PodU64,
    pub owner: Address,
    /// Owner's IO account for refunds and change, and IOSD account for the proceeds.
    pub io_account: Address,
    pub iosd_account: Address,
    /// IO locked, base units (the limit `max_in` of an exact output).
    pub locked_io: PodU64,
    /// Exact output wanted, or the least output accepted (`min_out`), IOSD base units.
    pub out_iosd: PodU64,
    pub slot: PodU64,
    pub created_ts: PodI64,
    /// Left to collect where the named accounts were not usable at resolution.
    pub owed_io: PodU64,
    pub owed_iosd: PodU64,
    pub _reserved: [u8; 32],
}
