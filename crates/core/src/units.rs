//! Token units, the supply and its published allocation.

use crate::vesting::Vesting;

/// Decimals of the IO mint.
pub const IO_DECIMALS: u8 = 8;
/// Decimals of the IOSD mint (and of USDC).
pub const IOSD_DECIMALS: u8 = 6;
/// Decimals of every price: USD × 10⁸ in a u64.
pub const PRICE_DECIMALS: u8 = 8;
/// Base units in one IO.
pub const ONE_IO: u64 = 100_000_000;
/// Base units in one IOSD; also micro-USD in one dollar.
pub const ONE_IOSD: u64 = 1_000_000;
/// One dollar as a price.
pub const ONE_USD_PRICE: u64 = 100_000_000;
/// Basis points in the whole.
pub const BPS: u64 = 10_000;
/// Seconds in an hour: one epoch on mainnet.
pub const HOUR_S: u64 = 3_600;
/// Minutes in an hour.
pub const HOUR_MIN: u64 = 60;
/// Seconds in a day.
pub const DAY_S: u64 = 86_400;
/// Seconds in a month of the vesting schedules (a twelfth of 365.25 days).
pub const MONTH_S: u64 = 2_629_800;

/// Hard cap, IO base units: 800,000,000 IO.
pub const CAP: u64 = 80_000_000_000_000_000;
/// Minted at genesis, IO base units: 500,000,000 IO.
pub const GENESIS_SUPPLY: u64 = 50_000_000_000_000_000;
/// Emitted over 20 years to suppliers and stakers, IO base units: 300,000,000 IO.
pub const EMISSION_CAP: u64 = 30_000_000_000_000_000;

/// One line of the genesis allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// Published name.
    pub name: &'static str,
    /// IO base units minted at genesis.
    pub amount: u64,
    /// How it becomes transferable.
    pub vesting: Vesting,
}

/// The genesis allocation. Published as shares of 800M pro forma after 20 years; the community's
/// 50% there is its 100M here and the 300M of emission.
pub const ALLOCATIONS: [Allocation; 5] = [
    Allocation {
        name: "seed",
        amount: 10_000_000_000_000_000,
        vesting: Vesting::INVESTORS,
    },
    Allocation {
        name: "series A",
        amount: 8_160_000_000_000_000,
        vesting: Vesting::INVESTORS,
    },
    Allocation {
        name: "core contributors",
        amount: 9_040_000_000_000_000,
        vesting: Vesting::CORE,
    },
    Allocation {
        name: "R&D and ecosystem",
        amount: 12_800_000_000_000_000,
        vesting: Vesting::NONE,
    },
    Allocation {
        name: "community",
        amount: 10_000_000_000_000_000,
        vesting: Vesting::NONE,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allocations_sum_to_genesis_and_match_the_published_shares() {
        let total: u64 = ALLOCATIONS.iter().map(|a| a.amount).sum();
        assert_eq!(total, GENESIS_SUPPLY);
        assert_eq!(GENESIS_SUPPLY + EMISSION_CAP, CAP);
        assert_eq!(CAP, 800_000_000 * ONE_IO);
        // 12.5%, 10.2%, 11.3%, 16% and 50% of 800M, the last less the emission.
        let per_mille = [125, 102, 113, 160, 500];
        for (i, a) in ALLOCATIONS.iter().enumerate() {
            let emitted = if i == 4 { EMISSION_CAP } else { 0 };
            assert_eq!(CAP / 1000 * per_mille[i], a.amount + emitted, "{}", a.name);
        }
    }
}
