//! The same cases on the host and, compiled by this crate, in the VM: same results.
//!
//! `cargo xtask test-toolchain` builds the probe and runs this.

extern crate alloc;

#[allow(missing_docs)]
#[path = "../../probe/src/cases/mod.rs"]
mod cases;
mod operands;
mod vm;

use cases::{CASES, MAX_RESULTS, OPERANDS, Results};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

const WORD: usize = 8;

/// The probe's binary: where the environment says, or where the build leaves it.
fn probe() -> vm::Program {
    let path = std::env::var_os("IO_SBF_PROBE")
        .map(PathBuf::from)
        .unwrap_or_else(|| {
            PathBuf::from(env!("CARGO_MANIFEST_DIR"))
                .join("../../target/sbf/probe/toolchain_probe.so")
        });
    let elf = std::fs::read(&path).unwrap_or_else(|error| {
        panic!(
            "{}: {error}. Build it with `cargo xtask test-toolchain`",
            path.display()
        )
    });
    vm::Program::load(&elf).expect("the loader accepts the probe")
}

fn on_host(case: usize, operands: &[u64; OPERANDS]) -> Option<Vec<u64>> {
    let mut words = vec![0; MAX_RESULTS];
    let count = catch_unwind(AssertUnwindSafe(|| {
        let mut results = Results::new(&mut words);
        CASES[case].1(operands, &mut results);
        results.count() as usize
    }));
    count.ok().map(|count| words[..count].to_vec())
}

fn in_vm(
    program: &vm::Program,
    case: usize,
    operands: &[u64; OPERANDS],
) -> (Option<Vec<u64>>, vm::Run) {
    let mut input = vec![0u8; WORD * (1 + OPERANDS + MAX_RESULTS)];
    let words = std::iter::once(case as u64).chain(operands.iter().copied());
    for (slot, word) in input.chunks_exact_mut(WORD).zip(words) {
        slot.copy_from_slice(&word.to_le_bytes());
    }
    let run = program.run(&mut input);
    let results = run.result.as_ref().ok().map(|count| {
        input[WORD * (1 + OPERANDS)..]
            .chunks_exact(WORD)
            .take(*count as usize)
            .map(|bytes| u64::from_le_bytes(bytes.try_into().expect("eight bytes")))
            .collect()
    });
    (results, run)
}

/// Every case on every operand set. A panic on the host must be a panic, not any other stop, in
/// the VM. Prints the mean cost of each case.
#[test]
fn host_and_vm_agree() {
    let program = probe();
    std::panic::set_hook(Box::new(|_| {}));
    let mut disagreements = Vec::new();
    let (mut runs, mut panics) = (0u64, 0u64);
    for (case, (name, _)) in CASES.iter().enumerate() {
        let mut instructions = 0;
        let sets = operands::sets(case as u64);
        for operands in &sets {
            let host = on_host(case, operands);
            let (vm, run) = in_vm(&program, case, operands);
            instructions += run.instructions;
            runs += 1;
            let panicked = matches!(&run.result, Err(text) if text.contains("panicked at"));
            panics += u64::from(panicked);
            if host != vm || host.is_none() != panicked {
                let at = host
                    .iter()
                    .flatten()
                    .zip(vm.iter().flatten())
                    .position(|(a, b)| a != b);
                disagreements.push(format!(
                    "{name} on {operands:x?}: first difference at word {at:?}\n  host {host:x?}\n  VM   {vm:x?} {:?}",
                    run.result
                ));
                break;
            }
        }
        println!(
            "{name:<32}{:>8} instructions on average",
            instructions / sets.len() as u64
        );
    }
    let _ = std::panic::take_hook();
    println!("{runs} runs, {panics} of them panics");
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n"));
    assert!(panics > 1000, "the panic cases hardly panicked: {panics}");
}

/// The suite would notice: a wrong result is not mistaken for agreement.
#[test]
fn results_depend_on_operands() {
    let program = probe();
    let (first, _) = in_vm(&program, 0, &[1, 0, 2, 0, 0, 0, 0, 0]);
    let (second, _) = in_vm(&program, 0, &[1, 0, 3, 0, 0, 0, 0, 0]);
    assert_eq!(first.as_ref().map(|words| words[0]), Some(3));
    assert_ne!(first, second);
}

/// A case that does not exist panics in the probe, with the place named.
#[test]
fn a_panic_names_its_place() {
    let (_, run) = in_vm(&probe(), 9999, &[0; OPERANDS]);
    let text = run.result.expect_err("panics");
    assert!(text.contains("src/lib.rs"), "{text}");
}
