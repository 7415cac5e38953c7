//! One operator's HTTP API against honest, clumsy and hostile callers.

mod harness;

use std::sync::Arc;

use harness::{World, device, device_key, heartbeat, listener, prove};
use io_api::challenge::Challenge;
use io_api::heartbeat::{Heartbeat, HeartbeatAccepted};
use io_api::{Digest, ErrorBody};
use io_oracle::conduct::Honest;
use io_pow::Prover;
use reqwest::StatusCode;

async fn refusal(answer: reqwest::Response) -> (StatusCode, String) {
    let status = answer.status();
    let body: ErrorBody = answer.json().await.unwrap();
    assert!(
        !body.error.is_empty() && !body.what_to_do.is_empty(),
        "{body:?}"
    );
    (status, body.code)
}

/// Sends the head of a request that announces `length` bytes, and returns the answer.
async fn announce(url: &str, path: &str, length: usize) -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let host = url.trim_start_matches("http://");
    let mut stream = tokio::net::TcpStream::connect(host).await.unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer).await;
    answer
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_refusal_is_named_and_changes_nothing() {
    let (listener, url) = listener().await;
    let world = World::new(std::slice::from_ref(&url), [4; 32]);
    let operator = harness::start(
        &world,
        0,
        listener,
        harness::database("http"),
        Arc::new(Honest),
        None,
    )
    .await;
    let client = reqwest::Client::new();
    let get = |path: String| client.get(format!("{url}{path}")).send();

    let challenge: Challenge = get("/v1/challenge".into())
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(
        (challenge.epoch, challenge.s0, challenge.classes.len()),
        (1, Some(harness::S0), 1)
    );
    assert_eq!(challenge.commit_deadline_slot, Some(harness::S0 + 60));
    assert_eq!(challenge.beacon1, None);

    // Heartbeats.
    let beat = |heartbeat: Heartbeat| {
        client
            .post(format!("{url}/v1/heartbeats"))
            .json(&heartbeat)
            .send()
    };
    let good = heartbeat(&world, 0);
    world.set_time(60 * 7 + 3);
    let accepted: HeartbeatAccepted = beat(good).await.unwrap().json().await.unwrap();
    assert_eq!(
        accepted,
        HeartbeatAccepted {
            epoch: 1,
            minute: 7
        }
    );
    let unknown = Heartbeat::signed(&device_key(0), device(9).address, good.slot, good.slot_hash);
    assert_eq!(
        refusal(beat(unknown).await.unwrap()).await,
        (StatusCode::NOT_FOUND, "unknown_device".into())
    );
    let old = Heartbeat::signed(&device_key(0), device(0).address, 3, Digest([3; 32]));
    assert_eq!(
        refusal(beat(old).await.unwrap()).await,
        (StatusCode::CONFLICT, "stale_heartbeat".into())
    );
    let invented = Heartbeat::signed(
        &device_key(0),
        device(0).address,
        good.slot,
        Digest([9; 32]),
    );
    assert_eq!(
        refusal(beat(invented).await.unwrap()).await,
        (StatusCode::CONFLICT, "stale_heartbeat".into())
    );
    let forged = Heartbeat::signed(&device_key(1), device(0).address, good.slot, good.slot_hash);
    assert_eq!(
        refusal(beat(forged).await.unwrap()).await,
        (StatusCode::FORBIDDEN, "bad_signature".into())
    );
    let json = client
        .post(format!("{url}/v1/heartbeats"))
        .header("content-type", "application/json");
    let broken = json.try_clone().unwrap().body("{").send().await.unwrap();
    assert_eq!(
        refusal(broken).await,
        (StatusCode::BAD_REQUEST, "not_a_heartbeat".into())
    );
    // One byte more than is read.
    let huge = json.body(vec![b' '; (16 << 10) + 1]).send().await.unwrap();
    assert_eq!(
        refusal(huge).await,
        (StatusCode::PAYLOAD_TOO_LARGE, "not_a_heartbeat".into())
    );
    let minutes = operator.node.store.minutes(1).await.unwrap();
    assert_eq!(
        minutes,
        [(0, 1 << 7)].into(),
        "only the good heartbeat left a trace"
    );

    // Proofs.
    let address = device(0).address;
    let upload = |epoch: u64, body: Vec<u8>| {
        client
            .post(format!("{url}/v1/proofs/{epoch}/{address}"))
            .body(body)
            .send()
    };
    let early = upload(1, vec![0; 10]).await.unwrap();
    assert_eq!(
        refusal(early).await,
        (StatusCode::CONFLICT, "roots_not_on_chain".into())
    );
    let proofs = prove(&world, 1, |_, job| Prover::commit(job).unwrap());
    let (mine, other) = (proofs[0].body.clone(), proofs[1].body.clone());
    assert_eq!(
        refusal(upload(2, mine.clone()).await.unwrap()).await.1,
        "epoch_not_open"
    );
    for length in [
        0,
        100,
        mine.len() - 1,
        mine.len() + 1,
        40 << 20,
        u32::MAX as usize,
    ] {
        // Only the head is sent: the refusal must come without waiting for a body.
        let answer = announce(&url, &format!("/v1/proofs/1/{address}"), length).await;
        assert!(
            answer.starts_with("HTTP/1.1 413") && answer.contains("wrong_length"),
            "{length}: {answer}"
        );
    }
    let junk = upload(1, vec![0; mine.len()]).await.unwrap();
    assert_eq!(
        refusal(junk).await,
        (StatusCode::UNPROCESSABLE_ENTITY, "not_a_proof".into())
    );
    assert_eq!(
        refusal(upload(1, other.clone()).await.unwrap()).await.1,
        "bad_signature"
    );
    // Another device's response under this device's signature.
    let stolen = {
        let parsed = io_api::proof::ProofUpload::parse(&other).unwrap();
        io_api::proof::encode(
            &device_key(0),
            &address,
            1,
            &parsed.commit_path,
            &parsed.response_path,
            parsed.response,
        )
    };
    assert_eq!(
        refusal(upload(1, stolen).await.unwrap()).await.1,
        "not_the_commitment"
    );
    // Its own, with one byte of one line changed afterwards.
    let mended = {
        let parsed = io_api::proof::ProofUpload::parse(&mine).unwrap();
        let mut response = parsed.response.to_vec();
        let last = response.len() - 1;
        response[last] ^= 1;
        io_api::proof::encode(
            &device_key(0),
            &address,
            1,
            &parsed.commit_path,
            &parsed.response_path,
            &response,
        )
    };
    assert_eq!(
        refusal(upload(1, mended).await.unwrap()).await.1,
        "not_the_response"
    );
    assert!(
        operator.node.store.proofs(1).await.unwrap().is_empty(),
        "nothing refused was kept"
    );
    assert_eq!(
        upload(1, mine.clone()).await.unwrap().status(),
        StatusCode::OK
    );
    let evidence = get("/v1/evidence/1/0".into())
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    assert_eq!(evidence, mine);

    // Readers.
    for (path, code) in [
        ("/v1/nothing".to_owned(), "no_such_path"),
        (format!("/v1/rewards/{address}"), "no_settlement"),
        ("/v1/rewards/0".to_owned(), "bad_path"),
        ("/v1/epochs/9".to_owned(), "epoch_not_held"),
        ("/v1/epochs/1/report".to_owned(), "no_report"),
        ("/v1/epochs/1/leaves".to_owned(), "no_settlement"),
        ("/v1/epochs/one/leaves".to_owned(), "bad_path"),
        (format!("/v1/summaries/{}", Digest([1; 32])), "not_held"),
        ("/v1/shards/xyz".to_owned(), "bad_path"),
        ("/v1/proposals/1/0".to_owned(), "not_held"),
        ("/v1/proposals/-1/0".to_owned(), "bad_path"),
    ] {
        assert_eq!(
            refusal(get(path.clone()).await.unwrap()).await.1,
            code,
            "{path}"
        );
    }
    let devices: Vec<io_api::readers::Device> = get("/v1/devices?after=0".into())
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(
        devices
            .iter()
            .map(|device| device.index)
            .collect::<Vec<_>>(),
        [1, 2]
    );
    assert_eq!(get("/live".into()).await.unwrap().status(), StatusCode::OK);
    assert_eq!(get("/ready".into()).await.unwrap().status(), StatusCode::OK);
    world.change(|view| view.slot_seen = None);
    assert_eq!(
        refusal(get("/ready".into()).await.unwrap()).await.1,
        "chain_not_read"
    );
    let metrics = get("/metrics".into()).await.unwrap().text().await.unwrap();
    assert!(
        metrics.contains("io_oracle_heartbeats_accepted_total 1\n"),
        "{metrics}"
    );
    assert!(
        metrics.contains("io_oracle_proofs_accepted_total 1\n"),
        "{metrics}"
    );
    operator.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_a_restart() {
    let database = harness::database("restart");
    let (first, url) = listener().await;
    let world = World::new(std::slice::from_ref(&url), [4; 32]);
    let operator = harness::start(&world, 0, first, database.clone(), Arc::new(Honest), None).await;
    let client = reqwest::Client::new();
    for minute in [0, 1, 5] {
        world.set_time(60 * minute + 1);
        let answer = client
            .post(format!("{url}/v1/heartbeats"))
            .json(&heartbeat(&world, 1))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
    }
    let proofs = prove(&world, 1, |_, job| Prover::commit(job).unwrap());
    let address = device(0).address;
    let path = format!("{url}/v1/proofs/1/{address}");
    let answer = client
        .post(path)
        .body(proofs[0].body.clone())
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let path = operator.stop().await;
    let (again, _) = listener().await;
    let operator = harness::start(&world, 0, again, path, Arc::new(Honest), None).await;
    assert_eq!(
        operator.node.store.minutes(1).await.unwrap(),
        [(1, 0b10_0011)].into()
    );
    assert_eq!(
        operator
            .node
            .store
            .proof_body(1, 0)
            .await
            .unwrap()
            .as_deref(),
        Some(proofs[0].body.as_slice())
    );
    operator.stop().await;
}
