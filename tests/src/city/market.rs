//! Stakers, suppliers, prices, IOSD, and a job that runs.

use super::{City, IO, genesis::OPERATORS};
use crate::{
    escrow::{self, Order},
    iosd,
    oracle::{
        accounts::ring_entries,
        address::{device, epoch_record, singleton},
        instructions as ix,
    },
    send::assert_sent,
    staking,
};
use std::sync::LazyLock;

/// GPUs of every device.
pub const GPUS: u16 = 8;
/// 200 IO × multiplier 5 × 8 GPUs, base units.
pub const STAKE: u64 = 8_000 * IO;
/// What every operator says of IO: $3.
pub const IO_PRICE: u64 = 300_000_000;
/// What every operator says of a GPU-hour of class 0: $1.232.
pub const RATE_PRICE: u64 = 123_200_000;
/// Rita's order: both hosts for an hour, $19.712.
pub const ORDER: Order = Order {
    class: 0,
    tier: 4,
    region: 0,
    scenario: 1,
    gpus: 2 * GPUS,
    hours: 1,
    max_price: RATE_PRICE,
    max_rate: u64::MAX,
};
/// Its price, IOSD base units.
pub const JOB: u64 = 19_712_000;
/// The number of every first job and request.
pub const NONCE: u64 = 0;
/// IO a renter burns for IOSD.
const BURNED: u64 = 1_000 * IO;

impl City {
    /// The first hour is open. Alice and Bob stake; Alice also waits for 100 IO to cool. Sam (paid to Pam) and Sue offer a
    /// staked device each, Sue has another that is only registered. Prices are on the board; Rita and
    /// Ron have 3,000 IOSD.
    pub fn trading() -> Self {
        static STAGE: LazyLock<City> = LazyLock::new(|| {
            let mut city = City::founded();
            city.open(1);
            city.name("epoch 1", epoch_record(1));
            city.stake();
            city.offer_devices();
            city.round_of_prices();
            for renter in ["rita", "ron"] {
                city.buy_iosd(renter);
            }
            city
        });
        STAGE.clone()
    }

    /// Rita's job runs on both hosts.
    pub fn working() -> Self {
        static STAGE: LazyLock<City> = LazyLock::new(|| {
            let mut city = City::trading();
            city.create_job("rita", "job", &ORDER);
            for supplier in ["sam", "sue"] {
                city.accept("job", supplier);
            }
            let (rita, job, lease) = (city.at("rita"), city.at("job"), city.at("job.sam"));
            city.act(&escrow::start(&rita, &job, &lease));
            city
        });
        STAGE.clone()
    }

    fn stake(&mut self) {
        let mint = self.chain.io_mint;
        for (name, amount) in [("alice", 10_000 * IO), ("bob", 5_000 * IO)] {
            self.person_with(name, 2 * amount);
            let owner = self.at(name);
            self.act(&staking::stake(owner, &mint, amount));
            self.name(&format!("{name}.position"), staking::position(&owner));
        }
        self.act(&staking::unstake(self.at("alice"), 100 * IO));
    }

    fn offer_devices(&mut self) {
        self.person("pam");
        for (supplier, payee) in [("sam", "pam"), ("sue", "sue")] {
            self.person_with(supplier, 3 * STAKE);
            self.name(&format!("{supplier}.payee"), self.at(payee));
            self.register(supplier, 0, "device");
            let (by, host) = (self.at(supplier), self.at(&format!("{supplier}.device")));
            let mint = self.chain.io_mint;
            self.act(&staking::stake_device(by, host, &mint, STAKE));
            self.name(&format!("{supplier}.stake"), staking::device_stake(&host));
            self.act(&ix::set_tier(&self.at("authority"), host, 4));
            let floor = RATE_PRICE / 2;
            self.act(&ix::manage_device(
                "offer_device",
                &by,
                host,
                &floor.to_le_bytes(),
            ));
        }
        self.register("sue", 1, "spare");
        let spare = self.at("sue.spare");
        self.name("sue.spare stake", staking::device_stake(&spare));
    }

    /// Registers the supplier's device number `nonce` under `SUPPLIER.NAME`.
    pub fn register(&mut self, supplier: &str, nonce: u32, name: &str) {
        let by = self.at(supplier);
        let host = ix::Device {
            class: 0,
            processors: GPUS,
            device_key: by,
            payee: self.at(&format!("{supplier}.payee")),
            region: 1,
        };
        self.act(&ix::register_device(&by, nonce, &host));
        self.name(&format!("{supplier}.{name}"), device(&by, nonce));
    }

    /// Every operator posts both prices, 20 s later.
    pub fn post_all(&mut self) {
        self.wait(20);
        for seat in 0..OPERATORS.len() {
            assert_sent(self.post(seat, &[(0, IO_PRICE), (1, RATE_PRICE)]));
        }
    }

    /// Two posts of everybody: the second records a price whose values all landed with the first, after
    /// whatever was requested before.
    pub fn round_of_prices(&mut self) {
        self.post_all();
        self.post_all();
    }

    /// Where the first price after the request is in the ring.
    #[track_caller]
    pub fn first_price_after(&self, request_slot: u64) -> u8 {
        let ring = ring_entries(&self.bytes(&singleton("price_ring")));
        let first = ring
            .iter()
            .position(|entry| u64::from(entry.oldest_slot) > request_slot);
        // The ring has not wrapped: nobody posts 256 times here.
        u8::try_from(first.expect("a price has come since")).expect("below 256")
    }

    /// Burns IO for IOSD at the next price, in two steps.
    pub fn buy_iosd(&mut self, name: &str) {
        self.person_with(name, 2 * BURNED);
        self.request(name, NONCE, BURNED, 1);
        let slot = self.slot();
        self.round_of_prices();
        let index = self.first_price_after(slot);
        let owner = self.at(name);
        let execute = iosd::execute(&self.chain, &owner, NONCE, index);
        self.act(&execute);
    }

    /// Requests a mint for exactly `io_in`; the request is `NAME.request`.
    pub fn request(&mut self, name: &str, nonce: u64, io_in: u64, min_out: u64) {
        let owner = self.at(name);
        let request = iosd::request_mint_exact_in(&self.chain, &owner, nonce, io_in, min_out);
        self.act(&request);
        self.name(&format!("{name}.request"), iosd::request(&owner, nonce));
    }

    /// Requests the redemption of exactly `iosd_in`; the request is `NAME.request`.
    pub fn request_redemption(&mut self, name: &str, nonce: u64, iosd_in: u64) {
        let owner = self.at(name);
        let request = iosd::request_redeem_exact_in(&self.chain, &owner, nonce, iosd_in, 1);
        self.act(&request);
        self.name(&format!("{name}.request"), iosd::request(&owner, nonce));
    }

    /// Creates the renter's job number [`NONCE`] under `name`, its vault under `NAME.vault`.
    pub fn create_job(&mut self, renter: &str, name: &str, order: &Order) {
        let by = self.at(renter);
        self.act(&escrow::create_job(&by, NONCE, order));
        let job = escrow::job(&by, NONCE);
        self.name(name, job);
        self.name(&format!("{name}.vault"), escrow::vault(&job));
    }

    /// The supplier's first device takes a part of the job; the lease is `JOB.SUPPLIER`, the hire
    /// `SUPPLIER.hire`.
    pub fn accept(&mut self, job: &str, supplier: &str) {
        self.accept_for(job, supplier, u32::MAX);
    }

    /// As [`City::accept`], letting the renter extend it to `most_hours`.
    pub fn accept_for(&mut self, job: &str, supplier: &str, most_hours: u32) {
        let host = self.host(supplier);
        let address = self.at(job);
        let created_ts = escrow::read_job(&self.chain, &address)
            .expect("the job exists")
            .created_ts;
        let accept = escrow::accept_for(&self.chain, &address, &host, 1, most_hours);
        self.act(&accept);
        let lease = escrow::lease(&address, &host.device, created_ts);
        self.name(&format!("{job}.{supplier}"), lease);
        self.name(&format!("{supplier}.hire"), escrow::hire(&host.device));
    }
}
