//! The first hours: opened, challenged, summed up, voted on, sealed, final.

use super::{City, IO, genesis::OPERATORS};
use crate::{
    oracle::{
        address::{epoch_record, singleton},
        challenges::{AFTER, BEFORE, challenge, open_challenge, prove_challenge, signature, vault},
        instructions::{self as ix, Settlement},
        tree::{Opened, SumTree},
        world::{CHALLENGE_BOND, params},
    },
    send::assert_sent,
    world::EPOCH_S,
};
use io_core::{hash::HostSha256, merkle, merkle_sum};
use solana_pubkey::Pubkey;
use std::sync::LazyLock;

/// What every usage leaf says of the lease's first hour, seconds.
pub const FIRST_HOUR_S: u32 = 3_600;
const DEPTH: u8 = merkle_sum::DEPTH;

/// A line of a settlement: what a lease or a wallet has by now, cumulative.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    /// Name of the lease or the wallet.
    pub of: &'static str,
    /// Seconds, or IO base units.
    pub amount: u64,
}

const fn share(of: &'static str, amount: u64) -> Share {
    Share { of, amount }
}

impl City {
    /// The first hour's challenge is drawn.
    pub fn proving() -> Self {
        static STAGE: LazyLock<City> = LazyLock::new(|| {
            let mut city = City::working();
            city.draw(1);
            city
        });
        STAGE.clone()
    }

    /// The first hour is over and summaries are taken; the second hour is open.
    pub fn summing_up() -> Self {
        static STAGE: LazyLock<City> = LazyLock::new(|| {
            let mut city = City::proving();
            let end = city.start_of(2);
            city.go_to(end);
            city.open(2);
            city.name("epoch 2", epoch_record(2));
            city.post_summary(0, 1);
            city
        });
        STAGE.clone()
    }

    /// Votes on the first hour are taken: two of four have voted for its settlement.
    pub fn voting() -> Self {
        static STAGE: LazyLock<City> = LazyLock::new(|| {
            let mut city = City::summing_up();
            city.go_to_vote(1);
            let rewards = [share("pam", 1_000 * IO), share("sue", 500 * IO)];
            let usage = [share("job.sam", 1_800), share("job.sue", 1_700)];
            let settlement = city.settle(1, &rewards, &usage);
            for seat in 0..2 {
                assert_sent(city.vote(seat, &settlement));
            }
            city
        });
        STAGE.clone()
    }

    /// The first hour is sealed and not yet final.
    pub fn sealed() -> Self {
        static STAGE: LazyLock<City> = LazyLock::new(|| {
            let mut city = City::voting();
            let settlement = city.settlement_of(1);
            assert_sent(city.vote(2, &settlement));
            city
        });
        STAGE.clone()
    }

    /// The first hour is final, the hours are accrued, the second hour is sealed and final a second
    /// later than now.
    pub fn paying() -> Self {
        static STAGE: LazyLock<City> = LazyLock::new(|| {
            let mut city = City::sealed();
            city.go_to_vote(2);
            let rewards = [share("pam", 2_000 * IO), share("sue", 1_000 * IO)];
            let usage = [share("job.sam", 3_600), share("job.sue", 3_300)];
            let settlement = city.settle(2, &rewards, &usage);
            for seat in 0..3 {
                assert_sent(city.vote(seat, &settlement));
            }
            city.wait(i64::from(params().challenge_window_s) - 1);
            city.chain.accrue();
            city
        });
        STAGE.clone()
    }

    /// Both hours are final: nothing of Rita's job can be earned any more.
    pub fn settled() -> Self {
        static STAGE: LazyLock<City> = LazyLock::new(|| {
            let mut city = City::paying();
            city.wait(1);
            city
        });
        STAGE.clone()
    }

    /// The first hour is sealed, and the second with a lie: what Pam had earned has shrunk. Carl and Dora
    /// have the IO for a challenge.
    pub fn disputed() -> Self {
        static STAGE: LazyLock<City> = LazyLock::new(|| {
            let mut city = City::sealed();
            for name in ["carl", "dora"] {
                city.person_with(name, 2 * CHALLENGE_BOND);
                let challenge = challenge(&city.at(name), 2);
                city.name(&format!("{name}.challenge"), challenge);
                city.name(&format!("{name}.bond"), vault(&challenge));
            }
            city.name("disputes", signature());
            city.name("slasher", singleton("slasher"));
            city.go_to_vote(2);
            let rewards = [share("pam", 900 * IO), share("sue", 700 * IO)];
            let settlement = city.settle(2, &rewards, &[]);
            for seat in 0..3 {
                assert_sent(city.vote(seat, &settlement));
            }
            city
        });
        STAGE.clone()
    }

    /// Carl challenges Pam's place in the second hour, and has shown what she had and what she has.
    pub fn disproved() -> Self {
        static STAGE: LazyLock<City> = LazyLock::new(|| {
            let mut city = City::disputed();
            let (carl, mint) = (city.at("carl"), city.chain.io_mint);
            city.act(&open_challenge(&carl, &mint, 2, 0));
            for (side, epoch) in [(BEFORE, 1), (AFTER, 2)] {
                let leaf = city.leaf_of(epoch, "pam");
                city.act(&prove_challenge(&carl, 2, side, &leaf));
            }
            city
        });
        STAGE.clone()
    }

    /// The operator of `seat` posts its summary of `epoch`.
    pub fn post_summary(&mut self, seat: usize, epoch: u64) {
        let key = self.at(&format!("{}.key", OPERATORS[seat]));
        self.act(&ix::post_summary(&key, epoch, [7; 32]));
    }

    /// Builds the hour's trees and the settlement that builds on the last sealed one.
    pub fn settle(&mut self, epoch: u64, rewards: &[Share], usage: &[Share]) -> Settlement {
        let wallets = rewards
            .iter()
            .map(|share| (self.at(share.of).to_bytes(), share.amount));
        let tree = merkle_sum::Tree::build(DEPTH, wallets).expect("it fits");
        let leaf = |(index, share): (u32, &Share)| {
            let lease = self.at(share.of).to_bytes();
            merkle::usage_leaf::<HostSha256>(index, &lease, share.amount, FIRST_HOUR_S)
        };
        let seconds = merkle::Tree::build(DEPTH, (0..).zip(usage).map(leaf)).expect("it fits");
        self.rewards.insert(epoch, tree);
        self.usage.insert(epoch, (seconds, usage.to_vec()));
        self.settlement_of(epoch)
    }

    /// The settlement of an hour whose trees are built, on what is sealed now.
    #[track_caller]
    pub fn settlement_of(&self, epoch: u64) -> Settlement {
        let root = self.rewards[&epoch].root();
        Settlement {
            rewards_root: root.hash,
            n_leaves: self.rewards[&epoch].n_leaves(),
            usage_root: self.usage[&epoch].0.root(),
            ..self.settlement(epoch, root.sum, 0)
        }
    }

    /// A wallet's leaf in an hour's rewards: index, lifetime IO base units, path.
    #[track_caller]
    pub fn reward_of(&self, epoch: u64, wallet: &str) -> (u32, u64, Vec<u8>) {
        let tree = &self.rewards[&epoch];
        let is = |index: &u32| {
            tree.leaf(*index)
                .is_some_and(|leaf| leaf.0 == self.at(wallet).to_bytes())
        };
        let index = (0..tree.n_leaves())
            .find(is)
            .expect("the wallet is in the tree");
        let amount = tree.leaf(index).expect("it is in").1;
        let proof = tree.proof(index).expect("it is in").as_flattened().to_vec();
        (index, amount, proof)
    }

    /// An hour's rewards as a tree whose nodes can be shown.
    #[track_caller]
    pub fn sum_tree(&self, epoch: u64) -> SumTree {
        let tree = &self.rewards[&epoch];
        let leaves: Vec<(Pubkey, u64)> = (0..tree.n_leaves())
            .filter_map(|index| tree.leaf(index))
            .map(|(wallet, amount)| (Pubkey::new_from_array(wallet), amount))
            .collect();
        SumTree::honest(&leaves)
    }

    /// A wallet's leaf in an hour's rewards, as evidence.
    #[track_caller]
    pub fn leaf_of(&self, epoch: u64, wallet: &str) -> Opened {
        let (index, ..) = self.reward_of(epoch, wallet);
        self.sum_tree(epoch).open(0, index)
    }

    /// Whole hours later, accrued.
    pub fn hours_later(&mut self, hours: i64) {
        self.wait(hours * i64::from(EPOCH_S));
        self.chain.accrue();
    }
}
