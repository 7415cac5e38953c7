//! Requests.

use super::{SECOND, THIRD, pause};
use io_tests::{
    city::{City, IO},
    forge::{Kind, Line, Play, Scene, *},
    forgeries, iosd, lines,
};
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        request_mint_exact_in in request_in {
            unsigned("owner") => runtime(MissingRequiredSignature),
            signed_by("owner", "ron") => runtime(InvalidSeeds),
            with(Kind::Signer, "Ron signs for a request of his own, Rita pays", rons_request) => own(6004, "WrongIoAccount"),
            foreign("iosd") => runtime(IllegalOwner),
            other("iosd", "io_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            copied("iosd") => runtime(InvalidSeeds),
            other("request", "ron.request") => runtime(InvalidSeeds),
            theirs("io_source", "ron.io") => own(6004, "WrongIoAccount"),
            of_mint("io_source", "rita.iosd") => own(2040, "ConstraintDuplicateMutableAccount"),
            of_mint("io_source", "ron.iosd") => own(6004, "WrongIoAccount"),
            foreign("io_source") => runtime(IllegalOwner),
            theirs("iosd_account", "ron.iosd") => own(6005, "WrongIosdAccount"),
            of_mint("iosd_account", "ron.io") => own(6005, "WrongIosdAccount"),
            same("iosd_account", "io_source") => own(2040, "ConstraintDuplicateMutableAccount"),
            theirs("io_vault", "mallory.io") => runtime(InvalidSeeds),
            other("io_vault", "iosd_vault") => runtime(InvalidSeeds),
            same("io_source", "io_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("nonce", 9u64) => runtime(InvalidSeeds),
            argument("io_in", IO - 1) => own(6001, "RequestTooSmall"),
            argument("io_in", 10_000 * IO) => token(1, "InsufficientFunds"),
            argument("min_out", 0u64) => own(6002, "ZeroLimit"),
            state("minting is paused", pause) => own(6000, "MintPaused"),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }

        request_mint_exact_out in request_out {
            unsigned("owner") => runtime(MissingRequiredSignature),
            signed_by("owner", "ron") => runtime(InvalidSeeds),
            foreign("iosd") => runtime(IllegalOwner),
            copied("iosd") => runtime(InvalidSeeds),
            empty("request") => runtime(InvalidSeeds),
            theirs("io_source", "ron.io") => own(6004, "WrongIoAccount"),
            of_mint("io_source", "ron.iosd") => own(6004, "WrongIoAccount"),
            theirs("iosd_account", "ron.iosd") => own(6005, "WrongIosdAccount"),
            of_mint("iosd_account", "ron.io") => own(6005, "WrongIosdAccount"),
            theirs("io_vault", "mallory.io") => runtime(InvalidSeeds),
            same("io_source", "io_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("iosd_out", 0u64) => own(6002, "ZeroLimit"),
            argument("max_in", IO - 1) => own(6001, "RequestTooSmall"),
            argument("max_in", 10_000 * IO) => token(1, "InsufficientFunds"),
            state("minting is paused", pause) => own(6000, "MintPaused"),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }

        request_redeem_exact_in in redeem_in, also redeem {
            argument("iosd_in", 1u64) => own(6001, "RequestTooSmall"),
            argument("iosd_in", 3_000_000_001u64) => token(1, "InsufficientFunds"),
            argument("min_out", 0u64) => own(6002, "ZeroLimit"),
        }

        request_redeem_exact_out in redeem_out, also redeem {
            argument("max_in", 1u64) => own(6001, "RequestTooSmall"),
            argument("max_in", 3_000_000_001u64) => token(1, "InsufficientFunds"),
            argument("io_out", 0u64) => own(6002, "ZeroLimit"),
        }
    }
}

/// What both requests of a redemption refuse.
fn redeem() -> Vec<Line> {
    lines! {
        unsigned("owner") => runtime(MissingRequiredSignature),
        signed_by("owner", "ron") => runtime(InvalidSeeds),
        foreign("iosd") => runtime(IllegalOwner),
        copied("iosd") => runtime(InvalidSeeds),
        empty("request") => runtime(InvalidSeeds),
        other("request", "ron.request") => runtime(InvalidSeeds),
        theirs("iosd_source", "ron.iosd") => own(6005, "WrongIosdAccount"),
        of_mint("iosd_source", "ron.io") => own(6005, "WrongIosdAccount"),
        foreign("iosd_source") => runtime(IllegalOwner),
        theirs("io_account", "ron.io") => own(6004, "WrongIoAccount"),
        of_mint("io_account", "ron.iosd") => own(6004, "WrongIoAccount"),
        theirs("iosd_vault", "mallory.iosd") => runtime(InvalidSeeds),
        other("iosd_vault", "io_vault") => runtime(InvalidSeeds),
        same("iosd_source", "iosd_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
        program("token_program", "system program") => runtime(IncorrectProgramId),
        program("system_program", "token program") => runtime(IncorrectProgramId),
        argument("nonce", 9u64) => runtime(InvalidSeeds),
        replayed() => system(0, "AccountAlreadyInUse"),
        doubled() => system(0, "AccountAlreadyInUse"),
    }
}

/// Rita redeems 30 IOSD, with a request of Ron's in the queue before. A pause does not stop it.
fn redeem_in() -> Scene {
    let mut scene = request_in();
    pause(&mut scene);
    let rita = scene.city.at("rita");
    let call = iosd::request_redeem_exact_in(&scene.city.chain, &rita, SECOND, 30_000_000, 1);
    Scene::new(scene.city, call)
}

fn redeem_out() -> Scene {
    let mut scene = request_in();
    pause(&mut scene);
    let rita = scene.city.at("rita");
    let call = iosd::request_redeem_exact_out(&scene.city.chain, &rita, SECOND, IO, 30_000_000);
    Scene::new(scene.city, call)
}

/// Rita's request of 100 IO, with one of Ron's in the queue before.
fn request_in() -> Scene {
    let mut city = City::trading();
    city.request("ron", SECOND, IO, 1);
    let call = iosd::request_mint_exact_in(&city.chain, &city.at("rita"), SECOND, 100 * IO, 1);
    Scene::new(city, call)
}

fn request_out() -> Scene {
    let mut city = City::trading();
    city.request("ron", SECOND, IO, 1);
    let call =
        iosd::request_mint_exact_out(&city.chain, &city.at("rita"), SECOND, 1_000_000, 100 * IO);
    Scene::new(city, call)
}

/// Ron's request, but Rita's IO.
fn rons_request(s: &mut Scene) {
    let (ron, io) = (s.city.at("ron"), s.city.at("rita.io"));
    let to = s.city.at("ron.iosd");
    s.instruction = iosd::request_mint_exact_in(&s.city.chain, &ron, THIRD, 100 * IO, 1);
    s.meta("io_source").pubkey = io;
    s.meta("iosd_account").pubkey = to;
}
