//! Where everything lies: the addresses of the cast, and which balance is whose.

use super::{
    cast::*,
    model::Model,
    op::{Coin, JobId},
};
use crate::{
    emissions,
    escrow::{self, Host},
    iosd::{self, iosd_mint},
    oracle::address::singleton,
    staking,
    token::associated,
    world::World,
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::collections::HashMap;

/// A balance that the model predicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purse {
    Held(Coin, usize),
    Stakes,
    StakerRewards,
    SupplierRewards,
    CpuReserve,
    Allocation(u8),
    RequestedIo,
    RequestedIosd,
    Bonds,
    /// Of a challenge, by its challenger and its epoch.
    ChallengeBond(usize, u64),
    Job(JobId),
}

impl Model {
    /// What the model says is in it, base units.
    pub fn balance(&self, purse: Purse) -> u64 {
        match purse {
            Purse::Held(Coin::Io, who) => self.staking.funds[who],
            Purse::Held(Coin::Iosd, who) => self.iosd_purses[who],
            Purse::Held(Coin::Usdc, who) => self.dollars[who],
            Purse::Stakes => self.staking.all_stake(),
            Purse::StakerRewards => self.emission.totals.stakers - self.rewards.paid,
            Purse::SupplierRewards => self.emission.totals.gpu - self.emission.claimed_total,
            Purse::CpuReserve => self.emission.totals.cpu,
            Purse::Allocation(grant) => self.emission.unvested(grant),
            Purse::RequestedIo => self.iosd.locked(true),
            Purse::RequestedIosd => self.iosd.locked(false),
            Purse::Bonds => self.oracle.bonds(),
            Purse::ChallengeBond(who, epoch) => {
                let challenge = self.oracle.challenges.get(&(who, epoch));
                challenge.map_or(0, |challenge| challenge.bond)
            }
            Purse::Job(id) => self.jobs.get(&id).map_or(0, |job| job.vault),
        }
    }
}

/// The addresses of everybody and everything.
pub struct Accounts {
    pub wallets: Vec<Keypair>,
    /// Hot keys of operators, by number, and after them one that none has.
    pub keys: Vec<Pubkey>,
    pub hosts: Vec<Host>,
    pub sponsor: Pubkey,
    /// Keys that hold offices.
    pub officers: [Pubkey; OFFICERS],
    pub purses: HashMap<Pubkey, Purse>,
    /// What a forged transaction puts in another account's place.
    pub strangers: Vec<Pubkey>,
    pub mints: [Pubkey; 3],
}

impl Clone for Accounts {
    fn clone(&self) -> Self {
        let host = |host: &Host| Host {
            supplier: host.supplier.insecure_clone(),
            ..*host
        };
        Self {
            wallets: self.wallets.iter().map(Keypair::insecure_clone).collect(),
            keys: self.keys.clone(),
            hosts: self.hosts.iter().map(host).collect(),
            purses: self.purses.clone(),
            strangers: self.strangers.clone(),
            ..*self
        }
    }
}

impl Accounts {
    /// Everybody of the cast, with SOL and empty token accounts.
    pub fn new(world: &mut World) -> Self {
        let mut wallets: Vec<Keypair> = (0..TREASURY).map(|_| world.wallet()).collect();
        let treasury = escrow::treasury();
        // The treasury has no key that anybody uses; its place is taken by one that nobody asks for.
        wallets.push(world.new_key());
        wallets.push(world.wallet());
        let sponsor = world.wallet().pubkey();
        let guardian = crate::oracle::world::guardian().pubkey();
        world.fund(&guardian);
        let authority = world.authority.pubkey();
        let others = [(); 2].map(|()| world.wallet().pubkey());
        let officers = [authority, guardian, others[0], others[1]];
        let mints = [iosd_mint(), world.io_mint, world.usdc_mint];
        let mut accounts = Self {
            keys: (0..=KEYS).map(|_| world.wallet().pubkey()).collect(),
            hosts: Vec::new(),
            sponsor,
            officers,
            purses: HashMap::new(),
            strangers: Vec::new(),
            mints,
            wallets,
        };
        for who in 0..HOLDERS {
            let owner = if who == TREASURY {
                treasury
            } else {
                accounts.wallets[who].pubkey()
            };
            for coin in [Coin::Iosd, Coin::Io, Coin::Usdc] {
                let mint = mints[coin as usize];
                let account = associated(&owner, &mint);
                world.put_token_account(account, mint, owner);
                accounts.purses.insert(account, Purse::Held(coin, who));
            }
        }
        for device in 0..DEVICES {
            accounts.hosts.push(accounts.host(device));
        }
        accounts.name_vaults();
        accounts.name_strangers();
        accounts
    }

    fn host(&self, device: usize) -> Host {
        let nonce = u32::try_from(device / SUPPLIERS).expect("few");
        let supplier = self.wallets[supplier(device)].insecure_clone();
        let address = crate::oracle::address::device(&supplier.pubkey(), nonce);
        Host {
            payee: self.key(payee(device)),
            stake: staking::device_stake(&address),
            device: address,
            gpus: processors(device),
            supplier,
        }
    }

    fn name_vaults(&mut self) {
        self.purses.extend([
            (staking::stake_vault(), Purse::Stakes),
            (staking::reward_vault(), Purse::StakerRewards),
            (emissions::supplier_vault(), Purse::SupplierRewards),
            (emissions::reserve_vault(), Purse::CpuReserve),
            (iosd::io_vault(), Purse::RequestedIo),
            (iosd::iosd_vault(), Purse::RequestedIosd),
            (singleton("bond_vault"), Purse::Bonds),
        ]);
        for grant in 0..3 {
            let vault = emissions::allocation_vault(grant);
            self.purses.insert(vault, Purse::Allocation(grant));
        }
    }

    fn name_strangers(&mut self) {
        let mut strangers: Vec<Pubkey> = self.purses.keys().copied().collect();
        // A map has no order, and a walk must be the same every time.
        strangers.sort_unstable();
        for who in 0..PEOPLE / 4 {
            strangers.push(staking::position(&self.key(who)));
        }
        for host in &self.hosts {
            strangers.extend([host.device, host.stake]);
        }
        for name in ["oracle", "operators", "prices", "price_ring", "classes"] {
            strangers.push(singleton(name));
        }
        strangers.extend(self.mints);
        strangers.extend([
            staking::pool(),
            emissions::emission(),
            iosd::iosd(),
            escrow::escrow(),
        ]);
        for grant in 0..3 {
            strangers.push(emissions::grant(grant));
        }
        self.strangers = strangers;
    }

    /// A wallet's address.
    pub fn key(&self, who: usize) -> Pubkey {
        self.wallets[who].pubkey()
    }

    /// A mint.
    pub fn mint(&self, coin: Coin) -> Pubkey {
        self.mints[coin as usize]
    }

    /// A job's address.
    pub fn job(&self, id: JobId) -> Pubkey {
        escrow::job(&self.key(id.0), id.1)
    }
}
