//! Forgeries of `market`: who opens, enters, draws and closes a round. `escrow`'s lines have who takes what was drawn.

use io_tests::{
    city::{City, GPUS, IO, NONCE, ORDER},
    escrow::{
        self, EXPIRY_GRACE_S, Fees, MATCHED_TIMEOUT_S, OPEN_TIMEOUT_S, Order, set_params_with,
    },
    forge::{Play, Scene, *},
    forgeries,
    market::{
        MOST, ROUNDS, close_round, draw, enter_device, enter_job, name_job, open_round, round,
    },
    oracle::instructions as ix,
    staking,
    world::GENESIS_TS,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_transaction::InstructionError::*;

/// The first round after the first epoch: its window's start, opening, close and end.
const START: i64 = GENESIS_TS + 3_600;
const OPENS: i64 = START + 120;
const CLOSES: i64 = START + 600;
pub(super) const ENDS: i64 = START + 720;

/// Either host serves either job, of a host each.
const EIGHT: Order = Order {
    gpus: GPUS,
    ..ORDER
};

pub fn table() -> Vec<Play> {
    forgeries! {
        open_round in open {
            unsigned("payer") => runtime(MissingRequiredSignature),
            foreign("escrow") => runtime(IllegalOwner),
            copied("escrow") => own(2012, "ConstraintAddress"),
            empty("round") => runtime(InvalidSeeds),
            other("round", "job") => runtime(InvalidSeeds),
            same("round", "payer") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("class", 1u8) => runtime(InvalidSeeds),
            argument("opens_ts", OPENS + 1) => runtime(InvalidSeeds),
            with(Kind::Argument, "a window ahead", |s| another(s, OPENS + 600)) => own(6002, "WrongRound"),
            with(Kind::Argument, "a window ago", |s| another(s, OPENS - 600)) => own(6002, "WrongRound"),
            later(600) => own(6002, "WrongRound"),
            state("no rounds are held any more", no_rounds) => own(6000, "NoRounds"),
            cut_short() => runtime(InvalidInstructionData),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }

        enter_device in opt_in {
            unsigned("supplier") => runtime(MissingRequiredSignature),
            signed_by("supplier", "mallory") => own(6005, "NotTheSupplier"),
            signed_by("supplier", "sue") => own(6005, "NotTheSupplier"),
            signed_by("supplier", "pam") => own(6005, "NotTheSupplier"),
        empty("market") => own(2012, "ConstraintAddress"),
        other("market", "escrow") => own(2012, "ConstraintAddress"),
        foreign("round") => runtime(IllegalOwner),
        other("round", "job") => runtime(IllegalOwner),
        same("round", "device_stake") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("device") => runtime(IllegalOwner),
            other("device", "sue.device") => own(6005, "NotTheSupplier"),
            foreign("device_stake") => runtime(IllegalOwner),
            other("device_stake", "sue.stake") => own(6009, "WrongDeviceStake"),
            other("device_stake", "alice.position") => runtime(AccountDataTooSmall),
            empty("hire") => own(6007, "WrongHire"),
            other("hire", "sue.hire") => own(6007, "WrongHire"),
            copied("pool") => own(2012, "ConstraintAddress"),
            foreign("pool") => own(2012, "ConstraintAddress"),
            foreign("classes") => runtime(IllegalOwner),
            copied("classes") => own(2012, "ConstraintAddress"),
            program("staking_program", "program emissions") => own(2012, "ConstraintAddress"),
            state("the device is paused", |s| manage(s, "pause_device")) => own(6006, "DeviceNotOffered"),
            state("the device is retired", |s| manage(s, "retire_device")) => own(6006, "DeviceNotOffered"),
            state("a unit of the stake cools", unstake_a_unit) => own(6010, "StakeBelowRequirement"),
            state("the round is of another class", other_class) => own(6002, "WrongRound"),
            state("the device is hired", hire_sam) => own(6008, "DeviceHired"),
            state("the round is full of larger stakes", |s| fill(s, 0)) => own(6003, "RoundFull"),
            later(-11) => own(6001, "WrongRoundTime"),
            later(CLOSES - OPENS - 10) => own(6001, "WrongRoundTime"),
            cut_short() => runtime(InvalidInstructionData),
            replayed() => own(6004, "AlreadyEntered"),
            doubled() => own(6004, "AlreadyEntered"),
        }

        enter_job in enter, repeats "brings its priority up to date" {
            foreign("round") => runtime(IllegalOwner),
            other("round", "ron's job") => runtime(IllegalOwner),
            same("round", "job") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("job") => runtime(IllegalOwner),
            unsigned("renter") => runtime(MissingRequiredSignature),
            signed_by("renter", "mallory") => own(6014, "NotTheRenter"),
            signed_by("renter", "ron") => own(6014, "NotTheRenter"),
            other("job", "ron's job") => own(6014, "NotTheRenter"),
            with(Kind::Address, "Ron's job, with her position", |s| by_a_stranger(s, "ron's job")) => own(6013, "WrongPosition"),
            other("job", "sam.device") => runtime(IllegalOwner),
            empty("position") => own(6013, "WrongPosition"),
            other("position", "alice.position") => own(6013, "WrongPosition"),
            copied("position") => own(6013, "WrongPosition"),
            state("the round is of another class", other_class) => own(6002, "WrongRound"),
            state("the job is cancelled", cancel) => own(6011, "WrongJobStatus"),
            state("a larger job of hers is in, and a stranger enters this one", larger_of_hers) => own(6004, "AlreadyEntered"),
            state("she has named another, and a stranger enters this one", named_another) => own(6004, "AlreadyEntered"),
            state("the round is full of larger stakes", |s| fill(s, 1)) => own(6003, "RoundFull"),
            state("the job is free before the round ends", free_early) => own(6012, "TooLate"),
            later(-11) => own(6001, "WrongRoundTime"),
            later(CLOSES - OPENS - 10) => own(6001, "WrongRoundTime"),
        }

        draw in draw_it {
            foreign("round") => runtime(IllegalOwner),
            other("round", "job") => runtime(IllegalOwner),
            same("slot_hashes", "round") => own(2040, "ConstraintDuplicateMutableAccount"),
            copied("slot_hashes") => own(2012, "ConstraintAddress"),
            program("slot_hashes", "token program") => own(2012, "ConstraintAddress"),
            later(-21) => own(6001, "WrongRoundTime"),
            with(Kind::Time, "the armed slot is this one", rearm) => own(6016, "SlotNotReached"),
            later(100) => own(6001, "WrongRoundTime"),
            replayed() => own(6015, "AlreadyDrawn"),
            doubled() => own(6015, "AlreadyDrawn"),
        }

        close_round in close {
            foreign("round") => runtime(IllegalOwner),
            other("round", "job") => runtime(IllegalOwner),
            other("payer", "mallory") => own(6017, "WrongRecipient"),
            same("payer", "round") => own(2040, "ConstraintDuplicateMutableAccount"),
            later(-1) => own(6001, "WrongRoundTime"),
            replayed() => runtime(UninitializedAccount),
            doubled() => runtime(UninitializedAccount),
        }
    }
}

/// Rounds are held. Rita, who has staked, and Ron have ordered a host each; the first round may be opened.
fn held() -> City {
    let mut city = City::trading();
    set_rounds(&mut city, ROUNDS);
    let (rita, mint) = (city.at("rita"), city.chain.io_mint);
    city.act(&staking::stake(rita, &mint, 100 * IO));
    city.name("rita.position", staking::position(&rita));
    city.go_to(START + 60);
    city.round_of_prices();
    city.create_job("rita", "job", &EIGHT);
    city.create_job("ron", "ron's job", &EIGHT);
    for supplier in ["sam", "sue"] {
        let device = city.at(&format!("{supplier}.device"));
        city.name(&format!("{supplier}.hire"), escrow::hire(&device));
    }
    city.name("round", round(0, OPENS));
    city
}

fn set_rounds(city: &mut City, rounds: [u32; 3]) {
    let fees = Fees {
        reservation_bps: 25,
        payment_bps: 0,
        burn_bps: 5_000,
        usdc_payment_bps: 200,
        treasury: escrow::treasury(),
    };
    let times = [OPEN_TIMEOUT_S, MATCHED_TIMEOUT_S, EXPIRY_GRACE_S];
    let set = set_params_with(&city.at("authority"), &fees, times, rounds);
    city.act(&set);
}

/// Kay pays for a round.
fn open() -> Scene {
    let mut city = held();
    let kay = city.person("kay");
    let call = open_round(&kay, 0, OPENS);
    Scene::new(city, call)
}

fn another(s: &mut Scene, opens_ts: i64) {
    s.instruction = open_round(&s.city.at("kay"), 0, opens_ts);
}

fn no_rounds(s: &mut Scene) {
    set_rounds(&mut s.city, [0; 3]);
    s.city.go_to(START + 3_600);
}

fn opened() -> City {
    let Scene {
        mut city,
        instruction,
    } = open();
    city.act(&instruction);
    city.go_to(OPENS + 10);
    city
}

/// Sam opts in, not Sue.
fn opt_in() -> Scene {
    let city = opened();
    let call = enter_device(&city.at("round"), &city.host("sam"), [1; 3], 100);
    Scene::new(city, call)
}

fn enter() -> Scene {
    let city = opened();
    let call = name_job(&city.at("round"), &city.at("job"), &city.at("rita"));
    Scene::new(city, call)
}

/// Sam, Rita's job and Ron's are in, and the armed slot is past.
pub(super) fn draw_it() -> Scene {
    let Scene {
        mut city,
        instruction,
    } = opt_in();
    city.act(&instruction);
    let at = city.at("round");
    for (job, renter) in [("ron's job", "ron"), ("job", "rita")] {
        let enter = enter_job(&at, &city.at(job), &city.at(renter));
        city.act(&enter);
    }
    city.go_to(CLOSES);
    city.act(&draw(&at));
    city.go_to(CLOSES + 20);
    Scene::new(city, draw(&at))
}

fn close() -> Scene {
    let mut city = opened();
    city.go_to(ENDS);
    let call = close_round(&city.at("round"), &city.at("kay"));
    Scene::new(city, call)
}

/// As if it had been armed 32 slots ago.
fn rearm(s: &mut Scene) {
    let slot = s.city.slot();
    s.edit("round", 64, &slot.to_le_bytes());
}

pub(super) fn manage(s: &mut Scene, name: &str) {
    let manage = ix::manage_device(name, &s.city.at("sam"), s.city.at("sam.device"), &[]);
    s.city.act(&manage);
}

pub(super) fn unstake_a_unit(s: &mut Scene) {
    let unstake = staking::unstake_device(s.city.at("sam"), s.city.at("sam.device"), 1);
    s.city.act(&unstake);
}

pub(super) fn cancel(s: &mut Scene) {
    let cancel = escrow::cancel(&s.city.at("rita"), &s.city.at("job"));
    s.city.act(&cancel);
}

/// Class 1 has no device and no job.
fn other_class(s: &mut Scene) {
    let call = open_round(&s.city.at("kay"), 1, OPENS);
    s.city.act(&call);
    s.meta("round").pubkey = round(1, OPENS);
}

/// By a job that is as old as the network: the job's time for rounds is written over.
fn hire_sam(s: &mut Scene) {
    let job = s.city.at("job");
    s.city
        .chain
        .edit(&job, |data| data[8 + 210..8 + 218].fill(0));
    s.city.accept("job", "sam");
}

/// Whoever enters the job `of`; the position stays Rita's.
fn by_a_stranger(s: &mut Scene, of: &str) {
    s.instruction = enter_job(&s.city.at("round"), &s.city.at(of), &s.city.at("rita"));
}

/// Rita orders `hours` for a host more, and that job is entered as `enter` does.
fn another_of_hers(s: &mut Scene, hours: u32, enter: fn(&Pubkey, &Pubkey, &Pubkey) -> Instruction) {
    let (rita, order) = (s.city.at("rita"), Order { hours, ..EIGHT });
    s.city.act(&escrow::create_job(&rita, NONCE + 1, &order));
    let enter = enter(&s.city.at("round"), &escrow::job(&rita, NONCE + 1), &rita);
    s.city.act(&enter);
    by_a_stranger(s, "job");
}

fn larger_of_hers(s: &mut Scene) {
    another_of_hers(s, EIGHT.hours + 1, enter_job);
}

fn named_another(s: &mut Scene) {
    another_of_hers(s, EIGHT.hours, name_job);
}

fn free_early(s: &mut Scene) {
    let at = 8 + 210;
    let job = s.city.at("job");
    s.city.chain.edit(&job, |data| {
        data[at..at + 8].copy_from_slice(&(ENDS - 1).to_le_bytes());
    });
}

/// Every place of a kind, devices or jobs, is another's with more stake: written, for it takes 64 suppliers.
fn fill(s: &mut Scene, kind: usize) {
    let round = s.city.at("round");
    s.city.chain.edit(&round, |data| {
        let (at, len, stake_at, index_at) =
            [(112, 80, 32, 68), (112 + 64 * 80, 104, 72, 100)][kind];
        data[8 + 3 + kind] = MOST[kind] as u8;
        for number in 0..MOST[kind] {
            let entry = &mut data[at + number * len..][..len];
            entry[..64].fill(number as u8 + 1);
            entry[stake_at..stake_at + 8].fill(0x7f);
            entry[index_at] = number as u8 + 1;
        }
    });
}
