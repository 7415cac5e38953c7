//! The price of the first hour, locked out of the owner's stake: whose it is in the end.

use io_tests::{
    cu,
    escrow::{
        GUARANTEE_PER_GPU, Host, Order, STAKE_PER_GPU, WEEK, WEEK_DEPOSIT, accept, cancel, close,
        close_lease, close_lease_to, collect_fees, create_job, errors, expire, job, lease,
        read_job, read_lease, withdraw,
    },
    iosd::iosd_mint,
    send::{assert_error, assert_sent},
    staking::errors::INSUFFICIENT_STAKE,
    token::associated,
    world::World,
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

const ORDER: Order = Order {
    gpus: 8,
    hours: 3,
    ..WEEK
};
const GUARANTEE: u64 = 8 * GUARANTEE_PER_GPU;
/// One hour of the job, IOSD base units.
const HOUR_PRICE: u64 = 8 * 1_232_000;

struct Served {
    world: World,
    renter: Keypair,
    host: Host,
    job: Pubkey,
    lease: Pubkey,
}

/// A job of one host that runs.
fn running() -> Served {
    let mut world = World::with_escrow();
    let renter = world.renter(WEEK_DEPOSIT);
    let host = world.host(8);
    let (job, leases) = world.running_job(&renter, 1, &ORDER, &[&host]);
    Served {
        world,
        renter,
        host,
        job,
        lease: leases[0],
    }
}

impl Served {
    /// Settles with the last epoch that has ended.
    fn settle(&mut self, seconds: u64, first_hour_s: u32) {
        let epoch = self.world.ended_epoch();
        let leaf = [(self.lease, seconds)];
        let usage = self.world.final_epoch_with(epoch, &leaf, first_hour_s);
        let call = withdraw(&self.job, &self.lease, &self.host.payee, &usage[0]);
        assert_sent(self.world.crank(call));
    }

    /// Closes the lease; what the renter got of the guarantee and what the owner has left at stake.
    fn end(&mut self) -> (u64, u64) {
        let renter_io = self.world.give_io(&self.renter.pubkey(), 0);
        let call = close_lease_to(&self.job, &self.lease, &self.host, renter_io);
        assert_sent(self.world.crank(call));
        let stake = self.world.device_stake(&self.host.device);
        assert_eq!(stake.guarantee, 0, "the promise is over");
        (self.world.token_balance(&renter_io), stake.amount)
    }

    fn paid(&self) -> u64 {
        read_lease(&self.world, &self.lease).unwrap().paid
    }
}

const KEPT: (u64, u64) = (0, 8 * STAKE_PER_GPU);
const LOST: (u64, u64) = (GUARANTEE, 8 * STAKE_PER_GPU - GUARANTEE);

#[test]
fn accepting_locks_an_hours_price_at_the_lower_median() {
    let served = running();
    let stake = served.world.device_stake(&served.host.device);
    assert_eq!(
        (stake.guarantee, stake.amount),
        (GUARANTEE, 8 * STAKE_PER_GPU)
    );
    let lease = read_lease(&served.world, &served.lease).unwrap();
    assert_eq!(lease.guarantee, GUARANTEE);
}

#[test]
fn a_served_first_hour_gives_it_back() {
    let mut served = running();
    served.world.warp_hours(3);
    served.settle(3 * 3_600, 3_300);
    assert_eq!(served.end(), KEPT);
}

#[test]
fn a_first_hour_below_55_minutes_gives_it_to_the_renter() {
    let mut served = running();
    served.world.warp_hours(3);
    served.settle(3 * 3_600 - 301, 3_299);
    assert!(read_lease(&served.world, &served.lease).unwrap().at_fault);
    let renter = served.renter.pubkey();
    // Not to anybody else, whoever sends it.
    let thief = served.world.wallet();
    let theirs = served.world.give_io(&thief.pubkey(), 0);
    let call = close_lease_to(&served.job, &served.lease, &served.host, theirs);
    assert_error(&served.world.crank(call), errors::WRONG_RECIPIENT);
    let none = close_lease(&served.job, &served.lease, &served.host);
    assert_error(&served.world.crank(none), errors::NO_RENTER_ACCOUNT);
    // Any account of the renter's: giving the associated one away blocks nobody.
    let aside = served.world.new_key().pubkey();
    let mint = served.world.io_mint;
    served.world.put_token_account(aside, mint, renter);
    let call = close_lease_to(&served.job, &served.lease, &served.host, aside);
    let sent = assert_sent(served.world.crank(call));
    cu::record("escrow.close_lease.forfeited", sent.units);
    assert_eq!(served.world.token_balance(&aside), GUARANTEE);
    let stake = served.world.device_stake(&served.host.device);
    assert_eq!((stake.guarantee, stake.amount), (0, LOST.1));
}

/// Cancelled at minute 59: an hour is paid, though only 59 minutes have passed.
#[test]
fn a_renter_who_cancels_pays_a_served_supplier_an_hour() {
    let mut served = running();
    served.world.warp(59 * 60);
    let call = cancel(&served.renter.pubkey(), &served.job);
    assert_sent(served.world.send(&[call], &[&served.renter]));
    let view = read_job(&served.world, &served.job).unwrap();
    assert_eq!(view.deposit, HOUR_PRICE, "an hour stays");
    served.world.warp_hours(1);
    served.settle(58 * 60, 58 * 60);
    assert_eq!(served.paid(), HOUR_PRICE);
    assert_eq!(served.end(), KEPT);
}

#[test]
fn a_renter_who_cancels_pays_what_a_poor_supplier_served_and_gets_the_guarantee() {
    // 11/12 of the 57 minutes that whole minutes could show.
    let enough = 57 * 60 - 57 * 60 / 12;
    for (attested, served_enough) in [(enough, true), (enough - 60, false)] {
        let mut served = running();
        served.world.warp(59 * 60);
        let call = cancel(&served.renter.pubkey(), &served.job);
        assert_sent(served.world.send(&[call], &[&served.renter]));
        served.world.warp_hours(1);
        served.settle(attested, u32::try_from(attested).unwrap());
        if served_enough {
            assert_eq!(served.paid(), HOUR_PRICE);
            assert_eq!(served.end(), KEPT);
        } else {
            assert_eq!(served.paid(), attested * HOUR_PRICE / 3_600);
            assert_eq!(served.end(), LOST);
        }
    }
}

/// Who rents and cancels before a whole minute could be heard pays an hour and takes nothing.
#[test]
fn a_renter_cannot_farm_guarantees_by_cancelling_at_once() {
    let mut served = running();
    let call = cancel(&served.renter.pubkey(), &served.job);
    let same_second = served.world.send(&[call.clone()], &[&served.renter]);
    assert_error(&same_second, errors::TOO_EARLY);
    served.world.warp(90);
    assert_sent(served.world.send(&[call], &[&served.renter]));
    served.world.warp_hours(1);
    served.settle(0, 0);
    assert_eq!(served.paid(), HOUR_PRICE);
    assert_eq!(served.end(), KEPT);
}

/// Accept and vanish: cancelled after ten silent minutes, the guarantee is the renter's and the deposit too.
#[test]
fn a_supplier_that_vanishes_loses_it() {
    let mut served = running();
    let key = served.renter.pubkey();
    let before = served.world.token_balance(&associated(&key, &iosd_mint()));
    served.world.warp(600);
    let call = cancel(&key, &served.job);
    assert_sent(served.world.send(&[call], &[&served.renter]));
    served.world.warp_hours(1);
    served.settle(0, 0);
    assert_eq!(served.paid(), 0);
    assert_eq!(served.end(), LOST);
    assert_sent(served.world.crank(close(&key, &served.job)));
    let after = served.world.token_balance(&associated(&key, &iosd_mint()));
    let order = 3 * HOUR_PRICE;
    assert_eq!(after - before, order + order * 25 / 10_000);
}

#[test]
fn a_lease_that_never_started_gives_it_back() {
    for cancelled in [true, false] {
        let mut world = World::with_escrow();
        let renter = world.renter(WEEK_DEPOSIT);
        let key = renter.pubkey();
        let host = world.host(8);
        let (job, leases) = world.accepted_job(&renter, 1, &ORDER, &[&host]);
        if cancelled {
            assert_sent(world.send(&[cancel(&key, &job)], &[&renter]));
        } else {
            world.warp_hours(1);
            assert_sent(world.crank(expire(&key, &job, None)));
        }
        assert_sent(world.crank(close_lease(&job, &leases[0], &host)));
        let stake = world.device_stake(&host.device);
        assert_eq!((stake.guarantee, stake.amount), (0, 8 * STAKE_PER_GPU));
        assert_sent(world.crank(close(&key, &job)));
    }
}

/// An hour past the end was sealed, then nothing for 14 days: whoever lets the silence come keeps nothing by it.
#[test]
fn a_silence_after_the_judgement_saves_no_guarantee() {
    let mut served = running();
    let key = served.renter.pubkey();
    served.world.warp_hours(3);
    let epoch = served.world.ended_epoch();
    served.world.put_epoch(epoch, [0; 32], 2, 0);
    served.world.warp(15 * 86_400);
    assert_sent(served.world.crank(expire(&key, &served.job, None)));
    let none = close_lease(&served.job, &served.lease, &served.host);
    assert_error(&served.world.crank(none), errors::NO_RENTER_ACCOUNT);
    assert_eq!(served.end(), LOST);
}

/// The owner's part must cover it, beside what slashes and other promises have a claim on.
#[test]
fn it_comes_out_of_the_owners_own_part_only() {
    let mut world = World::with_escrow();
    let renter = world.renter(WEEK_DEPOSIT);
    assert_sent(world.send(&[create_job(&renter.pubkey(), 1, &ORDER)], &[&renter]));
    let job = job(&renter.pubkey(), 1);
    let host = world.host(8);
    // The stake as required, but all of the owner's part is promised already.
    world.add_word(
        &host.stake,
        8 + GUARANTEE_AT,
        8 * STAKE_PER_GPU - GUARANTEE + 1,
    );
    let short = accept(&world, &job, &host, 1);
    assert_error(&world.send(&[short], &[&host.supplier]), INSUFFICIENT_STAKE);
    let created_ts = read_job(&world, &job).unwrap().created_ts;
    assert_eq!(
        read_lease(&world, &lease(&job, &host.device, created_ts)),
        None
    );
    world.edit(&host.stake, |data| {
        data[8 + GUARANTEE_AT..16 + GUARANTEE_AT].fill(0);
    });
    let good = accept(&world, &job, &host, 1);
    assert_sent(world.send(&[good], &[&host.supplier]));
}

/// Place in a device's stake.
const GUARANTEE_AT: usize = 152;

/// The vault is empty in the end, whatever became of the guarantee.
#[test]
fn the_job_closes_after_either() {
    for first_hour_s in [0, 3_600] {
        let mut served = running();
        served.world.warp_hours(3);
        served.settle(7_200, first_hour_s);
        served.end();
        assert_sent(served.world.crank(collect_fees(&served.job)));
        let call = close(&served.renter.pubkey(), &served.job);
        assert_sent(served.world.crank(call));
    }
}
