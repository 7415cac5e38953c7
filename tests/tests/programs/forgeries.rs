//! Every instruction forged, one line each: what is forged, and which error answers.
//!
//! The tables below are the matrix of what is covered; a test fails when an instruction, an account, a
//! signature or an error of the interface has no line.

mod disputes;
mod emissions;
mod escrow;
mod iosd;
mod market;
mod oracle;
mod proofs;
mod staking;
mod substitution;

use io_tests::{
    forge::{Play, Scene, gaps, own, print, run, runtime},
    interface::PROGRAMS,
};
use solana_transaction::InstructionError;

fn table(program: &str) -> Vec<Play> {
    match program {
        "emissions" => emissions::table(),
        "staking" => staking::table(),
        "iosd" => iosd::table(),
        "oracle" => oracle::table(),
        "disputes" => [disputes::table(), proofs::table()]
            .into_iter()
            .flatten()
            .collect(),
        "escrow" => escrow::table(),
        "market" => market::table(),
        other => panic!("{other} has no table"),
    }
}

/// Plays the program's table and prints its summary.
fn refuses_every_forgery(program: &str) {
    match run(program, &table(program)) {
        Ok(rows) => print(program, &rows),
        Err(wrong) => panic!("{} lines do not hold:\n{}", wrong.len(), wrong.join("\n")),
    }
}

#[test]
fn emissions_refuses_every_forgery() {
    refuses_every_forgery("emissions");
}

#[test]
fn staking_refuses_every_forgery() {
    refuses_every_forgery("staking");
}

#[test]
fn iosd_refuses_every_forgery() {
    refuses_every_forgery("iosd");
}

#[test]
fn oracle_refuses_every_forgery() {
    refuses_every_forgery("oracle");
}

#[test]
fn disputes_refuses_every_forgery() {
    refuses_every_forgery("disputes");
}

#[test]
fn escrow_refuses_every_forgery() {
    refuses_every_forgery("escrow");
}

#[test]
fn market_refuses_every_forgery() {
    refuses_every_forgery("market");
}

/// Errors that no line can bring about, and why.
const UNREACHABLE: [(&str, &str, &str); 13] = [
    ("emissions", "InvariantBroken", BUG),
    ("staking", "InvariantBroken", BUG),
    ("iosd", "InvariantBroken", BUG),
    ("escrow", "InvariantBroken", BUG),
    ("market", "InvariantBroken", BUG),
    ("oracle", "VaultShort", BUG),
    ("oracle", "LeafOutOfRange", JUDGED_ELSEWHERE),
    ("oracle", "UnknownSide", JUDGED_ELSEWHERE),
    ("oracle", "NoFault", JUDGED_ELSEWHERE),
    ("oracle", "ChallengeOpen", JUDGED_ELSEWHERE),
    ("oracle", "WrongChallenger", JUDGED_ELSEWHERE),
    (
        "oracle",
        "StampOutOfRange",
        "the clock or the slot would be past 32 bits",
    ),
    (
        "oracle",
        "NoQuorumPrice",
        "only who reads a price meets it: escrow's lines do",
    ),
];
const BUG: &str = "impossible unless there is a bug";
const JUDGED_ELSEWHERE: &str = "disputes judges challenges, by errors of its own";

#[test]
fn nothing_of_the_interface_is_left_out() {
    let found: Vec<String> = PROGRAMS
        .iter()
        .flat_map(|program| gaps(program, &table(program), &UNREACHABLE))
        .collect();
    assert!(
        found.is_empty(),
        "{} gaps:\n{}",
        found.len(),
        found.join("\n")
    );
}

/// An address can be sent lamports before its account is created; that must not stop the creation, or
/// anyone could keep a renter from his job number or a supplier from his device.
#[test]
fn lamports_sent_ahead_stop_no_creation() {
    let mut created = 0;
    for program in PROGRAMS {
        let first_stakes: [fn() -> Scene; 2] = [staking::first_stake, staking::first_device_stake];
        let scenes = table(program).into_iter().map(|play| play.scene);
        for scene in scenes.chain(first_stakes.into_iter().filter(|_| program == "staking")) {
            let mut scene = scene();
            let svm = &mut scene.city.chain.svm;
            let written = scene
                .instruction
                .accounts
                .iter()
                .filter(|meta| meta.is_writable);
            for meta in written {
                if svm.get_account(&meta.pubkey).is_none() {
                    svm.airdrop(&meta.pubkey, 1_000_000).expect("it lands");
                    created += 1;
                }
            }
            let sent = scene.city.send(&scene.instruction);
            assert!(sent.is_ok(), "{program}.{}: {sent:?}", scene.call().name);
        }
    }
    assert!(created >= 30, "only {created} accounts were created");
}

/// A written account must be passed writable, in every instruction; what answers follows from what the
/// account is.
#[test]
fn a_written_account_is_not_taken_read_only() {
    let mut tried = 0;
    for program in PROGRAMS {
        for play in table(program) {
            let scene = (play.scene)();
            for slot in scene.call().accounts.iter().filter(|slot| slot.writable) {
                let mut forged = scene.clone();
                forged.meta(&slot.name).is_writable = false;
                let address = forged.meta(&slot.name).pubkey;
                if address == forged.instruction.program_id {
                    // An account that may be left out, and is.
                    continue;
                }
                let answer = if slot.signer {
                    // One check for both flags of a payer.
                    runtime(InstructionError::MissingRequiredSignature)
                } else if forged.city.chain.svm.get_account(&address).is_none() {
                    // The system program, which creates it.
                    runtime(InstructionError::PrivilegeEscalation)
                } else {
                    own(2000, "ConstraintMut")
                };
                let refused = forged.city.send(&forged.instruction).err();
                let refused = refused.expect("a read-only account is refused");
                let answered = answer.check(&forged.instruction.program_id, &refused);
                let what = format!("{program}.{}.{}", play.instruction, slot.name);
                assert_eq!(answered, Ok(()), "{what}");
                tried += 1;
            }
        }
    }
    assert!(tried >= 190, "only {tried} accounts were tried");
}
