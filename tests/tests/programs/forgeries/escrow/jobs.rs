//! Orders, and those who take them.

use io_tests::{
    city::{City, GPUS, IO_PRICE, NONCE, ORDER, RATE_PRICE, STAKE},
    escrow::{self, Order},
    forge::{Kind, Play, Scene, *},
    forgeries,
    oracle::instructions::{self as ix},
    send::assert_sent,
    staking,
};
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        create_job in create_job {
            unsigned("renter") => runtime(MissingRequiredSignature),
            signed_by("renter", "ron") => runtime(InvalidSeeds),
            with(Kind::Signer, "Ron signs for a job of his own, Rita pays", rita_pays) => token(4, "OwnerMismatch"),
            foreign("escrow") => runtime(IllegalOwner),
            copied("escrow") => own(2012, "ConstraintAddress"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => own(2012, "ConstraintAddress"),
            foreign("operators") => runtime(IllegalOwner),
            copied("operators") => own(2012, "ConstraintAddress"),
            foreign("prices") => runtime(IllegalOwner),
            copied("prices") => own(2012, "ConstraintAddress"),
            other("prices", "price_ring") => runtime(InvalidAccountData),
            foreign("price_ring") => runtime(IllegalOwner),
            copied("price_ring") => own(2012, "ConstraintAddress"),
            foreign("iosd") => own(2012, "ConstraintAddress"),
            copied("iosd") => own(2012, "ConstraintAddress"),
            foreign("classes") => runtime(IllegalOwner),
            copied("classes") => own(2012, "ConstraintAddress"),
            other("job", "ron's job") => runtime(InvalidSeeds),
            empty("job") => runtime(InvalidSeeds),
            other("vault", "ron's job.vault") => runtime(InvalidSeeds),
            theirs("vault", "mallory.iosd") => runtime(InvalidSeeds),
            same("vault", "source") => own(2040, "ConstraintDuplicateMutableAccount"),
            of_mint("payment_mint", "io_mint") => own(6001, "WrongPaymentMint"),
            copied("payment_mint") => own(6001, "WrongPaymentMint"),
            theirs("source", "ron.iosd") => token(4, "OwnerMismatch"),
            of_mint("source", "rita.io") => own(6001, "WrongPaymentMint"),
            foreign("source") => runtime(IllegalOwner),
            program("token_program", "system program") => runtime(MissingAccount),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("nonce", 9u64) => runtime(InvalidSeeds),
            argument("order.class", 2u8) => own(6002, "UnknownClass"),
            argument("order.class", 255u8) => own(6002, "UnknownClass"),
            argument("order.scenario", 3u8) => own(6003, "UnknownScenario"),
            argument("order.tier", 0u8) => own(7018, "UnknownTier"),
            argument("order.tier", 5u8) => own(7018, "UnknownTier"),
            argument("order.gpus", 0u16) => own(7019, "EmptyLease"),
            argument("order.hours", 0u32) => own(7019, "EmptyLease"),
            argument("order.hours", u32::MAX) => token(1, "InsufficientFunds"),
            argument("order.max_price", RATE_PRICE - 1) => own(6004, "PriceAboveMax"),
            argument("order.max_rate", RATE_PRICE / 100 - 1) => own(6034, "RateAboveMax"),
            argument("order.class", 1u8) => borrowed("oracle", 6060, "NoQuorumPrice"),
            later(121) => borrowed("oracle", 6060, "NoQuorumPrice"),
            state("two of four operators post", half_post) => borrowed("oracle", 6060, "NoQuorumPrice"),
            cut_short() => runtime(InvalidInstructionData),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }

        accept in accept {
            unsigned("supplier") => runtime(MissingRequiredSignature),
            signed_by("supplier", "mallory") => own(6007, "NotTheSupplier"),
            signed_by("supplier", "pam") => own(6007, "NotTheSupplier"),
            foreign("escrow") => runtime(IllegalOwner),
            copied("escrow") => own(2012, "ConstraintAddress"),
            foreign("job") => runtime(IllegalOwner),
            other("job", "ron's job") => runtime(InvalidSeeds),
            other("job", "escrow") => own(2040, "ConstraintDuplicateMutableAccount"),
            same("job", "device") => own(2040, "ConstraintDuplicateMutableAccount"),
            empty("lease") => runtime(InvalidSeeds),
            empty("hire") => runtime(InvalidSeeds),
            same("hire", "lease") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("device") => runtime(IllegalOwner),
            other("device", "sue.device") => runtime(InvalidSeeds),
            other("device", "oracle") => runtime(InvalidAccountData),
            foreign("device_stake") => runtime(IllegalOwner),
            other("device_stake", "sue.stake") => own(6011, "WrongDeviceStake"),
            other("device_stake", "alice.position") => runtime(AccountDataTooSmall),
            copied("pool") => own(2012, "ConstraintAddress"),
            foreign("pool") => own(2012, "ConstraintAddress"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => own(2012, "ConstraintAddress"),
            foreign("price_ring") => runtime(IllegalOwner),
            copied("price_ring") => own(2012, "ConstraintAddress"),
            program("staking_program", "program emissions") => own(2012, "ConstraintAddress"),
            foreign("classes") => runtime(IllegalOwner),
            copied("classes") => own(2012, "ConstraintAddress"),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("min_rate", RATE_PRICE / 100 + 1) => own(6013, "RateBelowMinimum"),
            argument("most_hours", 0u32) => own(6035, "TooFewHours"),
            later(121) => borrowed("oracle", 6060, "NoQuorumPrice"),
            with(Kind::Owner, "Sue's device by Sam", by_sam) => own(6007, "NotTheSupplier"),
            state("the device is paused", |s| manage(s, "pause_device")) => own(6008, "DeviceNotOffered"),
            state("the device is retired", |s| manage(s, "retire_device")) => own(6008, "DeviceNotOffered"),
            state("the device is of a lower tier", lower_tier) => own(6009, "DeviceDoesNotFit"),
            state("the job wants another region", elsewhere) => own(6009, "DeviceDoesNotFit"),
            state("the job wants fewer GPUs", smaller) => own(6010, "TooManyGpus"),
            state("a unit of the stake cools", unstake_a_unit) => own(6012, "StakeBelowRequirement"),
            state("a unit of the stake is locked", lock_a_unit) => own(6012, "StakeBelowRequirement"),
            state("the job is matched", match_it) => own(6005, "WrongJobStatus"),
            state("the job is cancelled", cancel) => own(6005, "WrongJobStatus"),
            state("the device has another job", hire_elsewhere) => system(0, "AccountAlreadyInUse"),
            later(i64::from(escrow::OPEN_TIMEOUT_S)) => own(6006, "TooLate"),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }

        start in start {
            same("lease", "job") => own(2040, "ConstraintDuplicateMutableAccount"),
            unsigned("signer") => runtime(MissingRequiredSignature),
            signed_by("signer", "mallory") => own(6015, "NotAParty"),
            signed_by("signer", "sue") => own(6015, "NotAParty"),
            signed_by("signer", "pam") => own(6015, "NotAParty"),
            foreign("job") => runtime(IllegalOwner),
            other("job", "ron's job") => own(6005, "WrongJobStatus"),
            other("job", "job.sam") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("lease") => runtime(IllegalOwner),
            other("lease", "other.sue") => own(6014, "WrongLease"),
            other("lease", "sam.hire") => runtime(AccountDataTooSmall),
            state("the job is not fully matched", |s| *s = start_half()) => own(6005, "WrongJobStatus"),
            state("the job is cancelled", cancel) => own(6005, "WrongJobStatus"),
            later(i64::from(escrow::MATCHED_TIMEOUT_S)) => own(6006, "TooLate"),
            replayed() => own(6005, "WrongJobStatus"),
            doubled() => own(6005, "WrongJobStatus"),
        }
    }
}

/// Rita orders; Ron has.
fn create_job() -> Scene {
    let mut city = City::trading();
    city.create_job("ron", "ron's job", &ORDER);
    let call = escrow::create_job(&city.at("rita"), NONCE, &ORDER);
    Scene::new(city, call)
}

/// Ron's second job, from Rita's account.
fn rita_pays(s: &mut Scene) {
    s.instruction = escrow::create_job(&s.city.at("ron"), NONCE + 1, &ORDER);
    let source = s.city.at("rita.iosd");
    s.meta("source").pubkey = source;
}

/// The old prices are stale, two operators of four have new ones.
fn half_post(s: &mut Scene) {
    s.city.wait(121);
    for seat in 0..2 {
        assert_sent(s.city.post(seat, &[(0, IO_PRICE), (1, RATE_PRICE)]));
    }
}

/// Sam takes half of Rita's job; Ron has ordered too.
fn accept() -> Scene {
    accept_of(ORDER)
}

fn accept_of(order: Order) -> Scene {
    let mut city = City::trading();
    city.create_job("rita", "job", &order);
    city.create_job("ron", "ron's job", &ORDER);
    let call = escrow::accept(&city.chain, &city.at("job"), &city.host("sam"), 1);
    Scene::new(city, call)
}

/// Everything is of Sue's device, but Sam signs.
fn by_sam(s: &mut Scene) {
    s.instruction = escrow::accept(&s.city.chain, &s.city.at("job"), &s.city.host("sue"), 1);
    s.meta("supplier").pubkey = s.city.at("sam");
}

fn manage(s: &mut Scene, name: &str) {
    let manage = ix::manage_device(name, &s.city.at("sam"), s.city.at("sam.device"), &[]);
    s.city.act(&manage);
}

fn lower_tier(s: &mut Scene) {
    let lower = ix::set_tier(&s.city.at("authority"), s.city.at("sam.device"), 3);
    s.city.act(&lower);
}

fn elsewhere(s: &mut Scene) {
    *s = accept_of(Order { region: 2, ..ORDER });
}

fn smaller(s: &mut Scene) {
    let gpus = GPUS - 1;
    *s = accept_of(Order { gpus, ..ORDER });
}

fn lock_a_unit(s: &mut Scene) {
    // No instruction locks stake yet: the byte is written.
    s.edit("device_stake", 80, &[1]);
}

fn unstake_a_unit(s: &mut Scene) {
    let unstake = staking::unstake_device(s.city.at("sam"), s.city.at("sam.device"), 1);
    s.city.act(&unstake);
    assert_eq!(
        s.city.chain.device_stake(&s.city.at("sam.device")).amount,
        STAKE - 1
    );
}

fn match_it(s: &mut Scene) {
    *s = accept_of(Order {
        gpus: GPUS,
        ..ORDER
    });
    s.city.accept("job", "sue");
}

fn cancel(s: &mut Scene) {
    let cancel = escrow::cancel(&s.city.at("rita"), &s.city.at("job"));
    s.city.act(&cancel);
}

fn hire_elsewhere(s: &mut Scene) {
    s.city.accept("ron's job", "sam");
}

/// Sam starts Rita's job, which he alone serves; Sue serves another of Ron's.
fn start() -> Scene {
    let mut city = City::trading();
    city.create_job(
        "rita",
        "job",
        &Order {
            gpus: GPUS,
            ..ORDER
        },
    );
    city.create_job("ron", "ron's job", &ORDER);
    city.accept("job", "sam");
    city.accept("ron's job", "sue");
    city.name("other.sue", city.at("ron's job.sue"));
    let call = escrow::start(&city.at("sam"), &city.at("job"), &city.at("job.sam"));
    Scene::new(city, call)
}

fn start_half() -> Scene {
    let Scene {
        mut city,
        instruction,
    } = accept();
    city.act(&instruction);
    let job = city.at("job");
    let created_ts = escrow::read_job(&city.chain, &job)
        .expect("created")
        .created_ts;
    let lease = escrow::lease(&job, &city.at("sam.device"), created_ts);
    let call = escrow::start(&city.at("rita"), &job, &lease);
    Scene::new(city, call)
}
