//! What a running operator says to bad input, word for word, and that nothing comes of it.
use anyhow::{Context, Result};
use io_api::heartbeat::{Heartbeat, HeartbeatAccepted};
use io_api::{Address, Digest, ErrorBody};
use reqwest::StatusCode;

use crate::network::Network;
use crate::operator::{HEARTBEAT_AGE_SLOTS, Operator};
use crate::supplier::{Supplier, signed};

/// The most that is read of a heartbeat.
const LIMIT_BYTES: usize = 16 << 10;

async fn refused(answer: reqwest::Response) -> Result<(StatusCode, ErrorBody)> {
    let status = answer.status();
    Ok((status, answer.json().await?))
}

fn problem(code: &str, error: &str, what_to_do: &str) -> ErrorBody {
    ErrorBody {
        code: code.to_owned(),
        error: error.to_owned(),
        what_to_do: what_to_do.to_owned(),
    }
}

async fn beat(operator: &Operator, heartbeat: &Heartbeat) -> Result<reqwest::Response> {
    operator
        .post("/v1/heartbeats", serde_json::to_vec(heartbeat)?)
        .await
}

/// Minutes of the epoch in progress in which the operator has heard the device.
async fn heard(operator: &Operator, index: u32) -> Result<u64> {
    let devices: Vec<io_api::readers::Device> = operator.get("/v1/devices").await?;
    let device = devices.iter().find(|one| one.index == index);
    Ok(device.context("the device is not listed")?.minutes_heard)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_input_is_refused_in_words_and_changes_nothing() -> Result<()> {
    let mut network = Network::start("refusals", 1, None).await?;
    let supplier = Supplier::join(&network, 2).await?;
    let (device, other) = (&supplier.devices[0], &supplier.devices[1]);
    let operator = &network.operators[0];

    // Late in a minute: what is signed now is still young in the next one.
    let start_ts = network.bed.timeline.start_ts(1);
    network.bed.pass_time(start_ts + 60 * 10 + 40).await?;
    let now_ts = network.bed.now().await?.unix_timestamp;
    let good = signed(operator, device, now_ts).await?;
    let accepted: HeartbeatAccepted = beat(operator, &good).await?.json().await?;
    let minute = accepted.minute;
    assert_eq!((accepted.epoch, minute), (1, 10));
    // Sent again because its answer was lost: the same answer, and nothing more is counted.
    let again: HeartbeatAccepted = beat(operator, &good).await?.json().await?;
    assert_eq!(again, accepted);
    let refused_before = operator.counted("heartbeats_refused_total").await?;

    // Replayed in the next minute, while its slot is young enough.
    network.bed.pass_time(start_ts + 60 * 11 + 1).await?;
    let challenge = operator.challenge(start_ts + 60 * 11 + 1).await?;
    assert!(
        challenge.slot - good.slot <= HEARTBEAT_AGE_SLOTS,
        "the machine was too busy: {} slots have passed",
        challenge.slot - good.slot
    );
    assert_eq!(
        refused(beat(operator, &good).await?).await?,
        (
            StatusCode::CONFLICT,
            problem(
                "replayed_heartbeat",
                "a heartbeat bound to this slot or a later one was counted in an earlier minute",
                "take slot and hash from /v1/challenge or the SlotHashes sysvar and sign again",
            )
        )
    );
    assert_eq!(heard(operator, device.index).await?, 1 << minute);

    // Dated back: bound to a slot that is too old.
    network.bed.pass_time(start_ts + 60 * 12).await?;
    let challenge = operator.challenge(start_ts + 60 * 12).await?;
    assert!(challenge.slot - good.slot > HEARTBEAT_AGE_SLOTS);
    let stale = problem(
        "stale_heartbeat",
        "the heartbeat is not bound to a recent slot hash",
        "take slot and hash from /v1/challenge or the SlotHashes sysvar and sign again",
    );
    assert_eq!(
        refused(beat(operator, &good).await?).await?,
        (StatusCode::CONFLICT, stale.clone())
    );
    // Signed in advance: bound to a slot that is not there yet, or to a hash that never was.
    let (slot, hash) = (challenge.recent_slot, challenge.recent_slot_hash);
    for (slot, hash) in [(slot + 100_000, hash), (slot, Digest([7; 32]))] {
        let made_up = Heartbeat::signed(&device.key, device.address, slot, hash);
        assert_eq!(
            refused(beat(operator, &made_up).await?).await?,
            (StatusCode::CONFLICT, stale.clone())
        );
    }
    // Signed by another device's key.
    let now_ts = network.bed.now().await?.unix_timestamp;
    let fresh = signed(operator, device, now_ts).await?;
    let forged = Heartbeat::signed(&other.key, device.address, fresh.slot, fresh.slot_hash);
    assert_eq!(
        refused(beat(operator, &forged).await?).await?,
        (
            StatusCode::FORBIDDEN,
            problem(
                "bad_signature",
                "the signature is not by the key it must be; sign the statement with that key",
                "sign with the key the device is registered with",
            )
        )
    );
    // Of a device that nobody registered.
    let nobody = Heartbeat::signed(&device.key, Address([9; 32]), fresh.slot, fresh.slot_hash);
    let unknown = problem(
        "unknown_device",
        "no device is registered at this address",
        "register the device, wait a few seconds, and give its account's address",
    );
    assert_eq!(
        refused(beat(operator, &nobody).await?).await?,
        (StatusCode::NOT_FOUND, unknown.clone())
    );
    // Larger than anything that is read, or no heartbeat at all.
    let not_one = |error: &str| problem("not_a_heartbeat", error, "send a heartbeat as documented");
    // One byte too many, which arrives whole: of a long body the rest is not read, and a client that is still
    // sending it may see a closed connection instead of the answer.
    let long = vec![b' '; LIMIT_BYTES + 1];
    let long = operator.post("/v1/heartbeats", long).await?;
    assert_eq!(
        refused(long).await?,
        (
            StatusCode::PAYLOAD_TOO_LARGE,
            not_one("Failed to buffer the request body: length limit exceeded")
        )
    );
    let (status, body) = refused(operator.post("/v1/heartbeats", b"{}".to_vec()).await?).await?;
    assert_eq!(
        (status, body.code.as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "not_a_heartbeat")
    );
    assert!(body.error.contains("missing field `device`"), "{body:?}");

    assert_eq!(
        operator.counted("heartbeats_refused_total").await?,
        refused_before + 8,
        "each refusal was counted"
    );
    assert_eq!(heard(operator, device.index).await?, 1 << minute);
    assert_eq!(heard(operator, other.index).await?, 0);

    // Proofs: of an unknown device, and of an hour that takes none.
    let path = |device: &Address| format!("/v1/proofs/1/{device}");
    let answer = operator.post(&path(&Address([9; 32])), vec![0; 10]).await?;
    assert_eq!(refused(answer).await?, (StatusCode::NOT_FOUND, unknown));
    let answer = operator.post(&path(&device.address), vec![0; 10]).await?;
    assert_eq!(
        refused(answer).await?,
        (
            StatusCode::CONFLICT,
            problem(
                "epoch_not_open",
                "this epoch takes no proofs now",
                "ask /v1/challenge for the one that does",
            )
        )
    );
    let verdicts = operator.find("/v1/verdicts/1").await?;
    assert_eq!(verdicts.as_deref(), Some(&b"[]"[..]), "no proof was kept");

    // After all this it still counts what is right.
    let accepted: HeartbeatAccepted = beat(operator, &fresh).await?.json().await?;
    assert_eq!((accepted.epoch, accepted.minute), (1, 12));
    assert_eq!(heard(operator, device.index).await?, 1 << minute | 1 << 12);
    network.operators[0].check()
}
