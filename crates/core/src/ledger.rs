//! What may exist of IO and of IOSD: everything ever minted, less everything ever burned on the record.
//!
//! Holders may burn tokens of their own without telling anyone, so a mint's supply is at most what its
//! ledger says, and an unequal pair is no fault as long as the ledger is the larger one.

use crate::{
    error::{CoreError, Result},
    units::ALLOCATIONS,
};

/// All that minted or burned IO, base units. Every field only ever rises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IoLedger {
    /// Genesis allocations minted so far.
    pub genesis: u64,
    /// The hourly schedule.
    pub emitted: u64,
    /// Minted again for redeemed IOSD.
    pub redeemed: u64,
    /// Burned against IOSD.
    pub burned_for_iosd: u64,
    /// Burned as fees.
    pub fees_burned: u64,
    /// Burned by slashes.
    pub slashed: u64,
}

impl IoLedger {
    /// The most that may exist: `genesis + emitted + redeemed − burned_for_iosd − fees_burned − slashed`.
    ///
    /// # Errors
    /// `RedemptionAboveBurned`; `Overflow` when more was burned than minted: impossible unless there is
    /// a bug.
    pub fn supply(&self) -> Result<u64> {
        if self.redeemed > self.burned_for_iosd {
            return Err(CoreError::RedemptionAboveBurned);
        }
        let minted = sum([self.genesis, self.emitted, self.redeemed])?;
        let burned = sum([self.burned_for_iosd, self.fees_burned, self.slashed])?;
        minted.checked_sub(burned).ok_or(CoreError::Overflow)
    }
}

/// All that minted or burned IOSD, base units. Every field only ever rises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IosdLedger {
    /// Minted against burned IO.
    pub minted: u64,
    /// Burned by redemptions.
    pub redeemed: u64,
    /// Burned as fees.
    pub fees_burned: u64,
}

impl IosdLedger {
    /// The most that may exist: `minted − redeemed − fees_burned`.
    ///
    /// # Errors
    /// `Overflow` when more was burned than minted: impossible unless there is a bug.
    pub fn supply(&self) -> Result<u64> {
        let burned = sum([self.redeemed, self.fees_burned, 0])?;
        self.minted.checked_sub(burned).ok_or(CoreError::Overflow)
    }
}

fn sum(parts: [u64; 3]) -> Result<u64> {
    parts[0]
        .checked_add(parts[1])
        .and_then(|two| two.checked_add(parts[2]))
        .ok_or(CoreError::Overflow)
}

/// IO base units minted at genesis, when bit i of `minted` says that allocation i was.
pub fn genesis_minted(minted: u8) -> u64 {
    let mut total = 0u64;
    for (number, allocation) in ALLOCATIONS.iter().enumerate() {
        if minted >> number & 1 == 1 {
            // All of them together are 500M IO.
            total = total.wrapping_add(allocation.amount);
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::GENESIS_SUPPLY;
    use proptest::prelude::*;

    #[test]
    fn a_worked_ledger() {
        let ledger = IoLedger {
            genesis: 1_000,
            emitted: 200,
            redeemed: 30,
            burned_for_iosd: 50,
            fees_burned: 7,
            slashed: 3,
        };
        assert_eq!(ledger.supply(), Ok(1_170));
        let too_much = IoLedger {
            redeemed: 51,
            ..ledger
        };
        assert_eq!(too_much.supply(), Err(CoreError::RedemptionAboveBurned));
        let burned = IoLedger {
            slashed: 1_174,
            ..ledger
        };
        assert_eq!(burned.supply(), Err(CoreError::Overflow));
        let iosd = IosdLedger {
            minted: 100,
            redeemed: 60,
            fees_burned: 40,
        };
        assert_eq!(iosd.supply(), Ok(0));
        let burned = IosdLedger { minted: 99, ..iosd };
        assert_eq!(burned.supply(), Err(CoreError::Overflow));
    }

    #[test]
    fn every_set_of_allocations_sums() {
        assert_eq!(genesis_minted(0), 0);
        assert_eq!(genesis_minted(0b1_1111), GENESIS_SUPPLY);
        for bits in 0..32u8 {
            let by_hand: u64 = (0..5)
                .filter(|i| bits & (1 << i) != 0)
                .map(|i| ALLOCATIONS[i].amount)
                .sum();
            assert_eq!(genesis_minted(bits), by_hand);
            assert_eq!(genesis_minted(bits | 0b1110_0000), by_hand, "no such lines");
        }
    }

    proptest! {
        /// Any run of mints and burns: the ledger is the supply, and never above the cap of all there
        /// ever was.
        #[test]
        fn the_ledger_is_the_supply(steps in prop::collection::vec((0u8..6, 0u64..1 << 50), 0..60)) {
            let mut ledger = IoLedger::default();
            let mut supply = 0u64;
            for (kind, amount) in steps {
                let unredeemed = ledger.burned_for_iosd - ledger.redeemed;
                let amount = match kind { 0 | 1 => amount, 2 => amount.min(unredeemed), _ => amount.min(supply) };
                let field = match kind {
                    0 => &mut ledger.genesis,
                    1 => &mut ledger.emitted,
                    2 => &mut ledger.redeemed,
                    3 => &mut ledger.burned_for_iosd,
                    4 => &mut ledger.fees_burned,
                    _ => &mut ledger.slashed,
                };
                *field += amount;
                if kind < 3 { supply += amount } else { supply -= amount }
                prop_assert_eq!(ledger.supply(), Ok(supply));
                prop_assert!(supply <= ledger.genesis + ledger.emitted);
            }
        }
    }
}
