//! The design's invariants on the raw accounts.

use super::{Broken, holds, same, seals::nobody_sits_twice};
use crate::{
    economy::{accounts::Purse, cast::PEOPLE, chain::Chain, model::Model, op::Coin},
    emissions, escrow, iosd, staking,
};
use io_core::{
    emission::cumulative,
    ledger,
    units::{EMISSION_CAP, GENESIS_SUPPLY},
};
use solana_pubkey::Pubkey;

impl Chain {
    /// The design's invariants on the raw accounts.
    pub(super) fn invariants(&self, model: &Model) -> Result<(), Broken> {
        let held = |key: &Pubkey| self.world.token_balance(key);
        let (emission, pool) = (self.world.emission(), self.world.pool());
        let books = iosd::books(&self.world);
        let supply = self.world.supply(&self.accounts.mint(Coin::Io));
        let scheduled = cumulative(emission.accrued_epoch);
        holds("1: emitted = S(accrued)", emission.emitted == scheduled)?;
        holds("1: the cap", emission.emitted <= EMISSION_CAP)?;
        let ledger = ledger::IoLedger {
            genesis: GENESIS_SUPPLY,
            emitted: emission.emitted,
            redeemed: emission.redeemed,
            burned_for_iosd: emission.burned_for_iosd,
            fees_burned: emission.fees_burned,
            slashed: pool.slashed_total,
        };
        holds(
            "1: the ledger",
            ledger.supply() == Ok(supply + model.oracle.burned),
        )?;
        let vault = held(&emissions::supplier_vault());
        holds(
            "2: the suppliers' vault",
            vault + emission.claimed_total == emission.gpu_total,
        )?;
        // Final settlements come before the last sealed one, and sums never fall along them.
        let settled = model.oracle.head.sum();
        holds(
            "2: claimed within what is settled",
            emission.claimed_total <= settled || model.oracle.robbed,
        )?;
        holds(
            "2: claimed within what is final",
            emission.claimed_total <= self.seals.final_sum || model.oracle.robbed,
        )?;
        holds(
            "2: settled within the emission",
            model.oracle.head.sum() <= model.oracle.head.cap,
        )?;
        let stakes = pool.delegated_total + pool.device_total + pool.cooling_total + pool.co_total;
        holds(
            "3: the stake vault",
            held(&staking::stake_vault()) >= stakes,
        )?;
        let unpaid: u64 = (0..PEOPLE)
            .map(|who| self.world.position(&self.accounts.key(who)).unpaid)
            .sum();
        holds(
            "3: the reward vault",
            held(&staking::reward_vault()) >= unpaid + pool.reserve,
        )?;
        holds(
            "4: redeemed within burned",
            books.redeemed_io <= books.burned_io,
        )?;
        let iosd = self.world.supply(&self.accounts.mint(Coin::Iosd));
        let most = books.minted_iosd - books.redeemed_iosd - books.fees_burned_iosd;
        holds("4: the supply of IOSD", iosd <= most)?;
        holds(
            "4: requested IO",
            held(&iosd::io_vault()) >= books.locked_io,
        )?;
        holds(
            "4: requested IOSD",
            held(&iosd::iosd_vault()) >= books.locked_iosd,
        )?;
        for id in model.jobs.keys() {
            let address = self.accounts.job(*id);
            let Some(view) = escrow::read_job(&self.world, &address) else {
                continue;
            };
            let due = view.burn_due + view.treasury_due;
            let owed = view.deposit - view.paid + view.fee_reserved - view.fee_paid + due;
            holds("5: a job's vault", held(&escrow::vault(&address)) >= owed)?;
        }
        let everywhere: u64 = self
            .accounts
            .purses
            .iter()
            .filter(|(_, purse)| of_io(purse, model))
            .map(|(key, _)| held(key))
            .sum();
        same("6: IO in all accounts", everywhere, supply)?;
        nobody_sits_twice(&self.world)
    }
}

/// Whether a purse holds IO.
fn of_io(purse: &Purse, model: &Model) -> bool {
    match purse {
        Purse::Held(coin, _) => *coin == Coin::Io,
        Purse::Job(id) => model.jobs.get(id).is_some_and(|job| job.coin == Coin::Io),
        Purse::RequestedIosd => false,
        _ => true,
    }
}
