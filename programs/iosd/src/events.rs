//! What happened. Amounts are base units: IO 10⁻⁸, IOSD 10⁻⁶.
use crate::state::IosdParams;
use anchor_lang::prelude::*;

#[event(bytemuck)]
pub struct IosdInitialized {
    pub authority: Address,
    pub guardian: Address,
    pub io_mint: Address,
    pub iosd_mint: Address,
}

#[event(bytemuck)]
pub struct ParamsChanged {
    /// Start of the epoch from which on the new ones count, unix seconds.
    pub from_ts: PodI64,
    /// In force when the change was made.
    pub before: IosdParams,
    pub after: IosdParams,
}

#[event(bytemuck)]
pub struct MintRequested {
    pub request: Address,
    pub owner: Address,
    pub seq: u64,
    /// 0: exact input, 1: exact output.
    pub kind: u64,
    pub locked_io: u64,
    pub out_iosd: u64,
    pub total_locked_io_before: u64,
    pub total_locked_io_after: u64,
}

#[event(bytemuck)]
pub struct MintExecuted {
    pub request: Address,
    pub owner: Address,
    pub seq: u64,
    /// USD × 10⁸ per IO, after the margins.
    pub price: u64,
    pub io_burned: u64,
    pub io_returned: u64,
    pub iosd_minted: u64,
    pub burned_io_before: u64,
    pub burned_io_after: u64,
    pub minted_iosd_before: u64,
    pub minted_iosd_after: u64,
    /// Left to `collect` because the owner's account was not usable.
    pub owed_io: u64,
    pub owed_iosd: u64,
}

#[event(bytemuck)]
pub struct RedemptionRequested {
    pub request: Address,
    pub owner: Address,
    pub seq: u64,
    /// 2: exact input, 3: exact output.
    pub kind: u64,
    pub locked_iosd: u64,
    pub out_io: u64,
    pub total_locked_iosd_before: u64,
    pub total_locked_iosd_after: u64,
}

#[event(bytemuck)]
pub struct RedemptionExecuted {
    pub request: Address,
    pub owner: Address,
    pub seq: u64,
    /// USD × 10⁸ per IO, margins and spread included. What was paid is less where the part of what
    /// was left (`burned_io` less `redeemed_io_before`, over `iosd_supply_before`) was.
    pub price: u64,
    pub iosd_burned: u64,
    pub iosd_returned: u64,
    pub io_minted: u64,
    pub burned_io: u64,
    pub redeemed_io_before: u64,
    pub redeemed_io_after: u64,
    pub redeemed_iosd_before: u64,
    pub redeemed_iosd_after: u64,
    pub iosd_supply_before: u64,
    pub iosd_supply_after: u64,
    /// Left to `collect` because the owner's account was not usable.
    pub owed_io: u64,
    pub owed_iosd: u64,
}

#[event(bytemuck)]
pub struct RequestRefunded {
    pub request: Address,
    pub owner: Address,
    pub seq: u64,
    /// As `Request::kind`: amounts are IO below 2, IOSD from 2 on.
    pub kind: u64,
    pub returned: u64,
    /// Left to `collect` because the owner's account was not usable.
    pub owed: u64,
    pub total_locked_before: u64,
    pub total_locked_after: u64,
}

#[event(bytemuck)]
pub struct OwedCollected {
    pub request: Address,
    pub owner: Address,
    pub io: u64,
    pub iosd: u64,
    pub total_locked_io_before: u64,
    pub total_locked_io_after: u64,
    pub total_locked_iosd_before: u64,
    pub total_locked_iosd_after: u64,
}

#[event(bytemuck)]
pub struct FeesBurned {
    pub authority: Address,
    pub total_before: u64,
    pub total_after: u64,
}

#[event(bytemuck)]
pub struct QueueAdvanced {
    pub request: Address,
    pub head_seq_before: u64,
    pub head_seq_after: u64,
}

#[event(bytemuck)]
pub struct MintingPaused {
    pub guardian: Address,
    pub pause_ends_ts_before: i64,
    pub pause_ends_ts_after: i64,
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
