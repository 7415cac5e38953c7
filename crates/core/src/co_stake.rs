//! Co-stakes: what others put behind a device, kept as shares of one pot so that a slash touches a
//! single total however many they are.

use crate::{
    error::{CoreError, Result},
    fixed::{Rounding, bps_of, mul_div_u64},
    slash::Parts,
    stake::{COOLDOWN_S, FIRST_LEAVER_EXTRA_S, MAX_CO_STAKE_BPS},
};

/// All co-stakes of one device, those that cool included: both can be slashed until they are
/// withdrawn.
///
/// A share is one base unit until the first slash and falls with each. Every division rounds down for
/// the pot, so the value of a share never falls by a join or an exit; whoever leaves last holds all
/// shares and takes the pot to the last unit. A pot that is slashed whole has neither: the caller
/// counts a generation up, and shares of older ones are worth nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pot {
    /// IO base units.
    pub total: u64,
    /// Shares in existence; at least `total`.
    pub shares: u64,
}

impl Pot {
    /// Adds `amount` base units and returns its shares: rounds down, for those who are in.
    ///
    /// # Errors
    /// `ZeroAmount`; `ZeroOutput` for an amount below a share's value; `Overflow` when shares leave 64
    /// bits, which takes slashes that leave less than a ten-thousandth of a pot as large as a device
    /// can have: such a pot takes nobody in until all have left.
    pub fn join(&mut self, amount: u64) -> Result<u64> {
        if amount == 0 {
            return Err(CoreError::ZeroAmount);
        }
        let shares = if self.total == self.shares {
            amount
        } else {
            mul_div_u64(amount, self.shares, self.total, Rounding::Down)?
        };
        if shares == 0 {
            return Err(CoreError::ZeroOutput);
        }
        let total = self.total.checked_add(amount).ok_or(CoreError::Overflow)?;
        self.shares = self.shares.checked_add(shares).ok_or(CoreError::Overflow)?;
        self.total = total;
        Ok(shares)
    }

    /// Base units that `shares` are worth, rounded down for the pot.
    ///
    /// # Errors
    /// `Overflow` for more shares than exist.
    pub fn value(&self, shares: u64) -> Result<u64> {
        if shares > self.shares {
            return Err(CoreError::Overflow);
        }
        if self.total == self.shares {
            return Ok(shares);
        }
        mul_div_u64(shares, self.total, self.shares, Rounding::Down)
    }

    /// Takes `shares` out and returns their base units, rounded down for those who stay.
    ///
    /// # Errors
    /// `Overflow` for more shares than exist.
    pub fn leave(&mut self, shares: u64) -> Result<u64> {
        let amount = self.value(shares)?;
        // shares <= self.shares, and the value of a part is at most the whole.
        self.shares = self.shares.wrapping_sub(shares);
        self.total = self.total.wrapping_sub(amount);
        Ok(amount)
    }

    /// Takes `loss` from all shares alike; true when nothing is left and the shares are void.
    ///
    /// # Errors
    /// `Overflow` for more than there is.
    pub fn slash(&mut self, loss: u64) -> Result<bool> {
        let left = self.total.checked_sub(loss).ok_or(CoreError::Overflow)?;
        let emptied = left == 0 && self.shares > 0;
        self.total = left;
        if emptied {
            self.shares = 0;
        }
        Ok(emptied)
    }
}

// The comparison below is this rule only at one half.
const _: () = assert!(MAX_CO_STAKE_BPS == 5_000);

/// Whether co-stakes of `co` base units are at most half of a device's stake of `own + co`.
pub const fn within_half(own: u64, co: u64) -> bool {
    co <= own
}

/// What stands behind a device, base units: the owner's part and the co-stakes at work, less what
/// proposed slashes have `locked` of either. Rounds down with the value of the shares.
///
/// # Errors
/// `Overflow` for more shares than exist.
pub fn backing(own: u64, pot: Pot, active_shares: u64, locked: Parts) -> Result<u64> {
    let co = pot.value(active_shares)?;
    Parts { own, co }.less(locked).total()
}

/// Seconds that a co-stake cools, given the network's `cooldown_s` (14 days).
///
/// Who leaves while the owner stays waits half as long again, 7 + 14 days. He has no weight and no
/// reward from the moment he leaves, so the week is one in which he can still be slashed: a co-staker
/// must not be out before the owner whom a late proof would hit. Where the owner has left there is
/// nobody to leave before.
pub const fn exit_cooldown_s(cooldown_s: u32, owner_stays: bool) -> u64 {
    let cooldown = cooldown_s as u64;
    if owner_stays {
        cooldown.saturating_add(cooldown / (COOLDOWN_S / FIRST_LEAVER_EXTRA_S))
    } else {
        cooldown
    }
}

/// What of a device's `reward` is its owner's and what its co-stakers' together.
///
/// Co-stakers earn `share_bps` of what their part of the stake earns; that part and the share each
/// round down, for the owner, who gets the rest. Among themselves they share by shares, rounded down,
/// and what that leaves is the owner's too.
///
/// # Errors
/// `BpsOutOfRange`; `Overflow` for a stake beyond 64 bits.
pub fn reward_split(reward: u64, stake: Parts, share_bps: u16) -> Result<Parts> {
    let co = if stake.co == 0 {
        0
    } else {
        mul_div_u64(reward, stake.co, stake.total()?, Rounding::Down)?
    };
    let co = bps_of(co, share_bps, Rounding::Down)?;
    Ok(Parts {
        own: reward.wrapping_sub(co),
        co,
    })
}

#[cfg(test)]
mod tests;
