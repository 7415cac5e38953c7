//! The sections of `genesis.toml`, as written there.
use serde::Deserialize;

/// Each a keypair file of the keys folder (`name.json`) or an address.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authorities {
    /// Upgrade authority of the programs, hence config authority; a keypair file.
    pub authority: String,
    /// Keypair of the IO mint's address; an address is enough once the mint exists.
    pub io_mint: String,
    /// May void settlements that are not final, and pause sealing and minting.
    pub guardian: String,
    /// Wallet that gets the fees which are not burned.
    pub treasury: String,
}

/// `emissions`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Emission {
    /// Start of epoch 1, unix seconds; left out: the chain's clock when genesis is first applied.
    pub genesis_ts: Option<i64>,
    /// Seconds.
    pub epoch_length_s: u32,
    /// Basis points.
    pub stakers_bps: u16,
    /// Basis points of the suppliers' part.
    pub cpu_bps: u16,
}

/// Wallets of the allocations: keypair file or address. Those that vest may be named later, once.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allocations {
    /// Allocation 0, vests.
    pub seed: Option<String>,
    /// Allocation 1, vests.
    pub series_a: Option<String>,
    /// Allocation 2, vests.
    pub core: Option<String>,
    /// Allocation 3.
    pub ecosystem: String,
    /// Allocation 4.
    pub community: String,
}

/// `staking`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staking {
    /// Seconds.
    pub cooldown_s: u32,
    /// Whole IO.
    pub min_earning_stake_io: String,
}

/// `oracle`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Oracle {
    /// Whole IO.
    pub bond_io: String,
    /// Whole IO.
    pub challenge_bond_io: String,
    /// Seconds.
    pub unbonding_s: u32,
    /// Seconds.
    pub challenge_window_s: u32,
    /// Seconds.
    pub summary_window_s: u32,
    /// Seconds.
    pub price_max_age_s: u32,
    /// Seconds.
    pub ema_half_life_s: u32,
    /// Seconds.
    pub ring_spacing_s: u32,
    /// Slots.
    pub arm_slots: u32,
    /// Slots.
    pub candidate_spacing_slots: u32,
    /// Of 256.
    pub candidate_threshold: u8,
    /// Slots.
    pub commit_deadline_slots: u32,
    /// Slots.
    pub beacon_gap_slots: u32,
    /// Slots.
    pub beacon_spacing_slots: u32,
    /// Slots.
    pub response_slots: u32,
}

/// `iosd`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Iosd {
    /// Seconds.
    pub request_ttl_s: u32,
    /// Basis points.
    pub max_deviation_bps: u16,
    /// Whole IO.
    pub min_request_io: String,
    /// Whole IOSD.
    pub min_request_iosd: String,
    /// Whole IOSD.
    pub mint_window_iosd: String,
    /// Whole IOSD.
    pub redeem_window_iosd: String,
    /// Seconds, of both windows.
    pub window_s: u32,
    /// Basis points.
    pub redeem_spread_bps: u16,
}

/// `escrow`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escrow {
    /// The mint taken as USDC: its address, or a keypair file where a test network is to have one of its own.
    pub usdc_mint: String,
    /// Basis points.
    pub reservation_fee_bps: u16,
    /// Basis points, of payments in IO and IOSD.
    pub payment_fee_bps: u16,
    /// Basis points of the fees in IO and IOSD.
    pub fee_burn_bps: u16,
    /// Basis points, of payments in USDC.
    pub usdc_payment_fee_bps: u16,
    /// Seconds.
    pub open_timeout_s: u32,
    /// Seconds.
    pub matched_timeout_s: u32,
    /// Seconds.
    pub expiry_grace_s: u32,
    /// Seconds from one draw of devices for jobs to the next; 0: none are held.
    pub match_window_s: u32,
    /// Seconds to draw and accept.
    pub match_draw_s: u32,
    /// Seconds for which a new job is taken by drawn devices only.
    pub match_only_s: u32,
}

/// One `[[class]]`; parameters of the proof as in `docs/pow.md`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// As the driver reports it, at most 24 bytes.
    pub name: String,
    /// Thousandths.
    pub multiplier_milli: u32,
    /// Rows and columns of the result.
    pub n: u32,
    /// Inner dimension.
    pub k: u32,
    /// Panels.
    pub panels: u32,
    /// Lanes of the memory walk.
    pub lanes: u32,
    /// Steps of the memory walk.
    pub steps: u32,
    /// Time allowed, milliseconds.
    pub time_ms: u32,
    /// Whether its proof is calibrated.
    pub live: bool,
}

/// One `[[operator]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// Owns the bond: a keypair file, which is bonded at once, or an address, which bonds itself.
    pub wallet: String,
    /// Hot key of the service: keypair file or address.
    pub key: String,
    /// Where the service answers.
    pub url: String,
}
