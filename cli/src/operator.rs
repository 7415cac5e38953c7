//! Proofs from an operator's HTTP interface.
use std::time::Duration;

use io_api::ErrorBody;
use io_api::readers::{RewardProof, UsageProof};
use serde::de::DeserializeOwned;
use solana_pubkey::Pubkey;

use crate::failure::Failure;
use crate::session::Session;

const TIMEOUT: Duration = Duration::from_secs(10);
/// A proof of 20 levels takes 1.6 kB of hex; nothing an operator answers here needs more.
const MOST_BYTES: u64 = 64 * 1024;

/// `GET /v1/rewards/{wallet}` of `url`, or of the first listed operator that answers.
///
/// # Errors
/// [`Failure::Refused`] where the wallet has no leaf, [`Failure::Network`] where nobody answers.
pub async fn reward_proof(
    session: &Session,
    url: Option<&str>,
    wallet: &Pubkey,
) -> Result<RewardProof, Failure> {
    let proof: RewardProof = first_answer(session, url, &format!("v1/rewards/{wallet}")).await?;
    require_same("wallet", &proof.wallet.to_string(), wallet)?;
    require_final(proof.is_final, proof.epoch)?;
    Ok(proof)
}

/// `GET /v1/usage/{lease}`, likewise.
///
/// # Errors
/// As [`reward_proof`].
pub async fn usage_proof(
    session: &Session,
    url: Option<&str>,
    lease: &Pubkey,
) -> Result<UsageProof, Failure> {
    let proof: UsageProof = first_answer(session, url, &format!("v1/usage/{lease}")).await?;
    require_same("lease", &proof.lease.to_string(), lease)?;
    require_final(proof.is_final, proof.epoch)?;
    Ok(proof)
}

/// The proof's bytes; the chain checks what they prove.
///
/// # Errors
/// [`Failure::Network`] for text that is not hex: the operator is at fault.
pub fn proof_bytes(text: &str) -> Result<Vec<u8>, Failure> {
    hex::decode(text).map_err(|error| {
        Failure::Network(format!(
            "the operator's proof is not hex ({error}): ask another with --operator"
        ))
    })
}

fn require_same(what: &str, answered: &str, asked: &Pubkey) -> Result<(), Failure> {
    if answered == asked.to_string() {
        return Ok(());
    }
    Err(Failure::Network(format!(
        "the operator answered for the {what} {answered}, not {asked}: ask another with --operator"
    )))
}

fn require_final(is_final: bool, epoch: u64) -> Result<(), Failure> {
    if is_final {
        return Ok(());
    }
    Err(Failure::Refused(format!(
        "the settlement of epoch {epoch} may still be challenged: come back after its challenge window; nothing is lost by waiting"
    )))
}

async fn first_answer<T: DeserializeOwned>(
    session: &Session,
    url: Option<&str>,
    path: &str,
) -> Result<T, Failure> {
    let urls = match url {
        Some(url) => vec![url.to_string()],
        None => session.operator_urls().await?,
    };
    let client = reqwest::Client::builder()
        .timeout(TIMEOUT)
        .build()
        .map_err(|error| Failure::Network(error.to_string()))?;
    let mut last =
        Failure::Refused("no operator is listed on this chain: pass --operator URL".to_string());
    for base in urls {
        match ask(&client, &base, path).await {
            Ok(answer) => return Ok(answer),
            Err(failure) => last = failure,
        }
    }
    Err(last)
}

async fn ask<T: DeserializeOwned>(
    client: &reqwest::Client,
    base: &str,
    path: &str,
) -> Result<T, Failure> {
    let url = format!("{}/{path}", base.trim_end_matches('/'));
    let silent = |error: reqwest::Error| {
        Failure::Network(format!(
            "the operator at {base} does not answer ({error}): ask another with --operator"
        ))
    };
    let mut response = client.get(&url).send().await.map_err(silent)?;
    let status = response.status();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(silent)? {
        body.extend_from_slice(&chunk);
        if body.len() as u64 > MOST_BYTES {
            return Err(Failure::Network(format!(
                "the operator at {base} answers with more than a proof: ask another with --operator"
            )));
        }
    }
    if status.is_success() {
        return serde_json::from_slice(&body).map_err(|error| {
            Failure::Network(format!("the operator at {base} answers something else than a proof ({error}): ask another with --operator"))
        });
    }
    match serde_json::from_slice::<ErrorBody>(&body) {
        Ok(problem) if status.is_client_error() => Err(Failure::Refused(format!(
            "{}; {} ({})",
            problem.error, problem.what_to_do, problem.code
        ))),
        _ => Err(Failure::Network(format!(
            "the operator at {base} answers {status}: ask another with --operator"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_for_others_or_too_early_are_refused() {
        let (a, b) = (
            Pubkey::new_from_array([1; 32]),
            Pubkey::new_from_array([2; 32]),
        );
        assert!(require_same("wallet", &a.to_string(), &a).is_ok());
        assert!(matches!(
            require_same("wallet", &b.to_string(), &a),
            Err(Failure::Network(_))
        ));
        assert!(matches!(require_final(false, 3), Err(Failure::Refused(_))));
        assert!(require_final(true, 3).is_ok());
        assert!(matches!(proof_bytes("zz"), Err(Failure::Network(_))));
        assert_eq!(proof_bytes("00ff").unwrap(), [0, 255]);
    }
}
