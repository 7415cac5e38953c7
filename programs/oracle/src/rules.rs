//! What the authority may change of the parameters, and how far.
use crate::{errors::OracleError, params::MOST_WINDOW_EPOCHS, state::Oracle};
use anchor_lang::prelude::*;
use io_core::units::ONE_IO;

/// Most that an operator's bond may be set to, IO base units: a million IO.
const MOST_BOND: u64 = 1_000_000 * ONE_IO;
/// Most that a challenger may be asked for, IO base units: ten thousand IO, or nobody could challenge.
const MOST_CHALLENGE_BOND: u64 = 10_000 * ONE_IO;

/// What `set_params` changes, from the opening of an epoch on. 32 bytes, alignment 1.
///
/// The rest is fixed at genesis: the schedule counts epochs, a bond's way out must not get longer while it
/// is being taken, the ring of prices must outlast requests, and the slots of a challenge belong to the
/// times that classes are calibrated for.
#[repr(C)]
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable, IdlType, Debug, PartialEq, Eq)]
pub struct OracleRules {
    /// Bond an operator must hold to count, IO base units: 1 unit to a million IO.
    pub bond: PodU64,
    /// What a challenger of a settlement puts down, IO base units: 1 to 10,000 IO.
    pub challenge_bond: PodU64,
    /// Time from seal to final: 1 to 8 epochs.
    pub challenge_window_s: PodU32,
    /// Operators' summaries are taken until this long after the epoch's end: a sixtieth of an epoch, to
    /// less than a whole one.
    pub summary_window_s: PodU32,
    /// Age from which a posted price does not count: at most a sixth of an epoch.
    pub price_max_age_s: PodU32,
    /// Time in which the average comes half of the way to the price: a sixtieth of an epoch to 168.
    pub ema_half_life_s: PodU32,
}

io_runtime::plain_argument!(OracleRules);

impl OracleRules {
    /// Genesis is free of these limits beyond `OracleParams::validate`: who signs it could change the
    /// program, and test networks scale their times.
    ///
    /// # Errors
    /// `ParamOutOfRange`; the limits are beside the fields.
    pub fn validate(&self, epoch_length_s: u32) -> Result<()> {
        let epoch = u64::from(epoch_length_s);
        // At most 40 bits: no product wraps.
        let epochs = |count: u64| epoch.wrapping_mul(count);
        let within = |time: PodU32, least_s: u64, most_s: u64| {
            (least_s..=most_s).contains(&u64::from(time.get()))
        };
        require!(
            (1..=MOST_BOND).contains(&self.bond.get())
                && (ONE_IO..=MOST_CHALLENGE_BOND).contains(&self.challenge_bond.get())
                && within(self.challenge_window_s, epoch, epochs(MOST_WINDOW_EPOCHS))
                && within(self.summary_window_s, epoch / 60, epoch.wrapping_sub(1))
                && within(self.price_max_age_s, 1, epoch / 6)
                && within(self.ema_half_life_s, epoch / 60, epochs(168)),
            OracleError::ParamOutOfRange
        );
        Ok(())
    }
}

impl Oracle {
    /// The rules in force.
    #[inline(always)]
    pub fn rules(&self) -> OracleRules {
        OracleRules {
            bond: self.bond,
            challenge_bond: self.challenge_bond,
            challenge_window_s: self.challenge_window_s,
            summary_window_s: self.summary_window_s,
            price_max_age_s: self.price_max_age_s,
            ema_half_life_s: self.ema_half_life_s,
        }
    }

    /// Puts a pending change in force. Only opening an epoch does, so the rules hold from one opening to
    /// the next.
    #[inline(always)]
    pub fn enact(&mut self) {
        if self.next_from_epoch.get() == 0 {
            return;
        }
        let next = self.next_rules;
        self.bond = next.bond;
        self.challenge_bond = next.challenge_bond;
        self.challenge_window_s = next.challenge_window_s;
        self.summary_window_s = next.summary_window_s;
        self.price_max_age_s = next.price_max_age_s;
        self.ema_half_life_s = next.ema_half_life_s;
        self.next_from_epoch = 0u64.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytemuck::Zeroable;

    fn rules(bond: u64) -> OracleRules {
        OracleRules {
            bond: bond.into(),
            challenge_bond: ONE_IO.into(),
            challenge_window_s: 3_600.into(),
            summary_window_s: 60.into(),
            price_max_age_s: 600.into(),
            ema_half_life_s: 60.into(),
        }
    }

    #[test]
    fn a_pending_change_is_enacted_once() {
        let mut oracle = Oracle::zeroed();
        oracle.next_rules = rules(7);
        oracle.enact();
        assert_eq!(oracle.rules(), OracleRules::zeroed(), "none is pending");
        oracle.next_from_epoch = 5.into();
        oracle.enact();
        assert_eq!(
            (oracle.rules(), oracle.next_from_epoch.get()),
            (rules(7), 0)
        );
        assert_eq!(rules(7).validate(3_600), Ok(()));
    }
}
