//! Who holds which office, and the parameters that they set.

use super::{Model, Refusal, sentence};
use crate::{
    economy::{
        cast::{AUTHORITY, GUARDIAN},
        op::{EscrowTerms, IosdTerms, OFFICES, Office, Power, Rules},
    },
    escrow::{EXPIRY_GRACE_S, MATCHED_TIMEOUT_S, OPEN_TIMEOUT_S},
    world::{EPOCH_S, GENESIS_TS},
};
use io_core::units::{BPS, ONE_IO, ONE_IOSD};

/// Holders and those who may follow them, by the offices' order; officers' numbers.
#[derive(Clone, Debug)]
pub struct Offices {
    pub holders: [usize; OFFICES.len()],
    pub next: [Option<usize>; OFFICES.len()],
    /// Who may propose slashes.
    pub slasher: Option<usize>,
}

impl Default for Offices {
    fn default() -> Self {
        let mut holders = [AUTHORITY; OFFICES.len()];
        holders[Office::Guardian as usize] = GUARDIAN;
        Self {
            holders,
            next: [None; OFFICES.len()],
            slasher: Some(AUTHORITY),
        }
    }
}

impl Offices {
    /// Who holds an office.
    pub fn holder(&self, office: Office) -> usize {
        self.holders[office as usize]
    }
}

/// Parameters, and those that follow at some time.
#[derive(Clone, Copy, Debug)]
pub struct Terms<T> {
    pub now: T,
    pub next: Option<(i64, T)>,
}

impl<T: Copy> Terms<T> {
    /// A change whose time has come is in force; when that was, and what was before.
    pub fn enact(&mut self, now: i64) -> Option<(i64, T)> {
        let (from, next) = self.next.filter(|(from, _)| now >= *from)?;
        self.next = None;
        Some((from, std::mem::replace(&mut self.now, next)))
    }
}

impl EscrowTerms {
    /// Those of the genesis.
    pub const GENESIS: Self = Self {
        reservation_bps: 25,
        payment_bps: 0,
        burn_bps: 5_000,
        usdc_payment_bps: 200,
        times: [OPEN_TIMEOUT_S, MATCHED_TIMEOUT_S, EXPIRY_GRACE_S],
        rounds: [0; 3],
    };

    fn holds(&self) -> bool {
        let [open, matched, grace] = self.times;
        let side = self.reservation_bps + self.payment_bps.max(self.usdc_payment_bps);
        let served = |time| (EPOCH_S / 60..=720 * EPOCH_S).contains(&time);
        let [window, draw, only] = self.rounds;
        let rounds = window == 0
            || (EPOCH_S.is_multiple_of(window)
                && (EPOCH_S / 60..window).contains(&draw)
                && only / 2 >= window
                && only < open);
        rounds
            && side <= 1_000
            && u64::from(self.burn_bps) <= BPS
            && served(open)
            && served(matched)
            && (24 * EPOCH_S..=1_440 * EPOCH_S).contains(&grace)
    }
}

impl IosdTerms {
    fn holds(&self) -> bool {
        let window = 10_000 * ONE_IOSD..=1_000_000 * ONE_IOSD;
        (EPOCH_S / 60..=24 * EPOCH_S).contains(&self.ttl_s)
            && (100..=2_500).contains(&self.deviation_bps)
            && self.spread_bps <= 500
            && (1..=1_000 * ONE_IO).contains(&self.min_io)
            && (1..=1_000 * ONE_IOSD).contains(&self.min_iosd)
            && window.contains(&self.mint_window)
            && window.contains(&self.redeem_window)
            && (EPOCH_S..=168 * EPOCH_S).contains(&self.window_s)
    }
}

impl Rules {
    fn holds(&self) -> bool {
        (1..=1_000_000 * ONE_IO).contains(&self.bond)
            && (ONE_IO..=10_000 * ONE_IO).contains(&self.challenge_bond)
            && (EPOCH_S..=8 * EPOCH_S).contains(&self.challenge_window_s)
            && (EPOCH_S / 60..EPOCH_S).contains(&self.summary_window_s)
            && (1..=EPOCH_S / 6).contains(&self.price_max_age_s)
            && (EPOCH_S / 60..=168 * EPOCH_S).contains(&self.ema_half_life_s)
    }
}

fn within(holds: bool) -> Result<(), Refusal> {
    if holds {
        Ok(())
    } else {
        Err(sentence("beyond the limits"))
    }
}

impl Model {
    /// Start of the next epoch.
    fn next_epoch_ts(&self) -> i64 {
        GENESIS_TS + i64::from(EPOCH_S) * self.epoch().cast_signed()
    }

    pub(super) fn power(&mut self, power: &Power) -> Result<(), Refusal> {
        match *power {
            Power::Name { office, next } => self.offices.next[office as usize] = next,
            Power::Take { office, who } => {
                let next = self.offices.next[office as usize].take();
                if next != Some(who) {
                    return Err(sentence("somebody else, or nobody, was named"));
                }
                self.offices.holders[office as usize] = who;
            }
            Power::NameSlasher { next } => self.offices.slasher = next,
            Power::NameBeneficiary { grant, to } => {
                let beneficiary = &mut self.emission.beneficiaries[usize::from(grant)];
                if beneficiary.replace(to).is_some() {
                    return Err(sentence("the grant has one"));
                }
            }
            Power::HandGrant { grant, to } => {
                let grant = usize::from(grant);
                if self.emission.beneficiaries[grant].is_none() {
                    return Err(sentence("the grant is nobody's"));
                }
                self.emission.next_beneficiaries[grant] = to;
            }
            Power::TakeGrant { grant, who } => {
                let grant = usize::from(grant);
                let next = self.emission.next_beneficiaries[grant].take();
                if next != Some(who) {
                    return Err(sentence("somebody else, or nobody, was named"));
                }
                self.emission.beneficiaries[grant] = next;
            }
            Power::SetStaking {
                cooldown_s,
                min_earning,
            } => self.set_staking(cooldown_s, min_earning)?,
            Power::SetIosd(terms) => {
                within(terms.holds())?;
                self.iosd.enact(self.now);
                self.iosd.terms.next = Some((self.next_epoch_ts(), terms));
            }
            Power::SetEscrow(terms) => {
                within(terms.holds())?;
                self.escrow.enact(self.now);
                self.escrow.next = Some((self.next_epoch_ts(), terms));
            }
            Power::SetRules(rules) => {
                within(rules.holds())?;
                self.oracle.next_rules = Some(rules);
            }
            Power::SetTier { device, tier } => {
                within(tier <= 4)?;
                self.registered(device)?.tier = tier;
            }
            Power::SetClass(terms) => {
                within(terms.multiplier_milli > 0)?;
                self.class.next = Some((self.next_epoch_ts(), terms));
            }
            Power::Remove { seat } => self.unbond(seat)?,
        }
        Ok(())
    }

    /// What the class requires now of every device.
    pub(super) fn class_counts(&mut self) {
        self.class.enact(self.now);
        let multiplier_milli = self.class.now.multiplier_milli;
        for device in &mut self.staking.devices {
            device.multiplier_milli = multiplier_milli;
        }
    }

    fn set_staking(&mut self, cooldown_s: u32, min_earning: u64) -> Result<(), Refusal> {
        within(
            (24 * EPOCH_S..=2_160 * EPOCH_S).contains(&cooldown_s)
                && (1..=1_000_000 * ONE_IO).contains(&min_earning),
        )?;
        self.accrue();
        self.fold();
        let from_epoch = self.emission.accrued + 1;
        self.rewards.next = Some(super::rewards::Change {
            from_ts: self.next_epoch_ts(),
            from_epoch,
            cooldown_s,
            min_earning,
        });
        Ok(())
    }
}
