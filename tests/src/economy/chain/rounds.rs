//! What suppliers, renters and keepers send to rounds.

use super::Chain;
use crate::{economy::op::Round, market};
use solana_instruction::Instruction;

impl Chain {
    pub(super) fn round(&self, step: &Round) -> Instruction {
        let accounts = &self.accounts;
        let at = |opens_ts: i64| market::round(0, opens_ts);
        match *step {
            Round::Open { opens_ts } => market::open_round(&accounts.sponsor, 0, opens_ts),
            Round::EnterDevice {
                opens_ts,
                device,
                min_rates,
                most_hours,
            } => market::enter_device(
                &at(opens_ts),
                &accounts.hosts[device],
                min_rates,
                most_hours,
            ),
            Round::EnterJob {
                opens_ts,
                job,
                named,
            } => {
                let (round, key) = (at(opens_ts), accounts.job(job));
                let renter = accounts.key(job.0);
                if named {
                    market::name_job(&round, &key, &renter)
                } else {
                    market::enter_job(&round, &key, &renter)
                }
            }
            Round::Draw { opens_ts } => market::draw(&at(opens_ts)),
            Round::Accept {
                opens_ts,
                job,
                device,
            } => market::accept_drawn(
                &self.world,
                &at(opens_ts),
                &accounts.job(job),
                &accounts.hosts[device],
                &accounts.sponsor,
            ),
            Round::Close { opens_ts } => market::close_round(&at(opens_ts), &accounts.sponsor),
        }
    }
}
