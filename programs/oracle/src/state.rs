//! Accounts of `oracle`.
use crate::rules::OracleRules;
use anchor_lang::prelude::*;

pub const MAX_OPERATORS: usize = 32;
pub const MAX_FEEDS: usize = 32;
pub const MAX_CLASSES: usize = 32;
/// Epoch records kept: epoch e lives at PDA `["epoch", e % EPOCH_RING as u8]`.
pub const EPOCH_RING: u64 = 64;
/// Commits kept per supplier and class.
pub const COMMIT_RING: usize = 4;
pub const PRICE_RING: usize = 256;
/// Candidate slots for the challenge within an epoch; the last one is forced.
pub const CHALLENGE_CANDIDATES: u8 = 10;
/// Feed 0 is IO/USD; feed 1 + c is the USD price of one GPU-hour of class c (prices × 10^8).
pub const FEED_IO_USD: u8 = 0;

/// PDA `["oracle"]`: parameters, and the last sealed settlement.
#[account]
pub struct Oracle {
    pub version: u8,
    pub bump: u8,
    pub _pad: [u8; 6],
    pub authority: Address,
    pub pending_authority: Address,
    pub guardian: Address,
    pub io_mint: Address,
    /// Token account PDA `["bond_vault"]`, authority: this account.
    pub bond_vault: Address,
    /// `emissions`' account, read when an epoch opens to bound the settlement's sum.
    pub emission: Address,
    pub genesis_ts: PodI64,
    pub epoch_length_s: PodU32,
    pub device_count: PodU32,
    /// Bond an operator must hold to count, IO base units.
    pub bond: PodU64,
    pub unbonding_s: PodU32,
    /// Time from seal to final.
    pub challenge_window_s: PodU32,
    /// Operators' summaries are taken until this long after the epoch's end.
    pub summary_window_s: PodU32,
    pub price_max_age_s: PodU32,
    pub ema_half_life_s: PodU32,
    /// Least time between two entries of the price ring, so that 256 of them outlast a request.
    pub ring_spacing_s: PodU32,
    /// Slots from opening to the first challenge candidate, and between candidates.
    pub arm_slots: PodU32,
    pub candidate_spacing_slots: PodU32,
    /// Slots after s0 by which every class's commit is due.
    pub commit_deadline_slots: PodU32,
    /// Slots from the deadline to the first slot of beacon 1, and from the response's end to beacon 2.
    pub beacon_gap_slots: PodU32,
    pub beacon_spacing_slots: PodU32,
    pub response_slots: PodU32,
    /// A candidate passes when the first byte of its slot hash is below this.
    pub candidate_threshold: u8,
    pub _pad2: [u8; 3],
    /// Sum of bonds of active operators, IO base units.
    pub bonded_total: PodU64,
    /// Last sealed settlement: what the next vote must build on.
    pub sealed_epoch: PodU64,
    pub sealed_rewards_root: [u8; 32],
    pub sealed_rewards_sum: PodU64,
    pub sealed_n_leaves: PodU32,
    pub _pad3: [u8; 4],
    /// `EpochRecord::supplier_cap` of the last sealed settlement. What of it is not in
    /// `sealed_rewards_sum` is the suppliers' reserve (`io_core::reserve::SupplierBooks`).
    pub sealed_supplier_cap: PodU64,
    /// The first epoch whose opening puts the next rules in force; 0: no change is pending.
    pub next_from_epoch: PodU64,
    pub next_rules: OracleRules,
    pub _reserved: [u8; 80],
    /// Named by the guardian to take its place; zero: nobody.
    pub pending_guardian: Address,
    /// Nothing seals before this time, unix seconds; 0: never paused.
    pub pause_ends_ts: PodI64,
    /// When the last sealed settlement is final at the latest, whoever challenges it, unix seconds.
    pub sealed_latest_final_ts: PodI64,
    /// What a challenger of a settlement puts down in `disputes`, IO base units.
    pub challenge_bond: PodU64,
    /// What the bond vault owes, IO base units: the bonds of all operators, unbonding ones too.
    pub vault_owed: PodU64,
    /// The epoch opened last, and the bound of its settlement's sum, which the next one's grows from.
    pub opened_epoch: PodU64,
    pub opened_cap: PodU64,
    /// `EpochRecord::latest_final_slot` of the settlement sealed last. A void does not lower it.
    pub sealed_latest_final_slot: PodU64,
    /// A settlement that is known to be final. What was sealed from it on keeps its record: one of these is what voids
    /// can lead back to, and it stays claimable.
    pub kept_epoch: PodU64,
    /// A later one, which takes its place once it is final by this time and slot; 0: none.
    pub next_kept_epoch: PodU64,
    pub next_kept_ts: PodI64,
    pub next_kept_slot: PodU64,
    pub _reserved2: [u8; 40],
}

#[repr(u8)]
pub enum OperatorStatus {
    Empty = 0,
    Active = 1,
    Unbonding = 2,
}

#[repr(C)]
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable, IdlType)]
pub struct Operator {
    /// Wallet that bonds, rotates the key and receives the bond back.
    pub wallet: Address,
    /// Hot key that votes and posts.
    pub key: Address,
    pub bond: PodU64,
    pub unbond_ts: PodI64,
    pub status: u8,
    pub _pad: [u8; 7],
    /// HTTP base URL, zero padded UTF-8.
    pub url: [u8; 64],
}

/// PDA `["operators"]`. An operator's index never changes while it is listed.
#[account]
pub struct Operators {
    pub version: u8,
    pub bump: u8,
    pub count: u8,
    pub _pad: [u8; 5],
    pub entries: [Operator; MAX_OPERATORS],
    pub _reserved: [u8; 64],
}

/// One GPU class: its stake multiplier and the dimensions of its proof (see docs/proof-of-work.md).
#[repr(C)]
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable, IdlType)]
pub struct GpuClass {
    /// UTF-8, zero padded.
    pub name: [u8; 24],
    pub multiplier_milli: PodU32,
    pub n: PodU32,
    pub k: PodU32,
    pub panels: PodU32,
    pub lanes: PodU32,
    pub steps: PodU32,
    /// T_class in milliseconds.
    pub time_ms: PodU32,
    pub live: u8,
    pub _pad: [u8; 3],
    pub _reserved: [u8; 8],
}

/// PDA `["classes"]`. What counts of a class at a time: `Classes::class`.
#[account]
pub struct Classes {
    pub version: u8,
    pub bump: u8,
    pub count: u8,
    pub _pad: [u8; 5],
    pub entries: [GpuClass; MAX_CLASSES],
    pub _reserved: [u8; 64],
    /// What follows on each entry, and from when on, unix seconds; 0: nothing does.
    pub next_entries: [GpuClass; MAX_CLASSES],
    pub next_from_ts: [PodI64; MAX_CLASSES],
}

#[repr(u8)]
pub enum DeviceStatus {
    Registered = 0,
    Offered = 1,
    Paused = 2,
    Retired = 3,
}

/// PDA `["device", supplier, nonce u32 LE]`: one host with `processors` equal GPUs of one class.
#[account]
pub struct Device {
    pub version: u8,
    pub bump: u8,
    pub status: u8,
    pub class: u8,
    pub processors: PodU16,
    pub tier: u8,
    pub region: u8,
    /// Registry index: leaf position in commits, summaries and verdicts.
    pub index: PodU32,
    pub nonce: PodU32,
    pub supplier: Address,
    /// Ed25519 key the device signs proofs and heartbeats with.
    pub device_key: Address,
    /// Wallet that is paid.
    pub payee: Address,
    /// Least the supplier takes, USD × 10^8 per GPU-hour.
    pub floor_price: PodU64,
    pub registered_ts: PodI64,
    pub _reserved: [u8; 16],
}

/// One epoch's commit and response roots of one supplier and class; slot 0: none.
#[repr(C)]
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable, IdlType)]
pub struct CommitEntry {
    pub epoch: PodU64,
    pub commit_root: [u8; 32],
    pub commit_slot: PodU64,
    pub response_root: [u8; 32],
    pub response_slot: PodU64,
}

/// PDA `["commit", supplier, class u8]`: entry of epoch e at `e % COMMIT_RING`.
#[account]
pub struct Commits {
    pub version: u8,
    pub bump: u8,
    pub class: u8,
    pub _pad: [u8; 5],
    pub supplier: Address,
    pub entries: [CommitEntry; COMMIT_RING],
}

/// What operators vote on, and what a seal fixes. Wire order = field order, little-endian, 180 bytes.
#[repr(C)]
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable, IdlType)]
pub struct Settlement {
    pub epoch: PodU64,
    /// Rewards root this one builds on.
    pub prev_root: [u8; 32],
    pub rewards_root: [u8; 32],
    /// Σ cumulative lifetime IO of all leaves, base units.
    pub rewards_sum: PodU64,
    pub n_leaves: PodU32,
    pub usage_root: [u8; 32],
    pub verdict_root: [u8; 32],
    pub report_hash: [u8; 32],
}

#[repr(u8)]
pub enum EpochStatus {
    Empty = 0,
    Open = 1,
    Sealed = 2,
    /// Was sealed, and voided before it was final. It is never sealed again: the next epoch pays for it.
    Void = 3,
}

/// PDA `["epoch", e % EPOCH_RING as u8]`: one hour, reused 64 hours later.
#[account]
pub struct EpochRecord {
    pub version: u8,
    pub bump: u8,
    pub status: u8,
    /// Candidate slot that is tried next; CHALLENGE_CANDIDATES when the hour has no challenge.
    pub next_candidate: u8,
    pub operator_count: u8,
    /// 1: a challenge has proved the settlement wrong, and its voters are slashed.
    pub disproved: u8,
    pub _pad: [u8; 2],
    pub epoch: PodU64,
    pub opened_slot: PodU64,
    pub opened_ts: PodI64,
    /// Challenge slot; 0 until drawn.
    pub s0: PodU64,
    pub s0_hash: [u8; 32],
    /// SHA256("io-pow/1" ‖ program id ‖ epoch u64 LE ‖ s0_hash).
    pub seed: [u8; 32],
    /// Zero until captured.
    pub beacon1: [u8; 32],
    pub beacon2: [u8; 32],
    /// Slots at which the beacons were captured; 0: not yet.
    pub beacon1_slot: PodU64,
    pub beacon2_slot: PodU64,
    /// Weights of the vote, fixed at opening.
    pub weights: [PodU64; MAX_OPERATORS],
    pub total_weight: PodU64,
    /// Supplier (GPU) emission up to the end of this epoch, as far as the bonds cover it: no settlement
    /// may sum to more.
    pub supplier_cap: PodU64,
    pub summary_roots: [[u8; 32]; MAX_OPERATORS],
    pub summary_slots: [PodU64; MAX_OPERATORS],
    /// SHA256 of each operator's current vote; zero: none.
    pub votes: [[u8; 32]; MAX_OPERATORS],
    /// Set by the vote that crosses two thirds.
    pub settlement: Settlement,
    pub _pad2: [u8; 4],
    pub sealed_ts: PodI64,
    /// Final when status is Sealed, now >= this, and the slot has reached `final_slot`. An open challenge moves it,
    /// up to `latest_final_ts`.
    pub final_ts: PodI64,
    /// When it is final at the latest, unix seconds.
    pub latest_final_ts: PodI64,
    /// The sealed settlement that this one builds on, which a void one gives way to. Its root is
    /// `settlement.prev_root`. Epoch 0: the empty tree.
    pub prev_epoch: PodU64,
    pub prev_rewards_sum: PodU64,
    pub prev_latest_final_ts: PodI64,
    pub prev_supplier_cap: PodU64,
    pub prev_n_leaves: PodU32,
    /// A slot for each second of the window at least: what passes while the chain is halted is no time to challenge.
    pub final_slot: PodU64,
    /// The slot from which it is final at the latest.
    pub latest_final_slot: PodU64,
    pub _reserved: [u8; 68],
}

/// PDA `["prices"]`: every operator's latest value of every feed.
#[account]
pub struct PriceBoard {
    pub version: u8,
    pub bump: u8,
    pub _pad: [u8; 6],
    /// `values[operator][feed]`, USD × 10^8; 0: none.
    pub values: [[PodU64; MAX_FEEDS]; MAX_OPERATORS],
    /// Landing time (unix seconds) of the operator's last post, per operator: a post replaces the
    /// operator's whole row, so one stamp serves all its feeds.
    pub landed_ts: [PodU32; MAX_OPERATORS],
    pub landed_slot: [PodU32; MAX_OPERATORS],
    pub _reserved: [u8; 64],
}

/// One quorum price of IO in USD. 36 bytes.
#[repr(C)]
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable, IdlType, Debug, PartialEq, Eq)]
pub struct RingEntry {
    pub lower: PodU64,
    pub upper: PodU64,
    pub ema: PodU64,
    pub confidence: PodU32,
    /// Oldest landing time among the values included (unix seconds).
    pub oldest_ts: PodU32,
    /// Oldest landing slot among the values included: a request made before it may use the price.
    pub oldest_slot: PodU32,
}

/// PDA `["price_ring"]`: IO/USD quorum prices, `entries[(head + PRICE_RING - 1) % PRICE_RING]` newest.
#[account]
pub struct PriceRing {
    pub version: u8,
    pub bump: u8,
    pub _pad: [u8; 2],
    /// Where the next entry goes.
    pub head: PodU16,
    /// Entries filled, at most PRICE_RING.
    pub len: PodU16,
    pub last_slot: PodU64,
    pub last_ts: PodI64,
    pub entries: [RingEntry; PRICE_RING],
    pub _reserved: [u8; 64],
}
