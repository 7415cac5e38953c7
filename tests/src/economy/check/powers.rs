//! Who holds which office, what the parameters are, how hosts are listed, and how far the hours' proofs have come.

use super::{Broken, holds, same};
use crate::{
    economy::{
        cast::*,
        chain::Chain,
        model::{Model, power::Terms},
        op::{EscrowTerms, IosdTerms, OFFICES, Office, Rules},
    },
    emissions, escrow, iosd,
    oracle::address::{self, singleton},
    staking,
};
use io_client::AccountData;
use solana_pubkey::Pubkey;

impl Chain {
    fn read<T: AccountData>(&self, key: &Pubkey) -> T {
        let data = self.world.data(key);
        T::decode(&data).unwrap_or_else(|error| panic!("{key}: {error}"))
    }

    pub(super) fn offices(&self, model: &Model) -> Result<(), Broken> {
        let pool: io_client::staking::accounts::Pool = self.read(&staking::pool());
        let oracle: io_client::oracle::accounts::Oracle = self.read(&singleton("oracle"));
        let emission: io_client::emissions::accounts::Emission = self.read(&emissions::emission());
        let iosd: io_client::iosd::accounts::Iosd = self.read(&iosd::iosd());
        let escrow: io_client::escrow::accounts::Escrow = self.read(&escrow::escrow());
        let officer = |who: usize| self.accounts.officers[who];
        let maybe = |who: Option<usize>| who.map_or(Pubkey::default(), officer);
        for office in OFFICES {
            let seen = match office {
                Office::Emissions => (emission.authority, emission.pending_authority),
                Office::Staking => (pool.authority, pool.pending_authority),
                Office::Governance => (pool.governance, pool.pending_governance),
                Office::Iosd => (iosd.authority, iosd.pending_authority),
                Office::Escrow => (escrow.authority, escrow.pending_authority),
                Office::Oracle => (oracle.authority, oracle.pending_authority),
                Office::Guardian => (oracle.guardian, oracle.pending_guardian),
            };
            let next = maybe(model.offices.next[office as usize]);
            let expected = (officer(model.offices.holder(office)), next);
            same(&format!("{office:?}"), seen, expected)?;
        }
        let slasher = maybe(model.offices.slasher);
        same("who proposes slashes", pool.slash_authority, slasher)?;
        for grant in 0..3u8 {
            let view: io_client::emissions::accounts::Grant = self.read(&emissions::grant(grant));
            let wallet =
                |who: Option<usize>| who.map_or(Pubkey::default(), |who| self.accounts.key(who));
            let at = usize::from(grant);
            let seen = (view.beneficiary, view.pending_beneficiary);
            let expected = (
                wallet(model.emission.beneficiaries[at]),
                wallet(model.emission.next_beneficiaries[at]),
            );
            same(&format!("grant {grant}"), seen, expected)?;
        }
        Ok(())
    }

    pub(super) fn parameters(&self, model: &Model) -> Result<(), Broken> {
        let pool: io_client::staking::accounts::Pool = self.read(&staking::pool());
        let rewards = &model.rewards;
        let seen = (pool.cooldown_s, pool.min_earning_stake, pool.next_from_ts);
        let from_ts = rewards.next.map_or(0, |next| next.from_ts);
        let expected = (rewards.cooldown_s, rewards.min_earning, from_ts);
        same("staking's parameters", seen, expected)?;

        let oracle: io_client::oracle::accounts::Oracle = self.read(&singleton("oracle"));
        let next = oracle.next_rules;
        let seen = Rules {
            bond: oracle.bond,
            challenge_bond: oracle.challenge_bond,
            challenge_window_s: oracle.challenge_window_s,
            summary_window_s: oracle.summary_window_s,
            price_max_age_s: oracle.price_max_age_s,
            ema_half_life_s: oracle.ema_half_life_s,
        };
        same("oracle's rules", seen, model.oracle.rules)?;
        let pending = oracle.next_from_epoch > 0;
        let seen = pending.then_some(Rules {
            bond: next.bond,
            challenge_bond: next.challenge_bond,
            challenge_window_s: next.challenge_window_s,
            summary_window_s: next.summary_window_s,
            price_max_age_s: next.price_max_age_s,
            ema_half_life_s: next.ema_half_life_s,
        });
        same("oracle's next rules", seen, model.oracle.next_rules)?;
        let active = |seat: &&crate::economy::model::oracle::Seat| seat.active;
        let bonds = model.oracle.seats.iter().filter(active);
        let bonded = bonds.map(|seat| seat.bond).sum();
        same("bonded by the active", oracle.bonded_total, bonded)?;
        self.escrow_terms(&model.escrow)?;
        self.iosd_terms(&model.iosd.terms)
    }

    fn escrow_terms(&self, model: &Terms<EscrowTerms>) -> Result<(), Broken> {
        let escrow: io_client::escrow::accounts::Escrow = self.read(&escrow::escrow());
        let seen = EscrowTerms {
            reservation_bps: escrow.reservation_fee_bps,
            payment_bps: escrow.payment_fee_bps,
            burn_bps: escrow.fee_burn_bps,
            usdc_payment_bps: escrow.usdc_payment_fee_bps,
            times: [
                escrow.open_timeout_s,
                escrow.matched_timeout_s,
                escrow.expiry_grace_s,
            ],
            rounds: [
                escrow.match_window_s,
                escrow.match_draw_s,
                escrow.match_only_s,
            ],
        };
        same("escrow's parameters", seen, model.now)?;
        let from_ts = model.next.map_or(0, |next| next.0);
        same("escrow's next ones", escrow.next_from_ts, from_ts)
    }

    fn iosd_terms(&self, model: &Terms<IosdTerms>) -> Result<(), Broken> {
        let iosd: io_client::iosd::accounts::Iosd = self.read(&iosd::iosd());
        let guardian = self
            .accounts
            .officers
            .iter()
            .position(|key| *key == iosd.guardian);
        let seen = IosdTerms {
            ttl_s: iosd.request_ttl_s,
            deviation_bps: iosd.max_deviation_bps,
            min_io: iosd.min_request_io,
            min_iosd: iosd.min_request_iosd,
            mint_window: iosd.mint_window_capacity,
            redeem_window: iosd.redeem_window_capacity,
            window_s: iosd.window_length_s,
            spread_bps: iosd.redeem_spread_bps,
            guardian: guardian.ok_or("nobody's guardian")?,
        };
        same("iosd's parameters", seen, model.now)?;
        let from_ts = model.next.map_or(0, |next| next.0);
        same("iosd's next ones", iosd.next_from_ts, from_ts)
    }

    pub(super) fn hosts(&self, model: &Model) -> Result<(), Broken> {
        for (at, listing) in model.devices.iter().enumerate() {
            let key = self.accounts.hosts[at].device;
            if !listing.registered {
                let nothing = self.world.svm.get_account(&key).is_none();
                holds(&format!("device {at} is not registered"), nothing)?;
                continue;
            }
            let view: io_client::oracle::accounts::Device = self.read(&key);
            let seen = (view.status == 1, view.status == 3, view.tier, view.payee);
            let payee = self.accounts.key(listing.payee);
            let expected = (listing.offered, listing.retired, listing.tier, payee);
            same(&format!("device {at}"), seen, expected)?;
            if listing.staked {
                let view = self.world.device_stake(&key);
                let seen = (view.reward_share_bps, view.co_open == 1);
                let expected = (listing.share_bps, listing.open);
                same(&format!("terms of device {at}"), seen, expected)?;
            }
        }
        for (who, allowed) in model.compounding.iter().enumerate() {
            let position = staking::position(&self.accounts.key(who));
            let view: io_client::staking::accounts::Position = self.read(&position);
            same(
                &format!("compounding of {who}"),
                view.auto_compound == 1,
                *allowed,
            )?;
        }
        Ok(())
    }

    pub(super) fn proofs(&self, model: &Model) -> Result<(), Broken> {
        for record in model.oracle.records.values() {
            let key = address::epoch_record(record.epoch);
            let view: io_client::oracle::accounts::EpochRecord = self.read(&key);
            let steps = &record.steps;
            let seen = (
                (view.opened_slot, view.next_candidate, view.s0),
                [view.beacon1_slot, view.beacon2_slot],
            );
            let expected = (
                (steps.opened_slot, steps.candidate, steps.s0),
                steps.beacons,
            );
            same(&format!("proof of {}", record.epoch), seen, expected)?;
            for (seat, told) in steps.summaries.iter().enumerate() {
                let seen = view.summary_roots[seat] != [0; 32];
                same(
                    &format!("summary of {seat} for {}", record.epoch),
                    seen,
                    *told,
                )?;
            }
        }
        for ((who, class), ring) in &model.oracle.commits {
            let key = address::commits(&self.accounts.key(*who), *class);
            let view: io_client::oracle::accounts::Commits = self.read(&key);
            for (at, entry) in ring.iter().enumerate() {
                let found = &view.entries[at];
                let seen = (found.epoch, found.commit_slot, found.response_slot);
                let expected = (entry.epoch, entry.slot, entry.response_slot);
                same(&format!("commits of {who}"), seen, expected)?;
            }
        }
        // Who votes and posts for each seat.
        let operators: io_client::oracle::accounts::Operators = self.read(&singleton("operators"));
        for (seat, held) in model.oracle.seats.iter().enumerate() {
            let entry = &operators.entries[seat];
            let wallet = self.accounts.key(operator(seat));
            let expected = held.listed.then(|| {
                let key = self.accounts.keys[model.oracle.keys[seat]];
                (wallet, key, held.bond, held.active)
            });
            let seen = (entry.status != 0).then_some((
                entry.wallet,
                entry.key,
                entry.bond,
                entry.status == 1,
            ));
            same(&format!("seat {seat}"), seen, expected)?;
        }
        Ok(())
    }
}
