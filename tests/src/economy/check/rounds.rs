//! Rounds: who entered, and whom the draw gave to whom.

use super::{Broken, same};
use crate::{
    economy::{chain::Chain, model::Model},
    market,
};

impl Chain {
    pub(super) fn rounds(&self, model: &Model) -> Result<(), Broken> {
        for (opens_ts, round) in &model.rounds {
            let view = market::read_round(&self.world, &market::round(0, *opens_ts));
            let view = view.ok_or_else(|| format!("no round of {opens_ts}"))?;
            let seen = (view.closes_ts, view.ends_ts, view.armed_slot, view.drawn);
            let expected = (
                round.closes_ts,
                round.ends_ts,
                round.armed_slot,
                round.drawn,
            );
            same(&format!("round of {opens_ts}"), seen, expected)?;
            let devices = round.devices.iter().map(|entry| {
                let device = self.accounts.hosts[entry.device].device;
                (device, entry.offer, entry.job)
            });
            let what = format!("devices of the round of {opens_ts}");
            same(&what, view.devices, devices.collect())?;
            let jobs = round.jobs.iter().map(|wanting| wanting.order).collect();
            same(&format!("jobs of the round of {opens_ts}"), view.jobs, jobs)?;
        }
        Ok(())
    }
}
