//! Rounds of `market`: when they are, and the draw computed again from what was entered.
use io_core::CoreError;
use io_core::hash::{HostSha256, Sha256};
use io_core::matching::{Assignment, Entries, MOST_DEVICES, NO_JOB, Offer, Order, assign};
use solana_pubkey::Pubkey;

use crate::escrow::accounts::Escrow;
use crate::market::{
    self,
    accounts::Round,
    types::{DeviceEntry, JobEntry},
};

/// When the round of one window takes entries, is drawn, and is over, unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundTimes {
    /// Entries count from here on.
    pub opens_ts: i64,
    /// And until here; then it is drawn and accepted.
    pub closes_ts: i64,
    /// Nothing is drawn or accepted from here on.
    pub ends_ts: i64,
}

impl Escrow {
    /// The round that takes entries in the window at `at_ts`; none where none are held.
    #[must_use]
    pub fn round_times(&self, at_ts: i64) -> Option<RoundTimes> {
        let params = self.params_at(at_ts);
        let (window_s, draw_s) = (
            i64::from(params.match_window_s),
            i64::from(params.match_draw_s),
        );
        let since = at_ts.saturating_sub(self.genesis_ts).max(0);
        let within = since.checked_rem(window_s)?;
        let start_ts = self.genesis_ts.saturating_add(since.saturating_sub(within));
        let closes_ts = start_ts.saturating_add(window_s);
        Some(RoundTimes {
            opens_ts: start_ts.saturating_add(draw_s),
            closes_ts,
            ends_ts: closes_ts.saturating_add(draw_s),
        })
    }
}

impl Round {
    /// The devices in it.
    #[must_use]
    pub fn entered_devices(&self) -> &[DeviceEntry] {
        &self.devices[..usize::from(self.devices_len).min(self.devices.len())]
    }

    /// The jobs in it.
    #[must_use]
    pub fn entered_jobs(&self) -> &[JobEntry] {
        &self.jobs[..usize::from(self.jobs_len).min(self.jobs.len())]
    }

    /// The job that a device in it was drawn for.
    #[must_use]
    pub fn drawn_for(&self, entry: &DeviceEntry) -> Option<&JobEntry> {
        if self.drawn != 1 || entry.job == NO_JOB {
            return None;
        }
        self.entered_jobs().get(usize::from(entry.job))
    }

    /// The assignment by its seed, computed again.
    ///
    /// # Errors
    /// `Overflow` for stakes beyond 64 bits, which the chain cannot hold.
    pub fn assignment(&self) -> Result<Assignment, CoreError> {
        let mut assignment = [NO_JOB; MOST_DEVICES];
        assign::<HostSha256>(self, &self.seed, &mut assignment)?;
        Ok(assignment)
    }

    /// Whether what the chain stored is what the rule gives.
    ///
    /// # Errors
    /// As [`Round::assignment`].
    pub fn is_drawn_by_the_rule(&self) -> Result<bool, CoreError> {
        let assignment = self.assignment()?;
        let stored = self.entered_devices().iter().map(|entry| entry.job);
        Ok(stored.eq(assignment[..self.devices()].iter().copied()))
    }
}

/// The seed of the round at `address`, by the hash of the slot that was armed.
#[must_use]
pub fn seed(address: &Pubkey, slot_hash: &[u8; 32]) -> [u8; 32] {
    HostSha256::hash_parts(&[
        b"io-match/1",
        market::ID.as_ref(),
        address.as_ref(),
        slot_hash,
    ])
}

impl Entries for Round {
    fn devices(&self) -> usize {
        self.entered_devices().len()
    }

    fn jobs(&self) -> usize {
        self.entered_jobs().len()
    }

    fn offer(&self, device: usize) -> Offer {
        let entry = &self.devices[device];
        Offer {
            stake: entry.stake,
            min_rates: entry.min_rates,
            most_hours: entry.most_hours,
            gpus: entry.gpus,
            tier: entry.tier,
            region: entry.region,
        }
    }

    fn order(&self, job: usize) -> Order {
        let entry = &self.jobs[job];
        Order {
            key: entry.job.to_bytes(),
            priority: entry.stake,
            rate: entry.rate,
            hours: entry.hours,
            gpus: entry.gpus,
            tier: entry.tier,
            region: entry.region,
            payment: entry.payment,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AccountData;

    fn zeroed<T: AccountData>() -> T {
        let mut data = T::DISCRIMINATOR.to_vec();
        data.resize(T::LEN, 0);
        T::decode(&data).unwrap()
    }

    /// The program's own test has the same figures.
    #[test]
    fn windows_follow_each_other() {
        let mut config: Escrow = zeroed();
        config.genesis_ts = 1_000;
        assert_eq!(config.round_times(2_000), None);
        (config.match_window_s, config.match_draw_s) = (600, 120);
        let first = RoundTimes {
            opens_ts: 1_120,
            closes_ts: 1_600,
            ends_ts: 1_720,
        };
        for at_ts in [0, 1_000, 1_599] {
            assert_eq!(config.round_times(at_ts), Some(first));
        }
        let second = config.round_times(1_600).unwrap();
        assert_eq!((second.opens_ts, second.closes_ts), (1_720, 2_200));
    }

    #[test]
    fn what_was_not_drawn_by_the_rule_is_seen() {
        let mut round: Round = zeroed();
        (round.devices_len, round.jobs_len, round.drawn) = (1, 1, 1);
        let device = &mut round.devices[0];
        (device.stake, device.gpus, device.job) = (5, 1, 0);
        round.jobs[0].gpus = 1;
        assert_eq!(round.is_drawn_by_the_rule(), Ok(true));
        assert!(round.drawn_for(&round.devices[0]).is_some());
        round.devices[0].job = NO_JOB;
        assert_eq!(round.is_drawn_by_the_rule(), Ok(false));
        assert!(round.drawn_for(&round.devices[0]).is_none());
    }
}
