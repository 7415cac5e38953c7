//! A first day on the real path, program by program: every account a program reads was written by the
//! program that owns it. (Elsewhere the tests write the oracle's prices, devices and settlements as
//! bytes, to bring about what honest operators never would.)

use io_tests::{
    city::{City, IO, JOB, NONCE, STAKE},
    emissions, escrow, iosd,
    oracle::{
        accounts::{OPEN, SEALED},
        address::{commits, singleton},
        instructions as ix,
        world::BOND,
    },
    staking,
};

/// Operators' posts, a request, the first price after it, and dollars for the IO burned.
#[test]
fn iosd_is_minted_at_the_price_that_bonded_operators_posted() {
    let city = City::trading();
    let books = iosd::books(&city.chain);
    // Rita and Ron burned 1,000 IO each at $3; nothing is held back.
    assert_eq!(books.burned_io, 2_000 * IO);
    assert_eq!(books.minted_iosd, 6_000_000_000);
    assert_eq!((books.locked_io, books.locked_iosd), (0, 0));
    assert_eq!((books.head_seq, books.next_seq), (2, 2));
    for renter in ["rita", "ron"] {
        assert_eq!(city.balance(&format!("{renter}.iosd")), 3_000_000_000);
        assert_eq!(city.balance(&format!("{renter}.io")), 1_000 * IO);
        let request = iosd::read_request(&city.chain, &city.at(renter), NONCE);
        assert_eq!(request, None, "it is closed");
    }
    assert_eq!(city.chain.supply(&iosd::iosd_mint()), 6_000_000_000);
}

/// A registered, tiered, staked and offered device takes a job quoted from the board; the seconds of two
/// sealed usage trees pay it, and every token of the deposit finds its owner.
#[test]
fn a_lease_is_paid_by_the_sealed_usage_of_its_hours() {
    let mut city = City::working();
    // 25 basis points on top.
    let fee = JOB * 25 / 10_000;
    assert_eq!(city.balance("rita.iosd"), 3_000_000_000 - JOB - fee);
    assert_eq!(city.balance("job.vault"), JOB + fee);
    let running = escrow::read_job(&city.chain, &city.at("job")).expect("it runs");
    assert_eq!((running.status, running.leases_open), (2, 2));

    // The first hour attests 1,800 and 1,700 of the 3,600 s of 8 GPUs each.
    city = City::paying();
    let half = JOB / 2;
    let gross = |seconds: u64| half * seconds / 3_600;
    // A supplier's fee rounds up, a renter's down.
    let net = |gross: u64| gross - (gross * 25).div_ceil(10_000);
    pay(&mut city, "sam", 1);
    assert_eq!(city.balance("pam.iosd"), net(gross(1_800)));
    // The second hour lies past the job's end: 3,600 and 3,300 s in all, and no more.
    city.wait(1);
    pay(&mut city, "sam", 2);
    pay(&mut city, "sue", 2);
    assert_eq!(gross(3_600), half);
    assert_eq!(city.balance("pam.iosd"), net(half));
    assert_eq!(city.balance("sue.iosd"), net(gross(3_300)));

    let before = city.balance("rita.iosd");
    for supplier in ["sam", "sue"] {
        let host = city.host(supplier);
        let lease = city.at(&format!("job.{supplier}"));
        let job = city.at("job");
        city.act(&escrow::close_lease(&job, &lease, &host));
    }
    city.act(&escrow::collect_fees(&city.at("job")));
    let close = escrow::close(&city.at("rita"), &city.at("job"));
    city.act(&close);
    let paid = half + gross(3_300);
    // The reserve's rest and what was not served come back.
    let renter_fees = half * 25 / 10_000 + gross(3_300) * 25 / 10_000;
    assert_eq!(
        city.balance("rita.iosd") - before,
        JOB + fee - paid - renter_fees
    );
    assert_eq!(city.balance("job.vault"), 0);
    assert_eq!(escrow::read_job(&city.chain, &city.at("job")), None);
    // Fees of both sides: half burned, half the treasury's.
    let minted = iosd::books(&city.chain).minted_iosd;
    let burned = minted - city.chain.supply(&iosd::iosd_mint());
    let supplier_fees = paid - net(half) - net(gross(3_300));
    let fees = renter_fees + supplier_fees;
    assert_eq!(burned + city.balance("treasury.iosd"), fees);
    assert!(
        burned.abs_diff(city.balance("treasury.iosd")) <= 2,
        "a unit a lease"
    );
}

fn pay(city: &mut City, supplier: &str, epoch: u64) {
    let lease = format!("job.{supplier}");
    let usage = city.usage_of(epoch, &lease);
    let payee = city.host(supplier).payee;
    let withdraw = escrow::withdraw(&city.at("job"), &city.at(&lease), &payee, &usage);
    city.act(&withdraw);
}

/// Seeds, commits, beacons and responses, summaries and votes: one hour from its opening to its seal.
#[test]
fn an_hour_is_proved_summed_up_and_sealed() {
    let mut city = City::proving();
    let sam = city.at("sam");
    let s0 = city.record(1).s0();
    city.act(&ix::post_commit(&sam, 1, 0, [5; 32]));
    city.go_to_slot(s0 + 60 + 32 + 16 + 1);
    city.act(&ix::capture_beacon(1, 1));
    city.act(&ix::post_response(&sam, 1, 0, [6; 32]));
    city.go_to_slot(s0 + 60 + 32 + 16 + 150 + 32 + 16 + 1);
    city.act(&ix::capture_beacon(1, 2));
    let record = city.record(1);
    assert_eq!(record.status(), OPEN);
    assert!(record.beacon(1) != [0; 32] && record.beacon(1) != record.beacon(2));
    let entry = city.bytes(&commits(&sam, 0));
    // Epoch 1 lies at place 1 of the four: epoch, commit root.
    assert_eq!((entry.u64(40 + 88), entry.hash(40 + 88 + 8)), (1, [5; 32]));

    let sealed = City::sealed();
    let record = sealed.record(1);
    assert_eq!(record.status(), SEALED);
    assert_eq!(record.total_weight(), 4 * BOND);
    assert_eq!(record.settlement().rewards_sum, 1_500 * IO);
    assert_eq!(sealed.oracle().u64(284), 1, "the last sealed epoch");
    assert_eq!(record.final_ts(), record.sealed_ts() + 7_200);
}

/// The seal of the oracle pays the suppliers' emission: what a wallet claims is its leaf, twice as much
/// an hour later, and nothing a second time.
#[test]
fn suppliers_claim_what_the_sealed_roots_say() {
    let mut city = City::settled();
    for (epoch, pam) in [(1, 1_000 * IO), (2, 2_000 * IO)] {
        claim(&mut city, epoch, "pam");
        assert_eq!(city.balance("pam.io"), pam);
    }
    claim(&mut city, 2, "sue");
    assert_eq!(city.chain.emission().claimed_total, 3_000 * IO);
    let left = city.chain.emission().gpu_total - 3_000 * IO;
    assert_eq!(city.balance("supplier_vault"), left);
}

fn claim(city: &mut City, epoch: u64, wallet: &str) {
    let (index, amount, proof) = city.reward_of(epoch, wallet);
    let (payer, to, mint) = (city.at("sponsor"), city.at(wallet), city.chain.io_mint);
    let claim = emissions::claim(payer, to, &mint, epoch, index, amount, &proof);
    city.act(&claim);
}

/// Stakers earn what `emissions` minted for them, by their stake; principal comes back after its time.
#[test]
fn stakers_share_the_minted_hours_and_get_their_principal_back() {
    let mut city = City::trading();
    city.hours_later(3);
    let minted = city.chain.emission().stakers_total;
    // 9,900 and 5,000 IO earn; 100 IO of Alice's cool.
    let mint = city.chain.io_mint;
    let mut paid = 0;
    for (name, stake) in [("alice", 9_900), ("bob", 5_000)] {
        let before = city.balance(&format!("{name}.io"));
        let claim = staking::claim_rewards(city.at(name), &mint);
        city.act(&claim);
        let got = city.balance(&format!("{name}.io")) - before;
        let share = u64::try_from(u128::from(minted) * stake / 14_900).expect("fits");
        assert!(
            (share - 1..=share).contains(&got),
            "{name}: {got} of {share}"
        );
        paid += got;
    }
    assert!(minted - paid <= 2, "rounded down for the vault");
    let ticket = city.chain.position(&city.at("alice")).cooling[0];
    city.go_to(ticket.1);
    let before = city.balance("alice.io");
    let withdraw = staking::withdraw(city.at("alice"), &mint);
    city.act(&withdraw);
    assert_eq!(city.balance("alice.io") - before, 100 * IO);
    assert_eq!(city.balance("stake_vault"), 14_900 * IO + 2 * STAKE);
}

/// After all of it: every base unit of IO is in one of the accounts known by name, and the supply is
/// genesis and emission less what was burned for IOSD.
#[test]
fn no_io_is_lost_or_made() {
    let city = City::settled();
    let emission = city.chain.emission();
    let burned = iosd::books(&city.chain).burned_io;
    let genesis = io_core::units::ALLOCATIONS[4].amount;
    let supply = city.chain.supply(&city.chain.io_mint);
    assert_eq!(supply, genesis + emission.emitted - burned);
    assert_eq!(city.total_of(&city.chain.io_mint), supply);
    let dollars = iosd::iosd_mint();
    assert_eq!(city.total_of(&dollars), city.chain.supply(&dollars));
    assert_eq!(
        city.bytes(&singleton("oracle")).u64(276),
        4 * BOND + BOND / 2
    );
}
