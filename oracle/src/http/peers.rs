//! What operators fetch from each other. All of it is checked by whoever fetched it.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use io_api::Digest;
use io_api::proposal::Proposal;
use io_api::readers::ListedVerdict;

use super::Problem;
use super::readers::parameter;
use crate::node::Node;
use crate::summary::verdict;

fn not_held() -> Problem {
    Problem::not_found(
        "not_held",
        "this operator does not hold it",
        "ask another operator",
    )
}

/// `GET /v1/summaries/{hash}`, `/v1/shards/{hash}`, `/v1/reports/{hash}`: bytes under their hash or root.
pub async fn blob(
    State(node): State<Node>,
    path: Result<Path<Digest>, PathRejection>,
) -> Result<Vec<u8>, Problem> {
    let hash = parameter(path)?;
    if let Some(candidate) = node.settled.candidate(&hash) {
        return Ok(candidate.bytes.as_ref().clone());
    }
    node.store.blob(&hash).await?.ok_or_else(not_held)
}

/// `GET /v1/proposals/{epoch}/{round}`.
pub async fn proposal(
    State(node): State<Node>,
    path: Result<Path<(u64, u32)>, PathRejection>,
) -> Result<Json<Proposal>, Problem> {
    let (epoch, round) = parameter(path)?;
    Ok(Json(
        node.store
            .proposal(epoch, round)
            .await?
            .ok_or_else(not_held)?,
    ))
}

/// `GET /v1/verdicts/{epoch}`: what this operator found so far.
pub async fn verdicts(
    State(node): State<Node>,
    path: Result<Path<u64>, PathRejection>,
) -> Result<Json<Vec<ListedVerdict>>, Problem> {
    let proofs = node.store.proofs(parameter(path)?).await?;
    let judged = proofs
        .into_iter()
        .filter(|proof| [verdict::PASS, verdict::FAIL].contains(&proof.verdict));
    Ok(Json(
        judged
            .map(|proof| ListedVerdict {
                index: proof.device,
                verdict: proof.verdict,
            })
            .collect(),
    ))
}

/// `GET /v1/evidence/{epoch}/{index}`: a device's proof as it was uploaded.
pub async fn evidence(
    State(node): State<Node>,
    path: Result<Path<(u64, u32)>, PathRejection>,
) -> Result<Vec<u8>, Problem> {
    let (epoch, index) = parameter(path)?;
    node.store
        .proof_body(epoch, index)
        .await?
        .ok_or_else(not_held)
}
