//! The queue of requests: executed, refunded, collected, skipped.

use super::{SECOND, THIRD, pause};
use crate::forgeries::emissions::other_mint;
use io_tests::{
    city::{City, IO, IO_PRICE},
    forge::{Kind, Play, Scene, *},
    forgeries, iosd,
    iosd::REQUEST_TTL_S,
    send::assert_sent,
};
use solana_instruction::Instruction;
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        execute in execute {
            foreign("iosd") => runtime(IllegalOwner),
            copied("iosd") => runtime(InvalidSeeds),
            foreign("request") => runtime(IllegalOwner),
            other("request", "iosd") => own(2040, "ConstraintDuplicateMutableAccount"),
            other("request", "ron.request") => own(6009, "WrongOwner"),
            other("owner", "mallory") => own(6009, "WrongOwner"),
            foreign("price_ring") => runtime(IllegalOwner),
            copied("price_ring") => own(6003, "WrongVault"),
            other("price_ring", "prices") => runtime(AccountDataTooSmall),
            of_mint("io_mint", "other mint") => own(6003, "WrongVault"),
            of_mint("iosd_mint", "other mint") => runtime(InvalidSeeds),
            same("iosd_mint", "io_mint") => own(2040, "ConstraintDuplicateMutableAccount"),
            theirs("io_vault", "mallory.io") => runtime(InvalidSeeds),
            other("io_vault", "supplier_vault") => runtime(InvalidSeeds),
            theirs("io_account", "mallory.io") => own(6004, "WrongIoAccount"),
            theirs("iosd_account", "mallory.iosd") => own(6005, "WrongIosdAccount"),
            same("iosd_account", "iosd_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("emission") => own(6027, "WrongEmission"),
            copied("emission") => own(6027, "WrongEmission"),
            other("emission", "pool") => own(6027, "WrongEmission"),
            program("emissions_program", "program staking") => own(6027, "WrongEmission"),
            theirs("iosd_vault", "mallory.iosd") => runtime(InvalidSeeds),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            with(Kind::State, "Ron's request, second in the queue", second_in_queue) => own(6007, "NotFirstInQueue"),
            state("minting is paused", pause) => own(6000, "MintPaused"),
            later(i64::from(REQUEST_TTL_S)) => own(6008, "RequestTimedOut"),
            argument("entry_index", 255u8) => own(6010, "NoSuchEntry"),
            with(Kind::Argument, "the price before", |s| shift_entry(s, -1)) => own(6011, "PriceTooEarly"),
            with(Kind::Argument, "the price after", |s| shift_entry(s, 1)) => own(6012, "NotTheFirstPrice"),
            state("the ring is full and the price its oldest", roll_ring) => own(6013, "PriceRolledOff"),
            state("the price doubled since", |s| *s = executable(IO, 1, 2 * IO_PRICE)) => own(6014, "PriceDeviates"),
            state("the price is below the limit", |s| *s = executable(IO, 3_000_001, IO_PRICE)) => own(6015, "LimitNotMet"),
            state("300,000 IOSD within the hour", |s| *s = executable(100_000 * IO, 1, IO_PRICE)) => own(7017, "WindowFull"),
            state("resolved, and still owed", |s| *s = resolved_execute()) => own(6006, "AlreadyResolved"),
            replayed() => runtime(UninitializedAccount),
            doubled() => runtime(UninitializedAccount),
        }

        execute in redemption {
            with(Kind::State, "Ron's request, second in the queue", second_in_queue) => own(6007, "NotFirstInQueue"),
            theirs("io_account", "mallory.io") => own(6004, "WrongIoAccount"),
            theirs("iosd_account", "mallory.iosd") => own(6005, "WrongIosdAccount"),
            theirs("io_vault", "mallory.io") => runtime(InvalidSeeds),
            theirs("iosd_vault", "mallory.iosd") => runtime(InvalidSeeds),
            of_mint("io_mint", "other mint") => own(6003, "WrongVault"),
            other("emission", "pool") => own(6027, "WrongEmission"),
            program("emissions_program", "program staking") => own(6027, "WrongEmission"),
            with(Kind::Argument, "the price before", |s| shift_entry(s, -1)) => own(6011, "PriceTooEarly"),
            with(Kind::Argument, "the price after", |s| shift_entry(s, 1)) => own(6012, "NotTheFirstPrice"),
            later(i64::from(REQUEST_TTL_S)) => own(6008, "RequestTimedOut"),
            replayed() => runtime(UninitializedAccount),
            doubled() => runtime(UninitializedAccount),
        }

        refund in refund_late {
            foreign("iosd") => runtime(IllegalOwner),
            copied("iosd") => runtime(InvalidSeeds),
            foreign("request") => runtime(IllegalOwner),
            other("request", "ron.request") => own(6009, "WrongOwner"),
            other("owner", "mallory") => own(6009, "WrongOwner"),
            foreign("price_ring") => runtime(IllegalOwner),
            copied("price_ring") => own(6003, "WrongVault"),
            theirs("vault", "mallory.io") => own(6003, "WrongVault"),
            other("vault", "iosd_vault") => own(6003, "WrongVault"),
            of_mint("iosd_mint", "other mint") => runtime(InvalidSeeds),
            theirs("account", "mallory.io") => own(6004, "WrongIoAccount"),
            same("account", "vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            later(-1) => own(6016, "StillExecutable"),
            replayed() => runtime(UninitializedAccount),
            doubled() => runtime(UninitializedAccount),
        }

        refund in refund_at_once {
            argument("entry_index", 255u8) => own(6010, "NoSuchEntry"),
            with(Kind::Argument, "the price before", |s| shift_entry(s, -1)) => own(6011, "PriceTooEarly"),
            with(Kind::Argument, "the price after", |s| shift_entry(s, 1)) => own(6012, "NotTheFirstPrice"),
            with(Kind::State, "Ron's request, second in the queue", second_in_queue) => own(6007, "NotFirstInQueue"),
            state("resolved, and still owed", |s| *s = resolved_refund()) => own(6006, "AlreadyResolved"),
            replayed() => runtime(UninitializedAccount),
            doubled() => runtime(UninitializedAccount),
        }

        refund in redemption_late {
            other("vault", "io_vault") => own(6003, "WrongVault"),
            theirs("account", "mallory.iosd") => own(6005, "WrongIosdAccount"),
            of_mint("account", "rita.io") => own(6005, "WrongIosdAccount"),
            later(-1) => own(6016, "StillExecutable"),
            replayed() => runtime(UninitializedAccount),
            doubled() => runtime(UninitializedAccount),
        }

        collect in collect {
            unsigned("owner") => runtime(MissingRequiredSignature),
            signed_by("owner", "mallory") => own(6009, "WrongOwner"),
            foreign("iosd") => runtime(IllegalOwner),
            copied("iosd") => runtime(InvalidSeeds),
            foreign("request") => runtime(IllegalOwner),
            other("request", "ron.request") => own(6009, "WrongOwner"),
            theirs("io_vault", "mallory.io") => runtime(InvalidSeeds),
            theirs("iosd_vault", "mallory.iosd") => runtime(InvalidSeeds),
            theirs("io_destination", "mallory.io") => own(6004, "WrongIoAccount"),
            of_mint("io_destination", "mallory.iosd") => own(6004, "WrongIoAccount"),
            theirs("iosd_destination", "mallory.iosd") => own(6005, "WrongIosdAccount"),
            of_mint("iosd_destination", "mallory.io") => own(6005, "WrongIosdAccount"),
            same("iosd_destination", "iosd_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            with(Kind::State, "a request that waits for its price", |s| collect_of(s, "ron", SECOND)) => own(6017, "StillPending"),
            with(Kind::State, "a request refunded in full", |s| *s = collect_refunded()) => own(6018, "NothingOwed"),
            replayed() => runtime(UninitializedAccount),
            doubled() => runtime(UninitializedAccount),
        }

        skip in skip {
            foreign("iosd") => runtime(IllegalOwner),
            copied("iosd") => runtime(InvalidSeeds),
            foreign("request") => runtime(IllegalOwner),
            other("request", "ron.request") => own(6009, "WrongOwner"),
            other("owner", "mallory") => own(6009, "WrongOwner"),
            same("request", "iosd") => own(2040, "ConstraintDuplicateMutableAccount"),
            with(Kind::State, "a request that waits", |s| s.instruction = iosd::skip(&s.city.at("ron"), SECOND)) => own(6017, "StillPending"),
            with(Kind::State, "refunded, not at the head", |s| *s = not_at_head()) => own(6007, "NotFirstInQueue"),
            replayed() => runtime(UninitializedAccount),
            doubled() => runtime(UninitializedAccount),
        }
    }
}

/// Rita's request is first in the queue and has its price, Ron's waits behind it.
fn execute() -> Scene {
    executable(100 * IO, 1, IO_PRICE)
}

/// As [`execute`], with Rita's request and the price that comes after it.
fn executable(io_in: u64, min_out: u64, price: u64) -> Scene {
    let mut city = City::trading();
    other_mint(&mut city);
    city.transfer("holder", "holder.io", "rita.io", io_in);
    city.request("rita", SECOND, io_in, min_out);
    city.request("ron", SECOND, IO, 1);
    let slot = city.slot();
    for _ in 0..2 {
        city.wait(20);
        for seat in 0..4 {
            assert_sent(city.post(seat, &[(0, price)]));
        }
    }
    city.round_of_prices();
    let call = execution(&city, "rita", slot);
    Scene::new(city, call)
}

/// Rita redeems 30 IOSD, Ron waits behind her.
fn redemption() -> Scene {
    let mut city = redeeming();
    let slot = city.slot();
    city.round_of_prices();
    city.round_of_prices();
    let call = execution(&city, "rita", slot);
    Scene::new(city, call)
}

fn redeeming() -> City {
    let mut city = City::trading();
    other_mint(&mut city);
    for owner in ["rita", "ron"] {
        city.request_redemption(owner, SECOND, 30_000_000);
    }
    city
}

/// Rita's redemption is a second past its time, Ron's too.
fn redemption_late() -> Scene {
    let mut city = redeeming();
    let (slot, created) = (city.slot(), city.now());
    city.round_of_prices();
    let index = city.first_price_after(slot);
    city.go_to(created + i64::from(REQUEST_TTL_S) + 1);
    let call = iosd::refund(&city.chain, &city.at("rita"), SECOND, index);
    Scene::new(city, call)
}

fn execution(city: &City, owner: &str, slot: u64) -> Instruction {
    let index = city.first_price_after(slot);
    iosd::execute(&city.chain, &city.at(owner), SECOND, index)
}

/// The same instruction for Ron's request, at the same price.
fn second_in_queue(s: &mut Scene) {
    let (ron, index) = (
        s.city.at("ron"),
        *s.instruction.data.last().expect("an index"),
    );
    s.instruction = match s.call().name.as_str() {
        "execute" => iosd::execute(&s.city.chain, &ron, SECOND, index),
        _ => iosd::refund(&s.city.chain, &ron, SECOND, index),
    };
}

fn shift_entry(s: &mut Scene, by: i8) {
    let index = s.instruction.data.last_mut().expect("an index");
    *index = index.checked_add_signed(by).expect("an index");
}

fn roll_ring(s: &mut Scene) {
    // The ring outlasts a request by design: its head and length are written.
    let head = u16::from(*s.instruction.data.last().expect("an index"));
    s.edit("price_ring", 4, &head.to_le_bytes());
    s.edit("price_ring", 6, &256u16.to_le_bytes());
}

/// Rita closed her IOSD account before the execution: it is resolved and owes her.
fn owed() -> Scene {
    let mut scene = execute();
    scene
        .city
        .name("rita.other iosd", scene.city.at("rita.iosd"));
    let all = scene.city.balance("rita.iosd");
    scene.city.transfer("rita", "rita.iosd", "ron.iosd", all);
    scene.city.close_token_account("rita", "rita.iosd");
    scene.city.act(&scene.instruction);
    let (mint, rita, account) = (
        iosd::iosd_mint(),
        scene.city.at("rita"),
        scene.city.at("rita.iosd"),
    );
    scene.city.chain.put_token_account(account, mint, rita);
    scene
}

fn resolved_execute() -> Scene {
    owed()
}

/// Rita's refund could not be delivered.
fn resolved_refund() -> Scene {
    let mut scene = refund_at_once();
    let all = scene.city.balance("rita.io");
    scene.city.transfer("rita", "rita.io", "ron.io", all);
    scene.city.close_token_account("rita", "rita.io");
    scene.city.act(&scene.instruction);
    scene
}

/// Rita's request is a second past its time, Ron's too.
fn refund_late() -> Scene {
    let mut city = City::trading();
    other_mint(&mut city);
    city.request("rita", SECOND, 100 * IO, 1);
    city.request("ron", SECOND, IO, 1);
    let (slot, created) = (city.slot(), city.now());
    city.round_of_prices();
    let index = city.first_price_after(slot);
    city.go_to(created + i64::from(REQUEST_TTL_S) + 1);
    let call = iosd::refund(&city.chain, &city.at("rita"), SECOND, index);
    Scene::new(city, call)
}

/// Rita's limit is above the price.
fn refund_at_once() -> Scene {
    let Scene { city, instruction } = executable(IO, 3_000_001, IO_PRICE);
    let index = *instruction.data.last().expect("an index");
    let call = iosd::refund(&city.chain, &city.at("rita"), SECOND, index);
    Scene::new(city, call)
}

/// Rita collects what the execution could not deliver.
fn collect() -> Scene {
    let mut scene = owed();
    collect_of(&mut scene, "rita", SECOND);
    scene
}

fn collect_of(s: &mut Scene, owner: &str, nonce: u64) {
    let (io, to) = (
        s.city.at(&format!("{owner}.io")),
        s.city.at(&format!("{owner}.iosd")),
    );
    s.instruction = iosd::collect(&s.city.at(owner), nonce, &io, &to);
}

/// Ron's request was refunded behind Rita's, which keeps it in the queue.
fn refunded_behind() -> City {
    let Scene { mut city, .. } = refund_late();
    let refund = iosd::refund(&city.chain, &city.at("ron"), SECOND, 0);
    city.act(&refund);
    city
}

fn collect_refunded() -> Scene {
    let city = refunded_behind();
    let call = iosd::collect(
        &city.at("ron"),
        SECOND,
        &city.at("ron.io"),
        &city.at("ron.iosd"),
    );
    Scene::new(city, call)
}

fn not_at_head() -> Scene {
    let city = refunded_behind();
    let call = iosd::skip(&city.at("ron"), SECOND);
    Scene::new(city, call)
}

/// Rita's request was refunded while Ron's stood before it; now it is at the head. Ron has another.
fn skip() -> Scene {
    let mut city = City::trading();
    city.request("ron", THIRD, IO, 1);
    city.request("rita", SECOND, IO, 1);
    city.wait(i64::from(REQUEST_TTL_S) + 1);
    for (owner, nonce) in [("rita", SECOND), ("ron", THIRD)] {
        let refund = iosd::refund(&city.chain, &city.at(owner), nonce, 0);
        city.act(&refund);
    }
    city.request("ron", SECOND, IO, 1);
    let call = iosd::skip(&city.at("rita"), SECOND);
    Scene::new(city, call)
}
