//! Test vectors of the test class, made by the second implementation beside them from the document alone
//! (`python3 tests/vectors/second_implementation.py > tests/vectors/test_class.json`).

use io_pow::fleet::{self, Fleet, Stage};
use io_pow::operand::{self, Element, Side};
use io_pow::seed::{EpochSeed, SlotHash, beacon};
use io_pow::verify::{Claim, Verdict, verify};
use io_pow::walk::LaneKey;
use io_pow::{ClassParams, Hash, HostSha256 as H, Job, Prover, Sha256, fill::fill, probe, sample};
use serde_json::{Value, json};

fn vectors() -> Value {
    serde_json::from_str(include_str!("vectors/test_class.json")).unwrap()
}

fn bytes32(value: &Value) -> Hash {
    hex::decode(value.as_str().unwrap())
        .unwrap()
        .try_into()
        .unwrap()
}

fn beacon_of(entries: &Value) -> Hash {
    let entry = |at: usize| SlotHash {
        slot: entries[at]["slot"].as_u64().unwrap(),
        hash: bytes32(&entries[at]["hash"]),
    };
    beacon::<H>(&[entry(0), entry(1), entry(2)])
}

/// Everything the file lists, computed from its inputs.
#[test]
fn every_value_of_the_vectors_is_reproduced() {
    let expected = vectors();
    let inputs = &expected["inputs"];
    let dimension = |name: &str| inputs[name].as_u64().unwrap() as u32;
    let params = ClassParams {
        class: dimension("class"),
        n: dimension("n"),
        k: dimension("k"),
        panels: dimension("panels"),
        lanes: dimension("lanes"),
        steps: dimension("steps"),
    };
    assert_eq!(params, ClassParams::TEST);
    let job = Job {
        seed: EpochSeed::derive::<H>(
            &bytes32(&inputs["program_id"]),
            inputs["epoch"].as_u64().unwrap(),
            &bytes32(&inputs["slot_hash"]),
        ),
        device: bytes32(&inputs["device"]),
        gpus: dimension("gpus"),
        params,
    };
    let first = beacon_of(&inputs["sample_beacon_entries"]);
    let second = beacon_of(&inputs["probe_beacon_entries"]);
    let index = dimension("registry_index");

    let prover = Prover::commit(job).unwrap();
    let commitment = prover.commitment();
    let response = prover.respond(&first);
    let response_bytes = response.to_bytes(&params);
    let commit_leaf = commitment.leaf(&job.seed, &job.device).unwrap();
    let bundles = response.bundle_roots::<H>(&job.seed, &job.device, &params);
    let response_leaf = fleet::leaf::<H>(Stage::Respond, &job.seed, &job.device, &bundles).unwrap();
    let fleet_root = |leaf| hex::encode(Fleet::new::<H>(&[(index, leaf)]).unwrap().root());

    let gpus: Vec<Value> = (0..job.gpus)
        .map(|ordinal| {
            let seed = job.gpu_seed(ordinal);
            let memory = fill::<H>(&seed, &params).unwrap();
            let gpu = &response.gpus[ordinal as usize];
            let bundle = bundles[ordinal as usize];
            let sampled = &gpu.samples[20];
            let samples: Vec<Value> = (0..16)
                .map(|at| {
                    let id = sample::segment_at::<H>(&first, &seed, &gpu.root, &params, at);
                    json!([id.lane, id.segment])
                })
                .collect();
            let probes: Vec<Value> = (0..8)
                .map(|at| {
                    let id = probe::byte_at::<H>(&second, &seed, &bundle, at);
                    let step = &gpu.samples[id.sample as usize].steps[id.step as usize];
                    let value = step.line[usize::from(id.byte)];
                    let element = Element::at(step.address, id.byte, params.n);
                    assert_eq!(operand::byte::<H>(&seed, params.k, element), value);
                    json!([id.sample, id.step, id.byte, value])
                })
                .collect();
            let row_key = operand::key::<H>(&seed, Side::Row, 1, 2);
            json!({
                "gpu_seed": hex::encode(seed.0),
                "row_key_panel_1_row_2": format!("{row_key:016x}"),
                "row_word_3": format!("{:016x}", operand::word(row_key, 3)),
                "column_key_panel_1_column_2":
                    format!("{:016x}", operand::key::<H>(&seed, Side::Column, 1, 2)),
                "memory_first_16": hex::encode(&memory[..16]),
                "memory_sha256": hex::encode(H::hash_parts(&[&memory])),
                "lane_5_start": hex::encode(LaneKey::new(&seed, 5).start::<H>()),
                "root": hex::encode(gpu.root),
                "first_16_samples": samples,
                "sample_20_previous": hex::encode(sampled.previous.leaf),
                "sample_20_addresses":
                    sampled.steps[..4].iter().map(|step| step.address).collect::<Vec<_>>(),
                "sample_20_state_63": hex::encode(sampled.steps[63].state),
                "sample_20_next": hex::encode(sampled.next.leaf),
                "sample_20_lane_root": hex::encode(sampled.lane.leaf),
                "bundle_root": hex::encode(bundle),
                "first_8_probes": probes,
            })
        })
        .collect();
    let found = json!({
        "inputs": inputs,
        "epoch_seed": hex::encode(job.seed.0),
        "sample_beacon": hex::encode(first),
        "probe_beacon": hex::encode(second),
        "gpus": gpus,
        "commitment_bytes": hex::encode(commitment.to_bytes(params.class)),
        "commit_leaf": hex::encode(commit_leaf),
        "commit_fleet_root": fleet_root(commit_leaf),
        "response_length": response_bytes.len(),
        "response_sha256": hex::encode(H::hash_parts(&[&response_bytes])),
        "response_leaf": hex::encode(response_leaf),
        "response_fleet_root": fleet_root(response_leaf),
    });
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&found[name], value, "{name}");
    }
    assert_eq!(found, expected);

    let claim = Claim {
        job,
        commit_leaf,
        response_leaf,
    };
    assert_eq!(
        verify(&claim, &response, &first, &second),
        Ok(Verdict::Pass)
    );
}
