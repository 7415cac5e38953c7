//! A device with its owner's stake, and friends who back it.
use super::{IO, holder};
use io_tests::{
    send::{Outcome, assert_sent},
    staking::{self, co_stake, slash},
    world::World,
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// A staked device of one processor at multiplier 1, which requires 200 IO.
pub struct Backed {
    pub supplier: Keypair,
    pub device: Pubkey,
}

impl Backed {
    /// The owner has staked `own` base units and holds a million IO more.
    pub fn new(world: &mut World, own: u64) -> Self {
        let supplier = holder(world, own + 1_000_000 * IO);
        let device = world.put_device(supplier.pubkey(), 0, 1);
        let backed = Self { supplier, device };
        backed.stake(world, own);
        backed
    }

    /// As [`Backed::new`], open to co-stakers for `share_bps` of the reward.
    pub fn open(world: &mut World, own: u64, share_bps: u16) -> Self {
        let backed = Self::new(world, own);
        let terms = co_stake::set_terms(backed.owner(), backed.device, share_bps, true);
        assert_sent(world.send(&[terms], &[&backed.supplier]));
        backed
    }

    pub fn owner(&self) -> Pubkey {
        self.supplier.pubkey()
    }

    /// The owner adds to his part.
    pub fn stake(&self, world: &mut World, amount: u64) {
        let mint = world.io_mint;
        let stake = staking::stake_device(self.owner(), self.device, &mint, amount);
        assert_sent(world.send(&[stake], &[&self.supplier]));
    }

    /// A wallet that holds `amount` base units and puts all of it behind the device.
    pub fn join(&mut self, world: &mut World, amount: u64) -> Keypair {
        let friend = holder(world, amount);
        let mint = world.io_mint;
        let join = co_stake::join(friend.pubkey(), self.device, &mint, amount, 0);
        assert_sent(world.send(&[join], &[&friend]));
        friend
    }

    /// A friend leaves with all that is at work, waits, and withdraws.
    pub fn leave_all(&mut self, world: &mut World, friend: &Keypair) {
        let shares = world.co_stake(&self.device, &friend.pubkey()).shares;
        let leave = co_stake::leave(friend.pubkey(), self.device, shares);
        assert_sent(world.send(&[leave], &[friend]));
        world.warp(21 * 86_400);
        let mint = world.io_mint;
        let withdraw = co_stake::withdraw(friend.pubkey(), self.device, &mint);
        assert_sent(world.send(&[withdraw], &[friend]));
    }
}

/// A wallet with ten million IO staked, so that a day's limit of 1% leaves room.
pub fn whale(world: &mut World) -> Keypair {
    let whale = holder(world, 10_000_000 * IO);
    super::stake(world, &whale, 10_000_000 * IO);
    whale
}

/// The hash of the n-th piece of evidence.
pub fn evidence(n: u8) -> [u8; 32] {
    [n; 32]
}

/// Proposes a slash in the authority's name.
pub fn propose(world: &mut World, target: Pubkey, amount: u64, proof: &[u8; 32]) -> Outcome {
    let authority = world.authority.insecure_clone();
    let proposed = slash::propose(authority.pubkey(), target, amount, proof);
    world.send(&[proposed], &[&authority])
}

/// Executes a slash that `oracle` has proven, all hours accrued.
pub fn execute(world: &mut World, target: Pubkey, amount: u64) -> Outcome {
    world.accrue();
    let payer = world.wallet();
    let mint = world.io_mint;
    world.send_as_program(
        slash::execute(target, &mint, amount, &evidence(255)),
        &payer,
    )
}
