//! Forgeries of `disputes`: challenges of verdicts on GPU proofs. Every piece is one of a real proof.

use super::emissions::other_mint;
use io_pow::bundle::PathKind;
use io_tests::{
    city::City,
    forge::{Kind, Play, Scene, *},
    forgeries,
    oracle::{
        address::{self, epoch_record, singleton},
        world::{CHALLENGE_BOND, params},
    },
    proofs::{Hour, Listed, hour::Plan, instructions::Case},
};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        open_proof_challenge in open {
            unsigned("challenger") => runtime(MissingRequiredSignature),
            signed_by("challenger", "dora") => runtime(InvalidSeeds),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => own(2012, "ConstraintAddress"),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "operators") => runtime(InvalidAccountData),
            foreign("classes") => runtime(IllegalOwner),
            copied("classes") => own(2012, "ConstraintAddress"),
            foreign("device") => runtime(IllegalOwner),
            other("device", "another device") => own(6013, "WrongDevice"),
            other("device", "operators") => runtime(InvalidAccountData),
            empty("challenge") => runtime(InvalidSeeds),
            theirs("source", "dora.io") => token(4, "OwnerMismatch"),
            of_mint("source", "carl.other") => token(3, "MintMismatch"),
            theirs("vault", "dora.io") => runtime(InvalidSeeds),
            same("source", "vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            of_mint("io_mint", "other mint") => own(6010, "WrongIoMint"),
            other("disputes", "mallory") => own(2012, "ConstraintAddress"),
            program("oracle_program", "token program") => own(2012, "ConstraintAddress"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("epoch", 2u64) => runtime(InvalidSeeds),
            argument("index", 1u32) => runtime(InvalidSeeds),
            cut_short() => runtime(InvalidInstructionData),
            state("the hour is not sealed", |s| s.edit("epoch_record", 2, &[1])) => own(6001, "NotSealed"),
            state("the hour had no second beacon", |s| s.edit("epoch_record", BEACON2_SLOT_AT, &[0; 8])) => own(6012, "NothingProved"),
            state("the class is not in the table", |s| s.edit("classes", 2, &[0])) => own(6014, "UnknownClass"),
            later(i64::from(params().challenge_window_s)) => own(6002, "RootFinal"),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }

        show_verdict in verdict {
            foreign("challenge") => runtime(IllegalOwner),
            other("challenge", "operators") => runtime(IllegalOwner),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "operators") => runtime(InvalidAccountData),
            same("epoch_record", "challenge") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("verdict", 2u8) => own(6015, "NotInTheVerdicts"),
            argument("verdict", 3u8) => own(6016, "NoVerdict"),
            argument("verdict", 0u8) => own(6016, "NoVerdict"),
            argument("reason", 1u8) => own(6015, "NotInTheVerdicts"),
            argument("place", 1u32) => own(6015, "NotInTheVerdicts"),
            argument("commit", [1u8; 32]) => own(6015, "NotInTheVerdicts"),
            argument("response", [1u8; 32]) => own(6015, "NotInTheVerdicts"),
            argument("proof", blob(&[0; 24 * 32])) => own(6015, "NotInTheVerdicts"),
            argument("proof", blob(&[0; 23 * 32])) => own(7008, "ProofLength"),
            cut_short() => runtime(InvalidInstructionData),
            state("the record serves another epoch", |s| s.edit("epoch_record", 8, &65u64.to_le_bytes())) => own(6000, "WrongEpoch"),
            later(i64::from(params().challenge_window_s) + 600) => own(6002, "RootFinal"),
            replayed() => own(6029, "AlreadyShown"),
            doubled() => own(6029, "AlreadyShown"),
        }

        show_absence in absence, repeats "what is missing is missing" {
            foreign("challenge") => runtime(IllegalOwner),
            other("challenge", "operators") => runtime(IllegalOwner),
            other("commits", "operators") => own(6023, "WrongCommits"),
            empty("commits") => own(6023, "WrongCommits"),
            same("commits", "challenge") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("stage", 2u8) => own(6021, "OutOfRange"),
            cut_short() => runtime(InvalidInstructionData),
            state("the verdict is not shown", |s| s.edit("challenge", 2, &[0])) => own(6017, "ShowFirst"),
            state("it is a failure", |s| s.edit("challenge", 4, &[2])) => own(6025, "NothingMissing"),
        }

        show_absence in present, repeats "it is there each time" {
            argument("leaf", [1u8; 32]) => own(6025, "NothingMissing"),
            argument("proof", blob(&[0; 19 * 32])) => own(6022, "WrongLength"),
            state("a later hour has overwritten it", |s| s.edit("commits", COMMITS_ENTRY_AT, &5u64.to_le_bytes())) => own(6024, "CommitsOverwritten"),
        }

        show_gpu in gpu, repeats "what is shown again is the same" {
            foreign("challenge") => runtime(IllegalOwner),
            other("challenge", "operators") => runtime(IllegalOwner),
            argument("gpu", 2u32) => own(6018, "UnknownGpu"),
            argument("gpu", 0u32) => own(6019, "NotInTheLeaves"),
            argument("root", [1u8; 32]) => own(6019, "NotInTheLeaves"),
            argument("bundle_root", [1u8; 32]) => own(6019, "NotInTheLeaves"),
            argument("steps_root", [1u8; 32]) => own(6019, "NotInTheLeaves"),
            argument("paths_root", [1u8; 32]) => own(6019, "NotInTheLeaves"),
            argument("proofs", blob(&[0; 11 * 32])) => own(6022, "WrongLength"),
            argument("proofs", blob(&[0; 12 * 32])) => own(6019, "NotInTheLeaves"),
            cut_short() => runtime(InvalidInstructionData),
            state("the verdict is not shown", |s| s.edit("challenge", 2, &[0])) => own(6017, "ShowFirst"),
        }

        show_path in path, repeats "what is shown again is the same" {
            foreign("challenge") => runtime(IllegalOwner),
            other("challenge", "operators") => runtime(IllegalOwner),
            argument("kind", 3u8) => own(6021, "OutOfRange"),
            argument("kind", 0u8) => own(6020, "NotInTheBundle"),
            argument("sample", 64u8) => own(6021, "OutOfRange"),
            argument("sample", 9u8) => own(6020, "NotInTheBundle"),
            argument("leaf", [1u8; 32]) => own(6020, "NotInTheBundle"),
            argument("siblings", blob(&[0; 33])) => own(6022, "WrongLength"),
            argument("proof", blob(&[0; 7 * 32])) => own(6022, "WrongLength"),
            cut_short() => runtime(InvalidInstructionData),
            state("no GPU is shown", |s| s.edit("challenge", 2, &[1])) => own(6017, "ShowFirst"),
        }

        show_step in step, repeats "what is shown again is the same" {
            foreign("challenge") => runtime(IllegalOwner),
            other("challenge", "operators") => runtime(IllegalOwner),
            argument("position", 4_096u16) => own(6021, "OutOfRange"),
            argument("position", 9u16) => own(6020, "NotInTheBundle"),
            argument("state", [1u8; 32]) => own(6020, "NotInTheBundle"),
            argument("address", u32::MAX) => own(6020, "NotInTheBundle"),
            argument("line", blob(&[0; 128])) => own(6020, "NotInTheBundle"),
            argument("line", blob(&[0; 127])) => own(6022, "WrongLength"),
            argument("proof", blob(&[0; 11 * 32])) => own(6022, "WrongLength"),
            cut_short() => runtime(InvalidInstructionData),
            state("no GPU is shown", |s| s.edit("challenge", 2, &[1])) => own(6017, "ShowFirst"),
        }

        show_probe in probe, repeats "what is shown again is the same" {
            foreign("challenge") => runtime(IllegalOwner),
            other("challenge", "operators") => runtime(IllegalOwner),
            argument("probe", 4u8) => own(6020, "NotInTheBundle"),
            argument("line", blob(&[0; 128])) => own(6020, "NotInTheBundle"),
            cut_short() => runtime(InvalidInstructionData),
            state("no GPU is shown", |s| s.edit("challenge", 2, &[1])) => own(6017, "ShowFirst"),
        }

        show_lister in lister, repeats "who listed it has listed it" {
            foreign("challenge") => runtime(IllegalOwner),
            other("challenge", "operators") => runtime(IllegalOwner),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "operators") => runtime(InvalidAccountData),
            same("epoch_record", "challenge") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("seat", 6u8) => own(6027, "NotInTheSummary"),
            argument("seat", 32u8) => own(6028, "UnknownSeat"),
            argument("minutes", 1u64) => own(6027, "NotInTheSummary"),
            argument("shard", [1u8; 32]) => own(6027, "NotInTheSummary"),
            argument("rest", [1u8; 32]) => own(6027, "NotInTheSummary"),
            argument("rows", blob(&[0; 15 * 32])) => own(7008, "ProofLength"),
            argument("shards", blob(&[0; 9 * 32])) => own(7008, "ProofLength"),
            cut_short() => runtime(InvalidInstructionData),
            state("nothing is proven", |s| s.edit("challenge", 3, &[0])) => own(6026, "NotWon"),
            later(i64::from(params().challenge_window_s) + 600) => own(6002, "RootFinal"),
        }

        uphold_proof_challenge in upheld, repeats "nobody loses a bond twice" {
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => own(2012, "ConstraintAddress"),
            copied("operators") => own(2012, "ConstraintAddress"),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "operators") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("challenge") => runtime(IllegalOwner),
            other("challenge", "classes") => runtime(IllegalOwner),
            theirs("destination", "mallory.io") => own(6008, "WrongChallenger"),
            theirs("bond_vault", "mallory.io") => own(6009, "WrongVault"),
            of_mint("io_mint", "other mint") => own(6010, "WrongIoMint"),
            same("destination", "bond_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            other("disputes", "mallory") => own(2012, "ConstraintAddress"),
            program("oracle_program", "token program") => own(2012, "ConstraintAddress"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            state("nothing is proven", |s| s.edit("challenge", 3, &[0])) => own(6026, "NotWon"),
            state("the record serves another epoch", |s| s.edit("epoch_record", 8, &65u64.to_le_bytes())) => called("oracle", 6043, "WrongEpoch"),
            with(Kind::State, "more records than can wait", crowd) => own(6011, "TooManyRecords"),
            later(i64::from(params().challenge_window_s) + 600) => called("oracle", 6069, "RootFinal"),
        }

        close_proof_challenge in closed {
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => own(2012, "ConstraintAddress"),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "operators") => runtime(InvalidAccountData),
            foreign("challenge") => runtime(IllegalOwner),
            other("challenge", "operators") => runtime(IllegalOwner),
            other("challenger", "mallory") => own(6008, "WrongChallenger"),
            theirs("destination", "mallory.io") => own(6008, "WrongChallenger"),
            of_mint("io_mint", "other mint") => own(6010, "WrongIoMint"),
            theirs("vault", "mallory.io") => own(6009, "WrongVault"),
            other("vault", "bond_vault") => own(6009, "WrongVault"),
            same("vault", "destination") => own(2040, "ConstraintDuplicateMutableAccount"),
            other("disputes", "mallory") => own(2012, "ConstraintAddress"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            state("it is not the challenger who asks", |s| s.meta("challenger").is_signer = false) => own(6007, "ChallengeOpen"),
            state("nothing is proven", |s| s.edit("challenge", 3, &[0])) => own(6007, "ChallengeOpen"),
            state("the record serves another epoch", |s| s.edit("epoch_record", 8, &2u64.to_le_bytes())) => own(6000, "WrongEpoch"),
            replayed() => runtime(UninitializedAccount),
            doubled() => runtime(UninitializedAccount),
        }
    }
}

/// Places in accounts, behind the discriminator.
const BEACON2_SLOT_AT: usize = 176;
/// The entry of epoch 1, the second of four.
const COMMITS_ENTRY_AT: usize = 8 + 32 + 88;

/// Carl, his case, and the hour's people and places by name.
fn scene(mut hour: Hour, carl: &Keypair, instruction: Instruction) -> Scene {
    let dora = hour.world.chain.wallet();
    let supplier = hour.supplier.pubkey();
    let (device, other_device) = (hour.device, address::device(&supplier, 0));
    let mut city = City::around(hour.world);
    for (name, key) in [("carl", carl.insecure_clone()), ("dora", dora)] {
        city.enlist(name, key);
    }
    for name in ["operators", "classes", "bond_vault"] {
        city.name(name, singleton(name));
    }
    city.name("epoch 1", epoch_record(1));
    city.name("device", device);
    city.name("another device", other_device);
    other_mint(&mut city);
    Scene::new(city, instruction)
}

/// An hour by `plan` that five operators passed, and what Carl shows of it, `first` already landed.
fn shown(
    plan: &Plan<'_>,
    first: impl Fn(&Hour, &Case) -> Vec<Instruction>,
    then: impl Fn(&Hour, &Case) -> Instruction,
) -> Scene {
    let mut hour = Hour::live(plan, |_| Listed::PASS);
    let (case, carl) = hour.challenge();
    for instruction in first(&hour, &case) {
        hour.world.must(&instruction, &[]);
    }
    let instruction = then(&hour, &case);
    scene(hour, &carl, instruction)
}

/// A pass of a device that committed to nothing: won by the verdict leaf alone.
fn bare() -> Plan<'static> {
    Plan {
        bare: true,
        ..Plan::honest()
    }
}

fn open() -> Scene {
    let mut hour = Hour::live(&Plan::honest(), |_| Listed::PASS);
    let carl = hour.world.chain.wallet();
    let call = hour.case(&carl.pubkey()).open(hour.device);
    let mut scene = scene(hour, &carl, call);
    for holder in ["carl.io", "dora.io"] {
        let at = scene.city.at(holder);
        scene.city.chain.give_tokens(&at, CHALLENGE_BOND);
    }
    let (other, mint) = (
        scene.city.chain.new_key().pubkey(),
        scene.city.at("other mint"),
    );
    let owner = scene.city.at("carl");
    scene.city.chain.put_token_account(other, mint, owner);
    scene.city.chain.give_tokens(&other, CHALLENGE_BOND);
    scene.city.name("carl.other", other);
    scene
}

fn verdict() -> Scene {
    shown(
        &Plan::honest(),
        |_, _| Vec::new(),
        |hour, case| hour.show_verdict(case),
    )
}

fn absence() -> Scene {
    let plan = Plan {
        absent: true,
        ..Plan::honest()
    };
    shown(
        &plan,
        |hour, case| vec![hour.show_verdict(case)],
        |hour, case| case.show_absence(&hour.supplier.pubkey(), 0, 0, &[0; 32], &[]),
    )
}

/// The verdict is about another commitment than the one on chain.
fn present() -> Scene {
    shown(
        &Plan {
            forged_leaf: true,
            ..Plan::honest()
        },
        |hour, case| vec![hour.show_verdict(case)],
        |hour, case| {
            let path = hour.fleet.path(hour.index);
            let (leaf, path) = (hour.committed, path.as_flattened());
            case.show_absence(&hour.supplier.pubkey(), 0, 0, &leaf, path)
        },
    )
}

fn gpu() -> Scene {
    shown(
        &Plan::honest(),
        |hour, case| vec![hour.show_verdict(case)],
        |hour, case| hour.evidence.show_gpu(case, 1),
    )
}

fn one_gpu(hour: &Hour, case: &Case) -> Vec<Instruction> {
    vec![hour.show_verdict(case), hour.evidence.show_gpu(case, 1)]
}

fn path() -> Scene {
    shown(&Plan::honest(), one_gpu, |hour, case| {
        hour.evidence.show_path(case, 1, PathKind::Lane, 8)
    })
}

fn step() -> Scene {
    shown(&Plan::honest(), one_gpu, |hour, case| {
        hour.evidence.show_step(case, 1, 8)
    })
}

fn probe() -> Scene {
    shown(&Plan::honest(), one_gpu, |hour, case| {
        hour.evidence.show_probe(case, 1, 3)
    })
}

fn lister() -> Scene {
    shown(
        &bare(),
        |hour, case| vec![hour.show_verdict(case)],
        |hour, case| hour.show_lister(case, 0),
    )
}

fn upheld() -> Scene {
    shown(
        &bare(),
        |hour, case| vec![hour.show_verdict(case), hour.show_lister(case, 0)],
        |_, case| case.uphold(&[]),
    )
}

fn crowd(s: &mut Scene) {
    let carl = s.city.at("carl");
    let mint = s.city.chain.io_mint;
    s.instruction = Case {
        challenger: carl,
        epoch: 1,
        index: 2,
        io_mint: mint,
    }
    .uphold(&[2; 17]);
}

fn closed() -> Scene {
    shown(
        &bare(),
        |hour, case| vec![hour.show_verdict(case)],
        |_, case| case.close(true),
    )
}
