//! A world with escrow running: prices on the board, staked hosts, renters with IOSD, final epochs.

use super::*;
use crate::{
    instruction::discriminator,
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
};
/// Its price, IOSD base units: $3,311.616.
pub const WEEK_DEPOSIT: u64 = 3_311_616_000;
/// Its renter's fee: 25 basis points.
pub const WEEK_FEE: u64 = 8_279_040;
const BOND: u64 = 6_000_000_000_000;

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
        let mut world = Self::with_iosd();
        world.put_oracle_accounts();
        let treasury = treasury();
        world.token_account(&treasury, &iosd_mint());
        let authority = world.authority.insecure_clone();
        let fees = Fees {
            reservation_bps: 25,
            payment_bps: 0,
            burn_bps: 5_000,
            treasury,
        };
        let times = [OPEN_TIMEOUT_S, MATCHED_TIMEOUT_S, EXPIRY_GRACE_S];
        let instruction = initialize(&authority.pubkey(), &fees, times);
        assert_sent(world.send(&[instruction], &[&authority]));
        world
    }

    /// Writes the oracle's singletons: seven bonded operators, of whom each has posted the price now.
    pub fn put_oracle_accounts(&mut self) {
        let mut oracle = account("Oracle", 628);
        put(&mut oracle, 200, &GENESIS_TS.to_le_bytes());
        put(&mut oracle, 208, &EPOCH_S.to_le_bytes());
        put(&mut oracle, 216, &BOND.to_le_bytes());
        put(&mut oracle, 236, &120u32.to_le_bytes());
        self.put_account(oracle_account("oracle"), ORACLE, oracle);

        let mut operators = account("Operators", 8 + 32 * 152 + 64);
        put(&mut operators, 2, &[7]);
        for seat in 0..7u8 {
            let at = 8 + 152 * usize::from(seat);
            put(&mut operators, at, &[seat + 1; 32]);
            put(&mut operators, at + 64, &BOND.to_le_bytes());
            put(&mut operators, at + 80, &[1]);
        }
        self.put_account(oracle_account("operators"), ORACLE, operators);

        let mut classes = account("Classes", 8 + 32 * 64 + 64);
        put(&mut classes, 2, &[5]);
        for class in 0..5 {
            put(&mut classes, 8 + 64 * class + 24, &5_000u32.to_le_bytes());
        }
        self.put_account(oracle_account("classes"), ORACLE, classes);
        self.put_board([PRICE; 7]);
    }

    /// Writes the price board: what each of the seven operators says of the class, landed now.
    pub fn put_board(&mut self, prices: [u64; 7]) {
        let mut board = account("PriceBoard", 8 + 8_192 + 256 + 64);
        let now = u32::try_from(self.now()).expect("fits");
        for (seat, price) in prices.iter().enumerate() {
            let feed = usize::from(CLASS) + 1;
            put(&mut board, 8 + 8 * (32 * seat + feed), &price.to_le_bytes());
            put(&mut board, 8 + 8_192 + 4 * seat, &now.to_le_bytes());
        }
        self.put_account(oracle_account("prices"), ORACLE, board);
    }

    /// A renter with `iosd` base units.
    pub fn renter(&mut self, iosd: u64) -> Keypair {
        let renter = self.wallet();
        let account = self.token_account(&renter.pubkey(), &iosd_mint());
        self.give_tokens(&account, iosd);
        renter
    }

    /// A host of `gpus` GPUs, offered at tier 4 in region 1, staked exactly as required, with a payee
    /// of its own.
    pub fn host(&mut self, gpus: u16) -> Host {
        let supplier = self.wallet();
        let payee = self.new_key().pubkey();
        self.token_account(&payee, &iosd_mint());
        let device = self.new_key().pubkey();
        let mut data = account("Device", 144);
        put(&mut data, 2, &[1, CLASS]);
        put(&mut data, 4, &gpus.to_le_bytes());
        put(&mut data, 6, &[4, 1]);
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
        Host {
            supplier,
            payee,
            device,
            stake,
            gpus,
        }
    }

    /// Writes epoch `epoch` as sealed and final now, with these (lease, cumulative seconds) as its
    /// usage tree, and as the oracle's last seal; returns each lease's leaf.
    pub fn final_epoch(&mut self, epoch: u64, leases: &[(Pubkey, u64)]) -> Vec<Usage> {
        let leaf = |(i, (lease, s)): (usize, &(Pubkey, u64))| {
            let index = u32::try_from(i).expect("fits");
            merkle::usage_leaf::<HostSha256>(index, &lease.to_bytes(), *s, 3_600)
        };
        let tree = merkle::Tree::build(20, leases.iter().enumerate().map(leaf)).expect("it fits");
        let record = self.put_epoch(epoch, tree.root(), 2, self.now());
        (0u32..)
            .zip(leases)
            .map(|(index, (_, cumulative_s))| Usage {
                record,
                index,
                cumulative_s: *cumulative_s,
                first_hour_s: 3_600,
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
