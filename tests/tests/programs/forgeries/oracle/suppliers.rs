//! Suppliers: devices.

use io_tests::{
    city::{City, GPUS},
    forge::{Line, Play, Scene, *},
    forgeries, lines,
    oracle::instructions as ix,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        register_device in register_device {
            unsigned("supplier") => runtime(MissingRequiredSignature),
            signed_by("supplier", "sue") => runtime(InvalidSeeds),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("classes") => runtime(IllegalOwner),
            copied("classes") => runtime(InvalidSeeds),
            other("classes", "operators") => runtime(InvalidAccountData),
            other("device", "sue.device") => runtime(InvalidSeeds),
            empty("device") => runtime(InvalidSeeds),
            same("device", "oracle") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("nonce", 6u32) => runtime(InvalidSeeds),
            argument("params.class", 1u8) => own(6008, "ClassNotLive"),
            argument("params.class", 2u8) => own(6007, "UnknownClass"),
            argument("params.class", 255u8) => own(6007, "UnknownClass"),
            argument("params.processors", 0u16) => own(6021, "ProcessorsOutOfRange"),
            argument("params.processors", 65u16) => own(6021, "ProcessorsOutOfRange"),
            argument("params.device_key", Pubkey::default()) => own(6018, "ZeroAddress"),
            argument("params.payee", Pubkey::default()) => own(6018, "ZeroAddress"),
            cut_short() => runtime(InvalidInstructionData),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }

        offer_device in offer_device, also managed, repeats "it is offered already" {
            cut_short() => runtime(InvalidInstructionData),
        }

        pause_device in pause_device, also managed, repeats "it is paused already" {
        }

        retire_device in retire_device, also managed {
            replayed() => own(6020, "DeviceRetired"),
            doubled() => own(6020, "DeviceRetired"),
        }

        rotate_device_key in rotate_device_key, also managed, repeats "it is the key already" {
            argument("key", Pubkey::default()) => own(6018, "ZeroAddress"),
            cut_short() => runtime(InvalidInstructionData),
        }

        set_payee in set_payee, also managed, repeats "it is the payee already" {
            argument("payee", Pubkey::default()) => own(6018, "ZeroAddress"),
            cut_short() => runtime(InvalidInstructionData),
        }
    }
}

/// What all five instructions of a device refuse.
fn managed() -> Vec<Line> {
    lines! {
        unsigned("supplier") => runtime(MissingRequiredSignature),
        signed_by("supplier", "mallory") => own(6019, "NotTheSupplier"),
        signed_by("supplier", "pam") => own(6019, "NotTheSupplier"),
        signed_by("supplier", "authority") => own(6019, "NotTheSupplier"),
        foreign("device") => runtime(IllegalOwner),
        other("device", "sue.device") => own(6019, "NotTheSupplier"),
        other("device", "operators") => runtime(InvalidAccountData),
        other("device", "sam.stake") => runtime(IllegalOwner),
        same("device", "supplier") => own(2040, "ConstraintDuplicateMutableAccount"),
        state("the device is retired", retire) => own(6020, "DeviceRetired"),
    }
}

fn register_device() -> Scene {
    let city = City::trading();
    let sam = city.at("sam");
    let host = ix::Device {
        class: 0,
        processors: GPUS,
        device_key: sam,
        payee: sam,
        region: 1,
    };
    Scene::new(city, ix::register_device(&sam, 5, &host))
}

fn retire(s: &mut Scene) {
    let retire = manage(&s.city, "retire_device", &[]);
    s.city.act(&retire);
}

fn manage(city: &City, name: &str, args: &[u8]) -> Instruction {
    ix::manage_device(name, &city.at("sam"), city.at("sam.device"), args)
}

fn managing(name: &str, args: &[u8]) -> Scene {
    let city = City::trading();
    let call = manage(&city, name, args);
    Scene::new(city, call)
}

fn offer_device() -> Scene {
    managing("offer_device", &5u64.to_le_bytes())
}

fn pause_device() -> Scene {
    managing("pause_device", &[])
}

fn retire_device() -> Scene {
    managing("retire_device", &[])
}

fn rotate_device_key() -> Scene {
    managing("rotate_device_key", &[9; 32])
}

fn set_payee() -> Scene {
    managing("set_payee", &[9; 32])
}
