//! What they do who hold an office, and how offices pass on.

use serde::{Deserialize, Serialize};

/// A power that some key has, and hands on in two steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Office {
    Emissions,
    Staking,
    Governance,
    Iosd,
    Escrow,
    Oracle,
    Guardian,
}

/// All of them, as the model counts them.
pub const OFFICES: [Office; 7] = [
    Office::Emissions,
    Office::Staking,
    Office::Governance,
    Office::Iosd,
    Office::Escrow,
    Office::Oracle,
    Office::Guardian,
];

/// What `iosd.set_params` changes; amounts in base units, times in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IosdTerms {
    pub ttl_s: u32,
    pub deviation_bps: u16,
    pub min_io: u64,
    pub min_iosd: u64,
    pub mint_window: u64,
    pub redeem_window: u64,
    pub window_s: u32,
    pub spread_bps: u16,
    /// An officer.
    pub guardian: usize,
}

/// What `escrow.set_params` changes, but for the treasury.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscrowTerms {
    pub reservation_bps: u16,
    pub payment_bps: u16,
    pub burn_bps: u16,
    pub usdc_payment_bps: u16,
    /// To match, to start, and to settle, seconds.
    pub times: [u32; 3],
    /// A round's window (0: none are held), the time to draw, and how long a job waits for one, seconds.
    pub rounds: [u32; 3],
}

/// What `oracle.set_class` changes of the class that all devices are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassTerms {
    pub multiplier_milli: u32,
    /// Whether devices are registered in it.
    pub live: bool,
}

/// What `oracle.set_params` changes; bonds in base units, times in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    pub bond: u64,
    pub challenge_bond: u64,
    pub challenge_window_s: u32,
    pub summary_window_s: u32,
    pub price_max_age_s: u32,
    pub ema_half_life_s: u32,
}

/// A use of power. Officers are numbers, as wallets are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Power {
    /// Who holds the office names who may take it over, or nobody.
    Name {
        office: Office,
        next: Option<usize>,
    },
    /// Somebody takes it over.
    Take {
        office: Office,
        who: usize,
    },
    /// Governance names who may propose slashes, or nobody.
    NameSlasher {
        next: Option<usize>,
    },
    /// Whom a grant pays that names nobody.
    NameBeneficiary {
        grant: u8,
        to: usize,
    },
    /// A beneficiary names who may take the grant over, or nobody.
    HandGrant {
        grant: u8,
        to: Option<usize>,
    },
    TakeGrant {
        grant: u8,
        who: usize,
    },
    SetStaking {
        cooldown_s: u32,
        min_earning: u64,
    },
    SetIosd(IosdTerms),
    SetEscrow(EscrowTerms),
    SetRules(Rules),
    SetTier {
        device: usize,
        tier: u8,
    },
    SetClass(ClassTerms),
    /// The authority takes an operator out.
    Remove {
        seat: usize,
    },
}
