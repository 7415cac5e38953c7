//! Who takes what a round of `market` has drawn.

use super::super::market::{ENDS, cancel, draw_it, manage, unstake_a_unit};
use io_tests::{
    city::{NONCE, ORDER},
    escrow::{self, Order},
    forge::{Play, Scene, *},
    forgeries,
    market::accept_drawn,
    oracle::instructions as ix,
    world::ESCROW,
};
use solana_signer::Signer;
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        accept in accept {
            unsigned("supplier") => runtime(MissingRequiredSignature),
            foreign("round") => runtime(IllegalOwner),
            other("round", "job") => own(2040, "ConstraintDuplicateMutableAccount"),
            other("round", "ron's job") => runtime(IllegalOwner),
            other("round", "market") => runtime(UninitializedAccount),
            with(Kind::State, "a round of Kay's making", forged_round) => runtime(IllegalOwner),
            other("round", "program escrow") => own(6007, "NotTheSupplier"),
            with(Kind::State, "Sam signs and shows no round", without_round) => own(6040, "DrawnOnly"),
            with(Kind::State, "for the job of another", for_the_other) => own(6041, "NotDrawn"),
            state("the device is retired", |s| manage(s, "retire_device")) => own(6008, "DeviceNotOffered"),
            state("its processors were of another tier", lower_tier) => own(6009, "DeviceDoesNotFit"),
            state("a unit of the stake cools", unstake_a_unit) => own(6012, "StakeBelowRequirement"),
            state("the job was closed and ordered again", ordered_again) => own(6041, "NotDrawn"),
            state("the job is cancelled", cancel) => own(6005, "WrongJobStatus"),
            later(40) => own(6041, "NotDrawn"),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }
    }
}

/// Kay sends Sam's acceptance of Rita's job.
fn accept() -> Scene {
    let Scene {
        mut city,
        instruction,
    } = draw_it();
    city.act(&instruction);
    city.round_of_prices();
    city.go_to(ENDS - 40);
    let (at, job, kay) = (city.at("round"), city.at("job"), city.at("kay"));
    let call = accept_drawn(&city.chain, &at, &job, &city.host("sam"), &kay);
    Scene::new(city, call)
}

fn without_round(s: &mut Scene) {
    let (job, sam) = (s.city.at("job"), s.city.host("sam"));
    s.instruction = escrow::accept(&s.city.chain, &job, &sam, 1);
}

fn for_the_other(s: &mut Scene) {
    let (at, job) = (s.city.at("round"), s.city.at("ron's job"));
    let kay = s.city.at("kay");
    s.instruction = accept_drawn(&s.city.chain, &at, &job, &s.city.host("sam"), &kay);
}

fn lower_tier(s: &mut Scene) {
    let lower = ix::set_tier(&s.city.at("authority"), s.city.at("sam.device"), 3);
    s.city.act(&lower);
}

/// Byte for byte the round that was drawn, but an account of a program that is not `market`.
fn forged_round(s: &mut Scene) {
    let (drawn, forged) = (s.city.at("round"), s.city.chain.new_key().pubkey());
    let data = s.city.chain.data(&drawn);
    s.city.chain.put_account(forged, ESCROW, data);
    s.meta("round").pubkey = forged;
}

/// Rita cancels the job that was drawn for, and orders another at the same address.
fn ordered_again(s: &mut Scene) {
    let (rita, job) = (s.city.at("rita"), s.city.at("job"));
    cancel(s);
    s.city.act(&escrow::close(&rita, &job));
    let order = Order {
        gpus: io_tests::city::GPUS,
        ..ORDER
    };
    s.city.act(&escrow::create_job(&rita, NONCE, &order));
    let kay = s.city.at("kay");
    s.instruction = accept_drawn(
        &s.city.chain,
        &s.city.at("round"),
        &job,
        &s.city.host("sam"),
        &kay,
    );
}
