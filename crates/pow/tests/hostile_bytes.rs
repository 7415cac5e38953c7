//! Messages from the network are hostile: whatever the bytes, no panic and no pass.

mod story;

use io_pow::verify::{authenticate, verify};
use io_pow::{Claim, Commitment, Hash, Prover, Refused, Response, Verdict, WireError};
use proptest::prelude::*;
use std::sync::LazyLock;
use story::{claim, digest, job};

struct Sent {
    claim: Claim,
    bytes: Vec<u8>,
    beacons: [Hash; 2],
}

static SENT: LazyLock<Sent> = LazyLock::new(|| {
    let job = job(1);
    let beacons = [digest("first", 0), digest("second", 0)];
    let prover = Prover::commit(job).unwrap();
    let response = prover.respond(&beacons[0]);
    let sent = Sent {
        claim: claim(job, &prover, &response),
        bytes: response.to_bytes(&job.params),
        beacons,
    };
    assert_eq!(sent.verify(&response), Ok(Verdict::Pass));
    sent
});

impl Sent {
    fn verify(&self, response: &Response) -> Result<Verdict, Refused> {
        verify(&self.claim, response, &self.beacons[0], &self.beacons[1])
    }

    fn parse(&self, bytes: &[u8]) -> Result<Response, WireError> {
        Response::from_bytes(&self.claim.job.params, 1, bytes)
    }
}

const HEADER: usize = 18;
const ROOT_END: usize = HEADER + 32;

/// All of the header and root, every field of the first sample, then about one byte in 1,800.
fn positions(len: usize) -> impl Iterator<Item = usize> {
    (0..700).chain((700..len).step_by(1801)).chain([len - 1])
}

#[test]
fn every_single_byte_change_is_refused() {
    let sent = &*SENT;
    for at in positions(sent.bytes.len()) {
        let mut bytes = sent.bytes.clone();
        bytes[at] ^= 1 << (at % 8);
        let outcome = sent.parse(&bytes).map(|response| sent.verify(&response));
        match at {
            0..8 => assert_eq!(outcome, Err(WireError::WrongMagic)),
            8..10 => assert_eq!(outcome.unwrap_err().code(), 3, "version, byte {at}"),
            10..14 => assert_eq!(outcome.unwrap_err().code(), 4, "class, byte {at}"),
            14..HEADER => assert_eq!(outcome.unwrap_err().code(), 5, "GPUs, byte {at}"),
            HEADER..ROOT_END => assert_eq!(outcome, Ok(Err(Refused::NotTheCommitment))),
            _ => assert_eq!(outcome, Ok(Err(Refused::NotTheBundle)), "byte {at}"),
        }
    }
}

#[test]
fn every_single_byte_change_fails_even_when_its_root_was_published() {
    let sent = &*SENT;
    let job = sent.claim.job;
    let mut reasons = [0; 8];
    for at in positions(sent.bytes.len()).filter(|at| *at >= ROOT_END) {
        let mut bytes = sent.bytes.clone();
        bytes[at] ^= 1 << (at % 8);
        let response = sent.parse(&bytes).unwrap();
        let leaf = response.leaf::<io_pow::HostSha256>(&job.seed, &job.device, &job.params);
        let claim = Claim {
            response_leaf: leaf.unwrap(),
            ..sent.claim
        };
        let walk = authenticate(&claim, &response)
            .unwrap()
            .walk(&sent.beacons[0]);
        let Verdict::Fail(fault) = walk else {
            panic!("a change of byte {at} passed");
        };
        reasons[usize::from(fault.reason())] += 1;
    }
    // Paths 1 to 3, addresses, states and checkpoints all occur; bytes of lines show as states.
    assert!(reasons[1..=6].iter().all(|count| *count > 0), "{reasons:?}");
}

#[test]
fn other_lengths_are_refused_before_anything_is_read() {
    let sent = &*SENT;
    let params = &sent.claim.job.params;
    for len in [0, 1, 17, 18, sent.bytes.len() - 1] {
        assert_eq!(sent.parse(&sent.bytes[..len]).unwrap_err().code(), 1);
    }
    let mut longer = sent.bytes.clone();
    longer.push(0);
    assert_eq!(sent.parse(&longer).unwrap_err().code(), 1);
    for gpus in [0, 65, u32::MAX] {
        assert_eq!(
            Response::from_bytes(params, gpus, &sent.bytes),
            Err(WireError::BadGpuCount(gpus))
        );
        assert_eq!(
            Commitment::from_bytes(params, gpus, &[])
                .unwrap_err()
                .code(),
            6
        );
    }
    assert_eq!(
        Response::from_bytes(params, 2, &sent.bytes)
            .unwrap_err()
            .code(),
        1
    );
}

#[test]
fn responses_of_another_shape_are_refused() {
    let sent = &*SENT;
    let whole = sent.parse(&sent.bytes).unwrap();
    let changes: [fn(&mut Response); 7] = [
        |r| r.gpus.clear(),
        |r| r.gpus.push(r.gpus[0].clone()),
        |r| r.gpus[0].samples.truncate(63),
        |r| r.gpus[0].samples[3].steps.truncate(63),
        |r| r.gpus[0].samples[3].previous.siblings.truncate(1),
        |r| r.gpus[0].samples[3].next.siblings.push([0; 32]),
        |r| r.gpus[0].samples[3].lane.siblings.push([0; 32]),
    ];
    for change in changes {
        let mut response = whole.clone();
        change(&mut response);
        assert_eq!(sent.verify(&response), Err(Refused::WrongShape));
    }
}

#[test]
fn registered_dimensions_that_are_no_class_are_refused() {
    let sent = &*SENT;
    let mut claim = sent.claim;
    claim.job.params.steps = 1;
    let response = sent.parse(&sent.bytes).unwrap();
    let refused = authenticate(&claim, &response).unwrap_err();
    assert_eq!(refused.code(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..4096)) {
        prop_assert!(SENT.parse(&bytes).is_err());
        let _ = Commitment::from_bytes(&SENT.claim.job.params, 3, &bytes);
    }

    #[test]
    fn any_damage_is_refused_or_failed_without_a_panic(
        edits in prop::collection::vec((any::<prop::sample::Index>(), 1..=u8::MAX), 1..20),
    ) {
        let sent = &*SENT;
        let mut bytes = sent.bytes.clone();
        for (at, flip) in edits {
            bytes[at.index(sent.bytes.len())] ^= flip;
        }
        prop_assume!(bytes != sent.bytes);
        if let Ok(response) = sent.parse(&bytes) {
            prop_assert!(sent.verify(&response).is_err());
            // The same damage, with its roots published.
            let job = sent.claim.job;
            let roots: Vec<Hash> = response.gpus.iter().map(|gpu| gpu.root).collect();
            let claim = Claim {
                job,
                commit_leaf: Commitment { roots }.leaf(&job.seed, &job.device).unwrap(),
                response_leaf: response
                    .leaf::<io_pow::HostSha256>(&job.seed, &job.device, &job.params)
                    .unwrap(),
            };
            let verdict = verify(&claim, &response, &sent.beacons[0], &sent.beacons[1]);
            prop_assert!(matches!(verdict, Ok(Verdict::Fail(_))));
        }
    }
}
