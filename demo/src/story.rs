//! What happened during the demo, as plain data: the table, the report and `--output json` are views of it.
use serde::Serialize;

/// One settled (or missed) hour.
#[derive(Debug, Clone, Serialize)]
pub struct Hour {
    /// Epoch number, 1-based as in the schedule.
    pub epoch: u64,
    /// Devices with a verdict in the settlement: the sample fleet's and the workers'.
    pub devices: u64,
    /// Workers whose proof was accepted.
    pub proofs_passed: u32,
    /// Workers whose proof was refused.
    pub proofs_failed: u32,
    /// Wallets in the rewards tree.
    pub leaves: u64,
    /// Emission of the hour, IO base units.
    pub emitted: u64,
    /// Suppliers' emission so far, IO base units.
    pub supplier_cap: u64,
    /// Sum of the sealed tree, IO base units; `None`: no seal, the next hour pays.
    pub rewards_sum: Option<u64>,
    /// Operators whose vote is the sealed one.
    pub votes: u32,
    /// The lying operator voted, for something else than most.
    pub liar_voted: bool,
    /// What the lying operator voted for is what was sealed.
    pub liar_sealed: bool,
    /// From the epoch's start until its proofs were judged, real milliseconds.
    pub prove_ms: u64,
    /// From the epoch's end to the seal, real milliseconds.
    pub settle_ms: u64,
}

/// One quorum price of IO.
#[derive(Debug, Clone, Serialize)]
pub struct PricePoint {
    /// Seconds since genesis.
    pub at_s: u64,
    /// Lower median, USD × 10⁸.
    pub lower: u64,
    /// Upper median, USD × 10⁸.
    pub upper: u64,
    /// Exponential moving average, USD × 10⁸.
    pub ema: u64,
}

/// A wallet's lifetime reward as the trees state it.
#[derive(Debug, Clone, Serialize)]
pub struct Earnings {
    /// Who.
    pub name: String,
    /// (epoch, cumulative IO base units).
    pub points: Vec<(u64, u64)>,
}

/// One line of "who got what".
#[derive(Debug, Clone, Serialize)]
pub struct Receipt {
    /// Who.
    pub who: String,
    /// In what role.
    pub role: String,
    /// What happened, in a sentence with its amounts.
    pub what: String,
}

/// A statement that was checked, with the figures it was judged by.
#[derive(Debug, Clone, Serialize)]
pub struct Invariant {
    /// The statement; of an invariant with its number in the design.
    pub name: String,
    /// The verdict.
    pub holds: bool,
    /// The figures it was judged by.
    pub figures: String,
}

/// The whole run.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Story {
    /// Seed of the sample fleet's generator.
    pub fleet_seed: u64,
    /// Seconds of real time.
    pub took_s: f64,
    /// Settled hours in order.
    pub hours: Vec<Hour>,
    /// Quorum prices in order.
    pub prices: Vec<PricePoint>,
    /// Earnings of some wallets.
    pub earnings: Vec<Earnings>,
    /// Emission curve: (epoch, cumulative IO base units) over the whole schedule.
    pub emission: Vec<(u64, u64)>,
    /// Who got what.
    pub receipts: Vec<Receipt>,
    /// Invariants of the design.
    pub invariants: Vec<Invariant>,
    /// What the staging must have led to: the liar refused, the cheat unpaid, money to the unit.
    pub outcomes: Vec<Invariant>,
    /// Prices of one GPU-hour of `market_class`, USD × 10⁸, by seller; the network's own is the board's.
    pub market: Vec<(String, u64)>,
    /// The class they are of.
    pub market_class: String,
}

impl Story {
    /// Every invariant and outcome holds, and there is at least one.
    pub fn holds(&self) -> bool {
        let all = || self.invariants.iter().chain(&self.outcomes);
        !self.invariants.is_empty() && all().all(|one| one.holds)
    }
}

impl Invariant {
    /// A verdict with its figures.
    #[must_use]
    pub fn judged(name: &str, holds: bool, figures: String) -> Self {
        Self {
            name: name.to_owned(),
            holds,
            figures,
        }
    }
}
