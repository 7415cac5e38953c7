//! Voting weights of the operators: the bond, capped so that nobody holds a third.
//!
//! Quorums are more than two thirds and "listed by more than a third": with uncapped bonds, an operator
//! that bonds more than twice all others together would seal, price and list alone. Weights are therefore
//! `min(bond, cap)` with the highest cap under which every weight is below a third of their sum. Below,
//! not at: then the others hold more than two thirds, and a single operator can neither do anything
//! alone nor stop anything alone.
//!
//! Let b₁ ≥ b₂ ≥ … be the bonds of four operators or more, S their sum, and k how many the cap cuts. The
//! weights sum to `k·cap + (S − b₁ − … − b_k)` and the condition is `3·cap <` that sum. With k = 3 it
//! holds for every cap, so the highest one never cuts more than two:
//!
//! - none, when `3·b₁ < S`;
//! - one, at `cap = ⌊(S − b₁ − 1) / 2⌋`, when b₂ is not above that;
//! - two, at `cap = S − b₁ − b₂ − 1`: each of them weighs a unit less than all others together.
//!
//! One pass over the bonds finds S, b₁ and b₂: no sorting and no iteration. The floor is against the
//! capped operator. Fewer than four operators (test networks) cannot all be below a third, and then
//! weigh the same, what the smallest bonds: one seals alone, of two and three all must agree.
//!
//! The cap never falls when a bond rises, so no weight does: bonding more buys at most a third, and takes
//! nothing from anyone. Only the second and the third operator to join can lower the weight of those
//! before them.

use crate::error::{CoreError, Result};

/// From how many operators on every weight is below a third.
const CAPPED_FROM: u32 = 4;

/// What one pass over the bonds that count finds, IO base units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bonds {
    total: u64,
    largest: u64,
    second: u64,
    count: u32,
}

impl Bonds {
    /// Counts one operator's bond; 0 is an operator that does not count.
    ///
    /// # Errors
    /// `Overflow` for a sum beyond 64 bits: out of reach while the supply fits.
    #[inline(always)]
    pub const fn add(&mut self, bond: u64) -> Result<()> {
        self.total = match self.total.checked_add(bond) {
            Some(total) => total,
            None => return Err(CoreError::Overflow),
        };
        if bond > self.second {
            if bond > self.largest {
                self.second = self.largest;
                self.largest = bond;
            } else {
                self.second = bond;
            }
        }
        // Cannot wrap: an operators' account has 32 seats.
        self.count = self.count.wrapping_add((bond > 0) as u32);
        Ok(())
    }

    /// The highest cap, and the sum of the weights under it.
    pub const fn weights(&self) -> Weights {
        let Self {
            total,
            largest,
            second,
            count,
        } = *self;
        // All are parts of the total: nothing wraps.
        let others = total.wrapping_sub(largest);
        let rest = others.wrapping_sub(second);
        if count < CAPPED_FROM {
            let smallest = match count {
                3 => rest,
                2 => second,
                _ => largest,
            };
            return Weights {
                cap: smallest,
                // At most the total.
                total: smallest.wrapping_mul(count as u64),
            };
        }
        // 3·largest < total, without the product.
        if largest < total.div_ceil(3) {
            return Weights {
                cap: largest,
                total,
            };
        }
        let half = others.wrapping_sub(1) / 2;
        if second <= half {
            return Weights {
                cap: half,
                // half < largest: the largest has a third, so at least half of the others.
                total: others.wrapping_add(half),
            };
        }
        // rest > 1, since two or more are left; cap < rest < second <= largest.
        let cap = rest.wrapping_sub(1);
        Weights {
            cap,
            total: rest.wrapping_add(cap).wrapping_add(cap),
        }
    }
}

/// The weights of all operators: each has [`Weights::of`] its bond.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    /// The most that one operator weighs, IO base units.
    pub cap: u64,
    /// Sum of all weights, IO base units: what quorums are measured against.
    pub total: u64,
}

impl Weights {
    /// The weight of a bond that counts.
    #[inline(always)]
    pub const fn of(&self, bond: u64) -> u64 {
        if bond < self.cap { bond } else { self.cap }
    }
}

#[cfg(test)]
mod tests;
