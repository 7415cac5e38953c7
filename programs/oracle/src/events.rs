//! What happened, past tense. Changes carry the value before and after.
use crate::rules::OracleRules;
use anchor_lang::prelude::*;

#[event(bytemuck)]
pub struct OracleInitialized {
    pub authority: Address,
    pub io_mint: Address,
    pub genesis_ts: i64,
    pub bond: u64,
}

#[event(bytemuck)]
pub struct PricesInitialized {
    pub prices: Address,
    pub price_ring: Address,
}

#[event(bytemuck)]
pub struct AuthorityProposed {
    pub authority: Address,
    pub pending_authority: Address,
}

#[event(bytemuck)]
pub struct AuthorityChanged {
    pub before: Address,
    pub after: Address,
}

#[event(bytemuck)]
pub struct GuardianProposed {
    pub guardian: Address,
    pub pending_guardian: Address,
}

#[event(bytemuck)]
pub struct GuardianChanged {
    pub before: Address,
    pub after: Address,
}

#[event(bytemuck)]
pub struct SealingPaused {
    pub guardian: Address,
    pub pause_ends_ts_before: i64,
    pub pause_ends_ts_after: i64,
}

/// A settlement was voided with all later ones; the next one builds on that of `head_after`.
#[event(bytemuck)]
pub struct EpochsVoided {
    /// The first of them.
    pub epoch: u64,
    /// The last sealed epoch; 0: none.
    pub head_before: u64,
    pub head_after: u64,
    /// Lifetime rewards under the last sealed root, IO base units.
    pub rewards_sum_before: u64,
    pub rewards_sum_after: u64,
    pub rewards_root_after: [u8; 32],
}

#[event(bytemuck)]
pub struct ParamsChanged {
    /// The first epoch from whose opening on the new ones count.
    pub from_epoch: PodU64,
    /// In force when the change was made.
    pub before: OracleRules,
    pub after: OracleRules,
}

#[event(bytemuck)]
pub struct ClassSet {
    pub index: u32,
    pub multiplier_milli_before: u32,
    pub multiplier_milli_after: u32,
    pub live: u32,
    /// From when on, unix seconds; 0: at once.
    pub from_ts: i64,
}

#[event(bytemuck)]
pub struct OperatorAdded {
    pub wallet: Address,
    pub key: Address,
    pub seat: u64,
}

#[event(bytemuck)]
pub struct OperatorRotated {
    pub wallet: Address,
    pub key_before: Address,
    pub key_after: Address,
}

#[event(bytemuck)]
pub struct BondChanged {
    pub wallet: Address,
    /// IO base units.
    pub bond_before: u64,
    pub bond_after: u64,
    pub bonded_total: u64,
}

#[event(bytemuck)]
pub struct OperatorUnbonding {
    pub wallet: Address,
    pub bond: u64,
    pub unbond_ts: i64,
}

#[event(bytemuck)]
pub struct DeviceRegistered {
    pub device: Address,
    pub supplier: Address,
    pub index: u32,
    pub class: u16,
    pub processors: u16,
}

#[event(bytemuck)]
pub struct DeviceStatusChanged {
    pub device: Address,
    /// USD × 10⁸ per GPU-hour.
    pub floor_price: u64,
    pub before: u32,
    pub after: u32,
}

#[event(bytemuck)]
pub struct DeviceKeyRotated {
    pub device: Address,
    pub before: Address,
    pub after: Address,
}

#[event(bytemuck)]
pub struct PayeeChanged {
    pub device: Address,
    pub before: Address,
    pub after: Address,
}

#[event(bytemuck)]
pub struct TierMeasured {
    pub device: Address,
    pub before: u32,
    pub after: u32,
}

#[event(bytemuck)]
pub struct EpochOpened {
    pub epoch: u64,
    pub opened_slot: u64,
    /// Σ bonds that count, IO base units.
    pub total_weight: u64,
    pub supplier_cap: u64,
}

#[event(bytemuck)]
pub struct ChallengeDrawn {
    pub epoch: u64,
    pub candidate: u64,
    pub s0: u64,
    pub seed: [u8; 32],
}

#[event(bytemuck)]
pub struct ChallengeFailed {
    pub epoch: u64,
}

#[event(bytemuck)]
pub struct BeaconCaptured {
    pub epoch: u64,
    pub which: u64,
    pub beacon: [u8; 32],
}

#[event(bytemuck)]
pub struct CommitPosted {
    pub supplier: Address,
    pub epoch: u64,
    pub slot: u64,
    pub class: u64,
    pub root: [u8; 32],
}

#[event(bytemuck)]
pub struct ResponsePosted {
    pub supplier: Address,
    pub epoch: u64,
    pub slot: u64,
    pub class: u64,
    pub root: [u8; 32],
}

#[event(bytemuck)]
pub struct SummaryPosted {
    pub epoch: u64,
    pub seat: u64,
    pub root: [u8; 32],
}

#[event(bytemuck)]
pub struct VoteCast {
    pub epoch: u64,
    pub seat: u64,
    pub digest: [u8; 32],
    /// Weight behind this digest with this vote, of the epoch's total.
    pub tally: u64,
    pub total_weight: u64,
}

#[event(bytemuck)]
pub struct EpochWasSealed {
    pub epoch: u64,
    pub rewards_root: [u8; 32],
    pub rewards_sum_before: u64,
    pub rewards_sum: u64,
    pub final_ts: i64,
}

#[event(bytemuck)]
pub struct PricesPosted {
    pub seat: u64,
    pub slot: u64,
    /// Bit f: feed f has a value now.
    pub feeds: u64,
}

#[event(bytemuck)]
pub struct IoPriceRecorded {
    pub lower: u64,
    pub upper: u64,
    pub ema_before: u64,
    pub ema_after: u64,
    pub confidence: u64,
    pub oldest_slot: u64,
}

#[event(bytemuck)]
pub struct SettlementDisproved {
    pub epoch: u64,
    /// 1: a verdict in it was wrong, 0: the settlement itself.
    pub of_verdict: u64,
    /// Who is to blame, a bit for each seat.
    pub seats: u64,
    /// Bonds taken from those who voted for it, IO base units.
    pub slashed: u64,
    /// Of them to the challenger.
    pub paid: u64,
    pub burned: u64,
    pub bonded_total: u64,
}
