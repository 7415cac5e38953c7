//! When nothing is sealed any more, what the renter signed pays; the rest goes back.
use io_tests::{
    cu,
    escrow::{
        Host, OWN, Order, Places, WEEK, WEEK_DEPOSIT, cancel, claim_receipt, close, close_lease,
        collect_fees, errors, expire, read_job, read_lease, receipt, receipt_bytes, verify_at,
        withdraw,
    },
    iosd::iosd_mint,
    send::{Outcome, assert_error, assert_sent},
    token::associated,
    world::World,
};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

const TWO_HOURS: Order = Order {
    gpus: 8,
    hours: 2,
    ..WEEK
};
/// Eight GPUs at $1.232.
const RATE: u64 = 8 * 1_232_000;
const DAY_S: i64 = 86_400;

struct Scene {
    world: World,
    renter: Keypair,
    host: Host,
    job: Pubkey,
    lease: Pubkey,
}

impl Scene {
    /// A job of two hours that ran; the operators have been silent since before it began.
    fn new() -> Self {
        let mut world = World::with_escrow();
        let renter = world.renter(2 * WEEK_DEPOSIT);
        let host = world.host(8);
        let (job, leases) = world.running_job(&renter, 1, &TWO_HOURS, &[&host]);
        Self {
            world,
            renter,
            host,
            job,
            lease: leases[0],
        }
    }

    fn silent_days(&mut self, days: i64) {
        let end_ts = read_job(&self.world, &self.job).unwrap().end_ts;
        self.world.warp(end_ts + days * DAY_S - self.world.now());
    }

    fn claim(&self, seconds: u64) -> Instruction {
        claim_receipt(&self.job, &self.lease, &self.host.payee, seconds)
    }

    fn receipt(&self, seconds: u64) -> Instruction {
        receipt(&self.renter, &self.job, &self.lease, seconds)
    }

    fn send(&mut self, all: &[Instruction]) -> Outcome {
        let anyone = self.world.wallet();
        self.world.send(all, &[&anyone])
    }

    fn show(&mut self, seconds: u64) -> Outcome {
        let all = [self.receipt(seconds), self.claim(seconds)];
        self.send(&all)
    }

    fn earned(&self) -> u64 {
        let account = associated(&self.host.payee, &iosd_mint());
        self.world.token_balance(&account)
    }
}

fn net(gross: u64) -> u64 {
    gross - gross.div_ceil(400)
}

#[test]
fn receipts_pay_what_operators_cannot_attest_and_the_rest_goes_back() {
    let mut s = Scene::new();
    s.silent_days(7);
    let units = assert_sent(s.show(1_800)).units;
    // With the signature's, which the network reckons apart.
    cu::record("escrow.claim_receipt", units);
    assert_eq!(s.earned(), net(RATE / 2));
    // Cumulative: the same and a smaller one pay nothing more, a larger one pays the difference.
    assert_error(&s.show(1_800), errors::NOTHING_DUE);
    assert_error(&s.show(1_799), errors::NOTHING_DUE);
    assert_sent(s.show(3_600));
    assert_eq!(read_lease(&s.world, &s.lease).unwrap().paid, RATE);
    // Never more than the clock: two hours at most, whatever was signed.
    assert_sent(s.show(u64::MAX));
    let lease = read_lease(&s.world, &s.lease).unwrap();
    assert_eq!((lease.paid, lease.paid_s), (2 * RATE, 7_200));
    assert_error(&s.show(u64::MAX - 1), errors::NOTHING_DUE);

    s.silent_days(14);
    let renter = s.renter.pubkey();
    assert_sent(s.world.crank(expire(&renter, &s.job, None)));
    assert_error(&s.show(7_200), errors::WRONG_JOB_STATUS);
    // Nobody could judge it: the guarantee goes back.
    let end = close_lease(&s.job, &s.lease, &s.host);
    assert_sent(s.world.crank(end));
    assert_sent(s.world.crank(collect_fees(&s.job)));
    assert_sent(s.world.crank(close(&renter, &s.job)));
    assert!(read_job(&s.world, &s.job).is_none());
}

#[test]
fn the_rest_of_a_half_served_job_goes_back() {
    let mut s = Scene::new();
    let renter = s.renter.pubkey();
    let account = associated(&renter, &iosd_mint());
    s.silent_days(7);
    assert_sent(s.show(3_600));
    s.silent_days(14);
    let before = s.world.token_balance(&account);
    assert_sent(s.world.crank(expire(&renter, &s.job, None)));
    let back = s.world.token_balance(&account) - before;
    // An hour, and the renter's fee on it, less a unit that was rounded up when the first was paid.
    assert!(back.abs_diff(RATE + RATE / 400) <= 1, "{back}");
}

/// The larger of what was attested and what was signed is paid, not both.
#[test]
fn attested_seconds_and_receipts_do_not_add_up() {
    let mut s = Scene::new();
    s.world.warp(3_600);
    let epoch = s.world.ended_epoch();
    let usage = s.world.final_epoch(epoch, &[(s.lease, 3_000)]);
    let pay = withdraw(&s.job, &s.lease, &s.host.payee, &usage[0]);
    assert_sent(s.world.crank(pay));
    s.silent_days(7);
    assert_error(&s.show(2_999), errors::NOTHING_DUE);
    assert_sent(s.show(5_400));
    let paid = read_lease(&s.world, &s.lease).unwrap().paid;
    assert_eq!(paid, RATE * 5_400 / 3_600);
    // The operators are back, with fewer seconds than were signed: nothing is taken back or paid twice.
    let epoch = s.world.ended_epoch();
    let usage = s.world.final_epoch(epoch, &[(s.lease, 4_000)]);
    let pay = withdraw(&s.job, &s.lease, &s.host.payee, &usage[0]);
    assert_sent(s.world.crank(pay));
    assert_eq!(read_lease(&s.world, &s.lease).unwrap().paid, paid);
    assert_error(&s.show(7_200), errors::LEASE_SETTLED);
}

#[test]
fn only_in_silence_and_past_the_end() {
    let mut s = Scene::new();
    s.world.warp(3_600);
    assert_error(&s.show(3_600), errors::TOO_EARLY);
    s.silent_days(7);
    let now = s.world.now();
    let slot = 1_000_000;
    s.world.set_clock(now - 1, slot);
    assert_error(&s.show(3_600), errors::TOO_EARLY);
    s.world.set_clock(now, slot);
    // A seal ends the silence.
    let mut sealed = World::clone(&s.world);
    std::mem::swap(&mut sealed, &mut s.world);
    let epoch = s.world.ended_epoch();
    s.world.put_epoch(epoch, [0; 32], 2, now);
    assert_error(&s.show(3_600), errors::TOO_EARLY);
    s.world = sealed;
    assert_sent(s.show(3_600));
}

/// A cancelled job pays until its cancellation.
#[test]
fn a_cancelled_job_pays_until_it_was_cancelled() {
    let mut s = Scene::new();
    s.world.warp(3_600);
    let key = s.renter.pubkey();
    let end = cancel(&key, &s.job);
    assert_sent(s.world.send(&[end], &[&s.renter]));
    s.silent_days(7);
    assert_sent(s.show(7_200));
    assert_eq!(read_lease(&s.world, &s.lease).unwrap().paid, RATE);
}

/// What the network verified must be this renter's signature of this receipt, all in the instruction before.
#[test]
fn signatures_of_anything_else_are_refused() {
    let mut s = Scene::new();
    let other_host = s.world.host(8);
    let (renter, seconds) = (s.renter.insecure_clone(), 3_600);
    let (other_job, other_leases) = s.world.running_job(&renter, 2, &TWO_HOURS, &[&other_host]);
    s.silent_days(8);
    let claim = s.claim(seconds);
    let bad = errors::BAD_RECEIPT;
    assert_error(&s.send(&[claim.clone()]), bad);
    let stranger = s.world.wallet();
    for forged in [
        receipt(&stranger, &s.job, &s.lease, seconds),
        receipt(&renter, &s.job, &s.lease, seconds - 1),
        receipt(&renter, &other_job, &s.lease, seconds),
        receipt(&renter, &s.job, &other_leases[0], seconds),
    ] {
        assert_error(&s.send(&[forged, claim.clone()]), bad);
    }
    let good = s.receipt(seconds);
    assert_error(&s.send(&[claim.clone(), good.clone()]), bad);
    let between = s.claim(0);
    assert_error(&s.send(&[good.clone(), between, claim.clone()]), bad);
    // A stranger's valid signature, with the renter's receipt lying where one looks for it: the network
    // verifies by the offsets, which point into the first instruction.
    let bytes = receipt_bytes(&s.job, &s.lease, seconds);
    let theirs = stranger.sign_message(&bytes);
    let carrier = verify_at(OWN, &stranger.pubkey(), theirs.as_ref(), &bytes);
    for places in [
        Places {
            signature: (48, 0),
            key: (16, 0),
            message: (112, 0),
        },
        Places {
            signature: (48, 0),
            key: (16, 0),
            ..OWN
        },
    ] {
        let forged = verify_at(places, &renter.pubkey(), &[0; 64], &bytes);
        let outcome = s.send(&[carrier.clone(), forged, claim.clone()]);
        assert_error(&outcome, bad);
    }
    // The same by number instead of "this one": refused too, though it is the very same signature.
    let signature = renter.sign_message(&bytes);
    let numbered = Places {
        signature: (48, 0),
        key: (16, 0),
        message: (112, 0),
    };
    let named = verify_at(numbered, &renter.pubkey(), signature.as_ref(), &bytes);
    assert_error(&s.send(&[named, claim.clone()]), bad);
    // A signature that is none fails in the network's own program.
    let broken = verify_at(OWN, &renter.pubkey(), &[1; 64], &bytes);
    let refused = s.send(&[broken, claim.clone()]).unwrap_err();
    assert_ne!(refused.code(), Some(bad));
    assert_sent(s.send(&[good, claim]));
}
