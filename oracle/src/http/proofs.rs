//! Proofs, as devices upload them.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::{Extension, Json};
use io_api::proof::{FLEET_DEPTH, OVERHEAD_BYTES, ProofUpload, body_hash};
use io_api::receipt::Receipt;
use io_api::{Address, Digest};
use io_pow::fleet::{Stage, includes};
use io_pow::seed::EpochSeed;
use io_pow::{HostSha256, Job, Response};
use tokio::sync::Semaphore;

use super::Problem;
use super::workers::device_of;
use crate::node::Node;
use crate::store::StoredProof;
use crate::view::{Commit, Device, EpochRecord};

const _: () = assert!(FLEET_DEPTH == io_pow::params::FLEET_DEPTH);

/// Bounds the proofs that are in memory at the same time.
#[derive(Clone, Debug)]
pub struct Uploads {
    slots: Arc<Semaphore>,
}

impl Uploads {
    /// At most `count` at the same time.
    pub fn new(count: usize) -> Self {
        Self {
            slots: Arc::new(Semaphore::new(count)),
        }
    }
}

/// `POST /v1/proofs/{epoch}/{device}`: see [`io_api::proof`] for the body.
pub async fn proof(
    State(node): State<Node>,
    Extension(uploads): Extension<Uploads>,
    path: Result<Path<(u64, Address)>, axum::extract::rejection::PathRejection>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Receipt>, Problem> {
    let accepted = accept_proof(&node, &uploads, path, &headers, body).await;
    let metrics = &node.metrics;
    let counter = if accepted.is_ok() {
        &metrics.proofs_accepted_total
    } else {
        &metrics.proofs_refused_total
    };
    counter.count();
    accepted
}

async fn accept_proof(
    node: &Node,
    uploads: &Uploads,
    path: Result<Path<(u64, Address)>, axum::extract::rejection::PathRejection>,
    headers: &HeaderMap,
    body: Body,
) -> Result<Json<Receipt>, Problem> {
    let Path((epoch, address)) = path.map_err(|error| {
        Problem::bad_request(
            "bad_path",
            error.body_text(),
            "give an epoch number and a device's address",
        )
    })?;
    let view = node.view();
    let device = device_of(&view, &address)?.clone();
    let no_epoch = || {
        Problem::conflict(
            "epoch_not_open",
            "this epoch takes no proofs now",
            "ask /v1/challenge for the one that does",
        )
    };
    let record = view.epochs.get(&epoch).cloned().ok_or_else(no_epoch)?;
    if view.now_ts >= view.params.end_ts(epoch) || record.s0.is_none() {
        return Err(no_epoch());
    }
    let class = view
        .class(device.class, epoch)
        .filter(|class| class.params.validate().is_ok());
    let class = class.ok_or_else(|| {
        Problem::conflict(
            "unknown_class",
            "the device's class cannot be proved",
            "register it in a class of /v1/challenge",
        )
    })?;
    let params = class.params;
    let commit = view
        .commit(&device, epoch)
        .copied()
        .filter(|commit| commit.response_root != Digest::default());
    let commit = commit.ok_or_else(|| {
        Problem::conflict(
            "roots_not_on_chain",
            "commit and response root of this device's supplier are not on chain yet",
            "post both, wait until they are confirmed, and upload again",
        )
    })?;
    // The one length that class and number of GPUs allow: nothing longer is read.
    let expected =
        Response::byte_len(&params, device.processors.into()).saturating_add(OVERHEAD_BYTES as u64);
    let wrong_length = || {
        Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "wrong_length",
            format!("a proof of this device has {expected} bytes"),
            "send the whole proof of the class and GPUs the device is registered with",
        )
    };
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced != Some(expected) {
        return Err(wrong_length());
    }
    let limit = usize::try_from(expected).map_err(|_| wrong_length())?;
    let busy = |_| Problem::unavailable("busy", "too many proofs are being received");
    let slot = uploads.slots.clone().try_acquire_owned().map_err(busy)?;
    let body = to_bytes(body, limit).await.map_err(|_| wrong_length())?;

    let (index, processors) = (device.index, device.processors);
    let check = move || {
        let proof = check_proof(&device, &record, &commit, params, epoch, &body);
        drop(slot);
        proof.map(|(commit_leaf, response_leaf)| {
            let hash = body_hash(&body);
            (
                StoredProof {
                    device: index,
                    commit_leaf,
                    response_leaf,
                    body: body.into(),
                },
                hash,
            )
        })
    };
    let checked = tokio::task::spawn_blocking(check).await;
    let (proof, hash) = checked
        .map_err(|_| Problem::unavailable("check_failed", "the proof could not be checked"))??;
    node.store.put_proof(epoch, &proof).await?;
    tracing::info!(epoch, device = index, gpus = processors, "proof received");
    Ok(Json(Receipt::signed(
        &node.key,
        address,
        epoch,
        hash,
        node.view().slot,
    )))
}

/// Checks that the body is the device's own, opens its supplier's roots and is the response committed to. What it
/// says about the hardware is for the verifier. Returns the device's two leaves.
fn check_proof(
    device: &Device,
    record: &EpochRecord,
    commit: &Commit,
    params: io_pow::ClassParams,
    epoch: u64,
    body: &[u8],
) -> Result<(Digest, Digest), Problem> {
    let bad = |code: &str, error: String| {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            code,
            error,
            "upload the device's own proof of this epoch",
        )
    };
    let upload = ProofUpload::parse(body).map_err(|error| bad("not_a_proof", error.to_string()))?;
    upload
        .verify(&device.address, &device.key, epoch)
        .map_err(|error| bad("bad_signature", error.to_string()))?;
    let gpus = u32::from(device.processors);
    let response = Response::from_bytes(&params, gpus, upload.response)
        .map_err(|error| bad("not_a_response", error.to_string()))?;
    let job = Job {
        seed: EpochSeed(record.seed.0),
        device: device.address.0,
        gpus,
        params,
    };
    let roots: Vec<_> = response.gpus.iter().map(|gpu| gpu.root).collect();
    let leaves = (
        io_pow::fleet::leaf::<HostSha256>(Stage::Commit, &job.seed, &job.device, &roots),
        response.leaf::<HostSha256>(&job.seed, &job.device, &params),
    );
    let (Some(commit_leaf), Some(response_leaf)) = leaves else {
        return Err(bad(
            "not_a_response",
            "the device has no GPU, or too many".into(),
        ));
    };
    let opens =
        |root: &Digest, leaf, path| includes::<HostSha256>(&root.0, device.index, leaf, path);
    if !opens(&commit.commit_root, &commit_leaf, &upload.commit_path) {
        return Err(bad(
            "not_the_commitment",
            "its walk roots are not those committed on chain".into(),
        ));
    }
    if !opens(&commit.response_root, &response_leaf, &upload.response_path) {
        return Err(bad(
            "not_the_response",
            "it is not the response whose root is on chain".into(),
        ));
    }
    Ok((Digest(commit_leaf), Digest(response_leaf)))
}
