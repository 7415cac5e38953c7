//! What the largest classes cost: compute units and bytes.
use io_pow::bundle::PathKind;
use io_pow::{ClassParams, Prover};
use io_tests::cu;
use io_tests::proofs::hour::Plan;
use io_tests::proofs::{Hour, Listed};
use io_tests::send::{Sent, unit_limit};

/// A transaction's most bytes.
const MOST_BYTES: usize = io_tests::send::MAX_TRANSACTION_BYTES;

fn within(sent: &Sent, name: &str, most_units: u64) {
    cu::record(name, sent.units);
    assert!(sent.units <= most_units, "{name}: {} units", sent.units);
    assert!(sent.bytes <= MOST_BYTES, "{name}: {} bytes", sent.bytes);
}

/// Lives an hour of a class of inner dimension `k` with trees as deep as the largest cards have, and shows one of each.
fn costs(k: u32, lanes: u32, steps: u32, most_units: u64) {
    let plan = Plan {
        params: ClassParams {
            class: 0,
            n: 128,
            k,
            panels: 1,
            lanes,
            steps,
        },
        gpus: 1,
        prover: &|job| Prover::commit(job).unwrap(),
        ..Plan::honest()
    };
    let mut hour = Hour::live(&plan, |_| Listed::PASS);
    let (case, _) = hour.challenge();
    let evidence = hour.evidence.clone();
    let verdict = hour.show_verdict(&case);
    let sent = hour.world.must(&verdict, &[]);
    within(&sent, "disputes.show_verdict", 20_000);
    let sent = hour.world.must(&evidence.show_gpu(&case, 0), &[]);
    within(&sent, "disputes.show_gpu", 20_000);
    for (kind, name) in [
        (PathKind::Lane, "lane"),
        (PathKind::Previous, "previous"),
        (PathKind::Next, "next"),
    ] {
        let sent = hour
            .world
            .must(&evidence.show_path(&case, 0, kind, 63), &[]);
        let name = format!("disputes.show_path.{name}.lanes_{lanes}_steps_{steps}");
        within(&sent, &name, 20_000);
    }
    let sent = hour
        .world
        .must(&evidence.show_step(&case, 0, 64 * 63 + 63), &[]);
    within(&sent, "disputes.show_step", 20_000);
    // More than a transaction has unless it asks for more.
    let probe = [unit_limit(1_000_000), evidence.show_probe(&case, 0, 255)];
    let payer = hour.world.authority();
    let sent = hour.world.chain.send(&probe, &[&payer]).expect("a probe");
    within(&sent, &format!("disputes.show_probe.k_{k}"), most_units);
    assert_eq!(hour.proven(&case), 0);
}

#[test]
fn k_16384() {
    costs(16_384, 1 << 10, 64, 200_000);
}

#[test]
fn k_32768_with_as_many_lanes_as_the_largest_cards_have() {
    costs(32_768, 1 << 17, 64, 350_000);
}

#[test]
fn k_65536_with_as_long_lanes_as_the_largest_cards_have() {
    costs(65_536, 4, 1 << 20, 700_000);
}
