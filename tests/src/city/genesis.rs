//! Genesis, instruction by instruction: the programs in their order, an allocation, classes, operators.

use super::City;
use crate::{
    emissions, escrow, iosd,
    oracle::{
        address::SLOT_HASHES,
        instructions::{self as ix, Class},
        world::{BOND, OperatorKeys, params},
    },
    staking,
    token::{TOKEN_PROGRAM, associated},
    world::{
        EMISSIONS, EPOCH_S, ESCROW, GENESIS_TS, IOSD, MARKET, ORACLE, STAKING, SYSTEM_PROGRAM, pda,
        program_data,
    },
};
use solana_instruction::Instruction;
use solana_signer::Signer;
use std::sync::LazyLock;

/// Community allocation of the genesis table, which the holder gets.
const COMMUNITY: u8 = 4;
/// Bonded operators: three of them are more than two thirds.
pub const OPERATORS: [&str; 4] = ["op0", "op1", "op2", "op3"];

impl City {
    /// All programs initialized; the holder has the community's IO; four operators are bonded, one has
    /// half a bond, one is leaving; class 0 is live, class 1 is not. The hour is the first.
    pub fn founded() -> Self {
        static STAGE: LazyLock<City> = LazyLock::new(|| {
            let mut city = City::bare();
            for program in ["oracle", "prices", "staking", "emissions", "iosd", "escrow"] {
                city.initialize(program);
            }
            city.allocate();
            city.list_classes();
            city.seat_operators();
            city
        });
        STAGE.clone()
    }

    /// The initialization of a program, or of the oracle's price accounts; each needs those before it.
    #[track_caller]
    pub fn initialization(&self, of: &str) -> Instruction {
        let by = self.at("authority");
        let mint = self.chain.io_mint;
        match of {
            "oracle" => ix::initialize(&by, mint, &params()),
            "prices" => ix::initialize_prices(&by),
            "staking" => {
                staking::initialize(by, mint, staking::COOLDOWN_S, staking::MIN_EARNING_STAKE)
            }
            "emissions" => emissions::initialize(
                by,
                mint,
                GENESIS_TS,
                EPOCH_S,
                emissions::STAKERS_BPS,
                emissions::CPU_BPS,
            ),
            "iosd" => iosd::initialize(&self.chain, &by, &self.at("guardian")),
            "escrow" => {
                let fees = escrow::Fees {
                    reservation_bps: 25,
                    payment_bps: 0,
                    burn_bps: 5_000,
                    usdc_payment_bps: 200,
                    treasury: escrow::treasury(),
                };
                let times = [
                    escrow::OPEN_TIMEOUT_S,
                    escrow::MATCHED_TIMEOUT_S,
                    escrow::EXPIRY_GRACE_S,
                ];
                escrow::initialize(&by, self.chain.usdc_mint, &fees, times)
            }
            other => panic!("{other} is not a program"),
        }
    }

    /// Initializes it.
    #[track_caller]
    pub fn initialize(&mut self, of: &str) {
        self.act(&self.initialization(of));
    }

    fn allocate(&mut self) {
        self.person("holder");
        let (by, mint, to) = (
            self.at("authority"),
            self.chain.io_mint,
            self.at("holder.io"),
        );
        self.act(&emissions::mint_allocation(by, mint, to, COMMUNITY));
    }

    /// A new person with `io` base units of the holder's.
    pub fn person_with(&mut self, name: &str, io: u64) {
        self.person(name);
        self.transfer("holder", "holder.io", &format!("{name}.io"), io);
    }

    fn list_classes(&mut self) {
        let by = self.at("authority");
        let class = Class {
            multiplier_milli: 5_000,
            ..Class::test()
        };
        self.act(&ix::set_class(&by, 0, &class));
        let dormant = Class {
            live: false,
            ..class
        };
        self.act(&ix::set_class(&by, 1, &dormant));
    }

    fn seat_operators(&mut self) {
        for name in OPERATORS {
            self.seat(name, BOND);
        }
        self.seat("idle", BOND / 2);
        self.seat("leaver", BOND);
        let leaver = self.at("leaver");
        self.act(&ix::unbond(&leaver, &leaver));
    }

    /// Adds an operator, its hot key `NAME.key`, and bonds `bond` of the 2 bonds it brings.
    fn seat(&mut self, name: &str, bond: u64) {
        self.person_with(name, 2 * BOND);
        let hot = format!("{name}.key");
        let key = self.person(&hot);
        let (by, wallet) = (self.at("authority"), self.at(name));
        self.act(&ix::add_operator(
            &by,
            &wallet,
            &key,
            "http://127.0.0.1:8600",
        ));
        let source = self.at(&format!("{name}.io"));
        self.act(&ix::bond(&wallet, source, bond));
        let keys = OperatorKeys {
            wallet: self.keys(name),
            key: self.keys(&hot),
        };
        self.operators.push(keys);
    }

    pub(super) fn name_places(&mut self) {
        let programs = [
            ("emissions", EMISSIONS),
            ("staking", STAKING),
            ("iosd", IOSD),
            ("escrow", ESCROW),
            ("market", MARKET),
            ("oracle", ORACLE),
        ];
        for (name, id) in programs {
            self.name(&format!("program {name}"), id);
            self.name(&format!("{name}'s program data"), program_data(&id));
        }
        for (program, seeds) in [
            (
                EMISSIONS,
                &["emission", "supplier_vault", "reserve_vault"][..],
            ),
            (STAKING, &["pool", "stake_vault", "reward_vault"]),
            (IOSD, &["iosd", "iosd_mint", "io_vault", "iosd_vault"]),
            (ESCROW, &["escrow"]),
            (MARKET, &["market"]),
            (
                ORACLE,
                &[
                    "oracle",
                    "operators",
                    "classes",
                    "bond_vault",
                    "prices",
                    "price_ring",
                ],
            ),
        ] {
            for seed in seeds {
                self.name(seed, pda(&[seed.as_bytes()], &program));
            }
        }
        for allocation in 0..5 {
            let vault = emissions::allocation_vault(allocation);
            self.name(&format!("allocation {allocation}"), vault);
            let grant = emissions::grant(allocation);
            self.name(&format!("grant {allocation}"), grant);
        }
        let treasury = escrow::treasury();
        let treasury_iosd = associated(&treasury, &iosd::iosd_mint());
        let treasury_io = associated(&treasury, &self.chain.io_mint);
        self.chain
            .put_token_account(treasury_iosd, iosd::iosd_mint(), treasury);
        let io_mint = self.chain.io_mint;
        self.chain.put_token_account(treasury_io, io_mint, treasury);
        self.name("treasury.iosd", treasury_iosd);
        self.name("treasury.io", treasury_io);
        self.name("io_mint", io_mint);
        self.name("usdc_mint", self.chain.usdc_mint);
        self.name("token program", TOKEN_PROGRAM);
        self.name("system program", SYSTEM_PROGRAM);
        self.name("slot hashes", SLOT_HASHES);
        self.name("authority", self.chain.authority.pubkey());
    }
}
