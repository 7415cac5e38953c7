//! After each step: every account against the model, the totals against the accounts, the vaults
//! against the totals.
use super::{DEVICES, FRIENDS, FUNDS, OTHERS, STAKERS, Walk};
use io_tests::{
    economy::staking::{Own, Share},
    staking,
    token::associated,
};
use solana_signer::Signer;

impl Walk {
    pub fn check(&self) {
        self.check_stakers();
        for device in 0..DEVICES {
            self.check_device(device);
        }
        self.check_totals();
    }

    fn check_stakers(&self) {
        for (who, own) in self.model.stakers.iter().enumerate() {
            let key = self.wallets[who].pubkey();
            let position = self.world.position(&key);
            assert_eq!(position.amount, own.active, "staker {who}");
            assert_eq!(live(&position.cooling), live(&own.tickets), "staker {who}");
            assert_eq!(position.locked, own.locked, "staker {who}");
        }
    }

    fn check_device(&self, at: usize) {
        let model = &self.model.devices[at];
        let chain = self.world.device_stake(&self.devices[at]);
        assert_eq!(
            (chain.amount, chain.locked, chain.guarantee),
            (model.own.active, model.own.locked, model.guarantee),
            "device {at}"
        );
        assert_eq!(
            live(&chain.cooling),
            live(&model.own.tickets),
            "device {at}"
        );
        assert_eq!(
            (chain.co_total, chain.co_shares, chain.co_active_shares),
            (model.pot, model.shares, model.active_shares),
            "device {at}"
        );
        assert_eq!(
            (chain.co_locked, chain.co_generation),
            (model.co_locked, model.generation),
            "device {at}"
        );
        assert_eq!(
            (chain.requirement, chain.requirement_next, chain.lowered_ts),
            (model.held, model.next, model.lowered_ts),
            "device {at}"
        );
        let mut shares = 0;
        for who in 0..FRIENDS {
            let mine = model.current(who);
            shares += mine.shares + mine.tickets.iter().map(|t| t.0).sum::<u64>();
            if !self.has_co_stake(who, at) {
                continue;
            }
            let friend = self.wallets[STAKERS + DEVICES + who].pubkey();
            let view = self.world.co_stake(&self.devices[at], &friend);
            let seen = if view.generation == model.generation {
                Share {
                    generation: view.generation,
                    shares: view.shares,
                    tickets: view.cooling,
                }
            } else {
                Share::default()
            };
            assert_eq!(seen.shares, mine.shares, "friend {who} of {at}");
            assert_eq!(
                live(&seen.tickets),
                live(&mine.tickets),
                "friend {who} of {at}"
            );
        }
        assert_eq!(shares, model.shares, "every share is somebody's");
        assert!(model.pot <= model.shares);
    }

    fn check_totals(&self) {
        let (pool, model) = (self.world.pool(), &self.model);
        let at_work: u64 = model.stakers.iter().map(|own| own.active).sum();
        let behind: u64 = model.devices.iter().map(|d| d.own.active).sum();
        let pots: u64 = model.devices.iter().map(|d| d.pot).sum();
        let owns = model.stakers.iter();
        let owns = owns.chain(model.devices.iter().map(|d| &d.own));
        let cooling: u64 = owns.map(Own::cooling).sum();
        assert_eq!(pool.delegated_total, OTHERS + at_work);
        assert_eq!(pool.device_total, behind);
        assert_eq!(pool.cooling_total, cooling);
        assert_eq!(pool.co_total, pots);
        assert_eq!(pool.slashed_total, model.slashed);
        assert_eq!(pool.guarantees_paid, model.guarantees_paid);

        let mint = self.world.io_mint;
        let stake_vault = self.world.token_balance(&staking::stake_vault());
        assert_eq!(stake_vault, model.all_stake(), "principal to the unit");
        let mut held = 0;
        for (wallet, key) in self.wallets.iter().enumerate() {
            let account = associated(&key.pubkey(), &mint);
            let balance = self.world.token_balance(&account);
            assert_eq!(balance, model.funds[wallet], "wallet {wallet}");
            held += balance;
        }
        // Nothing but rewards comes in, nothing but slashes goes out.
        let wallets = self.wallets.len() as u64;
        assert_eq!(
            held + stake_vault + pool.slashed_total,
            wallets * FUNDS + OTHERS + pool.rewards_paid
        );
        let emission = self.world.emission();
        assert_eq!(
            self.world.supply(&mint) + pool.slashed_total,
            self.supply + emission.emitted
        );
        let reward_vault = self.world.token_balance(&staking::reward_vault());
        assert_eq!(reward_vault, emission.stakers_total - pool.rewards_paid);
        let stakers = self.wallets[..STAKERS].iter();
        let unpaid: u64 = stakers
            .map(|key| self.world.position(&key.pubkey()).unpaid)
            .sum();
        assert!(reward_vault >= unpaid + pool.reserve);
    }
}

/// Tickets that hold something; empty ones may bear any time.
fn live(tickets: &[(u64, i64); 4]) -> [(u64, i64); 4] {
    tickets.map(|(amount, ts)| (amount, if amount == 0 { 0 } else { ts }))
}
