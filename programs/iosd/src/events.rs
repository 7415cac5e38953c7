//! What happened. Amounts are base units: IO 10⁻⁸, IOSD 10⁻⁶.
use anchor_lang::prelude::*;

#[event(bytemuck)]
pub struct IosdInitialized {
    pub authority: Address,
    pub guardian: Address,
    pub io_mint: Address,
    pub iosd_mint: Address,
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
pub struct RequestRefunded {
    pub request: Address,
    pub owner: Address,
    pub seq: u64,
    pub io_returned: u64,
    pub owed_io: u64,
    pub total_locked_io_before: u64,
    pub total_locked_io_after: u64,
}

#[event(bytemuck)]
pub struct OwedCollected {
    pub request: Address,
    pub owner: Address,
    pub io: u64,
    pub iosd: u64,
    pub total_locked_io_after: u64,
    pub payable_iosd_after: u64,
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
