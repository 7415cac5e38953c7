//! Every account of every instruction replaced by every other account of the city: some 20,000
//! transactions, of which only those may land that the table below names.

use super::table;
use io_tests::{
    forge::Scene,
    interface::{PROGRAMS, Slot},
};
use std::{collections::BTreeSet, thread};

/// Where another account may stand, and why.
const FREE: [(&str, &str, &str, &str); 27] = [
    (
        "oracle",
        "set_tier",
        "device",
        "the authority measures any device",
    ),
    (
        "oracle",
        "unbond",
        "signer",
        "the authority may remove an operator",
    ),
    ("oracle", "open_epoch", "payer", "anyone cranks"),
    ("oracle", "post_prices", "key", OWN_NAME),
    ("oracle", "rotate_operator", "wallet", OWN_NAME),
    ("oracle", "uphold", "destination", "whom disputes pays"),
    ("oracle", "vote", "key", OWN_NAME),
    ("oracle", "withdraw_bond", "destination", THEIR_CHOICE),
    ("staking", "withdraw", "destination", THEIR_CHOICE),
    ("staking", "claim_rewards", "destination", THEIR_CHOICE),
    ("staking", "withdraw_device", "destination", THEIR_CHOICE),
    ("staking", "withdraw_surplus", "destination", THEIR_CHOICE),
    ("staking", "withdraw_co_stake", "destination", THEIR_CHOICE),
    (
        "staking",
        "propose_slash",
        "target",
        "whom the slash authority accuses",
    ),
    ("staking", "propose_slash", "payer", "anyone pays the rent"),
    (
        "staking",
        "lapse_slash",
        "caller",
        "anyone, once the time to confirm is over",
    ),
    (
        "staking",
        "execute_slash",
        "target",
        "whom oracle has found guilty",
    ),
    (
        "staking",
        "lock_guarantee",
        "device_stake",
        "escrow has checked the device",
    ),
    (
        "staking",
        "pay_guarantee",
        "destination",
        "whom escrow pays",
    ),
    ("emissions", "mint_allocation", "destination", THEIR_CHOICE),
    ("emissions", "redeem", "destination", "whom iosd pays"),
    (
        "emissions",
        "claim",
        "payer",
        "anyone pays the fee, the wallet is paid",
    ),
    (
        "escrow",
        "accept",
        "supplier",
        "anyone, for a device that was drawn",
    ),
    ("market", "open_round", "payer", "anyone pays the rent"),
    (
        "escrow",
        "start",
        "signer",
        "the renter as well as the lease's supplier",
    ),
    (
        "escrow",
        "expire",
        "epoch_record",
        "not read for a job that never ran",
    ),
    (
        "escrow",
        "expire",
        "renter_account",
        "left out where the renter cannot be paid",
    ),
];
const OWN_NAME: &str = "another operator does it in its own name";
const THEIR_CHOICE: &str = "whoever signs names any account of the mint";

/// People and their accounts who play no part that another does not.
const SUPERNUMERARIES: [&str; 5] = ["op2", "op3", "idle", "leaver", "seat"];

/// What was accepted in one program, and how many were tried.
fn accepted(program: &str) -> (BTreeSet<String>, usize) {
    let (mut found, mut tried) = (BTreeSet::new(), 0);
    for play in table(program) {
        let scene = (play.scene)();
        for (index, slot) in scene.call().accounts.iter().enumerate() {
            for place in candidates(&scene, index, slot) {
                let mut forged = scene.instruction.clone();
                forged.accounts[index].pubkey = scene.city.at(&place);
                tried += 1;
                if scene.city.would_land(&forged) {
                    found.insert(format!("{program}.{}.{}", play.instruction, slot.name));
                }
            }
        }
    }
    (found, tried)
}

/// Whoever could sign instead, or whatever could stand instead.
fn candidates(scene: &Scene, index: usize, slot: &Slot) -> Vec<String> {
    let meta = &scene.instruction.accounts[index];
    let (given, signs) = (meta.pubkey, slot.signer || meta.is_signer);
    let all = scene.city.places();
    all.filter(|(_, at)| *at != given)
        .filter(|(name, _)| !SUPERNUMERARIES.iter().any(|extra| name.starts_with(extra)))
        .filter(|(name, _)| !signs || scene.city.is_person(name))
        .map(|(name, _)| name.to_owned())
        .collect()
}

#[test]
fn no_account_of_the_city_passes_for_another() {
    let results: Vec<_> = thread::scope(|scope| {
        let running = PROGRAMS.map(|program| scope.spawn(move || accepted(program)));
        running
            .into_iter()
            .map(|thread| thread.join().expect("it ends"))
            .collect()
    });
    let found: BTreeSet<String> = results
        .iter()
        .flat_map(|(found, _)| found.clone())
        .collect();
    let free: BTreeSet<String> = FREE
        .iter()
        .map(|(program, instruction, slot, _)| format!("{program}.{instruction}.{slot}"))
        .collect();
    assert_eq!(found, free, "left: accepted, right: free to choose");
    let tried: usize = results.iter().map(|(_, tried)| tried).sum();
    assert!(tried >= 15_000, "only {tried} were tried");
}
