//! The embedded chain with our binaries on it.

use litesvm::LiteSVM;
use sha2::{Digest, Sha256};
use solana_account::Account;
use solana_clock::Clock;
use solana_keypair::Keypair;
use solana_pubkey::{Pubkey, pubkey};
use solana_signer::Signer;
use std::path::{Path, PathBuf};

/// `emissions`.
pub const EMISSIONS: Pubkey = pubkey!("emYsEPQ88Xe4o4KWjh4CufrVUJRwtgnGMxdCvonuUy5");
/// `staking`.
pub const STAKING: Pubkey = pubkey!("st5ZmP6bsHkWJXaNDHxTmwn6W999BkNMHyz2mQA2DYQ");
/// `iosd`.
pub const IOSD: Pubkey = pubkey!("usP6UyZkt3tqnbXfie6yeeaT5e7UBBedaJcDoARLqF6");
/// `escrow`.
pub const ESCROW: Pubkey = pubkey!("esiGnLJ1MnFAopmuAdgihDr8yBP1yK3Pc3Yvw831Cmi");
/// `market`.
pub const MARKET: Pubkey = pubkey!("madD9kcgZr6u5X5sPJZQYu3XcFz3XdgjhsCA4mT6mUq");
/// `oracle`.
pub const ORACLE: Pubkey = pubkey!("orGNbtCwF9SkjVzsdo16tb5FhvkjS2YAekzD65dDQ9a");
/// `disputes`.
pub const DISPUTES: Pubkey = pubkey!("diWjSonsH8Jf5KeQjzrwWP1NYeSYV6N5cxAzu8SfKLA");
/// Solana's upgradeable loader.
pub const UPGRADEABLE_LOADER: Pubkey = pubkey!("BPFLoaderUpgradeab1e11111111111111111111111");
/// The system program.
pub const SYSTEM_PROGRAM: Pubkey = Pubkey::new_from_array([0; 32]);

/// The programs and their addresses.
pub const PROGRAMS: [(&str, Pubkey); 7] = [
    ("emissions", EMISSIONS),
    ("staking", STAKING),
    ("iosd", IOSD),
    ("escrow", ESCROW),
    ("market", MARKET),
    ("oracle", ORACLE),
    ("disputes", DISPUTES),
];

/// Start of epoch 1 in every test: 2024-06-11 12:00 UTC.
pub const GENESIS_TS: i64 = 1_718_107_200;
/// Epoch length of every test, as on mainnet.
pub const EPOCH_S: u32 = 3_600;
/// Slot the clock starts at.
pub const FIRST_SLOT: u64 = 1_000;

/// The chain, the keys of its authority, and the IO mint.
pub struct World {
    /// The embedded chain.
    pub svm: LiteSVM,
    /// Upgrade authority of every program, hence config authority after `initialize`.
    pub authority: Keypair,
    /// The IO mint: 8 decimals, supply 0, authority the emission account.
    pub io_mint: Pubkey,
    /// A mint of 6 decimals that stands for USDC; its issuer may freeze.
    pub usdc_mint: Pubkey,
    keys: u64,
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

/// A copy that goes its own way: what one test does to it, no other sees.
impl Clone for World {
    fn clone(&self) -> Self {
        Self {
            svm: self.svm.clone(),
            authority: self.authority.insecure_clone(),
            io_mint: self.io_mint,
            usdc_mint: self.usdc_mint,
            keys: self.keys,
        }
    }
}

impl World {
    /// A chain at genesis with every built program and the IO mint; nothing is initialized.
    pub fn new() -> Self {
        Self::on(&deploy_folder())
    }

    /// As [`World::new`], with the binaries of `folder`.
    pub fn on(folder: &Path) -> Self {
        let svm = LiteSVM::new();
        let mut world = Self {
            svm,
            authority: key_from("authority", 0),
            io_mint: Pubkey::default(),
            usdc_mint: key_from("usdc mint", 0).pubkey(),
            keys: 0,
        };
        world.upgrade(folder);
        world.set_clock(GENESIS_TS, FIRST_SLOT);
        let authority = world.authority.pubkey();
        world.fund(&authority);
        world.io_mint = key_from("io mint", 0).pubkey();
        let emission = pda(&[b"emission"], &EMISSIONS);
        world.put_mint(world.io_mint, 8, Some(emission), None, 0);
        let issuer = Some(key_from("usdc issuer", 0).pubkey());
        world.put_mint(world.usdc_mint, 6, issuer, issuer, 0);
        world
    }

    /// As [`World::new`], with `staking` and `emissions` initialized: the emission runs.
    pub fn with_emission() -> Self {
        let mut world = Self::new();
        world.initialize_staking();
        world.initialize_emissions();
        world
    }

    /// Loads the programs of `folder`, over those that are there.
    pub fn upgrade(&mut self, folder: &Path) {
        for (name, id) in PROGRAMS {
            self.load(&folder.join(format!("{name}.so")), id);
        }
    }

    /// Loads a binary and names our authority as its upgrade authority. A program that is not built
    /// is left out: the tests that call it fail with `ProgramAccountNotFound`.
    pub fn load(&mut self, path: &Path, id: Pubkey) {
        let Ok(binary) = std::fs::read(path) else {
            return;
        };
        if let Err(error) = self.svm.add_program(id, &binary) {
            panic!(
                "{} does not load ({error:?}); build it again with `cargo xtask build`",
                path.display()
            );
        }
        let address = program_data(&id);
        let mut account = self
            .svm
            .get_account(&address)
            .expect("the loader wrote ProgramData");
        account.data[12] = 1;
        account.data[13..45].copy_from_slice(self.authority.pubkey().as_ref());
        self.svm
            .set_account(address, account)
            .expect("ProgramData is written");
    }

    /// A new wallet with SOL.
    pub fn wallet(&mut self) -> Keypair {
        let key = self.new_key();
        self.fund(&key.pubkey());
        key
    }

    /// A new key without an account.
    pub fn new_key(&mut self) -> Keypair {
        self.keys += 1;
        key_from("key", self.keys)
    }

    /// Gives SOL.
    pub fn fund(&mut self, key: &Pubkey) {
        self.svm
            .airdrop(key, 100_000_000_000)
            .expect("the airdrop lands");
    }

    /// Writes any account, rent exempt.
    pub fn put_account(&mut self, key: Pubkey, owner: Pubkey, data: Vec<u8>) {
        let lamports = self.svm.minimum_balance_for_rent_exemption(data.len());
        let account = Account {
            lamports,
            data,
            owner,
            executable: false,
            rent_epoch: u64::MAX,
        };
        self.svm
            .set_account(key, account)
            .expect("the account is written");
    }

    /// An account's bytes.
    #[track_caller]
    pub fn data(&self, key: &Pubkey) -> Vec<u8> {
        self.svm
            .get_account(key)
            .unwrap_or_else(|| panic!("no account at {key}"))
            .data
    }

    /// Rewrites an account's bytes in place.
    pub fn edit(&mut self, key: &Pubkey, change: impl FnOnce(&mut [u8])) {
        let mut account = self.svm.get_account(key).expect("the account exists");
        change(&mut account.data);
        self.svm
            .set_account(*key, account)
            .expect("the account is written");
    }

    /// Unix seconds of the chain's clock.
    pub fn now(&self) -> i64 {
        self.svm.get_sysvar::<Clock>().unix_timestamp
    }

    /// Sets the clock.
    pub fn set_clock(&mut self, unix_timestamp: i64, slot: u64) {
        let mut clock = self.svm.get_sysvar::<Clock>();
        clock.unix_timestamp = unix_timestamp;
        clock.slot = slot;
        self.svm.set_sysvar(&clock);
    }

    /// Moves the clock, with slots of 400 ms.
    pub fn warp(&mut self, seconds: i64) {
        let clock = self.svm.get_sysvar::<Clock>();
        let slots = u64::try_from(seconds).expect("time runs forward") * 10 / 4;
        self.set_clock(clock.unix_timestamp + seconds, clock.slot + slots);
    }

    /// Moves the clock by whole epochs.
    pub fn warp_hours(&mut self, hours: u64) {
        self.warp(i64::try_from(hours).expect("fits") * i64::from(EPOCH_S));
    }

    /// Writes a lookup table of `addresses`, deep enough in the past to be used at once.
    pub fn lookup_table(&mut self, addresses: &[Pubkey]) -> Pubkey {
        const LOOKUP_PROGRAM: Pubkey = pubkey!("AddressLookupTab1e1111111111111111111111111");
        let key = self.new_key().pubkey();
        // LookupTableMeta, bincode: kind 1, deactivation slot (never), last extended slot, start
        // index, no authority; padded to 56 bytes.
        let mut data = vec![0u8; 56];
        data[0] = 1;
        data[4..12].fill(0xff);
        for address in addresses {
            data.extend_from_slice(address.as_ref());
        }
        self.put_account(key, LOOKUP_PROGRAM, data);
        key
    }
}

/// The program-derived address of `seeds`.
pub fn pda(seeds: &[&[u8]], program: &Pubkey) -> Pubkey {
    Pubkey::find_program_address(seeds, program).0
}

/// A program's ProgramData account.
pub fn program_data(program: &Pubkey) -> Pubkey {
    pda(&[program.as_ref()], &UPGRADEABLE_LOADER)
}

/// Environment variable: another folder than the build's, for binaries that are not as they should be.
pub const DEPLOY_VAR: &str = "IO_DEPLOY_DIR";

/// Where the build leaves the programs.
pub fn deploy_folder() -> PathBuf {
    match std::env::var_os(DEPLOY_VAR) {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/deploy"),
    }
}

fn key_from(role: &str, number: u64) -> Keypair {
    let seed = Sha256::new()
        .chain_update(role)
        .chain_update(number.to_le_bytes())
        .finalize();
    Keypair::new_from_array(seed.into())
}
