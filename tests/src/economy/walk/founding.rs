//! The network at its genesis, by the programs' own instructions.

use super::Walk;
use crate::{
    city::City,
    economy::{
        accounts::Accounts,
        cast::*,
        chain::Chain,
        check::seals::Seals,
        model::Model,
        op::{Coin, Op},
        staking::Step,
        transaction::{send, unchecked},
    },
    emissions,
    oracle::{
        instructions::{self as oracle, Class},
        world::BOND,
    },
    token::associated,
    world::World,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::{collections::BTreeMap, path::Path, sync::Arc};

impl Walk {
    /// On the binaries in `folder`.
    pub fn found(folder: &Path) -> Self {
        let mut world = World::on(folder);
        let accounts = Accounts::new(&mut world);
        unchecked(&mut world);
        let funds = vec![0; HOLDERS];
        let mut walk = Self {
            model: Model::new(0, funds.clone(), funds),
            chain: Chain {
                world,
                accounts,
                trees: BTreeMap::new(),
                seals: Seals::default(),
            },
            tally: BTreeMap::new(),
            called: BTreeMap::new(),
            founded: BTreeMap::new(),
        };
        let wallets = walk.chain.accounts.wallets.iter();
        walk.model.keys = Arc::new(wallets.map(Signer::pubkey).collect());
        walk.initialize();
        walk.allocate();
        walk.offer_devices();
        walk.join_in();
        if let Err(what) = walk.chain.everything(&walk.model) {
            panic!("the founding is not what the model says: {what}");
        }
        walk.tally.clear();
        walk.founded = std::mem::take(&mut walk.called);
        walk
    }

    fn must(&mut self, instructions: &[Instruction]) {
        let payer = self.chain.accounts.sponsor;
        match send(&mut self.chain.world, instructions, &payer) {
            Ok(called) => self.count(&called),
            Err(refused) => panic!("{:?}\n{}", refused.error, refused.logs.join("\n")),
        }
    }

    fn initialize(&mut self) {
        let bare = City::bare();
        for program in ["oracle", "prices", "staking", "emissions", "iosd", "escrow"] {
            let instruction = bare.initialization(program);
            self.must(&[instruction]);
        }
    }

    /// The allocations of the genesis table: those that vest to wallets of the cast, the others to the
    /// holder, who gives everybody a part.
    fn allocate(&mut self) {
        let (by, mint) = (
            self.chain.accounts.officers[AUTHORITY],
            self.chain.accounts.mint(Coin::Io),
        );
        for grant in 0..3 {
            let named = self.model.emission.beneficiaries[usize::from(grant)];
            let to = named.map_or(Pubkey::default(), |to| self.chain.accounts.key(to));
            self.must(&[emissions::mint_grant(by, mint, grant, to)]);
        }
        let holder = self.chain.accounts.key(HOLDER);
        let purse = associated(&holder, &mint);
        for allocation in [3, 4] {
            self.must(&[emissions::mint_allocation(by, mint, purse, allocation)]);
        }
        self.model.emission.supply = io_core::units::GENESIS_SUPPLY;
        self.model.staking.funds[HOLDER] = self.chain.world.token_balance(&purse);
        for who in 0..TREASURY {
            let amount = if who < PEOPLE { FUNDS } else { 30 * BOND };
            let to = associated(&self.chain.accounts.key(who), &mint);
            let give = crate::instruction::Ix::token(3)
                .writes(purse)
                .writes(to)
                .signer(holder)
                .u64(amount);
            self.must(&[give.build()]);
            self.model.staking.funds[HOLDER] -= amount;
            self.model.staking.funds[who] += amount;
        }
        for who in 0..PEOPLE {
            let usdc = self.chain.accounts.mint(Coin::Usdc);
            let to = associated(&self.chain.accounts.key(who), &usdc);
            self.chain.world.give_tokens(&to, DOLLARS);
            self.model.dollars[who] = DOLLARS;
        }
    }

    fn offer_devices(&mut self) {
        let by = self.chain.accounts.officers[AUTHORITY];
        let class = Class {
            multiplier_milli: 1_000,
            ..Class::test()
        };
        self.must(&[oracle::set_class(&by, 0, &class)]);
        for device in 0..SUPPLIERS {
            let host = &self.chain.accounts.hosts[device];
            let (owner, at) = (host.key(), host.device);
            let floor = 1u64.to_le_bytes();
            let register = self.chain.register(device);
            self.must(&[
                register,
                oracle::set_tier(&by, at, 4),
                oracle::manage_device("offer_device", &owner, at, &floor),
            ]);
        }
    }

    fn join_in(&mut self) {
        for seat in 0..OPERATORS {
            self.expect(&Op::AddOperator);
            self.expect(&Op::Bond { seat, amount: BOND });
        }
        for who in 0..PEOPLE {
            let amount = FIRST_STAKE;
            self.expect(&Op::Staking(Step::Stake { who, amount }));
            if compounds(who) {
                self.expect(&Op::Compounding { who, enabled: true });
            }
        }
        for device in 0..SUPPLIERS {
            let amount = 400 * crate::city::IO * u64::from(processors(device));
            self.expect(&Op::Staking(Step::StakeDevice { device, amount }));
            self.expect(&Op::Terms {
                device,
                share_bps: 7_000,
                open: true,
            });
        }
    }

    fn expect(&mut self, op: &Op) {
        match self.take(op) {
            Ok(true) => {}
            Ok(false) => panic!("{op:?} is refused"),
            Err(what) => panic!("{op:?}: {what}"),
        }
    }
}
