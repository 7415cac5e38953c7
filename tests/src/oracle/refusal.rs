//! Every account of an instruction replaced by another: none may be accepted.
use super::OracleWorld;
use super::address::singleton;
use crate::world::{ORACLE, SYSTEM_PROGRAM};
use solana_account::Account;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// Checks that `instruction`, which works with `signers`, is refused
/// - with any one signature missing;
/// - with any account but those in `free` replaced by: an empty address, a copy owned by another
///   program, a copy at another address, another account of the program, the payer's own wallet;
/// - with any writable account given again in the place of any other account.
///
/// Nothing is changed: all runs are simulations.
pub fn every_substitution_is_refused(
    world: &mut OracleWorld,
    instruction: &Instruction,
    signers: &[&Keypair],
    free: &[usize],
) {
    world
        .simulate(instruction, signers)
        .expect("the instruction works before anything is replaced");
    for index in 0..instruction.accounts.len() {
        let meta = &instruction.accounts[index];
        if meta.is_signer {
            let mut unsigned = instruction.clone();
            unsigned.accounts[index].is_signer = false;
            let others: Vec<&Keypair> = signers
                .iter()
                .copied()
                .filter(|signer| signer.pubkey() != meta.pubkey)
                .collect();
            assert!(
                world.simulate(&unsigned, &others).is_err(),
                "account {index} need not sign"
            );
            continue;
        }
        if !free.contains(&index) {
            for (name, substitute) in substitutes(world, &meta.pubkey) {
                let mut replaced = instruction.clone();
                replaced.accounts[index].pubkey = substitute;
                assert!(
                    world.simulate(&replaced, signers).is_err(),
                    "account {index} may be {name}"
                );
            }
        }
        for other in 0..instruction.accounts.len() {
            let duplicate = instruction.accounts[other].pubkey;
            if other == index
                || !instruction.accounts[other].is_writable
                || duplicate == meta.pubkey
            {
                continue;
            }
            let mut replaced = instruction.clone();
            replaced.accounts[index].pubkey = duplicate;
            assert!(
                world.simulate(&replaced, signers).is_err(),
                "account {index} may be account {other} again"
            );
        }
    }
}

fn substitutes(world: &mut OracleWorld, original: &Pubkey) -> Vec<(&'static str, Pubkey)> {
    let mut found = vec![
        ("an empty address", Pubkey::new_unique()),
        ("a wallet", world.chain.authority.pubkey()),
    ];
    if let Some(account) = world.chain.svm.get_account(original) {
        let elsewhere = Pubkey::new_unique();
        let foreign = Pubkey::new_unique();
        let copy = Account {
            owner: SYSTEM_PROGRAM,
            executable: false,
            ..account.clone()
        };
        world.chain.svm.set_account(foreign, copy).expect("a copy");
        found.push(("a copy of another owner", foreign));
        if account.owner == ORACLE {
            // The program never makes such an account: only the seeds tell it from the right one.
            // Records, devices and commits are told by what is in them, see their tests.
            let is_singleton = ["oracle", "operators", "classes", "prices", "price_ring"]
                .iter()
                .any(|seed| singleton(seed) == *original);
            if is_singleton {
                world
                    .chain
                    .svm
                    .set_account(elsewhere, account)
                    .expect("a copy");
                found.push(("a copy at another address", elsewhere));
            }
        }
    }
    for seed in ["oracle", "classes", "prices"] {
        if singleton(seed) != *original && world.chain.svm.get_account(&singleton(seed)).is_some() {
            found.push(("another account of the program", singleton(seed)));
        }
    }
    found
}
