//! A world with escrow running: prices on the board, staked hosts, renters with IOSD, final epochs.

use super::*;
use crate::{
    instruction::discriminator,
    iosd::RingPrice,
    send::{Outcome, assert_sent},
    world::{EPOCH_S, GENESIS_TS, STAKING},
};
use io_core::{hash::HostSha256, merkle};
use solana_keypair::Keypair;
use solana_pubkey::pubkey;
use solana_signer::Signer;

/// Class of every host: multiplier 5 (A100-80G).
pub const CLASS: u8 = 3;
/// Board price of [`CLASS`]: $1.232.
pub const PRICE: u64 = 123_200_000;
/// 200 IO × 5 per GPU, base units.
pub const STAKE_PER_GPU: u64 = 100_000_000_000;
/// The order of the published quote: 16 GPUs, ultra high speed, a week.
pub const WEEK: Order = Order {
    class: CLASS,
    tier: 4,
    region: 0,
    scenario: 1,
    gpus: 16,
    hours: 168,
    max_price: PRICE,
    max_rate: u64::MAX,
};
/// Its price, IOSD base units: $3,311.616.
pub const WEEK_DEPOSIT: u64 = 3_311_616_000;
/// Its renter's fee: 25 basis points.
pub const WEEK_FEE: u64 = 8_279_040;
/// The newest price on the ring: $2.
pub const IO_PRICE: u64 = 200_000_000;
/// Guarantee of a GPU at [`PRICE`]: $1.232 at $2, IO base units.
pub const GUARANTEE_PER_GPU: u64 = 61_600_000;
const BOND: u64 = 6_000_000_000_000;
/// Places of totals in `iosd`'s and `staking`'s accounts.
const BURNED_IO_AT: usize = 320;
const MINTED_IOSD_AT: usize = 328;
const DEVICE_TOTAL_AT: usize = 184;

/// Owner of the fees' account.
pub fn treasury() -> Pubkey {
    pubkey!("Treasury11111111111111111111111111111111111")
}

/// A supplier's staked, offered host.
#[derive(Debug)]
pub struct Host {
    pub supplier: Keypair,
    pub payee: Pubkey,
    pub device: Pubkey,
    pub stake: Pubkey,
    pub gpus: u16,
}

impl Host {
    /// The supplier's address.
    pub fn key(&self) -> Pubkey {
        self.supplier.pubkey()
    }
}

/// A lease's leaf in a final epoch, with its path.
#[derive(Clone, Debug)]
pub struct Usage {
    pub record: Pubkey,
    pub index: u32,
    pub cumulative_s: u64,
    pub first_hour_s: u32,
    pub proof: Vec<u8>,
}

impl World {
    /// As [`World::with_iosd`], with the oracle's accounts written and `escrow` initialized.
    pub fn with_escrow() -> Self {
        let mut world = Self::before_escrow();
        let treasury = treasury();
        for mint in world.payment_mints() {
            world.token_account(&treasury, &mint);
        }
        assert_sent(world.initialize_escrow());
        world
    }

    /// As [`World::with_iosd`], with the oracle's accounts written.
    pub fn before_escrow() -> Self {
        let mut world = Self::with_iosd();
        world.put_oracle_accounts();
        world
    }

    /// Initializes `escrow` with the usual terms and the world's USDC mint.
    pub fn initialize_escrow(&mut self) -> Outcome {
        let authority = self.authority.insecure_clone();
        let fees = Fees {
            reservation_bps: 25,
            payment_bps: 0,
            burn_bps: 5_000,
            usdc_payment_bps: 200,
            treasury: treasury(),
        };
        let times = [OPEN_TIMEOUT_S, MATCHED_TIMEOUT_S, EXPIRY_GRACE_S];
        let instruction = initialize(&authority.pubkey(), self.usdc_mint, &fees, times);
        self.send(&[instruction], &[&authority])
    }

    /// Writes the oracle's singletons: seven bonded operators, of whom each has posted the price now.
    pub fn put_oracle_accounts(&mut self) {
        let mut oracle = account("Oracle", 628);
        put(&mut oracle, 200, &GENESIS_TS.to_le_bytes());
        put(&mut oracle, 208, &EPOCH_S.to_le_bytes());
        put(&mut oracle, 216, &BOND.to_le_bytes());
        put(&mut oracle, 236, &120u32.to_le_bytes());
        self.put_account(oracle_account("oracle"), ORACLE, oracle);

        self.put_operators(7);

        let mut classes = account("Classes", crate::oracle::accounts::CLASSES_LEN);
        put(&mut classes, 2, &[5]);
        for class in 0..5 {
            put(&mut classes, 8 + 64 * class + 24, &5_000u32.to_le_bytes());
        }
        self.put_account(oracle_account("classes"), ORACLE, classes);
        self.put_board([PRICE; 7]);
    }

    /// Writes the operators: so many, bonded alike.
    pub fn put_operators(&mut self, count: u8) {
        let mut operators = account("Operators", 8 + 32 * 152 + 64);
        put(&mut operators, 2, &[count]);
        for seat in 0..count {
            let at = 8 + 152 * usize::from(seat);
            put(&mut operators, at, &[seat + 1; 32]);
            put(&mut operators, at + 64, &BOND.to_le_bytes());
            put(&mut operators, at + 80, &[1]);
        }
        self.put_account(oracle_account("operators"), ORACLE, operators);
    }

    /// IOSD, IO and USDC.
    pub fn payment_mints(&self) -> [Pubkey; 3] {
        [iosd_mint(), self.io_mint, self.usdc_mint]
    }

    /// Gives IOSD as if they had been minted at twice their cover.
    pub fn give_iosd(&mut self, account: &Pubkey, amount: u64) {
        self.give_tokens(account, amount);
        // 100 base units of IO at $2 are two IOSD's.
        self.add_word(&iosd(), BURNED_IO_AT, 100 * amount);
        self.add_word(&iosd(), MINTED_IOSD_AT, amount);
    }

    /// Adds to a u64 of an account, at byte `at`.
    pub fn add_word(&mut self, account: &Pubkey, at: usize, more: u64) {
        self.edit(account, |data| {
            let sum = read_u64(data, at) + more;
            data[at..at + 8].copy_from_slice(&sum.to_le_bytes());
        });
    }

    /// Writes the price board: what each of the seven operators says of the class, landed now; and pushes
    /// [`IO_PRICE`] onto the ring.
    pub fn put_board(&mut self, prices: [u64; 7]) {
        self.put_board_of(&prices);
    }

    /// As [`World::put_board`], of any number of operators.
    pub fn put_board_of(&mut self, prices: &[u64]) {
        let mut board = account("PriceBoard", 8 + 8_192 + 256 + 64);
        let now = u32::try_from(self.now()).expect("fits");
        for (seat, price) in prices.iter().enumerate() {
            let feed = usize::from(CLASS) + 1;
            put(&mut board, 8 + 8 * (32 * seat + feed), &price.to_le_bytes());
            put(&mut board, 8 + 8_192 + 4 * seat, &now.to_le_bytes());
        }
        self.put_account(oracle_account("prices"), ORACLE, board);
        self.push_price(RingPrice {
            lower: IO_PRICE,
            ema: IO_PRICE,
            confidence: 0,
            oldest_slot: 0,
        });
    }

    /// A renter with `iosd` base units.
    pub fn renter(&mut self, iosd: u64) -> Keypair {
        let renter = self.wallet();
        let account = self.token_account(&renter.pubkey(), &iosd_mint());
        self.give_iosd(&account, iosd);
        renter
    }

    /// A host of `gpus` GPUs, offered at tier 4 in region 1, staked exactly as required, with a payee
    /// of its own.
    pub fn host(&mut self, gpus: u16) -> Host {
        let supplier = self.wallet();
        let payee = self.new_key().pubkey();
        for mint in self.payment_mints() {
            self.token_account(&payee, &mint);
        }
        let device = self.new_key().pubkey();
        let mut data = account("Device", 144);
        put(&mut data, 2, &[1, CLASS]);
        put(&mut data, 4, &gpus.to_le_bytes());
        put(&mut data, 6, &[4, 1]);
        // As good as any registry's: no two are equal.
        put(&mut data, 8, &device.to_bytes()[..4]);
        put(&mut data, 16, supplier.pubkey().as_ref());
        put(&mut data, 80, payee.as_ref());
        self.put_account(device, ORACLE, data);
        let stake = pda(&[b"device_stake", device.as_ref()], &STAKING);
        let mut data = account("DeviceStake", 248);
        put(&mut data, 8, device.as_ref());
        put(&mut data, 40, supplier.pubkey().as_ref());
        put(
            &mut data,
            72,
            &(u64::from(gpus) * STAKE_PER_GPU).to_le_bytes(),
        );
        self.put_account(stake, STAKING, data);
        let staked = u64::from(gpus) * STAKE_PER_GPU;
        self.add_word(&pool(), DEVICE_TOTAL_AT, staked);
        self.give_tokens(&stake_vault(), staked);
        Host {
            supplier,
            payee,
            device,
            stake,
            gpus,
        }
    }

    /// Writes epoch `epoch` as sealed and final now, with these (lease, cumulative seconds) as its
    /// usage tree, and as the oracle's last seal; returns each lease's leaf. Their first hour was served.
    pub fn final_epoch(&mut self, epoch: u64, leases: &[(Pubkey, u64)]) -> Vec<Usage> {
        self.final_epoch_with(epoch, leases, 3_600)
    }

    /// As [`World::final_epoch`], with `first_hour_s` seconds of the first hour attested.
    pub fn final_epoch_with(
        &mut self,
        epoch: u64,
        leases: &[(Pubkey, u64)],
        first_hour_s: u32,
    ) -> Vec<Usage> {
        let leaf = |(i, (lease, s)): (usize, &(Pubkey, u64))| {
            let index = u32::try_from(i).expect("fits");
            merkle::usage_leaf::<HostSha256>(index, &lease.to_bytes(), *s, first_hour_s)
        };
        let tree = merkle::Tree::build(20, leases.iter().enumerate().map(leaf)).expect("it fits");
        let record = self.put_epoch(epoch, tree.root(), 2, self.now());
        (0u32..)
            .zip(leases)
            .map(|(index, (_, cumulative_s))| Usage {
                record,
                index,
                cumulative_s: *cumulative_s,
                first_hour_s,
                proof: tree.proof(index).expect("it is in").concat(),
            })
            .collect()
    }

    /// Writes an epoch record and names it the last sealed one.
    pub fn put_epoch(&mut self, epoch: u64, usage: [u8; 32], status: u8, final_ts: i64) -> Pubkey {
        let slot = u8::try_from(epoch % 64).expect("fits");
        let record = pda(&[b"epoch", &[slot]], &ORACLE);
        let mut data = account("EpochRecord", 3_088);
        put(&mut data, 2, &[status]);
        put(&mut data, 8, &epoch.to_le_bytes());
        put(&mut data, 2_760 + 84, &usage);
        put(&mut data, 2_952, &final_ts.to_le_bytes());
        self.put_account(record, ORACLE, data);
        self.edit(&oracle_account("oracle"), |data| {
            put(data, 284, &epoch.to_le_bytes())
        });
        record
    }

    /// The last epoch that has ended.
    pub fn ended_epoch(&self) -> u64 {
        u64::try_from((self.now() - GENESIS_TS) / i64::from(EPOCH_S)).expect("after genesis")
    }

    /// Sends one instruction in anybody's name.
    pub fn crank(&mut self, instruction: Instruction) -> Outcome {
        let anyone = self.wallet();
        self.send(&[instruction], &[&anyone])
    }

    /// A job of `order`, created and accepted by `hosts`, not started; the job and its leases.
    pub fn accepted_job(
        &mut self,
        renter: &Keypair,
        nonce: u64,
        order: &Order,
        hosts: &[&Host],
    ) -> (Pubkey, Vec<Pubkey>) {
        assert_sent(self.send(&[create_job(&renter.pubkey(), nonce, order)], &[renter]));
        let job = job(&renter.pubkey(), nonce);
        let created_ts = read_job(self, &job).expect("created").created_ts;
        let mut leases = Vec::new();
        for host in hosts {
            let instruction = accept(self, &job, host, 1);
            assert_sent(self.send(&[instruction], &[&host.supplier]));
            leases.push(lease(&job, &host.device, created_ts));
        }
        (job, leases)
    }

    /// As [`World::accepted_job`], started by the renter.
    pub fn running_job(
        &mut self,
        renter: &Keypair,
        nonce: u64,
        order: &Order,
        hosts: &[&Host],
    ) -> (Pubkey, Vec<Pubkey>) {
        let (job, leases) = self.accepted_job(renter, nonce, order, hosts);
        assert_sent(self.send(&[start(&renter.pubkey(), &job, &leases[0])], &[renter]));
        (job, leases)
    }
}

/// An account's bytes: discriminator, version 1, zeros.
fn account(name: &str, size: usize) -> Vec<u8> {
    let mut data = vec![0u8; 8 + size];
    data[..8].copy_from_slice(&discriminator("account", name));
    data[8] = 1;
    data
}

/// Writes at an offset of the struct, which starts after the discriminator.
fn put(data: &mut [u8], offset: usize, bytes: &[u8]) {
    data[8 + offset..8 + offset + bytes.len()].copy_from_slice(bytes);
}
